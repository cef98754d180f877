"""The desk and one job: opened, taken back, closed as invalid, sent back, the text for a group. U8, U10, U11, U26."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.claiming import claimable
from domain.job.commands import Object
from domain.job.desk import BEFORE_THE_VISIT, WITH_SOMEBODY
from domain.job.desk_commands import Invalidate, SendBack, TakeOver
from domain.job.model import MOVING, Job, Stage
from domain.job.questions import said_on_the_phone
from domain.job.telling import about
from handlers.reading.fault import symptom_in
from handlers.reasons import ask_reason, given_reason, in_time, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.reporting import free_words
from handlers.talk import Talk

OBJECTS = ("不是", "是真的", "请处理", "要修", "no", "please", "not")


def show(talk: Talk) -> None:
    """One job as the desk sees it: how it stands, who has it, what is known, and the next taps. U10."""
    job: Job = talk.job
    hands = [{"text": "desk-technician", "technician": job.technician}] if job.technician is not None else []
    visit = [{"text": "desk-visit", "window": list(job.visit)}] if job.visit else []
    problem = [{"text": "desk-problem", "problem": job.details["problem"]}] if "problem" in job.details else []
    asked_for = [
        {"text": "desk-waiver", "reason_given": talk.policy.reason("waive", why) or why}
        for state, why in job.waivers.values()
        if state == "asked"
    ]
    question = talk.unit.question(talk.held, talk.role, talk.speaker.person) if talk.held else None
    question = question or Question("choose")
    more = (Button("desk_more", (), "button-desk-more"),) if _more(talk) else ()
    asked = Question(question.key, question.data, (*question.buttons, *more), question.expects, question.lasting)
    known = about(job, talk.role, talk.speaker.person)["known"]
    tags = [{"text": "detail-tag", "tag": talk.policy.tag(key)} for key in job.tags]
    talk.tell("desk-job", asked, lines=[*tags, *hands, *visit, *asked_for, *problem, *known])


@handles("desk_more", role=DESK)
def more(talk: Talk) -> None:
    """What else the desk can do with this job now."""
    talk.tell("what-else", Question("choose", buttons=(*_more(talk), Button("back", (), "button-back"))))


def _more(talk: Talk) -> tuple[Button, ...]:
    job: Job = talk.job
    buttons = {
        "take_over": job.stage in WITH_SOMEBODY,
        "customer_says": said_on_the_phone(job, talk.policy, talk.said.happened_at) is not None,
        "tried": job.technician is not None and job.stage is not Stage.CLOSED,
        "tried_customer": job.stage is not Stage.CLOSED,
        "claim": job.technician is not None and bool(claimable(talk.policy)),
        "group_text": job.stage is Stage.REPORTED and job.ready,
        "send_back": job.stage is Stage.FINISHED,
        "invalid": job.stage in BEFORE_THE_VISIT,
        "unmerge": job.outcome == "merged",
    }
    labels = {
        "take_over": "button-take-over",
        "customer_says": "button-customer-says",
        "tried": "button-tried",
        "tried_customer": "button-tried-customer",
        "claim": "button-claim",
        "group_text": "button-group-text",
        "send_back": "button-send-back",
        "invalid": "button-invalid",
        "unmerge": "button-unmerge",
    }
    return tuple(Button(verb, (), labels[verb]) for verb, can in buttons.items() if can)


@handles("take_over", "收回", "接管", "recall", role=DESK)
def take_over(talk: Talk) -> None:
    """收回 <单号> [原因]: off whoever has it, back to the desk. U10."""
    reason = given_reason(talk, "reassign")
    if talk.job.stage in MOVING and not reason:
        ask_reason(talk, "reason-reassign", "take_over", (), "reassign", "take_over")
        return
    talk.perform(TakeOver(talk.actor, reason))


@answers("take_over", DESK)
def take_over_words(talk: Talk) -> None:
    """Why it is taken back, in words."""
    in_time(talk)
    talk.perform(TakeOver(talk.actor, typed_reason(talk, "reassign")))


@handles("invalid", "无效", "invalid", role=DESK)
def invalid(talk: Talk) -> None:
    """无效 <单号> [原因]: closed as nonsense; the customer may object. U8."""
    reason = given_reason(talk, "invalid")
    if talk.job.stage in BEFORE_THE_VISIT and not reason:
        ask_reason(talk, "reason-invalid", "invalid", (), "invalid", "invalid")
        return
    talk.perform(Invalidate(talk.actor, reason))


@answers("invalid", DESK)
def invalid_words(talk: Talk) -> None:
    """Why it is invalid, in words."""
    in_time(talk)
    talk.perform(Invalidate(talk.actor, typed_reason(talk, "invalid")))


@handles("object", role="customer")
def object_(talk: Talk) -> None:
    """不是的，请处理: the report was meant. U8."""
    talk.perform(Object(talk.actor))


@answers("objection", "customer")
def objection_words(talk: Talk) -> None:
    """No, in words; anything else is a new matter."""
    if any(word in talk.words.casefold() for word in OBJECTS):
        talk.perform(Object(talk.actor))
        return
    talk.held = None
    free_words(talk)


@handles("send_back", "退回", "sendback", role=DESK)
def send_back(talk: Talk) -> None:
    """退回 <单号> [原因]: the technician goes again, and hears why. U11."""
    reason = given_reason(talk, "send_back")
    if talk.job.stage is Stage.CLOSED:
        raise Refused("closed-not-sent-back")
    if talk.job.stage is Stage.FINISHED and not reason:
        ask_reason(talk, "reason-send-back", "send_back", (), "send_back", "send_back")
        return
    talk.perform(SendBack(talk.actor, reason))


@answers("send_back", DESK)
def send_back_words(talk: Talk) -> None:
    """Why the technician goes again, in words."""
    in_time(talk)
    talk.perform(SendBack(talk.actor, typed_reason(talk, "send_back")))


@handles("group_text", "发群", "group", role=DESK)
def group_text(talk: Talk) -> None:
    """发群 <单号>: words for a group, ready to copy: district and kind of fault, nothing personal. U26 (X21)."""
    job: Job = talk.job
    if job.stage is not Stage.REPORTED or not job.ready:
        raise Refused("not-for-a-group")
    fault = talk.unit.reveal(job.details["fault"]) or ""
    area = {"text": "group-area", "area": job.area} if job.area else {"text": "group-area-later"}
    talk.tell("group-text", symptom=symptom_in(fault) or "", where=area)
