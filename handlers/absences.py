"""请假, 销假, 代理: who is away, and who keeps their promises meanwhile. D12 (T10.4).

With a standing deputy the open promises go over by themselves when the absence begins; without one the supervisor gets
one message with one tap per suggestion. A supervisor's deputy hears the escalations and may decide while it lasts.
"""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.commands import Actor
from domain.job.model import Stage
from handlers import promises
from handlers.leaving import likely
from handlers.members import desks, member_named, of_desk
from handlers.reading.away import read_away
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage import absences
from storage.absences import Absence
from storage.unit import Unit

STAFF = ("technician", *DESK)
CHOICES = {"today": "今天", "tomorrow": "明天", "three": "3天", "week": "7天"}
MORNING, EVENING = time(8), time(18)
NOBODY = ("无", "没有", "取消", "none", "nobody")
LONGEST_WORDS = 30
_SIGNS = ("请假", "day off", "off sick")


def free_words(talk: Talk) -> bool:
    """明天请假, 李师傅请假三天: without the space of a command. Words in which it only occurs go on as words."""
    words = talk.words.casefold()
    sign = next((sign for sign in _SIGNS if sign in words), None)
    if sign is None or not talk.speaker.roles or len(words) > LONGEST_WORDS:
        return False
    said = talk.words
    talk.words = " ".join(words.replace(sign, " ").split()).removeprefix("我").removeprefix("要").strip()
    _person, period = _whose(talk, talk.words)
    if period and read_away(period, talk.said.happened_at, ZoneInfo(talk.zone)) is None:
        talk.words = said
        return False
    away(talk)
    return True


@handles("away", "请假", "away", role=STAFF, subject=False)
def away(talk: Talk) -> None:
    """请假 [名字] <到什么时候>: one's own absence, or, by the desk, somebody else's. D12."""
    if talk.args:
        person = _mine_or_my_peoples(talk, talk.number(0))
        words = CHOICES.get(talk.arg(1), "")
    else:
        person, words = _whose(talk, talk.words.strip())
    if not words:
        _ask_period(talk, person, "away-until")
        return
    _set(talk, person, words)


def _whose(talk: Talk, words: str) -> tuple[int, str]:
    """Whoever is named first, with or without a space; else the speaker. Raises Refused where that is not theirs."""
    unit, speaker = talk.unit, talk.speaker
    here = desks(talk) or list(speaker.branches("technician"))
    named = sorted((name for name in unit.people.names(here) if words.startswith(name)), key=len, reverse=True)
    if not named:
        return speaker.person, words
    whole = words.partition(" ")[0]
    name = whole if whole.startswith(f"{named[0]}@") else named[0]
    rest = words.removeprefix(name).strip()
    if not desks(talk):
        if named[0] != speaker.name:
            raise Refused("wrong-role")
        return speaker.person, rest
    return member_named(talk, name), rest


def _mine_or_my_peoples(talk: Talk, person: int) -> int:
    """Whoever a button names: the speaker, or somebody of their branches. Raises Refused."""
    theirs = {branch for branch, _role in talk.unit.people.own_roles(person)}
    if person != talk.speaker.person and not theirs & set(desks(talk)):
        raise Refused("old-button")
    return person


def _ask_period(talk: Talk, person: int, key: str) -> None:
    buttons = tuple(Button("away", (str(person), choice), f"button-away-{choice}") for choice in CHOICES)
    talk.tell(key, Question("choose", buttons=buttons, expects=f"away.{person}"), person=person)


@answers("away.", role=STAFF)
def away_until(talk: Talk) -> None:
    """The period, typed."""
    person = talk.form["expects"].partition(".")[2]
    _set(talk, _mine_or_my_peoples(talk, int(person)), talk.words)


def _set(talk: Talk, person: int, words: str) -> None:
    period = read_away(words, talk.said.happened_at, ZoneInfo(talk.zone))
    if period is None:
        _ask_period(talk, person, "unclear-away")
        return
    unit = talk.unit
    act_at = _evening_before(period.from_at, ZoneInfo(talk.zone))
    absence = absences.set_away(unit, person, period.from_at, period.until_at, talk.speaker.person, act_at)
    deputy = absences.deputy_of(unit, person)
    key = "away-noted" if person == talk.speaker.person else "away-noted-for"
    plan = {"text": "deputy-plan", "technician": deputy} if deputy else {"text": "no-deputy-plan"}
    question = Question("choose", buttons=(Button("present", (str(person),), "button-back-at-work"),))
    talk.tell(key, question, **_about(unit, absence), plan=plan)
    if person != talk.speaker.person:
        unit.tell_person(person, "away-set-by", _about(unit, absence) | {"by_person": talk.speaker.person})
    if act_at <= unit.now and absences.begin(unit, absence) and _begin(unit, absence):
        return  # the desk hears of it with the jobs
    for reader in of_desk(unit, person, without=talk.speaker.person):
        if reader != deputy or act_at > unit.now:  # who stands in has just heard it in other words
            unit.tell_person(reader, "away-desk", _about(unit, absence))


@handles("present", "销假", "present", role=STAFF, subject=False)
def present(talk: Talk) -> None:
    """销假 [名字]: back. What was handed over stays where it is. D12."""
    person = _mine_or_my_peoples(talk, talk.number(0)) if talk.args else _whose(talk, talk.words.strip())[0]
    if not absences.come_back(talk.unit, person):
        raise Refused("not-away")
    at_desk = any(role in DESK for _branch, role in talk.unit.people.own_roles(person))
    own = "back-noted-desk" if at_desk else "back-noted"
    talk.tell(own if person == talk.speaker.person else "back-noted-for", person=person)
    stood_in = absences.deputy_of(talk.unit, person)
    readers = {*of_desk(talk.unit, person, without=talk.speaker.person), *([stood_in] if stood_in else [])}
    for reader in sorted(readers - {talk.speaker.person}):
        talk.unit.tell_person(reader, "back-at-work", {"person": person})
    if person != talk.speaker.person:
        talk.unit.tell_person(person, own)


@handles("deputy", "代理", "代理人", "deputy", role=DESK, subject=False)
def deputy(talk: Talk) -> None:
    """代理 <谁> <由谁>: a standing deputy; "无" ends it. D12."""
    names = talk.asked_words("example-deputy").split()
    if len(names) != 2:
        raise Unclear("example-deputy")
    person = member_named(talk, names[0])
    if names[1].casefold() in NOBODY:
        absences.set_deputy(talk.unit, person, None, talk.speaker.person)
        talk.tell("deputy-ended", person=person)
        return
    other = member_named(talk, names[1])
    if not _could_stand_in(talk.unit, person, other):
        raise Refused("cannot-stand-in", person=other, technician=person)
    if not _may_name(talk, person):
        raise Refused("deputy-may-not")
    absences.set_deputy(talk.unit, person, other, talk.speaker.person)
    talk.tell("deputy-set", person=other, technician=person)
    talk.unit.tell_person(other, "you-are-deputy", {"person": person})


def _could_stand_in(unit: Unit, person: int, other: int) -> bool:
    """A technician's deputy is a technician of the same branch; a supervisor's anybody of the same branch."""
    theirs, others = set(unit.people.own_roles(person)), unit.people.own_roles(other)
    wanted = {(branch, "technician") for branch, role in theirs if role == "technician"}
    same_branch = {branch for branch, _role in theirs} & {branch for branch, _role in others}
    return person != other and bool(same_branch) and (not wanted or bool(wanted & set(others)))


def _may_name(talk: Talk, person: int) -> bool:
    """Whoever stands in for the desk names no deputy for it: that would make a standing right of a passing one."""
    own = talk.unit.people.own_roles(talk.speaker.person)
    return any(role in DESK for _branch, role in own) or all(
        role == "technician" for _branch, role in talk.unit.people.own_roles(person)
    )


def begin_due(unit: Unit) -> int:
    """What follows when absences begin. Returns how many did."""
    due = [absence for absence in absences.to_begin(unit) if absences.begin(unit, absence)]
    for absence in due:
        if absence.until_at > unit.now:
            _begin(unit, absence)
    return len(due)


def _begin(unit: Unit, absence: Absence) -> bool:
    """Promises go over, deputies are told. Returns whether the desk heard of it."""
    unit.forget_staff()
    own = unit.people.own_roles(absence.person)
    deputy = absences.deputy_of(unit, absence.person)
    branches = dict.fromkeys(branch for branch, role in own if role == "technician")
    told = [_hand_over(unit, absence, branch, deputy) for branch in branches]
    if deputy and any(role in DESK for _branch, role in own):
        unit.tell_person(deputy, "you-hear-for", _about(unit, absence))
    return any(told)


def _hand_over(unit: Unit, absence: Absence, branch: str, deputy: int | None) -> bool:
    """The promises that fall into it: to the deputy, else to whom the supervisor taps. False when there are none."""
    person = absence.person
    jobs = promises.falling_into(promises.held_by(unit, person, branch), absence.from_at, absence.until_at)
    actor = Actor(person, "technician") if absence.by in (None, person) else Actor(absence.by or 0, "supervisor")
    ready = deputy is not None and (branch, "technician") in unit.people.own_roles(deputy)
    if ready and deputy is not None and not absences.is_away(unit, deputy):
        went = promises.pass_on(unit, jobs, person, deputy, "away", actor)
        data = {"rows": promises.rows(went), "technician": deputy}
        return bool(went) and _tell_desk(unit, absence, branch, "away-handed-over", data)
    asked = [held for held in jobs if held.course.state.stage is Stage.OFFERED]
    promises.pass_on(unit, asked, person, None, "away", actor)
    left = [held for held in jobs if held not in asked]
    if not left:
        return False
    buttons = tuple(
        Button(
            "hand_over_all", (str(person), str(other)), "button-hand-over-all", {"technician": other}, tone="primary"
        )
        for other in likely(unit, person, [branch])
    )
    question = Question("ask-hand-over" if buttons else "nobody-there", buttons=buttons)
    return _tell_desk(unit, absence, branch, "away-open", {"rows": promises.rows(left)}, question)


def _about(unit: Unit, absence: Absence) -> dict[str, Any]:
    """Who, and the first and last minute as people say them: a day ends at 23:59, not when the next begins."""
    ends = datetime.fromtimestamp(absence.until_at / 1000, ZoneInfo(unit.policy.zone)).time()
    last = absence.until_at - (60_000 if ends == time(0) else 0)
    return {"person": absence.person, "from_at": absence.from_at, "until_at": last}


def _evening_before(from_at: int, zone: ZoneInfo) -> int:
    """When promises go over: as it begins; where that is in the night, the evening before, when people are up."""
    begins = datetime.fromtimestamp(from_at / 1000, zone)
    if begins.time() >= MORNING:
        return from_at
    return int(datetime.combine(begins.date() - timedelta(days=1), EVENING, zone).timestamp() * 1000)


def _tell_desk(
    unit: Unit, absence: Absence, branch: str, key: str, data: dict[str, Any], question: Question | None = None
) -> bool:
    """One message for each of the branch's desk."""
    readers = unit.people.members(branch, "supervisor") or unit.people.members(branch, "manager")
    for reader in readers:
        unit.tell_person(reader, key, _about(unit, absence) | data, question)
    return bool(readers)


@handles("hand_over_all", role=DESK, subject=False)
def hand_over(talk: Talk) -> None:
    """One tap: everything that falls into an absence goes to somebody. D12."""
    person, other = _mine_or_my_peoples(talk, talk.number(0)), talk.number(1)
    unit = talk.unit
    period = absences.away(unit, person)
    if period is None:
        raise Refused("not-away")
    here = set(desks(talk))
    branches = [branch for branch, role in unit.people.own_roles(other) if role == "technician" and branch in here]
    jobs = [held for branch in branches for held in promises.held_by(unit, person, branch)]
    went = promises.pass_on(unit, promises.falling_into(jobs, *period), person, other, "away", talk.actor)
    if not went:
        raise Refused("nothing-to-hand-over")
    talk.tell("promises-handed-over", person=person, technician=other, rows=promises.rows(went))
