"""I2, S3: what a photo of the nameplate proposes reaches who sent it, once, and counts only when they say so."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.drawn import a_photo
from domain.job.commands import Actor, Describe, Finish, Note, Show
from domain.job.model import Job
from handlers.sheets import contents
from handlers.texts import Texts
from proof.findings import Finding, Outcome, Proposal, Reason, Verdict
from scheduler.plates import LEAST, one_above_another, patterns, propose, worth_asking
from storage.files import assets_of, machine_of
from storage.unit import Unit
from tests.conftest import House
from tests.test_customer import NUMBER, say, taken, tap
from tests.test_sheets import on_site

MODEL, SERIAL = "KFR-35GW/(35592)NhAa-B1", "4A03911270042"


def seen(field: str, value: str, confidence: float = 0.9) -> Proposal:
    return Proposal(field, value, confidence, b"")


BOTH = (seen("model", MODEL), seen("serial", SERIAL))


async def sent(house: House, *names: str, who: str = "王女士") -> list[str]:
    """Photos of the nameplate, by the button; their names, once nobody could look at them (the demo's company)."""
    photos = [a_photo(name) for name in names]
    await house.phones[who].say(action=f"photo:{NUMBER}:999999:nameplate", photos=photos)
    await house.settle()
    return list((await job(house)).plate.waiting)


async def job(house: House) -> Job:
    return await house.app.store.run(lambda unit: unit.hold(unit.numbered(NUMBER)).course.state)


async def looked(house: House, photo: str, *proposals: Proposal) -> list[str]:
    """The photo says this. What the customer heard of it."""
    before = len(await house.phones["王女士"].heard())

    def tell(unit: Unit) -> None:
        task = {"subject": unit.numbered(NUMBER), "photo": photo}
        propose(unit, task, proposals, None)

    await house.app.store.run(tell)
    await house.settle()
    return (await house.phones["王女士"].heard())[before:]


async def known(house: House) -> dict[str, Any]:
    def reveal(unit: Unit) -> dict[str, Any]:
        details = unit.hold(unit.numbered(NUMBER)).course.state.details
        return {name: unit.reveal(details[name]) for name in ("model", "serial") if name in details}

    return await house.app.store.run(reveal)


async def test_nothing_counts_before_it_is_confirmed_and_then_it_is_on_the_sheet(house: House) -> None:
    await taken(house)
    (photo,) = await sent(house, "plate")
    (asked,) = await looked(house, photo, *BOTH)
    assert MODEL in asked
    assert SERIAL in asked
    assert await known(house) == {}
    await tap(house, "王女士", "对")
    assert await known(house) == {"model": MODEL, "serial": SERIAL}
    on_sheet = await house.app.store.run(
        lambda unit: contents(unit, unit.hold(unit.numbered(NUMBER)), Texts(), "zh", "Asia/Shanghai")
    )
    assert MODEL in on_sheet.facts["product"]
    assert SERIAL in on_sheet.facts["product"]


async def test_looking_twice_asks_once(house: House) -> None:
    await taken(house)
    (photo,) = await sent(house, "plate")
    assert len(await looked(house, photo, *BOTH)) == 1
    assert await looked(house, photo, *BOTH) == []


async def test_a_newer_photo_is_what_counts_and_the_older_one_is_passed_over(house: House) -> None:
    await taken(house)
    (first,) = await sent(house, "one")
    (second,) = await sent(house, "two")
    assert await looked(house, first, seen("model", "KFR-99GW")) == []
    assert MODEL in (await looked(house, second, *BOTH))[0]


async def test_of_several_photos_at_once_one_that_can_be_read_is_enough(house: House) -> None:
    await taken(house)
    first, second, third = await sent(house, "one", "two", "three")
    assert await looked(house, first) == []
    assert len(await looked(house, second, *BOTH)) == 1
    assert await looked(house, third, seen("model", MODEL)) == []


async def test_two_photos_may_say_one_thing_each(house: House) -> None:
    await taken(house)
    first, second = await sent(house, "one", "two")
    assert SERIAL not in (await looked(house, first, seen("model", MODEL)))[0]
    (asked,) = await looked(house, second, seen("serial", SERIAL))
    assert MODEL in asked
    assert SERIAL in asked
    await tap(house, "王女士", "对")
    assert await known(house) == {"model": MODEL, "serial": SERIAL}


async def test_what_the_customer_has_typed_meanwhile_is_not_asked_again(house: House) -> None:
    await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
    (photo,) = await sent(house, "plate")
    await say(house, "王女士", "跳过")
    await house.app.store.run(lambda unit: _typed(unit, "kfr-35gw/(35592) nhaa-b1"))
    await house.settle()
    assert await looked(house, photo, seen("model", MODEL)) == []
    (again,) = await sent(house, "again")
    (asked,) = await looked(house, again, *BOTH)
    assert MODEL not in asked
    assert SERIAL in asked


def _typed(unit: Unit, model: str) -> None:
    held = unit.hold(unit.numbered(NUMBER))
    customer = Actor(held.course.state.customer, "customer")
    unit.perform(held.id, Describe(customer, details={"model": unit.keep(model, "model", held.id)}), unit.now)


FORGED = ["ffffffffffff", "", "file"]


@pytest.mark.parametrize("photo", FORGED)
async def test_a_forged_button_changes_nothing(photo: str, house: House) -> None:
    await taken(house)
    (asked,) = await sent(house, "plate")
    await looked(house, asked, *BOTH)
    before = await house.events(NUMBER)
    for answer in ("right", "wrong", "skipped", "", "right:4A03911270042"):
        await house.phones["王女士"].say(action=f"plate:{NUMBER}:999999:{photo}:{answer}")
    await house.phones["王女士"].say(action=f"plate:{NUMBER}:999999:{asked[:12]}:{MODEL}")
    await house.settle()
    assert await house.events(NUMBER) == before
    assert await known(house) == {}


async def test_nobody_else_answers_for_whoever_sent_it(house: House) -> None:
    await on_site(house)
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    for who in ("李师傅", "张师傅", "周主管"):
        await house.phones[who].say(action=f"plate:{NUMBER}:999999:{photo[:12]}:right")
    await house.settle()
    assert await known(house) == {}


async def test_an_old_button_says_that_it_is_old(house: House) -> None:
    await taken(house)
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    await tap(house, "王女士", "对")
    assert "不用再确认" in await tap(house, "王女士", "对")
    assert (await house.events(NUMBER)).count("nameplate.answered") == 1


async def test_what_is_confirmed_after_the_work_reaches_the_file(house: House) -> None:
    await on_site(house)
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    await house.app.store.run(_finished)
    await tap(house, "王女士", "对")

    def machine(unit: Unit) -> dict[str, Any]:
        state: Job = unit.hold(unit.numbered(NUMBER)).course.state
        (file,) = assets_of(unit, state.customer)
        assert machine_of(unit, state.customer, state.branch, state.product) == {
            name: file.course.state.details[name] for name in ("model", "serial")
        }
        return {name: unit.reveal(file.course.state.details[name]) for name in ("model", "serial")}

    assert await house.app.store.run(machine) == {"model": MODEL, "serial": SERIAL}


def _finished(unit: Unit) -> None:
    """Every proof is shown, the work is done."""
    held = unit.hold(unit.numbered(NUMBER))
    by = Actor(held.course.state.technician, "technician")
    policy = held.course.policy
    while missing := policy.missing("work.finished", held.course.state.evidence, held.course.state.view()):
        needs = missing[0].needs
        shown = needs.startswith("photo.")
        unit.perform(held.id, Show(by, ("ab" * 32,), needs) if shown else Note(by, needs, "1"), unit.now)
    unit.perform(held.id, Finish(by), unit.now)


async def cancelled(house: House) -> None:
    """The first word passes over the open question."""
    for _ in range(2):
        await say(house, "王女士", "取消")
    await tap(house, "王女士", "等太久")


async def test_a_verdict_on_a_closed_job_says_nothing(house: House) -> None:
    await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
    (photo,) = await sent(house, "plate")
    await cancelled(house)
    before = await house.events(NUMBER)
    assert before[-1] == "job.closed"
    assert await looked(house, photo, *BOTH) == []
    assert await house.events(NUMBER) == before


async def test_a_tap_after_the_job_was_closed_is_told_so(house: House) -> None:
    await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    await cancelled(house)
    assert "已经结单" in await tap(house, "王女士", "对")
    assert await known(house) == {}


WORDS = {
    "不对": "请把型号、出厂编号打出来",
    "KFR-26GW": "记下了",
    "对的。": "记下了",
}


@pytest.mark.parametrize("words", WORDS)
async def test_words_are_as_good_as_a_tap(words: str, house: House) -> None:
    await taken(house)
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    assert WORDS[words] in await say(house, "王女士", words)
    model = {"不对": None, "KFR-26GW": "KFR-26GW", "对的。": MODEL}[words]
    assert (await known(house)).get("model") == model


async def test_words_about_something_else_go_where_they_belong(house: House) -> None:
    """Somebody comes already: what is no answer is for the technician."""
    await taken(house)
    (photo,) = await sent(house, "plate")
    await looked(house, photo, *BOTH)
    await say(house, "王女士", "师傅来的时候请带梯子")
    assert "梯子" in (await house.phones["李师傅"].heard())[-1]
    assert MODEL not in str(await known(house))


def test_where_nobody_could_look_there_is_nothing_to_say() -> None:
    assert worth_asking(Verdict((Finding("opened", Outcome.DOUBT, Reason("photo-queue-full")),))) is None
    unread = Finding("nameplate", Outcome.UNSEEN, Reason("nobody-could-read"))
    assert worth_asking(Verdict((unread,))) is None
    blank = Finding("nameplate", Outcome.UNSEEN, Reason("nameplate-unread"))
    assert worth_asking(Verdict((blank,))) == ()


def test_crops_are_one_picture() -> None:
    """A picture is a message, and WeChat allows few."""
    crops = [crop_of(120, 40), crop_of(200, 30)]
    whole = one_above_another(crops)
    assert whole
    assert Image.open(BytesIO(whole)).size == (200, 70)
    assert one_above_another(crops[:1]) == crops[0]
    assert one_above_another([]) is None


def crop_of(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "JPEG")
    return file.getvalue()


def test_what_is_hardly_read_is_not_proposed() -> None:
    passed = Finding("nameplate", Outcome.PASS)
    sure, unsure = seen("model", MODEL, LEAST), seen("serial", SERIAL, LEAST - 0.01)
    assert worth_asking(Verdict((passed,), proposals=(sure, unsure))) == (sure,)


async def test_the_makers_patterns_are_those_of_the_jobs_pack(house: House) -> None:
    await taken(house)
    found = await house.app.store.run(lambda unit: patterns(unit, unit.numbered(NUMBER)))
    assert {one.field for one in found} == {"model", "serial"}
