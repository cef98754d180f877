"""What the codes in a photo mean on this job: the printed sheet, a sticker that is bound by its photo. S2 S3"""

from pathlib import Path

import pytest

from bench.proof.halves import TUNING
from bench.proof.sheets import SECRET, draw
from domain.job.model import Job
from handlers.sheets import note_printed
from proof.findings import Code, Finding, Kind, Outcome, Reason, Verdict
from proof.tokens import Purpose, signed, web_link
from scheduler.belonging import belonging
from scheduler.looking import _tell
from storage.stickers import print_stickers, sticker
from storage.unit import Unit
from tests.conftest import House, a_house
from tests.test_customer import NUMBER, say
from tests.test_sheets import on_site

LOOKED_AT = Path(__file__).parent.parent / "chats" / "photos-company.toml"
"""A company whose photos are looked at."""
WRONG = 1_700_000
"""The seed of a drawn photo of another job's sheet."""
NOWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
UNREAD = Finding("service_number", Outcome.DOUBT, Reason("number-unread"))
READ = Finding("service_number", Outcome.PASS, None, "4008123456")
PRIVATE = Finding("private_number", Outcome.DOUBT, Reason("private-number", {"number": "13912345678"}))
FOUND = (Finding("sheet", Outcome.PASS), Finding("signature", Outcome.PASS), Finding("written", Outcome.PASS))
NO_SHEET = (Finding("sheet", Outcome.UNSEEN, Reason("sheet-not-found")),)
OPENED = Finding("opened", Outcome.PASS)


def verdict(*findings: Finding, codes: tuple[str, ...] = ()) -> Verdict:
    return Verdict((OPENED, *findings), tuple(Code(text, NOWHERE, 5) for text in codes))


async def said(house: House, kind: Kind, seen: Verdict) -> dict[str, str]:
    """Each check that says something: "pass", or the text of the doubt."""

    def ask(unit: Unit) -> tuple[Finding, ...]:
        return belonging(unit, unit.numbered(NUMBER), kind, seen)

    found = await house.app.store.run(ask)
    return {
        one.check: one.reason.text if one.outcome is Outcome.DOUBT and one.reason else one.outcome.value
        for one in found
        if one.check != "opened" and one.outcome is not Outcome.UNSEEN
    }


def of_sheet(house: House, number: str, secret: bytes = b"") -> str:
    return signed(secret or house.app.reach.secret, Purpose.SHEET, number)


async def test_a_paper_of_the_companys_own_is_neither_good_nor_doubtful(house: House) -> None:
    await on_site(house)
    seen = verdict(*NO_SHEET, codes=("https://maker.example/manual",))
    assert await said(house, Kind.SHEET, seen) == {}


async def test_once_our_sheet_was_printed_another_paper_is_doubtful(house: House) -> None:
    await on_site(house)
    await house.app.store.run(lambda unit: note_printed(unit, unit.numbered(NUMBER)))
    assert await said(house, Kind.SHEET, verdict(*NO_SHEET)) == {"job": "qr-unseen", "sheet": "sheet-not-found"}


async def test_whoever_is_given_the_sheet_in_the_chat_has_it_printed(house: House) -> None:
    await on_site(house)
    await say(house, "李师傅", "服务单")
    assert (await said(house, Kind.SHEET, verdict(*NO_SHEET)))["sheet"] == "sheet-not-found"


async def test_this_jobs_signed_sheet_is_good(house: House) -> None:
    await on_site(house)
    seen = verdict(*FOUND, codes=(of_sheet(house, NUMBER), of_sheet(house, NUMBER), "https://maker.example"))
    assert await said(house, Kind.SHEET, seen) == {
        "job": "pass", "sheet": "pass", "signature": "pass", "written": "pass"
    }  # fmt: skip


async def test_another_jobs_sheet_is_noticed_before_all_else(house: House) -> None:
    await on_site(house)
    for codes in ((of_sheet(house, "10027"),), (of_sheet(house, NUMBER), of_sheet(house, "10027"))):
        assert await said(house, Kind.SHEET, verdict(*FOUND, codes=codes)) == {"job": "sheet-of-another-job"}


async def test_a_token_that_is_not_good_is_said_as_what_it_is(house: House) -> None:
    await on_site(house)
    mine = of_sheet(house, NUMBER)
    altered = mine[:-1] + ("A" if mine[-1] != "A" else "B")
    expired = signed(house.app.reach.secret, Purpose.SHEET, NUMBER, house.clock.now() - 120_000)
    cases = {
        "qr-of-others": of_sheet(house, NUMBER, b"another company's secret, of 32 b"),
        "qr-altered": mine[:30] + ("A" if mine[30] != "A" else "B") + mine[31:],
        "qr-expired": expired,
        "qr-other-purpose": signed(house.app.reach.secret, Purpose.STICKER, NUMBER),
    }
    assert altered != mine
    for why, code in cases.items():
        assert (await said(house, Kind.SHEET, verdict(*FOUND, codes=(code,))))["job"] == why


async def test_a_sheet_whose_code_cannot_be_read_is_doubtful_and_so_is_a_box_outside_the_photo(house: House) -> None:
    await on_site(house)
    hidden = Finding("signature", Outcome.UNSEEN, Reason("signature-not-in-picture"))
    heard = await said(house, Kind.SHEET, verdict(FOUND[0], hidden))
    assert heard == {"job": "qr-unseen", "sheet": "pass", "signature": "signature-not-in-picture"}


async def test_without_the_extra_the_code_says_whose_sheet_it_is_and_nobody_is_flooded(house: House) -> None:
    await on_site(house)
    unread = tuple(Finding(check, Outcome.UNSEEN, Reason("nobody-could-read")) for check in ("sheet", "signature"))
    assert await said(house, Kind.SHEET, verdict(*unread, codes=(of_sheet(house, NUMBER),))) == {"job": "pass"}
    assert await said(house, Kind.SHEET, verdict(*unread)) == {}


async def new_sticker(house: House) -> tuple[str, str]:
    """Its id and what its code holds."""
    (made,) = await house.app.store.run(lambda unit: print_stickers(unit, 1))
    return made, web_link(house.app.reach.web, signed(house.app.reach.secret, Purpose.STICKER, made))


async def test_an_unused_sticker_is_bound_by_its_photo_and_its_number_need_not_be_read(house: House) -> None:
    await on_site(house)
    made, code = await new_sticker(house)
    assert await said(house, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=(code,))) == {"code": "pass"}
    bound = await house.app.store.run(lambda unit: (sticker(unit, made), unit.numbered(NUMBER)))
    assert bound[0] is not None
    assert bound[0].subject == bound[1]
    assert await said(house, Kind.SERVICE_NUMBER, verdict(READ, codes=(code,))) == {"code": "pass"}


async def test_of_several_unused_stickers_none_is_bound_and_a_person_says_which_is_posted(house: House) -> None:
    await on_site(house)
    made = [await new_sticker(house) for _ in range(4)]
    codes = tuple(code for _id, code in made)
    assert (await said(house, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=codes)))["code"] == "stickers-unused"
    assert [await bound_to(house, id) for id, _code in made] == [None] * 4
    assert await said(house, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=codes[:1] * 2)) == {"code": "pass"}
    assert await said(house, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=codes[:2])) == {"code": "pass"}
    assert await bound_to(house, made[1][0]) is None


async def bound_to(house: House, id: str) -> int | None:
    found = await house.app.store.run(lambda unit: sticker(unit, id))
    assert found is not None
    return found.subject


async def test_a_photo_that_counts_no_more_binds_nothing(house: House) -> None:
    await on_site(house)
    made, code = await new_sticker(house)

    def look(unit: Unit) -> None:
        """A photo that was sent, and taken back before anybody looked."""
        task = {"photo": "a" * 64, "needs": "photo.service_number", "subject": unit.numbered(NUMBER), "technician": 2}
        _tell(unit, task, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=(code,)), {}, None)

    await house.app.store.run(look)
    assert await bound_to(house, made) is None
    assert "photo.looked" not in await house.events(NUMBER)


async def test_a_private_number_beside_a_good_sticker_is_still_seen(house: House) -> None:
    await on_site(house)
    _made, code = await new_sticker(house)
    heard = await said(house, Kind.SERVICE_NUMBER, verdict(READ, PRIVATE, codes=(code,)))
    assert heard == {"code": "pass", "private_number": "private-number"}


async def test_a_sticker_of_another_appliance_is_doubtful(house: House) -> None:
    await on_site(house)
    made, code = await new_sticker(house)

    def elsewhere(unit: Unit) -> None:
        """A job of somebody else has it."""
        row = unit.tx.one("select * from subject where kind = 'job'")
        assert row is not None
        state = row["state"].replace(f'"customer":{row["customer"]}', '"customer":77').replace(NUMBER, "10020")
        copy = dict(row) | {"id": 5, "number": "10020", "customer": 77, "state": state}
        unit.tx.run(f"insert into subject values ({', '.join(f':{name}' for name in copy)})", **copy)  # noqa: S608
        assert unit.tx.run("update sticker set subject = 5 where id = :id", id=made) == 1

    await house.app.store.run(elsewhere)
    heard = await said(house, Kind.SERVICE_NUMBER, verdict(READ, codes=(code,)))
    assert heard == {"code": "sticker-of-another", "service_number": "pass"}


@pytest.mark.parametrize(("number", "heard"), [(READ, None), (UNREAD, "qr-elsewhere")])
async def test_a_code_that_leads_elsewhere_matters_only_where_the_number_is_not_read(
    house: House, number: Finding, heard: str | None
) -> None:
    """Makers print codes of their own on their appliances."""
    await on_site(house)
    found = await said(house, Kind.SERVICE_NUMBER, verdict(number, codes=("https://maker.example/x",)))
    assert found.get("code") == heard


async def test_a_code_of_ours_that_we_never_printed_is_unknown(house: House) -> None:
    await on_site(house)
    code = signed(house.app.reach.secret, Purpose.STICKER, "0123456789ab")
    assert (await said(house, Kind.SERVICE_NUMBER, verdict(UNREAD, codes=(code,))))["code"] == "qr-unknown"


async def test_a_drawn_photo_of_another_jobs_sheet_is_said_at_once_to_who_took_it(tmp_path: Path) -> None:
    """The whole way: sent in the chat, looked at beside, told with what may be done; the desk's figures have it."""
    wrong = draw(WRONG, TUNING)
    assert wrong.job != NUMBER
    async with a_house(tmp_path, LOOKED_AT) as house:
        house.app.reach.secret = SECRET
        await on_site(house)
        await house.phones["李师傅"].say(photos=[wrong.data])
        await house.settle()
        newest = (await house.phones["李师傅"].lines())[-1]
        assert f"这是单 {wrong.job} 的服务单，不是这一单的。" in newest["text"]
        assert [button["label"] for button in newest["buttons"]] == ["重拍", "就是这样"]
        state: Job = await house.app.store.run(lambda unit: unit.hold(unit.numbered(NUMBER)).course.state)
        assert [doubt.needs for doubt in state.doubts.values()] == ["photo.sheet"]
        assert "服务单不是这一单 1/1" in await say(house, "周主管", "照片统计")
