"""报表: what the branch reports for every period: written, photographed, handed in, read. R1 R2 R3 R5 R6 R11 A10."""

from domain.duty.commands import File, Note, Receive, Return
from domain.duty.model import Duty
from domain.duty.questions import NOTE
from domain.duty.telling import form, said
from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.court import short
from domain.rules.report import Report
from handlers.reasons import in_time
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage.duties import owed_in
from storage.held import Held

DUTY = "duty"
RETURN = "report_return."


@handles("reports", "报表", "reports", role=DESK, subject=False)
def reports(talk: Talk) -> None:
    """报表: what is to be filed, and the last ones that were."""
    branches = [branch for branch, role in talk.speaker.roles if role in DESK]
    held = [talk.unit.hold(subject) for branch in dict.fromkeys(branches) for subject in owed_in(talk.unit, branch)]
    talk.held = None
    if not held:
        raise Refused("no-reports")
    lines, buttons = [], []
    for one in held:
        duty: Duty = one.course.state
        period = duty.due or (duty.periods[-1] if duty.periods else None)
        rule = one.course.policy.rules[duty.rule]
        if period is None:
            row = {"wording": rule.wording, "rule": short(duty.rule), "due_at": _ahead(one)}
            key = "report-row-ahead" if isinstance(rule, Report) else "report-row-count"
            lines.append({"text": key, **row})
            continue
        about = said(duty, period, one.course.policy)
        state = "report-row-seen" if period.received else "report-row-filed" if period.filed_by else "report-row-due"
        further = sum(other.filed_by is None for other in duty.periods) - 1
        more = {"text": "report-row-more", "count": further} if further > 0 else ""
        lines.append({"text": state, **about, "due_at": period.by_at, "more": more})
        if period.filed_by is None:
            buttons.append(Button("open_report", (), "button-open-report", about, number=duty.number))
    talk.tell("reports", Question("choose", buttons=tuple(buttons), lasting=True) if buttons else None, lines=lines)


def _ahead(held: Held) -> int:
    """Until when the first one is to be filed."""
    return min((clock.due for clock in held.course.clocks.running if clock.due), default=0)


@handles("open_report", role=DESK, kind=DUTY, lasting=True)
def open_report(talk: Talk) -> None:
    """One report: its figures, what was written so far, and the tap that hands it in."""
    duty: Duty = talk.job
    rule = talk.policy.rules[duty.rule]
    if duty.due is None or not isinstance(rule, Report):
        raise Refused("report-not-due")
    talk.tell_with_next(
        "report-due",
        **said(duty, duty.due, talk.policy),
        lines=form(duty.due, rule),
        due_at=duty.due.by_at,
    )


@handles("file_report", role=DESK, kind=DUTY, lasting=True)
def file_report(talk: Talk) -> None:
    """上报."""
    talk.perform(File(talk.actor, talk.number(0)))


@answers(NOTE, DESK)
def note(talk: Talk) -> None:
    """What is to be said in it, in words."""
    in_time(talk)
    talk.perform(Note(talk.actor, talk.keep(talk.words, "report")))


def report_photos(talk: Talk) -> bool:
    """Photos for the report that is open here, with what was written under them. Returns whether one is."""
    if talk.form.get("expects") != NOTE or not talk.form.get("subject"):
        return False
    talk.held = talk.unit.visible(talk.form["subject"], talk.speaker)
    talk.forget_question()
    words = talk.keep(talk.said.text, "report") if talk.said.text.strip() else ""
    talk.perform(Note(talk.actor, words, photos=talk.said.photos))
    return True


@handles("receive_report", role=DESK, kind=DUTY, lasting=True)
def receive_report(talk: Talk) -> None:
    """看过了: who filed it hears so."""
    talk.perform(Receive(talk.actor, talk.number(0)))


@handles("return_report", role=DESK, kind=DUTY, lasting=True)
def return_report(talk: Talk) -> None:
    """退回: what is missing is asked for in words."""
    talk.tell("which-missing", Question("choose", expects=f"{RETURN}{talk.number(0)}"))


@answers(RETURN, DESK)
def return_words(talk: Talk) -> None:
    """What is missing."""
    in_time(talk)
    seq = int(talk.form["expects"].removeprefix(RETURN))
    talk.perform(Return(talk.actor, seq, talk.keep(talk.words, "report")))
