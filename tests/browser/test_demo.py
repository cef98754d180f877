"""The demo as a newcomer sees it, in a real browser: one job from report to callback, one that is late, one offline."""

import re

from playwright.async_api import Browser, expect

from tests.browser.driving import Stage, Words, a_photo, opened_demo

FIRST_JOB = "10019"
PHONE_NUMBER = "13800138000"


async def reported(stage: Stage) -> None:
    """The customer's example sentence, and the number it lacks."""
    words = stage.words
    await stage.page.locator("[data-do='1']").click()
    await expect(stage.customer.find("#text")).to_have_value(words.page("page-demo-example"))
    await stage.customer.find("#send").click()
    await stage.customer.hears(words.label("ask-phone"))
    await stage.customer.write(PHONE_NUMBER)
    await stage.supervisor.hears(FIRST_JOB)


async def accepted(stage: Stage) -> None:
    """One tap of the supervisor, one of the technician."""
    words = stage.words
    await stage.supervisor.tap(words.label("button-dispatch", technician="李师傅"))
    await stage.li.hears(words.part("job-offered"))
    await stage.li.tap(words.label("button-accept"))
    await stage.customer.hears(words.part("technician-found"))


async def test_one_job_from_report_to_callback(stage: Stage) -> None:
    words, customer, li = stage.words, stage.customer, stage.li
    await reported(stage)
    await customer.tap(words.label("button-skip"))
    await customer.hears(words.part("noted"))
    await accepted(stage)

    # A visit, and the reminders before it.
    await li.tap(words.label("button-propose"))
    await customer.hears(words.part("times-proposed"))
    await customer.tap_first(words.label("day", near="tomorrow"))
    await li.hears(words.part("visit-picked"))
    await customer.hears(words.part("visit-agreed"))
    await stage.move("next")
    await stage.rang(FIRST_JOB)
    await stage.move("next")
    await li.hears("D5")
    await expect(li.button(words.label("button-depart-ticked"))).to_have_count(1)
    await li.tap(words.label("button-depart-ticked"))
    await customer.hears(words.part("technician-on-the-way"))
    await li.tap(words.label("button-arrive"))
    await customer.hears(words.part("technician-arrived"))

    # Paid work: a price, the customer's yes, then the work.
    await li.tap(words.label("button-paid"))
    await customer.hears(words.part("service-settled-paid"))
    await li.hears(words.asks("S1"))
    await li.write("配件80 人工50")
    await customer.tap(words.label("button-agree-price", total_fen=13_000))
    await li.hears(words.part("consent-given"))
    for rule in ("S5.cause", "S5.remedy", "S5.parts", "S2.trial"):
        await li.hears(words.asks(rule))
        await li.tap(words.choice(rule))
    await li.hears(words.asks("S2.sheet"))
    await li.shoot(words.label("button-camera"), a_photo("Service sheet, signed"))
    await li.hears(words.asks("S3"))
    await li.shoot(words.label("button-camera"), a_photo("Service 400-800-8000"))
    await li.tap(words.label("button-finish"))
    await customer.hears(words.part("work-finished"))
    await photos_are_kept_small(stage)

    await li.tap(words.label("button-leave"))
    await li.hears(words.part("left"))
    await customer.tap(words.label("button-works"))
    await customer.tap(words.label("button-stars", stars=5))
    await customer.hears(words.part("rated"))

    # The callback comes by itself.
    await stage.move("2d")
    await customer.hears(words.part("callback"))
    await customer.tap(words.label("button-callback-good"))
    await customer.hears(words.part("closed"))


async def photos_are_kept_small(stage: Stage) -> None:
    """The photos that left the page were made smaller, are shown to their sender, and to nobody else."""
    shown = stage.li.find(".line.me .photo img")
    await expect(shown).to_have_count(2)
    await stage.page.reload()
    await expect(shown).to_have_count(2)
    address = await shown.first.get_attribute("src") or ""
    photo = await stage.page.request.get(f"{stage.address}/chat/li/{address}")
    assert photo.headers["content-type"] == "image/jpeg"
    await shown.first.evaluate("image => image.decode()")
    assert await shown.first.evaluate("image => Math.max(image.naturalWidth, image.naturalHeight)") <= 1600
    assert (await stage.page.request.get(f"{stage.address}/chat/wang/{address}")).status == 404
    await stage.li.find(".photo").first.click()
    await expect(stage.li.find("#viewer-photo")).to_be_visible()
    await stage.li.find("#viewer-close").click()
    await expect(stage.li.find("#viewer")).to_be_hidden()


async def test_a_visit_nobody_agrees_is_reminded_escalated_and_moved_on(stage: Stage) -> None:
    """D2 (T9.8): 派单后半小时内未预约上门时间。"""
    words, li, supervisor = stage.words, stage.li, stage.supervisor
    await reported(stage)
    await accepted(stage)

    await stage.move("next")
    await stage.rang("D2")
    await li.hears(words.part("clock-remind"))
    await stage.move("30m")
    await supervisor.hears(words.part("clock-late"))
    await expect(supervisor.button(words.label("button-reassign", technician="张师傅"))).to_be_visible()
    await li.hears(words.part("breach-proposed"))

    zhang = stage.page.locator(".tab[data-seat=zhang]")
    await expect(zhang.locator(".badge")).to_be_hidden()
    await stage.move("next")  # half an hour after the limit
    await supervisor.hears(words.part("moved-on"))
    await li.hears(words.part("taken-off"))
    await expect(zhang.locator(".badge")).to_have_text("1")
    await stage.look_at("zhang")
    await stage.zhang.hears(words.part("job-offered"))
    await expect(zhang.locator(".badge")).to_be_hidden()
    await stage.zhang.tap(words.label("button-accept"))
    await stage.zhang.hears(words.part("accepted"))


async def test_what_was_written_offline_arrives_once(stage: Stage, wrong: list[str]) -> None:
    """Without a network nothing is lost: it waits on the phone, through a reload, and is said once."""
    customer, words = stage.customer, stage.words
    await stage.page.context.set_offline(True)
    await expect(customer.find("#state")).to_have_attribute("data-state", "offline")
    await customer.write("冰箱不制冷，幸福路8号3单元502，13800138000")
    await expect(customer.find(".line.me")).to_have_attribute("data-state", re.compile("waiting|sending"))
    await stage.page.context.set_offline(False)
    await stage.page.reload()
    await customer.hears(words.part("registered"))
    await expect(customer.find(".line.me")).to_have_count(1)
    await expect(customer.find(".line.me .under .icon")).to_have_count(1)
    await stage.page.reload()
    await customer.hears(FIRST_JOB)
    await expect(customer.find(".line.me")).to_have_count(1)
    await expect(stage.supervisor.line(FIRST_JOB)).to_have_count(1)
    wrong[:] = [line for line in wrong if "ERR_INTERNET_DISCONNECTED" not in line]


async def test_two_browsers_see_one_demo_and_a_new_start(browser: Browser, stage: Stage, wrong: list[str]) -> None:
    words, opening = stage.words, await stage.page.locator("#time").text_content()
    async with opened_demo(browser, stage.address, wrong) as other:
        await reported(stage)
        await other.customer.hears(FIRST_JOB)
        await other.supervisor.tap(words.label("button-dispatch", technician="李师傅"))
        await stage.supervisor.hears(words.part("dispatched"))
        await expect(stage.supervisor.find(".choice")).to_have_count(0)
        await stage.move("30m")
        await expect(other.page.locator("#time")).not_to_have_text(opening or "")

        await stage.page.locator("#reset").click()
        await stage.page.locator("#ask-yes").click()
        for one in (stage, other):
            await expect(one.page.locator("#time")).to_have_text(opening or "")
            await expect(one.customer.find(".line")).to_have_count(0)
        await reported(other)
        await stage.supervisor.hears(FIRST_JOB)


async def test_languages_and_links(stage: Stage, wrong: list[str]) -> None:
    """One phone speaks English while the page stays Chinese; the page's own switch moves all; back comes back."""
    customer, english, page = stage.customer, Words("en"), stage.page
    await customer.find("#language").click()
    await expect(customer.find("#text")).to_have_attribute("placeholder", english.page("page-write"))
    await customer.write("AC not cooling, flat 502, 8 Xingfu Road, 13800138000")
    await customer.hears(english.part("registered"))
    await stage.supervisor.hears(stage.words.part("job-ready"))

    await page.get_by_role("link", name="English").click()
    await expect(page.locator("#reset")).to_have_text(english.page("page-demo-reset"))
    await expect(stage.supervisor.find("#text")).to_have_attribute("placeholder", english.page("page-write"))
    await expect(page.locator("#next")).to_contain_text("Job")
    await page.go_back()
    await expect(page.locator("#reset")).to_have_text(stage.words.page("page-demo-reset"))
    await customer.hears(FIRST_JOB)
    await page.go_forward()
    await expect(page.locator("#reset")).to_have_text(english.page("page-demo-reset"))

    assert wrong == []
    used = await page.goto(f"{stage.address}/chat/me/?key=used")
    assert used
    assert used.status == 410
    await expect(page.get_by_role("heading")).to_have_text(stage.words.page("page-gone-short"))
    wrong.clear()  # the browser says that it met a 410
