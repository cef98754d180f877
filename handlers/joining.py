"""加入: a one-time code or link makes a member, or opens one more address of somebody known. X14, U16, U18.

`/start CODE`, `加入 CODE`, `join CODE` or the bare code, in any channel. Wrong codes are counted per address and slow
down; a right one says who joined to whoever invited, with one tap to undo.
"""

import re

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from handlers import stickers
from handlers.asking import help_
from handlers.reading.code import is_grouped, read_bare_code, read_code
from handlers.registry import ANYBODY, answers, handles
from handlers.talk import Talk
from storage import contacts, invitations
from storage.duties import settle_duties
from storage.invitations import Invitation
from storage.people import Speaker
from storage.unit import Unit

SHORTEST_NAME, LONGEST_NAME = 2, 20
_BEFORE_NAME = re.compile(
    r"^(?:我(?:的名字)?(?:叫|是)|名字(?:叫|是)|叫|(?:my name is|i'?m|i am|call me|it'?s)\s)[:： ]*", re.I
)


@handles("start", "/start", role=ANYBODY, subject=False)
def start(talk: Talk) -> None:
    """/start: a deep link's code, or the few things that can be said."""
    if stickers.is_code(talk.words):
        stickers.scanned(talk, talk.words)
    elif talk.words.strip():
        join(talk)
    else:
        help_(talk)


@handles("join", "加入", "join", role=ANYBODY, subject=False)
def join(talk: Talk) -> None:
    """加入 <码>: what an invitation says."""
    code = read_code(talk.asked_words("example-join"))
    if code is None:
        raise Unclear("example-join")
    _redeem(talk, code)


def bare_code(talk: Talk) -> bool:
    """A code with nothing before it. What only looks like one goes on as ordinary words, but counts as a guess; so does
    what stands as a code is written where it may answer an open question, as a serial number does."""
    code = read_bare_code(talk.words)
    if code is None:
        return False
    written = is_grouped(talk.words) and not talk.form.get("expects")
    if written or len(code) != invitations.CODE_LETTERS:
        _redeem(talk, code)
        return True
    until, _stopped = invitations.may_try_at(talk.unit, *_here(talk), code)
    if until:
        return False
    if invitations.by_code(talk.unit, code) is None:
        invitations.count_wrong(talk.unit, *_here(talk))
        return False
    _redeem(talk, code)
    return True


def _here(talk: Talk) -> tuple[str, str]:
    return talk.said.channel, talk.said.address


def _redeem(talk: Talk, code: str) -> None:
    """The invitation behind the code takes effect. Raises Refused with why not, and who to ask."""
    unit = talk.unit
    talk.forget_question()
    until, stopped = invitations.may_try_at(unit, *_here(talk), code)
    if until:
        raise Refused("code-stopped" if stopped else "code-wait", until_at=until)
    found = invitations.by_code(unit, code)
    if found is None:
        invitations.count_wrong(unit, *_here(talk))
        until, stopped = invitations.may_try_at(unit, *_here(talk), code)
        if until:
            raise Refused("code-stopped" if stopped else "code-unknown-wait", until_at=until)
        raise Refused("code-unknown")
    if found.state == "used" and talk.speaker.is_one_with(found.used_by):
        raise Refused("joined-already")
    if found.state != "open":
        raise Refused(f"code-{found.state}", ask=_whom_to_ask(found))
    invitations.forgive(unit, *_here(talk))
    if found.role is None:
        _further_address(talk, found)
    else:
        _join(talk, found)


def _whom_to_ask(found: Invitation) -> dict[str, object]:
    return {"text": "ask-inviter", "person": found.by} if found.by else {"text": "ask-company"}


def _further_address(talk: Talk, found: Invitation) -> None:
    """This address is one more of somebody known: a member's new phone, or a customer's second channel."""
    assert found.person is not None  # noqa: S101  an invitation without a role names a person
    unit, speaker = talk.unit, talk.speaker
    if speaker.is_one_with(found.person):
        raise Refused("joined-already")
    if unit.people.own_roles(speaker.person):
        raise Refused("code-of-another", person=speaker.person)
    _use(talk, found)
    same = contacts.unite(unit, found.person, speaker.person, "code")
    again = unit.people.speaker(*_here(talk))
    assert again is not None  # noqa: S101  it spoke just now
    talk.speaker, talk.role = again, again.role()
    _welcome(talk, "address-added" if again.name else "address-added-unnamed")
    not_me = Question("choose", buttons=(Button("not_me", (str(same),), "button-not-me", tone="danger"),))
    for channel, address in unit.people.addresses(again.person):
        if (channel, address) != _here(talk):
            unit.outbox.ask(channel, address, "address-added-elsewhere", {}, not_me)


def _join(talk: Talk, found: Invitation) -> None:
    """A member from now on, under the name of the invitation where they have none."""
    unit, person = talk.unit, talk.speaker.person
    branch, role = str(found.branch), str(found.role)
    if (branch, role) in unit.people.own_roles(person):
        raise Refused("has-role-already", role=role, branch=branch)
    _use(talk, found)
    unit.people.join(person, branch, role, "invitation")
    settle_duties(unit)
    if role == "technician" and (found.skills or found.areas or not unit.people.knows_technician(person)):
        unit.people.set_technician(person, list(found.skills), list(found.areas))
    taken = found.name and unit.people.named(found.name, [branch])
    if found.name and not talk.speaker.name and not taken:
        unit.people.rename(person, found.name)
    again = unit.people.speaker(*_here(talk))
    assert again is not None  # noqa: S101  it spoke just now
    talk.speaker, talk.role = again, role
    tell_inviter(unit, found, person)
    if taken and not again.name:
        talk.tell("name-taken", _ask_name(), name=talk.keep(found.name, "name"))
    elif again.name:
        right = Button("own_name", (), "button-that-is-me", tone="primary")
        talk.tell("joined-named", Question("ask-own-name-right", buttons=(right,), expects="own_name"), **_what(again))
    else:
        talk.tell("joined", _ask_name(), role=role, branch=branch)


def _use(talk: Talk, found: Invitation) -> None:
    """Once only: whoever comes second, even in the same instant, hears so. Raises Refused."""
    if not invitations.use(talk.unit, found, talk.speaker.person):
        raise Refused("code-used", ask=_whom_to_ask(found))


def tell_inviter(unit: Unit, found: Invitation, person: int) -> None:
    """Who joined, with one tap to undo: to whoever invited, else to the branch's desk. X14."""
    undo = Question("if-wrong", buttons=(Button("undo_join", (str(found.id),), "button-undo-join", tone="danger"),))
    named = bool(unit.people.name(person))
    data = {"person": person, "role": found.role, "branch": found.branch}
    desk = [found.by] if found.by else unit.people.members(str(found.branch), "supervisor")
    for reader in desk:
        if reader != person:
            unit.tell_person(reader, "member-joined" if named else "member-joined-unnamed", data, undo)


def _ask_name() -> Question:
    return Question("ask-own-name", expects="own_name")


@handles("own_name", role=ANYBODY, subject=False)
def name_right(talk: Talk) -> None:
    """The name of the invitation is theirs."""
    talk.forget_question()
    if not talk.speaker.roles or not talk.speaker.name:
        raise Refused("old-button")
    _welcome(talk, "welcome")


@answers("own_name", role=ANYBODY)
def own_name(talk: Talk) -> None:
    """What a new member is called, said once; no two of a branch by the same name."""
    unit, speaker = talk.unit, talk.speaker
    name = _BEFORE_NAME.sub("", talk.words.strip()).strip(" 。.，,!！“”\"'")
    letters = sum(character.isalpha() for character in name)
    if letters < SHORTEST_NAME or len(name) > LONGEST_NAME or any(character.isdigit() for character in name):
        _still_asked(talk)
        raise Unclear("unclear-own-name")
    branches = speaker.branches("technician", "supervisor", "manager")
    if not branches:
        raise Unclear("not-understood")
    if [other for other in unit.people.named(name, branches) if other != speaker.person]:
        _still_asked(talk)
        raise Unclear("name-taken", name=talk.keep(name, "name"))
    first = not speaker.name
    unit.people.rename(speaker.person, name)
    talk.speaker = unit.people.speaker(*_here(talk)) or speaker
    _welcome(talk, "welcome")
    if first:
        for found in invitations.used_by(unit, speaker.person):
            tell_inviter(unit, found, speaker.person)


def _still_asked(talk: Talk) -> None:
    talk.unit.people.set_form(*_here(talk), {"subject": None, "expects": "own_name"})


def _welcome(talk: Talk, key: str) -> None:
    """Who they are here, and what to do first."""
    role = talk.speaker.role()
    talk.tell(key, Question(f"welcome-{'supervisor' if role == 'manager' else role}"), **_what(talk.speaker))


def _what(speaker: Speaker) -> dict[str, object]:
    held = [{"text": "role-in-branch", "role": role, "branch": branch} for branch, role in speaker.roles]
    return {"person": speaker.person, "roles": held}
