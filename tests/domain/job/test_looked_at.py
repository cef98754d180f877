"""S2, S3: what a photo says of when it was taken, against when its technician came."""

import pytest

from domain.durations import MINUTE
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands, detour_commands
from domain.job.clock_commands import FoundAgain, Looked
from domain.job.looking import InsistOnPhoto, JudgePhoto
from tests.domain.life import CUSTOMER, LI, NINE, SUPERVISOR, ZHANG, Life, agree, clock_time, reported

SHEET = "photo.sheet"
TEN = clock_time("10:00")
OLD, NEW = "a" * 64, "b" * 64


def on_site() -> Life:
    """李师傅 at the customer's since ten, one photo of the sheet shown."""
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Accept(LI), NINE)
    life.perform(c.Appoint(LI, (TEN, TEN + 60 * MINUTE)), NINE)
    life.perform(c.Depart(LI, ticked=True), NINE + 30 * MINUTE)
    life.perform(c.Arrive(LI), TEN)
    life.perform(c.Show(LI, (OLD,), SHEET), TEN + MINUTE)
    life.told.clear()
    return life


def look(life: Life, taken: int | None, photo: str = OLD, **more: object) -> list[str]:
    return life.perform(Looked(photo, SHEET, LI.person, taken=taken, **more), TEN + 2 * MINUTE)  # type: ignore[arg-type]


@pytest.mark.parametrize("minutes", [-14, -15, 0, 1, 600])
def test_a_clock_that_is_a_little_wrong_or_ahead_is_no_doubt(minutes: int) -> None:
    life = on_site()
    assert look(life, TEN + minutes * MINUTE) == ["photo.looked"]
    assert (life.log[-1].data["passed"], life.log[-1].data["doubts"], life.told) == (["taken"], [], [])


def test_a_photo_from_before_the_arrival_is_a_doubt_with_both_times() -> None:
    life = on_site()
    look(life, TEN - 16 * MINUTE, camera="Xiaomi 14")
    (told,) = life.told
    why = {"text": "photo-taken-early", "taken_at": TEN - 16 * MINUTE, "arrived_at": TEN}
    assert (told.who, told.key, told.data["why"]) == (LI.person, "photo-doubted", [why])
    assert life.log[-1].data["camera"] == "Xiaomi 14"
    life.perform(c.Show(LI, (NEW,), SHEET), TEN + 3 * MINUTE)
    assert look(life, TEN + 3 * MINUTE, NEW) == ["photo.looked"]
    assert list(life.state.doubts) == [OLD], "that it was taken before stays true, whatever comes later"
    agree(life)


def doubted(check: str, why: str) -> dict[str, object]:
    return {"check": check, "why": {"text": why}, "crop": ""}


UNREAD = doubted("service_number", "service-number-unread")
DARK = doubted("quality", "photo-too-dark")
PRIVATE = doubted("private_number", "private-number-seen")
CLOSE_UP = ("opened", "service_number")


@pytest.mark.parametrize(
    ("doubts", "passed", "left"),
    [
        ((UNREAD, DARK), CLOSE_UP, []),
        ((UNREAD, doubted("code", "qr-elsewhere")), CLOSE_UP, []),
        ((UNREAD,), ("opened", "code"), []),
        ((doubted("opened", "picture-broken"),), ("opened",), []),
        ((doubted("signature", "signature-missing"),), ("opened", "signature"), []),
        ((UNREAD,), ("opened",), [OLD]),
        ((UNREAD,), (), [OLD]),
        ((UNREAD, PRIVATE), CLOSE_UP, [OLD]),
        ((doubted("job", "sheet-of-another-job"),), ("opened", "job"), [OLD]),
        ((doubted("job", "sheet-of-another-job"),), (), [OLD]),
        ((doubted("code", "sticker-of-another"),), ("opened", "code"), [OLD]),
        ((doubted("code", "qr-of-others"),), CLOSE_UP, [OLD]),
    ],
)
def test_a_better_photo_settles_what_was_not_clear_and_nothing_that_was_seen(
    doubts: tuple[dict[str, object], ...], passed: tuple[str, ...], left: list[str]
) -> None:
    life = on_site()
    look(life, None, doubts=doubts)
    life.perform(c.Show(LI, (NEW,), SHEET), TEN + 3 * MINUTE)
    look(life, None, NEW, passed=passed)
    assert list(life.state.doubts) == left
    agree(life)


def test_once_the_desk_was_asked_no_photo_settles_it() -> None:
    life = on_site()
    look(life, None, doubts=(UNREAD,))
    life.perform(InsistOnPhoto(LI, OLD), TEN + 3 * MINUTE)
    life.perform(c.Show(LI, (NEW,), SHEET), TEN + 4 * MINUTE)
    look(life, None, NEW, passed=CLOSE_UP)
    assert [doubt.with_desk for doubt in life.state.doubts.values()] == [True]
    assert life.perform(JudgePhoto(SUPERVISOR, OLD, "accept"), TEN + 5 * MINUTE) == ["photo.judged"]


def test_a_photo_that_says_nothing_is_nobody_s_business() -> None:
    life = on_site()
    assert look(life, None, camera="Xiaomi 14") == []


def test_the_corrected_arrival_counts() -> None:
    life = on_site()
    arrival = next(event for event in life.log if event.name == "technician.arrived")
    life.perform(desk_commands.Correct(SUPERVISOR, arrival.seq, TEN - 30 * MINUTE, "~9.z"), TEN + MINUTE)
    life.told.clear()
    look(life, TEN - 40 * MINUTE)
    look(life, TEN - 46 * MINUTE)
    assert [len(event.data["doubts"]) for event in life.log if event.name == "photo.looked"] == [0, 1]


def test_one_photo_with_two_doubts_is_one_matter_of_the_desk() -> None:
    life = on_site()
    look(life, NINE)
    found = FoundAgain(OLD, SHEET, LI.person, NEW, "10024", LI.person, NINE, percent=95, shown=True)
    life.perform(found, TEN + 3 * MINUTE)
    assert list(life.state.doubts) == [OLD]
    assert [why["text"] for why in life.state.doubts[OLD].why] == ["photo-taken-early", "photo-was-used"]
    assert life.perform(JudgePhoto(SUPERVISOR, OLD, "accept"), TEN + 4 * MINUTE) == ["photo.judged"]
    assert life.state.doubts == {}
    agree(life)


@pytest.mark.parametrize("why", ["photo-not-looked-at", "photo-queue-full", "photo-not-compared"])
def test_what_nobody_could_look_at_is_asked_of_the_desk_alone(why: str) -> None:
    life = on_site()
    doubt = {"check": "opened", "why": {"text": why}, "crop": ""}
    assert look(life, None, doubts=(doubt,)) == ["photo.looked", "photo.passed_up"]
    assert [(told.who, told.key) for told in life.told] == [("supervisor", "photo-doubted-desk")]


@pytest.mark.parametrize(
    "ends",
    [
        (detour_commands.EndVisit(LI, "part"),),
        (desk_commands.TakeOver(SUPERVISOR, "late"),),
        (desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,), "late"),),
        (c.CallOff(CUSTOMER, "mistake"), c.AnswerCallOff(SUPERVISOR)),
    ],
    ids=lambda ends: type(ends[-1]).__name__,
)
def test_however_the_visit_ends_the_desk_is_asked_about_what_is_doubtful(ends: tuple[c.Command, ...]) -> None:
    life = on_site()
    look(life, None, doubts=(UNREAD,))
    for step, command in enumerate(ends):
        assert [doubt.with_desk for doubt in life.state.doubts.values()] == [False]
        life.perform(command, TEN + (3 + step) * MINUTE)
    asked = [told for told in life.told if told.key == "photo-doubted-desk"]
    assert [[button.args[1] for button in told.buttons] for told in asked] == [["accept", "breach"]]
    assert [doubt.with_desk for doubt in life.state.doubts.values()] == [True]
    with pytest.raises(Refused, match="not-now"):
        life.perform(JudgePhoto(SUPERVISOR, OLD, "again"), TEN + 6 * MINUTE)
    assert life.perform(JudgePhoto(SUPERVISOR, OLD, "accept"), TEN + 6 * MINUTE) == ["photo.judged"]
    agree(life)


@pytest.mark.parametrize(("role", "hears"), [("supervisor", LI.person), ("manager", "supervisor")])
def test_where_whoever_took_it_is_the_whole_desk_that_is_said_else_the_manager_looks(
    role: str, hears: str | int
) -> None:
    life = on_site()
    life.desk = {"supervisor": (LI.person,), role: (LI.person if role == "supervisor" else 5,)}
    look(life, None, doubts=(UNREAD,))
    life.told.clear()
    life.perform(InsistOnPhoto(LI, OLD), TEN + 3 * MINUTE)
    assert (life.told[0].who, life.told[0].key) == (
        hears, "nobody-else-looks" if role == "supervisor" else "photo-doubted-desk"
    )  # fmt: skip
    assert life.told[0].without == (() if role == "supervisor" else (LI.person,))
