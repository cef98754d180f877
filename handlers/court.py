"""违规: contested, accepted, decided one by one or a rule at a time. §9 U24."""

from collections.abc import Sequence
from typing import Any

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.court import about, for_the_desk, judges, may_still_contest, said_against, short
from domain.job.court_commands import Concede, Contest, Judge
from domain.job.model import Breach, Job
from domain.numbers import is_number
from handlers.reasons import ask_reason, in_time, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage.held import Held

MOST = 100
"""Breaches that are looked at, and decided, in one message."""
SHOWN = 6
MOST_BUTTONS = 3
STAFF = ("technician", *DESK)
REASONS = {"uphold": "uphold", "waive": "waive_breach"}
"""What may be decided, and the pack's list of reasons for it."""
WHY = {"uphold": "why-uphold", "waive": "why-forgive"}


@handles("protest", "申诉", "contest", role=STAFF, subject=False)
def protest(talk: Talk) -> None:
    """申诉 [单号] [理由], typed: about one's own breach, the newest that is open or the one on that job."""
    word, _, rest = talk.words.partition(" ")
    number = word if is_number(word) else ""
    for row in talk.unit.tx.all(talk.unit.q.breaches_of, person=talk.speaker.person, most=MOST):
        held = talk.unit.hold(row["subject"])
        if number in ("", held.course.state.number) and held.breaches[row["n"]].open:
            talk.held, talk.args = held, (str(row["n"]),)
            talk.words = rest if number else talk.words
            contest(talk)
            return
    raise Refused("no-breach-here")


@handles("contest", role=STAFF, lasting=True)
def contest(talk: Talk) -> None:
    """申诉: why it should not stand: a tap, words, or a photo."""
    n = talk.number(0)
    if len(talk.args) > 1:
        talk.perform(Contest(talk.actor, n, tapped_reason(talk, "contest", 1)))
    elif talk.words.strip():
        talk.perform(Contest(talk.actor, n, typed_reason(talk, "contest")))
    else:
        _may_contest(talk, n)
        ask_reason(talk, "why-contest", "contest", (str(n),), "contest", f"contest.{n}")


@answers("contest.", ("technician", *DESK))
def contest_words(talk: Talk) -> None:
    """Why it should not stand, in the technician's own words."""
    in_time(talk)
    talk.perform(Contest(talk.actor, _asked(talk), typed_reason(talk, "contest")))


def contest_photos(talk: Talk) -> None:
    """Photos in answer to "why should it not stand?", with what was written under them."""
    reason = talk.keep(talk.said.text, "reason") if talk.said.text.strip() else ""
    talk.perform(Contest(talk.actor, _asked(talk), reason, photos=talk.said.photos))


@handles("concede", role=STAFF, lasting=True)
def concede(talk: Talk) -> None:
    """认可: nothing to say against it."""
    talk.perform(Concede(talk.actor, talk.number(0)))


@handles("judge", role=DESK, lasting=True)
def judge(talk: Talk) -> None:
    """核定 or 免记 of one breach: the reason from the list, or in words."""
    n, answer = talk.number(0), talk.arg(1)
    if answer not in REASONS:
        raise Refused("old-button")
    if len(talk.args) > 2:
        _decide(talk, n, answer, tapped_reason(talk, REASONS[answer], 2))
        return
    _may_judge(talk, n, answer)
    ask_reason(talk, WHY[answer], "judge", (str(n), answer), REASONS[answer], f"judge.{n}.{answer}")


@answers("judge.", DESK)
def judge_words(talk: Talk) -> None:
    """The reason for a decision, in the desk's own words."""
    in_time(talk)
    _kind, n, answer = talk.form["expects"].split(".")
    _decide(talk, int(n), answer, typed_reason(talk, REASONS[answer]))


def _decide(talk: Talk, n: int, answer: str, reason: str) -> None:
    talk.perform(Judge(talk.actor, n, answer == "uphold", reason))
    left = sum(talk.unit.tx.all(talk.unit.q.count_open_breaches, branch=branch)[0]["n"] for branch in _branches(talk))
    more = Button("to_judge", (), "button-to-judge", {"count": left - 1})
    question = Question("choose", buttons=(more,), lasting=True) if left > 1 else None
    breach = talk.job.breaches[n]
    talk.tell(f"judged-{answer}", question, **about(breach, talk.policy), technician=breach.on)


def _asked(talk: Talk) -> int:
    return int(talk.form["expects"].partition(".")[2])


def _may_contest(talk: Talk, n: int) -> None:
    """Says at once when it cannot be contested, before a list is put."""
    breach = _breach(talk, n)
    if breach.on != talk.speaker.person:
        raise Refused("not-your-breach")
    if not breach.open:
        raise Refused("decided-already")
    if talk.said.happened_at > breach.contest_by:
        raise Refused("too-late-to-contest", contest_by_at=breach.contest_by)


def _may_judge(talk: Talk, n: int, answer: str) -> None:
    """Says at once when it is not for them, or not yet, to decide."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    breach = _breach(talk, n)
    if talk.speaker.person in breach.part:
        raise Refused("part-of-it" if judges(talk.held.course.facts(), breach) else "nobody-else-decides")
    if not breach.open:
        raise Refused("decided-already")
    if answer == "uphold" and may_still_contest(breach, talk.said.happened_at):
        raise Refused("may-still-contest", contest_by_at=breach.contest_by)


def _breach(talk: Talk, n: int) -> Breach:
    job: Job = talk.job
    if n >= len(job.breaches):
        raise Refused("old-button")
    return job.breaches[n]


# What the desk has to decide


@handles("to_judge", "待核定", "breaches", role=DESK, subject=False)
def to_judge(talk: Talk) -> None:
    """待核定: open breaches by rule; those that were contested one by one, the others a rule at a time."""
    groups = _groups(talk)
    if not groups:
        talk.tell("nothing-to-judge")
        return
    lines: list[dict[str, Any]] = []
    buttons: list[Button] = []
    for rule, rows in groups.items():
        held, breach = rows[0]
        ripe = _ripe(talk, rows)
        said = [one for one in rows if one[1].state == "contested"]
        lines.append(
            {
                "text": "judge-rule",
                "rule": short(rule),
                "wording": held.course.policy.rules[rule].wording,
                "count": len(rows),
                "contested": len(said),
                "ripe": len(ripe),
            }
        )
        lines += [_line(one, talk) for one in (said or rows)[:SHOWN]]
        buttons += [_show(*one) for one in said[:MOST_BUTTONS]]
        if len(ripe) > 1 and held.course.policy.court.batch:
            buttons += [_together(rule, answer, len(ripe)) for answer in REASONS]
        elif not said:
            buttons.append(_show(held, breach))
    talk.tell("to-judge", Question("choose", buttons=tuple(buttons), lasting=True), lines=lines)


def waiting(talk: Talk) -> int:
    """How many breaches wait for the speaker's desk."""
    q = talk.unit.q
    return int(sum(talk.unit.tx.all(q.count_open_breaches, branch=branch)[0]["n"] for branch in _branches(talk)))


@handles("show_breach", role=DESK, lasting=True)
def show_breach(talk: Talk) -> None:
    """One breach with its evidence and what was said against it."""
    n = talk.number(0)
    breach = _breach(talk, n)
    lines: list[dict[str, Any]] = [{"text": f"breach-is-{breach.state}", "contest_by_at": breach.contest_by}]
    if breach.contested:
        lines = [{"text": "said-against", "reason_given": said_against(breach, talk.policy)}, *lines]
    said: dict[str, Any] = {"photos": list(breach.photos)} if breach.photos else {}
    said |= about(breach, talk.policy)
    buttons = for_the_desk(n, breach, talk.policy)
    buttons = buttons if breach.open else buttons[2:]
    talk.tell(
        "breach",
        Question("choose", buttons=buttons, lasting=True),
        technician=breach.on,
        lines=lines,
        **said,
    )


@handles("judge_all", role=DESK, subject=False)
def judge_all(talk: Talk) -> None:
    """核定 or 免记 of everything that nobody contested under one rule: a reason, one confirmation, each logged."""
    answer, count, reason = talk.arg(0), talk.number(1), talk.arg(2)
    rule = ":".join(talk.args[3:])
    ripe = _ripe(talk, _groups(talk).get(rule, []))
    if answer not in REASONS or not ripe:
        raise Refused("old-button")
    policy = ripe[0][0].course.policy
    talk.held = None
    said: dict[str, Any] = {"rule": short(rule), "wording": policy.rules[rule].wording, "count": len(ripe)}
    if reason == "?" or count != len(ripe):
        reasons = tuple(
            Button("judge_all", (answer, str(len(ripe)), one["key"], rule), one)
            for one in policy.reasons.get(REASONS[answer], ())
        )
        talk.tell(f"why-{answer}-all", Question("choose", buttons=(*reasons, TO_LIST)), **said)
        return
    key, _, sure = reason.partition("!")
    words = policy.reason(REASONS[answer], key)
    if words is None:
        raise Refused("old-button")
    if not sure:
        yes = Button("judge_all", (answer, str(count), f"{key}!1", rule), f"button-{answer}-all", said, tone="primary")
        talk.tell(f"sure-{answer}-all", Question("choose", buttons=(yes, TO_LIST)), **said, reason_given=words)
        return
    for held, breach in ripe:
        command = Judge(talk.actor, held.breaches.index(breach), answer == "uphold", key)
        talk.unit.perform(held.id, command, talk.said.happened_at)
    talk.tell(f"judged-{answer}-all", **said)


TO_LIST = Button("to_judge", (), "button-back")


def _groups(talk: Talk) -> dict[str, list[tuple[Held, Breach]]]:
    """What is open in the speaker's branches and not about themselves, by rule."""
    unit, groups = talk.unit, dict[str, list[tuple[Held, Breach]]]()
    for branch in _branches(talk):
        for row in unit.tx.all(unit.q.open_breaches, branch=branch, most=MOST):
            held = unit.hold(row["subject"])
            breach = held.breaches[row["n"]]
            if breach.open and talk.speaker.person not in breach.part:
                groups.setdefault(row["rule"], []).append((held, breach))
    return groups


def _branches(talk: Talk) -> Sequence[str]:
    return talk.speaker.branches(*DESK)


def _ripe(talk: Talk, rows: list[tuple[Held, Breach]]) -> list[tuple[Held, Breach]]:
    """Those that can be decided together: accepted, or not contested in time."""
    now = talk.said.happened_at
    return [row for row in rows if row[1].state != "contested" and not may_still_contest(row[1], now)]


def _line(row: tuple[Held, Breach], talk: Talk) -> dict[str, Any]:
    held, breach = row
    line = about(breach, held.course.policy) | {"technician": breach.on, "number": held.course.state.number}
    state = "waits" if may_still_contest(breach, talk.said.happened_at) else breach.state
    return line | {"text": "judge-line", "state": {"text": f"breach-short-{state}", "contest_by_at": breach.contest_by}}


def _show(held: Held, breach: Breach) -> Button:
    number = held.course.state.number
    return Button(
        "show_breach",
        (str(held.breaches.index(breach)),),
        "button-breach",
        {"number": number, "rule": short(breach.rule)},
        number=number,
    )


def _together(rule: str, answer: str, count: int) -> Button:
    label = {"rule": short(rule), "count": count}
    return Button("judge_all", (answer, str(count), "?", rule), f"button-{answer}-all", label)
