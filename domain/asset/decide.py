"""What follows when a command reaches an appliance's file. The gates live here, never in a button."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.asset.commands import (
    AnswerTopic,
    Book,
    Contacted,
    Handle,
    Keep,
    Learn,
    NotReached,
    PassUp,
    Plan,
    Post,
    PutOff,
    Refuse,
    RoundMissed,
    Serve,
    Spoken,
    Told,
    Wish,
)
from domain.asset.consequences import taken, unsaid
from domain.asset.model import FOLLOW_UP, Asset
from domain.asset.wishes import handled, heard_by_customer, passed_up, wished
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.clock_commands import SitOut, Take, Unsaid
from domain.job.facts import Facts
from domain.periods import midnight
from domain.policy import Policy

DESK = ("supervisor", "manager")
BY_THE_DESK = (NotReached, Handle, PassUp, Told, Plan, Contacted, Spoken, RoundMissed, Post)


def decide(facts: Facts, command: Any, policy: Policy, now: int) -> list[Effect]:
    """What follows when `command` reaches the file. Raises Refused when the rules say no."""
    asset: Asset = facts.state
    match command:
        case Take():
            return taken(asset, command, policy, now)
        case SitOut(_, until):
            return [Log("outage.recorded", {"until": until})]
        case Keep():
            return _kept(asset, command)
        case Learn(_, details):
            return [Log("asset.described", {"details": dict(details)})]
        case Unsaid():
            return unsaid(asset, command, policy)
        case Serve(_, job):
            return [Log("asset.served", {"job": job, "technician": asset.technician, **_ahead(asset, policy, now)})]
    _allowed(asset, command)
    match command:
        case AnswerTopic(_, good, words):
            return _answered(asset, command, good=good, words=words)
        case Wish(by, words):
            return wished(asset, by, words)
        case NotReached(by):
            _follow_up(asset)
            missed = Log("followup.missed", {"how": "phone", "by": by.person})
            return [missed, Ask("supervisor", "followup-missed"), *next_matter(asset)]
        case Handle(by, wish, words):
            return handled(asset, by, wish, words, policy, now)
        case PassUp(by, wish):
            return passed_up(asset, by, wish)
        case Told(by, wish):
            return heard_by_customer(asset, by, wish)
        case Book(_, what, job):
            _asked(asset, what)
            return [Log(f"{what}.booked", {"job": job})]
        case PutOff(_, what):
            _asked(asset, what)
            return [Log(f"{what}.put_off"), Ask("customer", "put-off-noted")]
        case Refuse(by, refused):
            if refused == asset.refused:
                return []
            if refused:
                return [Log("care.refused", {"by": by.person})]
            return [Log("care.wanted", {"by": by.person, **_still_ahead(asset, now)})]
        case Plan() | Contacted():
            return _planned(asset, command, now)
        case Spoken(by, how):
            return [Log("owner.spoken", {"by": by.person, "how": how})]
        case RoundMissed(by):
            return [Log("owner.missed", {"by": by.person, "how": "phone"})]
        case Post(by, words):
            return [Log("letter.posted", {"by": by.person, "words": words}), Tell("supervisor", "letter-noted")]
    raise Refused("not-now")


def next_matter(asset: Asset) -> list[Effect]:
    """What came up while another question was open is asked now: one question at a time."""
    return [Ask("customer", f"{asset.matters[1]}-due")] if len(asset.matters) > 1 and not asset.phoned else []


def _kept(asset: Asset, keep: Keep) -> list[Effect]:
    """A job is in the file once. I7."""
    if keep.job in asset.jobs:
        return []
    data = {
        "job": keep.job,
        "kind": keep.kind,
        "service": keep.service,
        "technician": keep.technician,
        "area": keep.area,
        "details": dict(keep.details),
        "phoned": keep.phoned,
        "bought_on": keep.bought_on,
        **({"channel": keep.channel} if keep.channel else {}),
        **({"tags": list(keep.tags)} if keep.tags else {}),
    }
    if asset.number:
        return [Log("asset.continued", data)]
    whose = {"number": keep.number, "branch": keep.branch, "customer": keep.by.person, "product": keep.product}
    return [Log("asset.opened", whose | data | {"refused": keep.refused})]


def _ahead(asset: Asset, policy: Policy, now: int) -> dict[str, int]:
    """What is due one day: the next service (A5), the end of the warranty (A6)."""
    found: dict[str, int] = {}
    every = policy.care.service_every.get(asset.product or "other")
    if every is not None:
        found["service_due_at"] = now + every
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(policy.zone)).date()
    bought = date.fromisoformat(asset.bought_on) if asset.bought_on else None
    if bought is None and asset.kind == "install" and asset.ends_at is None:
        bought = today
    if bought is not None:
        last = policy.warranty_ends(asset.product, bought)
        found["ends_at"] = midnight(last + timedelta(days=1), policy.zone)
    ends_at = found.get("ends_at", asset.ends_at)
    if ends_at is not None and ends_at > now and not asset.tested:
        found["warranty_ends_at"] = ends_at
    return found


def _still_ahead(asset: Asset, now: int) -> dict[str, int]:
    """What is due one day and was not offered yet: wanted again, it is not forgotten."""
    service = {"service_due_at": asset.service_at} if asset.service_at and asset.service_at > now else {}
    ends = {"warranty_ends_at": asset.ends_at} if asset.ends_at and asset.ends_at > now and not asset.tested else {}
    return service | ends


def _allowed(asset: Asset, command: Any) -> None:
    by = command.by
    if by.role == "technician" or (by.role == "customer" and by.person not in asset.customers):
        raise Refused("wrong-role")
    if isinstance(command, BY_THE_DESK) and by.role not in DESK:
        raise Refused("wrong-role")


def _answered(asset: Asset, command: AnswerTopic, *, good: bool, words: str | None) -> list[Effect]:
    """One topic in chat; on the phone all that are left at once. Never by who did the work (I10)."""
    _follow_up(asset)
    by_phone = command.by.role != "customer"
    if by_phone and command.by.person == asset.technician:
        raise Refused("not-your-own-customer")
    topics = list(asset.left if by_phone else asset.left[:1])
    how = {"how": "phone" if by_phone else "chat", "by": command.by.person}
    answered = Log("followup.answered", {"topics": topics, "good": good, "words": words, **how})
    if not good:
        topic = topics[0] if topics else ""
        return [answered, *wished(asset, command.by, words, topic=topic)]
    if by_phone:
        return [answered, Ask("supervisor", "followup-noted"), *next_matter(asset)]
    more = asset.left[1:] or asset.matters[1:]
    return [answered, Ask("customer", "topic-noted" if more else "followup-thanks")]


def _planned(asset: Asset, command: Plan | Contacted, now: int) -> list[Effect]:
    """A key customer is met or phoned every so often. A9."""
    by = command.by.person
    if isinstance(command, Contacted):
        if asset.every is None:
            raise Refused("no-care-plan")
        made = {"by": by, "how": "phone", "contact_at": now + asset.every}
        return [Log("contact.made", made), Ask("supervisor", "contacted-noted", {"contact_at": now + asset.every})]
    if command.every is None:
        return [Log("care.ended", {"by": by}), Tell("supervisor", "plan-ended")] if asset.every else []
    at = now + command.every
    planned = Log("care.planned", {"by": by, "every_ms": command.every, "contact_at": at})
    return [planned, Tell("supervisor", "plan-noted", {"contact_at": at})]


def _follow_up(asset: Asset) -> None:
    if FOLLOW_UP not in asset.matters:
        raise Refused("not-now")


def _asked(asset: Asset, what: str) -> None:
    if what not in asset.matters or what == FOLLOW_UP:
        raise Refused("old-button")
