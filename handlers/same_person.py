"""The same person on two channels is one person once a platform or a code confirms it; a typed number never. U16."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.commands import Describe
from handlers.choosing import open_jobs
from handlers.reading.phone import read_phone
from handlers.registry import ANYBODY, DESK, handles
from handlers.talk import Talk
from storage import contacts, invitations
from storage.unit import Unit

CODE_LASTS = 30 * 60_000
"""How long a code works that a person carries from one of their own chats to another, ms."""


def confirmed(talk: Talk) -> None:
    """A contact that the platform confirmed to be the sender's own: kept, followed, and perhaps known already. U16."""
    unit, number = talk.unit, _as_kept(talk.said.contact)
    here = (talk.said.channel, talk.said.address)
    before = contacts.confirmed_number(unit, *here)
    contacts.confirm(unit, *here, number)
    if unit.people.own_roles(talk.speaker.person):
        talk.tell("contact-noted")  # who works here gets further addresses by a link only
        return
    known = _united(talk, number)
    followed = _follow(talk, before, number)
    if not known and not followed:
        talk.tell("contact-noted")


def _as_kept(contact: str) -> str:
    """As numbers of China are kept everywhere; others with their country's code."""
    return read_phone(contact) or "+" + "".join(filter(str.isdigit, contact))


def _united(talk: Talk, number: str) -> bool:
    """One person with whoever confirmed this number before; asked to confirm, where the desk wrote it down."""
    unit, person = talk.unit, talk.speaker.person
    for other in contacts.confirmed_by_others(unit, person, number):
        if unit.people.own_roles(other.person) or contacts.were_parted(unit, person, other.person):
            continue
        same = contacts.unite(unit, other.person, person, "contact")
        again = unit.people.speaker(talk.said.channel, talk.said.address)
        talk.speaker = again or talk.speaker
        not_me = Question("choose", buttons=(Button("not_me", (str(same),), "button-not-me"),))
        unit.outbox.ask(other.channel, other.address, "same-person-found", {}, not_me)
        talk.tell("same-person-here", count=len(open_jobs(talk)))
        return True
    for recorded in contacts.recorded_for_others(unit, person, number):
        if not unit.people.own_roles(recorded) and not contacts.were_parted(unit, person, recorded):
            return _ask_to_confirm(talk, recorded)
    return False


def _ask_to_confirm(talk: Talk, recorded: int) -> bool:
    """A number that the desk wrote down: a code is shown where that customer is known, or the desk is asked."""
    unit = talk.unit
    if unit.people.addresses(recorded):
        open_already = any(found.person == recorded and found.role is None for found in invitations.open_ones(unit))
        if not open_already:
            made = invitations.invite(unit, by=None, person=recorded, lasts=CODE_LASTS)
            code = invitations.kept(unit, made, invitations.grouped(made.code))
            unit.tell_person(recorded, "code-to-confirm", {"code": code, "until_at": made.expires_at})
        talk.tell("type-code-shown-there")
        return True
    latest = unit.tx.one(unit.q.latest_of_customer, person=recorded)
    if latest is None:
        return False
    job = unit.hold(latest["id"]).course.state
    yes = Button("unite", (str(recorded), str(talk.speaker.person)), "button-same-person", tone="primary")
    question = Question("choose", buttons=(yes, Button("never_mind", (), "button-not-same-person")))
    for reader in unit.people.members(job.branch, "supervisor"):
        unit.tell_person(reader, "same-person-ask-desk", {"number": job.number}, question)
    return False


def _follow(talk: Talk, before: str | None, number: str) -> bool:
    """A job that waits for a phone, or stands under the number of before, has the new one."""
    followed = False
    talk.role = "customer"
    for held in open_jobs(talk):
        talk.held = held
        kept = held.course.state.details.get("phone")
        if kept is None or (before and before != number and talk.unit.reveal(kept) == before):
            talk.perform(Describe(talk.actor, details={"phone": talk.keep(number, "phone")}))
            followed = True
    talk.held = None
    return followed


@handles("my_code", "绑定", "link", role=ANYBODY, subject=False)
def my_code(talk: Talk) -> None:
    """绑定: a code to type in another chat, which is then the same person's too. U16."""
    made = invitations.invite(talk.unit, by=None, person=talk.speaker.person, lasts=CODE_LASTS)
    code = invitations.kept(talk.unit, made, invitations.grouped(made.code))
    talk.tell("code-for-other-chat", code=code, until_at=made.expires_at)


@handles("not_me", role=ANYBODY, subject=False)
def not_me(talk: Talk) -> None:
    """不是我: two people after all. Nothing unites them by itself again."""
    _part(talk, talk.number(0), talk.speaker.person)


@handles("part", "分开", "separate", role=DESK)
def part(talk: Talk) -> None:
    """分开 <单号>: this customer's addresses belong to different people after all. U16."""
    customer = talk.job.customer
    unions = [union for person in _whole(talk.unit, customer) for union in contacts.unions(talk.unit, person)]
    if not unions:
        raise Refused("nothing-to-part")
    _part(talk, max(unions), customer)


def _whole(unit: Unit, person: int) -> tuple[int, ...]:
    return (person, *unit.people.one_with(person))


def _part(talk: Talk, same: int, person: int) -> None:
    everybody = _whole(talk.unit, person)
    if not contacts.part(talk.unit, same, person):
        raise Refused("nothing-to-part")
    told = {(channel, address) for each in everybody for channel, address in talk.unit.people.addresses(each)} - {
        (talk.said.channel, talk.said.address)
    }
    for channel, address in sorted(told):
        talk.unit.outbox.add(channel, address, "parted", {})
    talk.tell("parted")


@handles("unite", role=DESK, subject=False)
def unite(talk: Talk) -> None:
    """是同一个人: the desk knows that a number it wrote down, and a confirmed one, are one person's. U16."""
    recorded, other = talk.number(0), talk.number(1)
    latest = talk.unit.tx.one(talk.unit.q.latest_of_customer, person=recorded)
    if latest is None:
        raise Refused("old-button")
    talk.unit.visible(latest["id"], talk.speaker)
    if other in _whole(talk.unit, recorded) or talk.unit.people.own_roles(other):
        raise Refused("old-button")
    contacts.unite(talk.unit, recorded, other, "desk")
    talk.tell("united")
    talk.unit.tell_person(other, "same-person-here", {"count": _open(talk.unit, other)})


def _open(unit: Unit, person: int) -> int:
    return sum(len(unit.tx.all(unit.q.open_of_customer, person=each)) for each in _whole(unit, person))
