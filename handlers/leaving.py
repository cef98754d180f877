"""离职: one act ends everything somebody had here. X6.

Membership, sessions, links, invitations, open questions, standing in for others; open promises go to somebody named, or
back to the desk. What they held in hand fails at its next use.
"""

from dataclasses import dataclass
from typing import Any

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.commands import Actor
from domain.job.model import Stage
from handlers import promises
from handlers.members import desks, member_named, of_desk
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage import absences, invitations
from storage.held import Held
from storage.hiding import hide_from
from storage.unit import Unit

MOST_SUGGESTED = 2


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended: roles, the jobs that went to somebody else, for whom nobody stands in any more."""

    roles: tuple[tuple[str, str], ...]
    jobs: tuple[Held, ...]
    uncovered: tuple[int, ...]
    whole: bool


def end(unit: Unit, person: int, roles: list[tuple[str, str]], *, by: int | None, to: int | None = None) -> Ended:
    """These (branch, role) memberships end now. Raises Refused where a branch would be left without a desk."""
    _leaves_a_desk(unit, person, roles)
    theirs = {branch: promises.held_by(unit, person, branch) for branch, role in roles if role == "technician"}
    for branch, role in roles:
        unit.tx.run(unit.q.end_membership, person=person, branch=branch, role=role, now=unit.now)
    went: list[Held] = []
    actor = Actor(by or 0, "supervisor")
    for branch, jobs in theirs.items():
        unit.forget_staff()
        deputy = to if to and (branch, "technician") in unit.people.own_roles(to) else None
        went += promises.pass_on(unit, jobs, person, deputy, "left", actor)
    if theirs:
        hide_from(unit, person)
    whole = not unit.people.own_roles(person)
    uncovered = _end_everything(unit, person) if whole else []
    return Ended(tuple(roles), tuple(went), tuple(uncovered), whole)


def _leaves_a_desk(unit: Unit, person: int, roles: list[tuple[str, str]]) -> None:
    """Somebody else looks after each branch afterwards. Raises Refused."""
    for branch in sorted({branch for branch, role in roles if role in DESK}):
        rows = [row for role in DESK for row in unit.tx.all(unit.q.members, branch=branch, role=role, now=unit.now)]
        kept = {role for b, role in unit.people.own_roles(person) if b == branch and role in DESK} - {
            role for b, role in roles if b == branch
        }
        if not kept and all(row["person"] == person for row in rows):
            raise Refused("last-supervisor", branch=branch)


def _end_everything(unit: Unit, person: int) -> list[int]:
    """Sessions, links, invitations, open questions, absences, deputies. Returns whose deputy they were."""
    unit.tell_person(person, "your-membership-ended")
    invitations.revoke_all_of(unit, person)
    unit.people.end_sessions(person)
    absences.come_back(unit, person)
    absences.set_deputy(unit, person, None, None)
    return absences.stands_in_no_more(unit, person)


@handles("offboard", "离职", "offboard", role=DESK, subject=False)
def leave(talk: Talk) -> None:
    """离职 <名字>: what would follow, and who could take over; one tap does it."""
    person = member_named(talk, talk.asked_words("example-leave"))
    roles = _roles_to_end(talk, person)
    _leaves_a_desk(talk.unit, person, roles)
    jobs = [
        held for branch, role in roles if role == "technician" for held in promises.held_by(talk.unit, person, branch)
    ]
    names = [
        Button("leave_yes", (str(person), str(other)), "button-leave-to", {"technician": other}, tone="danger")
        for other in (likely(talk.unit, person, [branch for branch, _role in roles]) if any(map(_can_go, jobs)) else [])
    ]
    plain = Button("leave_yes", (str(person), "0"), "button-leave-desk" if jobs else "button-leave-yes", tone="danger")
    question = Question("choose", buttons=(*names, plain, Button("never_mind", (), "button-back")))
    talk.tell(
        "leave-sure" if jobs else "leave-sure-no-jobs",
        question,
        person=person,
        count=len(jobs),
        rows=promises.rows(jobs[:8]),
    )


@handles("leave_yes", role=DESK, subject=False)
def leave_yes(talk: Talk) -> None:
    """The confirming tap."""
    person, to = talk.number(0), talk.number(1) or None
    ended = end(talk.unit, person, _roles_to_end(talk, person), by=talk.speaker.person, to=to)
    for reader in {talk.speaker.person, *of_desk(talk.unit, talk.speaker.person)}:
        if reader != talk.speaker.person:
            talk.unit.tell_person(reader, *report(ended, person))
    key, data = report(ended, person)
    talk.tell(key, **data)


@handles("never_mind", role=("customer", "technician", *DESK), subject=False)
def never_mind(talk: Talk) -> None:
    """返回: nothing was done."""
    talk.tell("question-dropped")


def report(ended: Ended, person: int) -> tuple[str, dict[str, Any]]:
    """Who left, and where each job went."""
    rows = [
        {"text": "promise-went", "number": job.number, "technician": job.technician}
        if job.technician
        else {"text": "promise-at-desk", "number": job.number}
        for job in (held.course.state for held in ended.jobs)
    ]
    key = "member-left" if ended.whole else "role-ended"
    more = [{"text": "no-deputy-now", "person": other} for other in ended.uncovered]
    return key, {"person": person, "rows": [*rows, *more]}


def likely(unit: Unit, person: int, branches: list[str]) -> list[int]:
    """Who could take over somebody's jobs: their deputy, then who is there with the least in hand. At most two."""
    deputy = absences.deputy_of(unit, person)
    there = [
        other
        for branch in dict.fromkeys(branches)
        for other in unit.people.technicians(branch, 0)
        if other.person != person and other.absent_until is None
    ]
    ranked = sorted(there, key=lambda other: (other.person != deputy, other.load, other.person))
    return list(dict.fromkeys(other.person for other in ranked))[:MOST_SUGGESTED]


def _can_go(held: Held) -> bool:
    """Whether somebody else can be given it: one on site goes back to the desk."""
    return held.course.state.stage is not Stage.ON_SITE


def _roles_to_end(talk: Talk, person: int) -> list[tuple[str, str]]:
    """The roles that the speaker may end: a supervisor their branches' technicians and supervisors, a manager all.

    Only by roles of their own: a deputy keeps the desk, and ends nobody's work here. Raises Refused.
    """
    own = talk.unit.people.own_roles(talk.speaker.person)
    manager = any(role == "manager" for _branch, role in own)
    mine = {branch for branch, role in own if role in DESK}
    roles = [
        (branch, role)
        for branch, role in talk.unit.people.own_roles(person)
        if manager or (branch in mine and role != "manager" and branch in desks(talk))
    ]
    if not roles:
        raise Refused("may-not-end" if mine else "deputy-may-not")
    return roles
