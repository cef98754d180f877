"""服务单: printed from chat and from the command line, signed with a finger. D1, S2, S4, X15."""

import re
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
from PIL import Image, ImageDraw

from domain.job.model import Job
from handlers.sheets import contents, sheet
from proof.tokens import Purpose, opened, signed
from storage.unit import Unit
from tests.conftest import House
from tests.test_customer import NUMBER, say, taken, tap

WEB = {"x-paidan": "web", "accept-language": "zh"}


async def on_site(house: House, *, until: str = "已试机，正常") -> None:
    """Everything noted; the sheet is what is asked for next."""
    await taken(house)
    await say(house, "李师傅", "约好 今天10点")
    for label in ("都带齐了，出发", "到了", "保内，免费", "缺氟/漏氟", "补漏加氟", "没换配件", "已试机，正常"):
        await tap(house, "李师傅", label)
        if label == until:
            return


async def signing_page(house: House) -> str:
    """The link that 手机签字 gives."""
    heard = await say(house, "李师傅", "手机签字")
    found = re.search(r"/q/\S+", heard)
    assert found, heard
    return found[0]


def finger() -> bytes:
    """A signature as a canvas makes it: ink on nothing."""
    picture = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line(
        [(60, 180), (140, 40), (220, 190), (330, 60), (520, 150)], fill=(20, 32, 60, 255), width=6
    )
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


async def send(house: House, page: str, digest: str, strokes: bytes = b"") -> httpx.Response:
    files = {"strokes": ("strokes.png", strokes or finger(), "image/png")}
    return await house.http.post(page, data={"digest": digest}, files=files, headers=WEB)


async def digest_on(house: House, page: str) -> str:
    """What a page offers to be signed."""
    html = (await house.http.get(page, headers={"accept-language": "zh"})).text
    found = re.search(r'data-digest="([0-9a-f]{64})"', html)
    assert found, html
    return found[1]


async def job(house: House) -> Job:
    state: Job = await house.app.store.run(lambda unit: unit.hold(unit.numbered(NUMBER)).course.state)
    return state


async def test_the_sheet_goes_along_in_chat_for_who_may_have_it(house: House) -> None:
    await taken(house)
    assert "服务单" in await say(house, "李师傅", "服务单")
    line = (await house.phones["李师傅"].lines())[-1]
    assert line["sheets"] == [{"url": f"sheet/{NUMBER}", "number": NUMBER}]
    paper = await house.http.get(f"/chat/li/sheet/{NUMBER}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert (await house.http.get(f"/chat/zhang/sheet/{NUMBER}")).status_code == 404
    assert (await house.http.get("/chat/li/sheet/10020")).status_code == 404


async def test_what_is_known_is_filled_in_and_the_rest_is_empty(house: House) -> None:
    """D1: who dispatched, who accepted, when."""
    await on_site(house, until="补漏加氟")

    def read(unit: Unit) -> tuple[dict[str, str], dict[str, str]]:
        found = contents(unit, unit.hold(unit.numbered(NUMBER)), house.app.texts, "zh", "Asia/Shanghai")
        return found.facts, found.boxes

    facts, boxes = await house.app.store.run(read)
    assert facts["customer"] == "王女士"
    assert "13800138000" in facts["phone"]
    assert "周主管" in facts["dispatched"]
    assert "李师傅" in facts["accepted"]
    assert (boxes["cause"], boxes["remedy"], boxes["parts"]) == ("缺氟/漏氟", "补漏加氟", "")
    assert boxes["arrived"]
    assert "今天" not in " ".join((*facts.values(), *boxes.values())), "paper is read on another day"


async def test_the_code_on_paper_says_whose_sheet_it_is(house: House) -> None:
    await taken(house)
    token = await house.app.store.run(lambda unit: sheet(unit, NUMBER, house.app.texts, "zh", "Asia/Shanghai").token)
    assert opened(house.app.reach.secret, token, Purpose.SHEET, house.clock.now()) == NUMBER


async def test_a_finger_signs_what_the_page_shows_and_that_is_the_signed_sheet(house: House) -> None:
    """S2: the proof photo.sheet is there, the work can be finished, the customer has a copy."""
    await on_site(house)
    page = await signing_page(house)
    digest = await digest_on(house, page)
    assert (await send(house, page, digest)).status_code == 200
    await house.settle()
    after = await job(house)
    assert after.signed is not None
    assert after.evidence["photo.sheet"] == (after.signed.strokes,)
    assert after.signed.digest == digest
    assert "客户在屏幕上签好了" in "\n".join(await house.phones["李师傅"].heard())
    assert (await house.phones["王女士"].lines())[-1]["sheets"][0]["number"] == NUMBER
    shown = (await house.http.get(page, headers={"accept-language": "zh"})).text
    assert digest in shown
    assert "手指签名" in shown
    assert (await house.http.get(f"{page}/sheet.pdf")).content.startswith(b"%PDF")


async def test_a_signed_sheet_stays_as_it_was_signed(house: House) -> None:
    """What becomes known later, such as when the machine ran again, is not put under a signature."""
    await on_site(house)
    page = await signing_page(house)
    digest = await digest_on(house, page)
    await send(house, page, digest)
    await house.settle()
    await house.phones["李师傅"].say(photos=[finger()])
    await house.settle()
    await tap(house, "李师傅", "完工")
    found = await house.app.store.run(lambda unit: sheet(unit, NUMBER, house.app.texts, "en", "Asia/Shanghai"))
    assert found.digest == digest
    assert found.contents.boxes["restored"] == ""


async def test_a_signature_counts_once_and_only_for_what_was_shown(house: House) -> None:
    await on_site(house, until="补漏加氟")
    page = await signing_page(house)
    digest = await digest_on(house, page)
    await tap(house, "李师傅", "没换配件")
    changed = await send(house, page, digest)
    assert (changed.status_code, changed.json()["error"][:9]) == (422, "单子的内容刚刚变了")
    digest = await digest_on(house, page)
    for bad in (b"<html>", finger()[:60], blank()):
        assert (await send(house, page, digest, bad)).json()["error"].startswith("还没有签名")
    assert (await send(house, page, digest)).status_code == 200
    assert (await send(house, page, digest)).json()["error"] == "已经签过了。"
    assert (await house.events(NUMBER)).count("photo.received") == 1


def blank() -> bytes:
    file = BytesIO()
    Image.new("RGBA", (600, 240), (0, 0, 0, 0)).save(file, "PNG")
    return file.getvalue()


async def test_a_code_of_another_purpose_altered_or_too_old_opens_no_page(house: House) -> None:
    """X15."""
    await on_site(house)
    page = await signing_page(house)
    secret, now = house.app.reach.secret, house.clock.now()
    wrong = {
        signed(secret, Purpose.SHEET, NUMBER): 404,
        signed(b"another company's secret", Purpose.SIGNING, NUMBER): 404,
        signed(secret, Purpose.SIGNING, NUMBER, now - 120_000): 410,
        page.removeprefix("/q/")[:-1] + ("A" if page[-1] != "A" else "B"): 404,
        "x": 404,
    }
    for token, status in wrong.items():
        answer = await house.http.get(f"/q/{token}", headers={"accept-language": "zh"})
        assert answer.status_code == status, answer.text
        assert NUMBER not in answer.text
        assert (await house.http.get(f"/q/{token}/sheet.pdf")).status_code == 404
        assert (await send(house, f"/q/{token}", "0" * 64)).status_code == 422


async def told_off(house: House) -> None:
    """The desk gives the job to 张师傅."""
    await say(house, "周主管", "改派")
    await tap(house, "周主管", "改派张师傅")
    buttons = (await house.phones["周主管"].lines())[-1]["buttons"]
    await tap(house, "周主管", buttons[0]["label"])


async def closed_page(house: House, page: str) -> bool:
    """Whether a link shows nothing of the customer's any more, and takes no signature."""
    shown = await house.http.get(page, headers={"accept-language": "zh"})
    paper = await house.http.get(f"{page}/sheet.pdf")
    signing = await send(house, page, "0" * 64)
    return (
        (shown.status_code, paper.status_code, signing.status_code) == (410, 404, 422)
        and "13800138000" not in shown.text
        and "幸福路" not in shown.text
        and "请让现在的师傅再发一个" in shown.text
        and "请让现在的师傅再发一个" in signing.json()["error"]
    )


async def test_a_link_to_sign_shows_nothing_to_who_lost_the_job_not_even_on_the_next_visit(house: House) -> None:
    """X5, X6."""
    await on_site(house)
    page = await signing_page(house)
    assert not await closed_page(house, page)
    await told_off(house)
    assert await closed_page(house, page)
    await tap(house, "张师傅", "接单")
    await say(house, "张师傅", "约好 今天11点")
    for label in ("都带齐了，出发", "到了", "缺氟/漏氟", "补漏加氟", "没换配件", "已试机，正常"):
        await tap(house, "张师傅", label)
    found = re.search(r"/q/\S+", await say(house, "张师傅", "手机签字"))
    assert found
    assert await closed_page(house, page)
    assert not await closed_page(house, found[0])


async def test_what_was_signed_stays_on_its_page_while_the_visit_is_theirs(house: House) -> None:
    """The customer reads again what they signed; who then loses the job does not."""
    await on_site(house)
    page = await signing_page(house)
    assert (await send(house, page, await digest_on(house, page))).status_code == 200
    await house.settle()
    assert not await closed_page(house, page)
    await told_off(house)
    assert await closed_page(house, page)


async def test_what_changes_while_the_signature_is_on_its_way_is_read_again(house: House) -> None:
    """The form comes in two halves, between which the technician notes another remedy."""
    await on_site(house, until="补漏加氟")
    page = await signing_page(house)
    files = {"strokes": ("strokes.png", finger(), "image/png")}
    form = house.http.build_request("POST", page, data={"digest": await digest_on(house, page)}, files=files)
    body = form.read()

    async def halves() -> AsyncIterator[bytes]:
        yield body[:200]
        await tap(house, "李师傅", "没换配件")
        yield body[200:]

    kinds = {name: form.headers[name] for name in ("content-type", "content-length")}
    answer = await house.http.post(page, content=halves(), headers=WEB | kinds)
    assert (answer.status_code, answer.json()["error"][:9]) == (422, "单子的内容刚刚变了")
    assert (await job(house)).signed is None


async def test_a_signature_that_is_too_large_is_refused_before_it_is_read(house: House) -> None:
    """X7: so is one that does not say how large it is."""
    await on_site(house)
    page = await signing_page(house)
    digest = await digest_on(house, page)
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield bytes(100_000)

    form = {"content-type": "multipart/form-data; boundary=x"}
    for length in ({"content-length": "600001"}, {}, {"content-length": "-1"}):
        answer = await house.http.post(page, content=endless(), headers=WEB | form | length)
        assert (answer.status_code, answer.json()["error"]) == (413, "签名的图太大了，请清除后再签一次。")
    assert read == 0
    assert (await send(house, page, digest)).status_code == 200


async def test_another_site_cannot_sign(house: House) -> None:
    await on_site(house)
    page = await signing_page(house)
    digest = await digest_on(house, page)
    answer = await house.http.post(page, data={"digest": digest}, files={"strokes": ("s.png", finger(), "image/png")})
    assert answer.status_code == 403


async def test_it_is_signed_on_site_and_not_before(house: House) -> None:
    await taken(house)
    assert "到了现场" in await say(house, "李师傅", "手机签字")
