"""The page behind a link: everything a chat can, through the same door, for whoever holds the link and nobody else."""

from pathlib import Path

import httpx
import pytest

from bot.logs import redacted
from storage.links import FREE_TRIES, KEY_BYTES, page_of, secret_in
from storage.unit import Unit
from tests.channels.paging import PHOTO, Town
from tests.fakes.page import Page

UNKNOWN = "/s/" + "A" * 22


async def staff_page(town: Town, name: str) -> Page:
    """The page of somebody who works here."""
    url = await town.app.store.run(lambda unit: page_of(unit, town.app.people[name], None))
    page = Page(town.http, town.clock, url.removeprefix("http://paidan"))
    await page.open()
    return page


async def test_the_page_says_how_the_job_stands_and_what_can_be_done(town: Town) -> None:
    await town.proposed()
    page = await town.page()
    assert "单 10019（空调）：待约时间。\n师傅：李师傅" in page.html
    assert page.buttons()[3:7] == ["都不行", "改时间", "取消", "联系师傅"]
    assert "李师傅想和您约上门时间，哪个方便？" in page.html, "what was said stands below"


async def test_a_customer_moves_writes_cancels_and_sends_a_photo(town: Town) -> None:
    await town.proposed()
    page = await town.page()
    await page.tap("明天 上午 08:00–12:00")
    await page.tap("联系师傅")
    assert "约好了：明天 上午 08:00–12:00" in page.html, "the answer before is kept below"
    assert "想对李师傅说什么" in page.html
    await page.write("门口有狗，请先打电话", PHOTO)
    await town.settle()
    assert "门口有狗，请先打电话" in "\n".join(await town.phones["李师傅"].heard())
    await page.tap("改时间")
    await page.tap("今天 下午 13:00–18:00")
    await town.settle()
    assert "今天 下午" in "\n".join(await town.phones["李师傅"].heard())
    await page.tap("取消")
    await page.tap(next(label for label in page.buttons() if label not in ("取消", "改时间", "联系师傅", "人工")))
    await town.settle()
    assert "job.closed" in await town.events("10019")


async def test_words_without_a_button_answer_what_the_page_asks(town: Town) -> None:
    await town.reported()
    page = await town.page()
    assert "拍一下机身上的铭牌，或者写型号" in page.html
    await page.write("KFR-35GW")
    job = await town.app.store.run(lambda unit: unit.hold(unit.numbered("10019")).course.state)
    assert "model" in job.details


async def test_the_same_form_sent_twice_counts_once_and_a_photo_button_takes_a_photo(town: Town) -> None:
    await town.reported()
    page = await town.page()
    form = next(fields for fields, _label in page.forms() if fields.get("label") == "拍铭牌")
    for _ in range(2):
        await page.send(form, PHOTO)
    assert (await town.events("10019")).count("photo.received") == 1
    shown = [part.partition('"')[0] for part in page.html.split('<img src="')[1:]]
    picture = await town.http.get(shown[0])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert (await town.http.get(shown[0].removesuffix("/small"))).status_code == 200
    for made_up in (f"photo/{'0' * 64}", f"photo/{'0' * 64}/small"):
        assert (await town.http.get(f"{page.path}/{made_up}")).status_code == 404


async def test_looking_changes_nothing_so_a_preview_does_no_harm(town: Town) -> None:
    await town.proposed()
    page = await town.page()

    def counts(unit: Unit) -> list[int]:
        tables = ("event", "outbox", "inbox", "web_line", "link", "address")
        return [unit.tx.all(f"select count(*) as n from {table}")[0]["n"] for table in tables]  # noqa: S608

    before = await town.app.store.run(counts)
    for method in ("GET", "HEAD"):
        for query in ("", "?action=cancel_job:10019:1", "?lang=en"):
            assert (await town.http.request(method, page.path + query)).status_code == 200
    assert await town.app.store.run(counts) == before


async def test_nothing_keeps_the_page_and_no_other_site_hears_of_it_or_speaks_here(town: Town) -> None:
    await town.reported()
    page = await town.page()
    answer = await page.open()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers
    forged = {"id": "1", "text": "取消"}
    answer = await town.http.post(page.path, data=forged, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_an_unknown_link_says_how_to_go_on(town: Town) -> None:
    for path in (UNKNOWN, "/s/x", "/s/" + "A" * 400, "/s/%00"):
        for method in ("GET", "POST"):
            answer = await town.http.request(method, path, headers={"accept-language": "zh"})
            assert answer.status_code == 404
            assert "没有这个链接" in answer.text
            assert "打客服电话" in answer.text


async def test_guesses_are_slowed_down_whatever_they_find(town: Town) -> None:
    await town.reported()
    page = await town.page()
    statuses = [(await town.http.get(UNKNOWN)).status_code for _ in range(FREE_TRIES + 2)]
    assert statuses == [404] * (FREE_TRIES + 1) + [429]
    assert (await page.open()).status_code == 429, "a right guess among many would not be told either"
    await town.forward(minutes=1)
    assert (await page.open()).status_code == 200


async def test_a_link_lives_four_weeks_longer_than_its_job(town: Town) -> None:
    await town.proposed()
    page = await town.page()
    await town.forward(hours=24 * 40)
    assert (await page.open()).status_code == 200, "the job is open"
    await page.tap("取消")
    await page.tap(next(label for label in page.buttons() if label not in ("取消", "改时间", "联系师傅", "人工")))
    assert "已取消" in page.html
    await town.forward(hours=24 * 27)
    assert (await page.open()).status_code == 200
    await town.forward(hours=24 * 2)
    answer = await page.open()
    assert answer.status_code == 410
    assert "已经到期" in answer.text


async def test_a_technician_does_everything_with_big_buttons(town: Town) -> None:
    await town.reported()
    await town.taps("周主管", "派李师傅")
    page = await staff_page(town, "李师傅")
    await page.tap("接单")
    assert "单 10019（空调）：待约时间" in page.html
    assert "地址：幸福路8号3单元502" in page.html
    await page.tap("发时间给客户选")
    await town.forward(minutes=2)
    await (await town.page()).tap("今天 下午 13:00–18:00")
    await page.open()
    for label in ("都带齐了，出发", "到了", "保内，免费", "缺氟/漏氟，补漏加氟，没换配件", "已试机，正常"):
        await page.tap(label)
    await page.tap("拍照", PHOTO + b"sheet")
    await page.tap("拍照", PHOTO + b"number")
    await page.tap("完工")
    assert "work.finished" in await town.events("10019")


async def test_a_members_link_ends_after_half_a_day_and_when_they_leave(town: Town) -> None:
    page, other = await staff_page(town, "李师傅"), await staff_page(town, "张师傅")
    assert (await page.open()).status_code == 200
    await town.app.store.run(lambda unit: unit.people.end_sessions(town.app.people["李师傅"]))
    assert (await page.open()).status_code == 410
    assert (await other.open()).status_code == 200
    await town.forward(hours=12)
    assert (await other.open()).status_code == 410


async def test_the_desk_sees_what_waits_for_it(town: Town) -> None:
    await town.reported()
    page = await staff_page(town, "周主管")
    assert "派李师傅" in page.buttons()
    await page.tap("待办")
    assert "10019" in page.html.partition('id="answer"')[2]


async def test_only_the_hash_of_a_token_is_kept_and_the_same_link_is_said_again(town: Town) -> None:
    await town.proposed()
    token = (await town.page()).path.removeprefix("/s/")
    assert sum(token in text for text in town.texts()) == len(town.texts()) == 2
    dump = await town.app.store.run(
        lambda unit: [
            repr([tuple(row) for row in unit.tx.all(f"select * from {table}")])  # noqa: S608
            for table in ("link", "meta", "outbox", "address")
        ]
    )
    assert token not in "".join(dump)
    assert redacted(f"GET /s/{token} HTTP/1.1") == "GET /s/[link] HTTP/1.1"


async def test_a_page_is_no_place_for_news(town: Town) -> None:
    """Whoever used the page an hour ago still hears of a delay by text message."""
    await town.proposed()
    page = await town.page()
    await page.tap("今天 下午 13:00–18:00")
    before = len(town.texts())
    await town.says("李师傅", "转告 我带了新配件")
    await town.forward(minutes=2)
    assert len(town.texts()) == before + 1


async def test_odd_words_are_text_and_too_much_is_answered(town: Town) -> None:
    await town.reported()
    page = await town.page()
    await page.write("<script>alert(1)</script> 漏水")
    assert "<script" not in page.html
    assert "&lt;script&gt;" in page.html
    for content, kind in ((b"x", "text/plain"), (b"", "multipart/form-data; boundary=x"), (b"{}", "application/json")):
        answer: httpx.Response = await town.http.post(page.path, content=content, headers={"content-type": kind})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    await page.write("长" * 3000)
    assert "太长" in page.html
    await page.write("", b"not a photo")
    assert 'role="alert"' in page.html


def test_a_secret_is_whole_or_not_there(tmp_path: Path) -> None:
    """A power cut while it was written leaves no empty one, from which everybody could make tokens."""

    def power_cut(_count: int) -> bytes:
        raise OSError("the power is gone")

    with pytest.raises(OSError, match="power"):
        secret_in(tmp_path, power_cut)
    assert secret_in(tmp_path, lambda count: b"s" * count) == b"s" * KEY_BYTES
    assert secret_in(tmp_path, power_cut) == b"s" * KEY_BYTES
