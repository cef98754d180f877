"""Who is meant by a name, and whose desk somebody is."""

from domain.errors import Unclear
from handlers.talk import Talk
from storage.unit import Unit

DESK = ("supervisor", "manager")


def desks(talk: Talk) -> list[str]:
    """The branches whose people somebody looks after: a manager all, a supervisor (or their deputy) their own."""
    if any(role == "manager" for _branch, role in talk.speaker.roles):
        return talk.unit.people.all_branches()
    return list(talk.speaker.branches(*DESK))


def member_named(talk: Talk, name: str) -> int:
    """Somebody who works in one of the speaker's branches; "name@branch" where two have the same name.

    raises  Unclear: nobody is called so, or several are
    """
    wanted, _, branch = name.partition("@")
    branches = [branch] if branch in desks(talk) else desks(talk)
    found = talk.unit.people.named(wanted, branches)
    if not found:
        raise Unclear("unknown-member", name=talk.keep(name, "name"))
    if len(found) > 1:
        raise Unclear("several-of-name", name=talk.keep(wanted, "name"))
    return found[0]


def of_desk(unit: Unit, person: int, without: int | None = None) -> list[int]:
    """The supervisors of somebody's branches, managers where there are none; `without` the one who said it."""
    found: list[int] = []
    for branch in dict.fromkeys(branch for branch, _role in unit.people.own_roles(person)):
        there = unit.people.members(branch, "supervisor") or unit.people.members(branch, "manager")
        found += [reader for reader in there if reader not in (without, person)]
    return list(dict.fromkeys(found))
