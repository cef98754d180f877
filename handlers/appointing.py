"""预约: times for the customer to pick, or what was agreed on the phone. D2, U22."""

from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Unclear
from domain.job.commands import Appoint, DisputeTime, Pick, Propose
from handlers.reading.times import propose_windows, read_visit
from handlers.registry import answers, handles
from handlers.talk import Talk


@handles("propose", role="technician")
def propose(talk: Talk) -> None:
    """The next half days go to the customer to pick from. D2."""
    windows = propose_windows(talk.said.happened_at, ZoneInfo(talk.zone))
    talk.perform(Propose(talk.actor, tuple((window.from_at, window.until_at) for window in windows)))


@handles("stated", role="technician")
def stated(talk: Talk) -> None:
    """Agreed on the phone: the likely times one tap away, any other typed."""
    windows = propose_windows(talk.said.happened_at, ZoneInfo(talk.zone))
    buttons = tuple(
        Button("appoint", (str(w.from_at), str(w.until_at)), "button-window", {"window": [w.from_at, w.until_at]})
        for w in windows
    )
    talk.tell("which-time", Question("choose", buttons=buttons, expects="visit"))


@handles("appoint", "约好", "预约", "agreed", role="technician")
def appoint(talk: Talk) -> None:
    """约好 [单号] 明天上午: what was agreed on the phone counts at once. D2 (T9.8), U22."""
    if talk.args:
        window = (talk.number(0), talk.number(1))
    else:
        read = read_visit(talk.asked_words("example-visit"), talk.said.happened_at, ZoneInfo(talk.zone))
        if read is None:
            raise Unclear("example-visit")
        window = (read.from_at, read.until_at)
    talk.perform(Appoint(talk.actor, window))


@answers("visit", "technician")
def visit_time(talk: Talk) -> None:
    """A time typed in answer to "when?"."""
    appoint(talk)


@handles("pick", role="customer")
def pick(talk: Talk) -> None:
    """The customer's choice among the proposed times."""
    talk.perform(Pick(talk.actor, None if talk.arg(0) == "none" else talk.number(0)))


@handles("dispute_time", role="customer")
def dispute_time(talk: Talk) -> None:
    """That is not what we agreed. U22."""
    talk.perform(DisputeTime(talk.actor))
