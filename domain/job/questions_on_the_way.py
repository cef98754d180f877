"""What is asked when a customer wishes another time, calls off, writes, or wants a person. U1 U2 U9.

Part of `questions`.
"""

from domain.copies import replace
from domain.effects import Button, Question
from domain.job.changing import wish_words
from domain.job.model import Job, Stage
from domain.job.options import again
from domain.policy import Policy


def wished(job: Job, now: int) -> Question:
    """The customer named a time: one tap agrees it, and any other can be proposed or stated."""
    window = _wished_window(job, now)
    take = (Button("take_wish", (), "button-take-wish", {"window": window}, tone="primary"),) if window else ()
    others = (Button("propose", (), "button-propose"), Button("stated", (), "button-agreed-by-phone"))
    return Question("ask-wish" if window else "ask-wish-open", buttons=(*take, *others), expects="visit")


def wished_now(job: Job, now: int) -> Question:
    """On the road: there already, turn round, or come all the same."""
    window = _wished_window(job, now)
    turn = {"wish": wish_words(window, None)} if window else {}
    label = "button-turn-round" if window else "button-turn-round-open"
    return Question(
        "ask-move",
        buttons=(
            Button("arrive", (), "button-there-already", tone="primary"),
            Button("turn_round", (), label, turn),
            Button("come_anyway", (), "button-come-anyway"),
        ),
    )


def _wished_window(job: Job, now: int) -> list[int] | None:
    """The time that the customer named, while it is ahead."""
    window: list[int] | None = job.wish["window"] if job.wish else None
    return window if window and window[1] > now else None


def call_off() -> Question:
    """Technician or desk, on site: whoever answers first."""
    return Question(
        "ask-call-off",
        buttons=(
            Button("call_off", ("yes",), "button-call-off", tone="danger"),
            Button("call_off", ("no",), "button-not-off", tone="primary"),
        ),
    )


def inquiry(job: Job) -> Question:
    """Words that are no repair: the desk answers, then ends it, or makes a repair of it with 补充."""
    end = Button("end_inquiry", (), "button-end-inquiry", tone="plain" if job.human else "primary")
    return Question("ask-inquiry", buttons=(end,))


def customer_writes(job: Job, asked: Question | None, policy: Policy, now: int) -> Question | None:
    """After somebody's words, what the customer types is for them. A closed job keeps a way back."""
    if job.stage is Stage.CLOSED:
        left = again(job, policy, now)
        asked = asked or (Question("choose") if left else None)
        return asked and replace(asked, buttons=(*asked.buttons, *left))
    talking = job.heard == "desk" or (job.heard == "technician" and job.taken)
    if not talking or (asked and asked.expects == "callback"):
        return asked
    return replace(asked, expects="words") if asked else Question("choose", expects="words")


def technician_writes(job: Job, person: int, asked: Question | None) -> Question | None:
    """The customer's words wait: [回复] beside whatever is asked."""
    if not (job.owed and job.taken and job.technician == person):
        return asked
    reply = Button("relay", (), "button-reply")
    return replace(asked, buttons=(*asked.buttons, reply)) if asked else Question("choose", buttons=(reply,))


def missed_call(job: Job, person: int, asked: Question | None) -> Question | None:
    """The desk could not reach them: [我在] beside whatever is asked. D8."""
    if person not in job.missed:
        return asked
    here = Button("here", (), "button-here", tone="primary")
    return replace(asked, buttons=(*asked.buttons, here)) if asked else Question("choose", buttons=(here,))


def desk_answers(job: Job, asked: Question | None) -> Question | None:
    """The customer waits for a person: that first, beside what only the desk can decide."""
    if job.stage is Stage.CLOSED or not (job.human or job.owed):
        return asked
    reply = () if job.phoned else (Button("relay", (), "button-i-reply", tone="primary"),)
    waiting = (*reply, Button("phoned", (), "button-phoned"))
    if asked is None or (job.human and asked.key in ("ask-reassign", "nobody-there", "wait-intake")):
        return Question("ask-reply", buttons=waiting, expects=asked.expects if asked else None)
    if job.inquiry:
        return replace(asked, buttons=(*waiting, *asked.buttons))
    return replace(asked, buttons=(*asked.buttons, *waiting))
