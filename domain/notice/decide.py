"""What follows when a command reaches a notice. The gates live here, never in a button."""

from typing import Any

from domain.effects import Ask, Effect, Log
from domain.errors import Refused
from domain.job.clock_commands import SitOut, Take
from domain.job.facts import Facts
from domain.notice.commands import Cancel, Draft, Phoned, Posted, Send, Spare, Undelivered
from domain.notice.model import Notice, Stage
from domain.notice.waves import taken, wave
from domain.policy import Policy

DESK = ("supervisor", "manager")


def decide(facts: Facts, command: Any, policy: Policy, now: int) -> list[Effect]:
    """What follows when `command` reaches the notice. A7.

    raises  Refused when the rules say no
    """
    notice: Notice = facts.state
    match command:
        case Take():
            return taken(facts, command, policy, now)
        case SitOut(_, until):
            return [Log("outage.recorded", {"until": until})]
        case Undelivered(customer):
            over = notice.stage is Stage.CANCELLED or customer in (*notice.to_call, *notice.to_write)
            return [] if over else [Log("notice.undelivered", {"customer": customer})]
    if command.by.role not in DESK:
        raise Refused("wrong-role")
    match command:
        case Draft():
            return _drafted(notice, command, policy, now)
        case Send(by):
            if notice.stage is not Stage.DRAFTED:
                raise Refused("old-button")
            ordered = Log("notice.ordered", {"by": by.person, "held_at": notice.held_at})
            return [ordered, *wave(facts, policy, now, ordered=True)]
        case Cancel(by):
            if notice.stage not in (Stage.DRAFTED, Stage.SENDING):
                raise Refused("old-button")
            told = "notice-dropped" if notice.stage is Stage.DRAFTED else "notice-stopped"
            return [Log("notice.cancelled", {"by": by.person}), Ask("supervisor", told)]
        case Phoned(by, customer, reached):
            if customer not in notice.to_call:
                raise Refused("notice-called-already")
            name = "notice.called" if reached else "notice.missed"
            first = [] if reached or notice.to_write else [Log("letter.owed")]
            phoned = Log(name, {"customer": customer, "by": by.person, "how": "phone"})
            return [phoned, *first, *_all_phoned(notice, customer)]
        case Spare(by, customer):
            if customer not in (*notice.to_call, *notice.to_write):
                raise Refused("notice-called-already")
            spared = Log("notice.spared", {"customer": customer, "by": by.person})
            return [spared, *_all_phoned(notice, customer), *_all_written(notice, customer)]
        case Posted(by, customer, needed):
            if customer not in notice.to_write:
                raise Refused("letter-sent-already")
            name = "letter.sent" if needed else "letter.spared"
            posted = Log(name, {"customer": customer, "by": by.person, "words": notice.words})
            return [posted, *_all_written(notice, customer)]
    raise Refused("not-now")


def _drafted(notice: Notice, draft: Draft, policy: Policy, now: int) -> list[Effect]:
    """Nothing is sent before somebody has seen to how many it goes."""
    if notice.number:
        raise Refused("not-now")
    if draft.held_at <= now:
        raise Refused("notice-day-is-over")
    if not policy.does("send_wave"):
        raise Refused("pack-sends-no-notices")
    if draft.total == draft.refused:
        raise Refused("notice-for-nobody", count=draft.refused)
    whose = {"number": draft.number, "branch": draft.branch, "by": draft.by.person}
    what = {"on": draft.on, "held_at": draft.held_at, "words": draft.words}
    whom = {"product": draft.product, "key": draft.key}
    counts = {"total": draft.total, "refused": draft.refused, "chat": draft.chat}
    return [Log("notice.drafted", whose | what | whom | counts)]


def _all_phoned(notice: Notice, customer: int) -> list[Effect]:
    """With the last call everybody was told, or is owed a letter."""
    over = notice.stage is Stage.SENT and notice.to_call == (customer,)
    return [Log("notice.done"), Ask("supervisor", "notice-done")] if over else []


def _all_written(notice: Notice, customer: int) -> list[Effect]:
    return [Log("letters.done")] if notice.to_write == (customer,) else []
