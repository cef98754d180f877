"""Sending in waves: the notice's own clock says when the next one goes, so a restart goes on where it stopped. A7.

A wave is one event that names who was written to; the next begins behind the last of them. Nobody is written to twice,
nobody at night, and who has unsubscribed by then is passed over.
"""

from collections.abc import Sequence

from domain.alarms import alarm
from domain.asset.questions import STOP
from domain.effects import Ask, Effect, Log, Tell
from domain.job.clock_commands import Take
from domain.job.facts import Facts
from domain.notice.model import Notice, Receiver
from domain.policy import Policy

TOLD_FROM = 8
"""Waves from which on the desk hears of each quarter; fewer are over in minutes."""


def taken(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """The effects of one due step, logged under its key as for a job."""
    step = take.step
    match step.does:
        case "remind" | "tell":
            return alarm(take, policy, "notice-late")
        case _ if step.who == "send_wave":
            return [Log("step.done", take.key), *wave(facts, policy, now)]
        case _:
            return [Log("step.done", take.key)]


def wave(facts: Facts, policy: Policy, now: int, *, ordered: bool = False) -> list[Effect]:
    """The next customers, at most as many as the pack says; in quiet hours nobody, until they end.

    After a standstill one wave goes now, and the next at the pack's pace: what was missed is not made up in a flood.
    """
    notice: Notice = facts.state
    at = max(now, facts.recorded_at)
    opens = policy.quiet.over(at) if policy.quiet else at
    if opens > at:
        waited = Log("notice.waited", {"next_at": opens})
        return [waited, Ask("supervisor", "notice-waits", {"next_at": opens})] if ordered else [waited]
    found = facts.ask_receivers(notice.after, policy.care.wave + 1)
    receivers, last = found[: policy.care.wave], len(found) <= policy.care.wave
    sent = [one.person for one in receivers if one.chat and not one.refused]
    to_call = [one.person for one in receivers if not one.chat and not one.refused]
    data = {"sent": sent, "to_call": to_call, "after": _behind(receivers, notice)}
    log = Log("notice.wave", data if last else data | {"next_at": at + policy.care.wave_every})
    told: list[Effect] = [Tell(person, "notice", buttons=(STOP,)) for person in sent]
    count = notice.sent + len(sent)
    if not last:
        return [log, *told, *_progress(notice, count, policy, ordered=ordered)]
    calls = len(notice.to_call) + len(to_call)
    done = [] if calls else [Log("notice.done")]
    to_phone = {"text": "notice-to-call", "count": calls} if calls else ""
    over = Ask("supervisor", "notice-sent", {"sent": count, "calls": to_phone})
    return [log, *told, Log("notice.sent"), *done, over]


def _behind(receivers: Sequence[Receiver], notice: Notice) -> int:
    """From where the next wave goes on."""
    return receivers[-1].person if receivers else notice.after


def _progress(notice: Notice, count: int, policy: Policy, *, ordered: bool) -> list[Effect]:
    """已发 120/300: at the beginning, then with each quarter of a long sending."""
    total = max(notice.chat, count)
    if ordered:
        return [Ask("supervisor", "notice-sending", {"sent": count, "total": total})]
    quarter, before = count * 4 // total, notice.sent * 4 // total
    if total < TOLD_FROM * policy.care.wave or quarter in (before, 4):
        return []
    return [Tell("supervisor", "notice-progress", {"sent": count, "total": total})]
