"""Random lives of a job: whatever anybody says in any order, these hold after every step.

The row is the fold of its log; its clocks are those of a recount; nobody is shown a button that the core would refuse;
from every state there is a way to the end. Each check is a function, so that the same one catches planted bugs.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain import subjects
from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Button, Question
from domain.errors import Refused
from domain.job import commands as c
from domain.job.commands import Actor
from domain.job.model import Job, Stage
from domain.subjects import JOB, Subject
from tests.domain.life import CHEN, CUSTOMER, GREE, KNOWN, LI, NINE, STEADY, SUPERVISOR, ZHANG, Life, agree

ACTORS = (CUSTOMER, LI, ZHANG, CHEN, SUPERVISOR)
SHA = "ab" * 32
KEPT = Job(number="10008", branch="main", customer=99, details=KNOWN, photos=(SHA,))
"""Another open job that a report may be the same as."""
MOST_STEPS = 120
"""Taps after which every job must be closed."""


def command(by: Actor, button: Button, now: int) -> Any:
    """What a tapped button asks of the core. A button that opens a menu stands for the choice behind it."""
    args = button.args
    soon = (now + 2 * HOUR, now + 4 * HOUR)
    table: dict[str, Callable[[], Any]] = {
        "pick": lambda: c.Pick(by, None if args[0] == "none" else int(args[0])),
        "skip": lambda: c.Describe(by, skip=args[0]),
        "at_home": lambda: c.Describe(by, details={"at_home": "~9.a"}),
        "consent": lambda: c.Consent(by, agreed=args[0] == "yes"),
        "dispute_time": lambda: c.DisputeTime(by),
        "confirm": lambda: c.Confirm(by, works=args[0] == "yes"),
        "rate": lambda: c.Rate(by, int(args[0])),
        "callback": lambda: c.AnswerCallback(by, good=args[0] == "good"),
        "accept": lambda: c.Accept(by),
        "decline": lambda: c.Decline(by, "far"),
        "propose": lambda: c.Propose(by, (soon,)),
        "stated": lambda: c.Appoint(by, soon),
        "depart": lambda: c.Depart(by, ticked="ticked" in args),
        "arrive": lambda: c.Arrive(by),
        "settle": lambda: c.Settle(by, args[0]),
        "requote": lambda: c.Quote(by, (("", 9000),)),
        "ask_waiver": lambda: c.AskWaiver(by, args[0], "customer"),
        "note": lambda: c.Note(by, args[0], "~9.b"),
        "photo": lambda: c.Show(by, (SHA,), args[0]) if by.role == "technician" else c.Describe(by, skip="model"),
        "finish": lambda: c.Finish(by),
        "leave": lambda: c.Leave(by),
        "dispatch": lambda: c.Dispatch(by, tuple(map(int, args)), "nearer"),
        "take_over": lambda: c.TakeOver(by, "~9.w"),
        "merge": lambda: c.Merge(by, KEPT),
        "called": lambda: c.Called(by),
        "heard": lambda: c.ByPhone(by, command(CUSTOMER, Button(args[0], args[1:]), now)),
        "object": lambda: c.Object(by),
        "waive": lambda: c.Waive(by, args[0], granted=args[1] == "yes"),
        "send_back": lambda: c.SendBack(by, "photo"),
        "close": lambda: c.Close(by),
    }
    return table[button.verb]()


def typed(by: Actor, expects: str, now: int) -> Any:
    """What a typed answer, or a photo, asks of the core."""
    kind, _, rest = expects.partition(".")
    if kind == "heard":
        return c.ByPhone(by, typed(CUSTOMER, rest, now))
    if expects == "objection":
        return c.Object(by)
    if kind == "note":
        return c.Note(by, expects, "~9.c")
    if kind == "photo":
        return c.Show(by, (SHA,), expects)
    if expects == "visit":
        return c.Appoint(by, (now + HOUR, now + HOUR))
    if expects == "price":
        return c.Quote(by, (("", 13000),))
    if expects == "callback":
        return c.AnswerCallback(by, good=True, words="~9.d")
    return c.Describe(by, details={"address" if expects == "draft" else expects: "~9.e"})


def fork(life: Life) -> Life:
    """The same life, to try something on."""
    other = Life(life.policy, subject=life.subject, staff=life.staff)
    other.log, other.state, other.clocks = list(life.log), life.state, life.clocks
    return other


def questions(life: Life, now: int) -> list[tuple[Actor, Question]]:
    there = [actor for actor in ACTORS if actor is not CUSTOMER or not life.state.phoned]
    there += [Actor(person, "customer") for person in life.state.also]
    asked = ((actor, life.question(actor, now)) for actor in there)
    return [(actor, question) for actor, question in asked if question]


# The checks


def only_good_buttons(life: Life, now: int) -> None:
    """Nobody is shown a button that the core would refuse, nor asked for words that it would not take."""
    life = fork(life)
    life.ring(now)
    for actor, question in questions(life, now):
        wanted = [command(actor, button, now) for button in question.buttons]
        wanted += [typed(actor, question.expects, now)] if question.expects else []
        for one in wanted:
            try:
                fork(life).perform(one, now)
            except Refused as refused:
                raise AssertionError(f"{actor.role} is offered {one}, and refused: {refused.text}") from refused


def a_way_out(life: Life, now: int) -> None:
    """Taking what is offered, and waiting where nobody is asked, the job is closed in the end."""
    life = fork(life)
    if life.state.stage is Stage.CLOSED:
        return
    for _ in range(MOST_STEPS):
        if life.state.stage is Stage.CLOSED:
            return
        now = step_on(life, now)
    raise AssertionError(f"still {life.state.stage} after {MOST_STEPS} steps: {life.names()[-12:]}")


AWAY_FROM_THE_END = {"decline", "dispute_time", "requote", "ask_waiver", "send_back", "take_over", "object"}


def step_on(life: Life, now: int) -> int:
    """One step of people who want the job done; the time after it."""
    life.ring(now)
    for actor, question in questions(life, now):
        desk_waits = actor is SUPERVISOR and life.state.stage in (Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED)
        buttons = [b for b in question.buttons if b.verb not in AWAY_FROM_THE_END and not {"none", "no"} & set(b.args)]
        moving = life.state.stage in (Stage.UNDER_WAY, Stage.ON_SITE)
        buttons = [b for b in buttons if not (moving and b.verb == "dispatch")]
        desk_waits = desk_waits and not {"called", "heard"} & {b.verb for b in buttons}
        if desk_waits or not (buttons or question.expects):
            continue
        waiting = question.key.startswith("wait-") and actor.role == "technician"
        if waiting and life.state.proposed == ():
            continue
        one = command(actor, buttons[0], now) if buttons else typed(actor, question.expects or "", now)
        life.perform(one, now)
        return now + MINUTE
    due = life.next_due()
    return now + DAY if due is None else max(now, due) + 1


CHECKS: list[Callable[[Life, int], None]] = [lambda life, now: agree(life), only_good_buttons, a_way_out]


# Random lives

Act = tuple[int, int, int, int]
ACTS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(0, 45), st.sampled_from((0, 1, 5, 30, 90, 1500))),
    max_size=30,
)


def wild(actor: Actor, number: int, now: int) -> Any:
    """Something that nobody was asked for."""
    window = (now + HOUR, now + 3 * HOUR)
    some: list[Any] = [
        c.Dispatch(actor, (LI.person,)),
        c.Dispatch(actor, (ZHANG.person, CHEN.person)),
        c.Accept(actor),
        c.Decline(actor, "busy"),
        c.Delivered(actor),
        c.Propose(actor, (window, (now + DAY, now + DAY))),
        c.Appoint(actor, window),
        c.Depart(actor, ticked=bool(number % 2)),
        c.Arrive(actor),
        c.Settle(actor, "paid"),
        c.Quote(actor, (("~8.a", 5000), ("~8.b", 100))),
        c.Consent(actor, agreed=bool(number % 2)),
        c.Show(actor, (SHA,), "photo.sheet"),
        c.Show(actor, (SHA,), "consent.price"),
        c.Show(actor, (SHA,)),
        c.Note(actor, "note.cause", "~8.c"),
        c.AskWaiver(actor, "photo.sheet", "signal"),
        c.Waive(actor, "photo.sheet", granted=bool(number % 2)),
        c.Finish(actor),
        c.Leave(actor),
        c.Confirm(actor, works=bool(number % 2)),
        c.Rate(actor, number % 7),
        c.AnswerCallback(actor, good=bool(number % 2)),
        c.SendBack(actor, "not_fixed"),
        c.TakeOver(actor, "late" if number % 2 else ""),
        c.Dispatch(actor, (CHEN.person,), "nearer"),
        c.Invalidate(actor, "nonsense"),
        c.Object(actor),
        c.Merge(actor, KEPT),
        c.Join(actor, KEPT),
        c.Separate(actor, KEPT.number),
        c.Unmerge(actor),
        c.Volunteer(actor),
        c.Called(actor),
        c.ByPhone(actor, c.Rate(CUSTOMER, number % 7)),
        c.ByPhone(actor, c.Pick(CUSTOMER, number % 3)),
        c.ByPhone(actor, c.Confirm(CUSTOMER, works=bool(number % 2))),
        c.ByPhone(actor, c.Finish(actor)),
        c.Close(actor),
        c.Describe(actor, details={"phone": "~8.d"}),
        c.Correct(actor, 1 + number, now - number * MINUTE, "~8.e"),
        c.Pick(actor, number % 3),
        c.DisputeTime(actor),
    ]
    return some[number % len(some)]


def live(acts: list[Act], check: Callable[[Life, int], None], subject: Subject = JOB) -> None:
    """A random life, checked after every step that changed something.

    The first act chooses how much is known at the start, and how far people who want the job done have brought it.
    """
    life, now = Life(subject=subject), NINE
    first = acts[0][2] if acts else 0
    details = KNOWN if first % 3 else {"fault": "~3.c"}
    service = ("free", "paid", "check")[first % 3]
    heard = {"heard_by": SUPERVISOR.person, "alike": (KEPT.number,)} if first % 4 == 0 and first % 3 else {}
    life.perform(c.Report(CUSTOMER, number="10019", branch="main", details=details, service=service, **heard), now)
    for _ in range(acts[0][1] * acts[0][2] // 4 if acts else 0):
        now = step_on(life, now)
        if life.state.stage is not Stage.CLOSED:
            check(life, now)
    for kind, who, number, minutes in acts:
        now += minutes * MINUTE
        before = len(life.log)
        with suppress(Refused):
            act(life, kind, who, number, now)
        if len(life.log) != before:
            check(life, now)


def act(life: Life, kind: int, who: int, number: int, now: int) -> None:
    actor = ACTORS[who]
    if kind == 0:
        life.ring(now)
    elif kind == 1:
        life.perform(wild(actor, number, now), now)
    elif kind == 2:  # late: it happened a while ago
        life.perform(wild(actor, number, now), now - (number * 7) * MINUTE, now)
    else:
        life.ring(now)
        asked = questions(life, now)
        if asked:
            actor, question = asked[number % len(asked)]
            buttons = question.buttons
            if buttons and (kind < 9 or not question.expects):
                life.perform(command(actor, buttons[number % len(buttons)], now), now)
            else:
                life.perform(typed(actor, question.expects or "", now), now)


@pytest.mark.parametrize("check", CHECKS, ids=("fold_and_recount", "only_good_buttons", "a_way_out"))
def test_whatever_anybody_says_in_any_order(check):
    @settings(STEADY, max_examples=100)
    @given(ACTS)
    def holds(acts: list[Act]) -> None:
        live(acts, check)

    holds()


# Planted bugs


def eager(facts: Any, role: str, person: int, policy: Any, now: int) -> Question | None:
    """Offers 完工 as soon as the technician is on site."""
    question = subjects.question(facts, role, person, policy, now)
    if role == "technician" and facts.job.stage is Stage.ON_SITE and question:
        return replace(question, buttons=(*question.buttons, Button("finish", (), "button-finish")))
    return question


def mute(facts: Any, role: str, person: int, policy: Any, now: int) -> Question | None:
    """Says nothing to a technician on site."""
    if facts.job.stage is Stage.ON_SITE:
        return None
    return subjects.question(facts, role, person, policy, now)


def drift(life: Life, now: int) -> None:
    """What a row that left its log looks like: the check must see it."""
    life.state = replace(life.state, stars=3) if life.state.stage is Stage.ACCEPTED else life.state
    agree(life)


@pytest.mark.parametrize(
    ("check", "subject"),
    [
        (drift, JOB),
        (only_good_buttons, replace(JOB, question=eager)),
        (a_way_out, replace(JOB, question=mute)),
    ],
    ids=("a row that left its log", "a button too early", "nobody is asked on site"),
)
def test_a_planted_bug_is_caught(check, subject):
    @settings(STEADY, max_examples=300, phases=[Phase.generate])
    @given(ACTS)
    def holds(acts: list[Act]) -> None:
        live(acts, check, subject)

    with pytest.raises(AssertionError):
        holds()


def test_the_policy_of_these_lives_is_the_real_one():
    assert {"D2", "S3", "A1"} <= set(GREE.rules)
