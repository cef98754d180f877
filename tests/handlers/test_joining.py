"""Codes and links: once, for a while, for one person; guesses slow down and stop; what ended fails at its next use."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from bot.app import App
from bot.channels.web.routes import _stream
from bot.channels.web.sessions import address_of, token_hash
from bot.people_commands import answer
from storage import invitations
from storage.invitations import MOST_TRIES
from tests.conftest import House, Phone
from tests.test_bad_input import FAULT

DAY = int(timedelta(days=1).total_seconds() * 1000)
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def invited(house: House, **asked: object) -> tuple[str, str]:
    """A new invitation from the command line: (code, token of the link)."""
    made = await answer(house.app, {"do": "invite", "role": "technician", "branch": "main", **asked})
    return made["code"], made["links"][0].partition("code=")[2]


async def stranger(house: House, seat: str) -> Phone:
    await house.http.get(f"/chat/{seat}/", headers={"accept-language": "zh"})
    return Phone(house.http, seat)


async def said(house: House, phone: Phone, text: str) -> str:
    """What is answered to a message."""
    before = len(await phone.heard())
    await phone.say(text)
    await house.settle()
    return "\n".join((await phone.heard())[before:])


async def roles(house: House) -> list[tuple[str, str]]:
    """Who joined by an invitation, as (role, name)."""
    return await house.app.store.run(
        lambda unit: [
            (row["role"], row["name"])
            for row in unit.tx.all(
                "select m.role, p.name from membership m join person p on p.id = m.person "
                "where m.how = 'invitation' and m.until is null"
            )
        ]
    )


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "加入 {code}",
        "join {code}",
        "/start {code}",
        "/start {token}",
        "{lower}",
        "{spaced}",
        "{wide}",
        "{alike}",
    ],
)
async def test_a_code_is_read_however_it_was_copied(typed: str, house: House) -> None:
    code, token = await invited(house, name="赵师傅")
    alike = code.replace("0", "O").replace("1", "l")
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else "－" for c in code)
    forms = {"lower": code.lower(), "spaced": code.replace("-", " "), "wide": wide, "alike": alike}
    phone = await stranger(house, "new")
    assert "加入成功" in await said(house, phone, typed.format(code=code, token=token, **forms))
    assert await roles(house) == [("technician", "赵师傅")]


async def test_only_hashes_of_link_and_code_are_kept(house: House) -> None:
    code, token = await invited(house)
    tables = ("invitation", "outbox", "personal")
    rows = await house.app.store.run(
        lambda unit: str([tuple(row) for table in tables for row in unit.tx.all(f"select * from {table}")])  # noqa: S608
    )
    assert token not in rows
    assert code not in rows
    assert code.replace("-", "") not in rows


async def test_what_the_inviter_was_shown_is_erased_when_it_ends(house: House) -> None:
    zhou = house.phones["周主管"]
    shown = await said(house, zhou, "邀请 师傅 赵师傅")
    code = CODE.search(shown)
    assert code
    kept = "select value from personal where field = 'invitation'"
    assert len(await house.app.store.run(lambda unit: unit.tx.all(kept))) == 4
    await said(house, await stranger(house, "new"), code[0])
    assert await house.app.store.run(lambda unit: unit.tx.all(kept)) == []


async def test_the_inviter_gets_a_picture_to_scan(house: House) -> None:
    zhou = house.phones["周主管"]
    await said(house, zhou, "邀请 师傅")
    (photo,) = (await zhou.lines())[-1]["photos"]
    picture = await house.http.get(f"/chat/{zhou.seat}/{photo['url']}")
    assert picture.headers["content-type"] == "image/jpeg"


async def test_one_code_in_the_same_instant_makes_one_member(house: House) -> None:
    code, _token = await invited(house)
    phones = [await stranger(house, f"new-{n}") for n in range(5)]
    await asyncio.gather(*(phone.say(f"加入 {code}") for phone in phones))
    await house.settle()
    heard = [(await phone.heard())[-1] for phone in phones]
    assert sum("加入成功" in text for text in heard) == 1
    assert sum("已经用过" in text and "请让主管再发一个" in text for text in heard) == 4
    assert len(await roles(house)) == 1


async def test_one_link_opened_twice_in_the_same_instant_makes_one_member(house: House) -> None:
    _code, token = await invited(house, name="赵师傅")
    transport = httpx.ASGITransport(house.app.web(awake=False))
    browsers = [httpx.AsyncClient(transport=transport, base_url="http://paidan") for _ in range(3)]
    await asyncio.gather(*(browser.get("/chat/me/", params={"key": token}) for browser in browsers))
    await house.settle()
    assert await roles(house) == [("technician", "赵师傅")]


async def test_looking_at_a_link_uses_nothing_up(house: House) -> None:
    """A chat's preview fetches every link that is sent; the page asks, and its link joins."""
    _code, token = await invited(house, name="赵师傅")
    for _ in range(3):
        page = await house.http.get("/chat/join", params={"code": token})
        assert page.status_code == 200
        assert f"/chat/me/?key={token}" in page.text
    assert await roles(house) == []
    assert (await house.http.get("/chat/me/", params={"key": token})).status_code == 303
    assert await roles(house) == [("technician", "赵师傅")]
    assert (await house.http.get("/chat/join", params={"code": token})).status_code == 410


async def test_expired_revoked_and_used_say_so_and_whom_to_ask(house: House) -> None:
    zhou, phone = house.phones["周主管"], await stranger(house, "new")
    expired, _ = await invited(house, lasts="1h")
    found = CODE.search(await said(house, zhou, "邀请 师傅"))
    assert found
    await zhou.tap("作废")
    assert "作废" in (answered := await said(house, phone, found[0]))
    assert "请让周主管再发一个" in answered
    house.clock.move_to(house.clock.now() + 3_600_000)
    assert "过期" in await said(house, phone, expired)
    assert await roles(house) == []


async def test_a_link_that_expired_is_a_page_that_says_so(house: House) -> None:
    _code, token = await invited(house, lasts="1h")
    house.clock.move_to(house.clock.now() + 3_600_000)
    for path, key in (("/chat/join", "code"), ("/chat/me/", "key")):
        page = await house.http.get(path, params={key: token})
        assert page.status_code == 410
        assert "再发一个" in page.text


# Guessing


def guess(number: int) -> str:
    return f"加入 AAAA-AAAA-{number:04}"


async def test_twenty_guesses_slow_down_then_stop_and_a_restart_resets_nothing(house: House) -> None:
    code, token = await invited(house)
    phone = await stranger(house, "new")
    waited, counted = [], 0
    while counted < MOST_TRIES:
        before = house.clock.now()
        until, _stopped = await _until(house, phone)
        if until:
            assert "后再试" in await said(house, phone, f"加入 {code}"), "while it waits, a right code is not looked at"
            house.clock.move_to(until)
        waited.append(house.clock.now() - before)
        await said(house, phone, guess(counted))
        counted += 1
    assert waited[:4] == [0, 0, 0, 0]
    assert waited[4:] == sorted(waited[4:]), "each wait is at least as long as the one before"
    assert "暂停" in await said(house, phone, f"加入 {code}")
    assert "暂停" in await said(house, phone, f"加入 {token}"), "a stopped address is stopped for links too"
    await _restarted(house)
    assert "暂停" in await said(house, phone, f"加入 {code}")
    assert await roles(house) == []


async def _until(house: House, phone: Phone) -> tuple[int, bool]:
    address = await _address(house, phone)
    return await house.app.store.run(lambda unit: invitations.may_try_at(unit, "web", address, "A" * 12))


async def _address(house: House, phone: Phone) -> str:
    token = next(cookie.value for cookie in house.http.cookies.jar if cookie.name == f"paidan_{phone.seat}")
    return await house.app.store.run(lambda unit: address_of(unit, str(token))) or ""


async def _restarted(house: House) -> None:
    """The same data, another process."""
    old = house.app
    await old.close()
    app = App(old.settings, old.company, clock=house.clock, entropy=old.entropy, seats=old.seats)
    await app.open()
    house.app = app
    house.http._transport = httpx.ASGITransport(app.web(awake=False))


async def test_a_thousand_guesses_from_many_addresses_find_nothing_and_slow_each_other_down(house: House) -> None:
    code, token = await invited(house, name="赵师傅")

    def many(unit: object) -> int:
        looked_at = 0
        for number in range(1_000):
            address = f"guesser-{number // 5}"
            if invitations.may_try_at(unit, "web", address, "A" * 12)[0]:  # type: ignore[arg-type]
                continue
            looked_at += 1
            assert invitations.by_code(unit, f"AAAAAAAA{number:04}") is None  # type: ignore[arg-type]
            invitations.count_wrong(unit, "web", address)  # type: ignore[arg-type]
        return looked_at

    assert await house.app.store.run(many) <= 100 + 1_000 // 5, "after a hundred each address guesses once"
    phone = await stranger(house, "new")
    assert "加入成功" in await said(house, phone, code), "who has guessed nothing does not wait for the others"
    assert token


async def test_who_guesses_on_and_on_from_fresh_addresses_keeps_nobody_out(house: House) -> None:
    """One guess each half minute, after a hundred: who comes in between is heard, also after a typing error."""
    code, _token = await invited(house, name="赵师傅")
    phone, wrong = await stranger(house, "new"), "AAAA-AAAA-AAAA"
    await house.app.store.run(lambda unit: [invitations.count_wrong(unit, "web", f"x{n}") for n in range(110)])
    await said(house, phone, wrong)
    assert "后再试" in await said(house, phone, code), "who has guessed wrong waits with the others"
    for number in range(3):
        house.clock.move_to(house.clock.now() + 15_000)
        await house.app.store.run(lambda unit, number=number: invitations.count_wrong(unit, "web", f"y{number}"))
    assert "加入成功" in await said(house, phone, code)


async def test_a_link_does_not_wait_behind_the_guesses_of_others(house: House) -> None:
    _code, token = await invited(house, name="赵师傅")
    await house.app.store.run(lambda unit: [invitations.count_wrong(unit, "web", f"g{n}") for n in range(200)])
    assert "加入成功" in await said(house, await stranger(house, "new"), f"/start {token}")


@pytest.mark.parametrize("words", ["138001380001", "KFR35GW26GWA", "ABCDEFGHJKMN", "冰箱不制冷", "幸福路8号3单元502"])
async def test_words_that_are_no_code_go_on_as_words(words: str, house: House) -> None:
    answered = await said(house, await stranger(house, "new"), words)
    assert answered
    assert "码" not in answered.replace("号码", "")


async def test_guesses_without_dashes_are_counted_all_the_same(house: House) -> None:
    phone = await stranger(house, "new")
    for number in range(5):
        await said(house, phone, f"AAAAAAAAAA{number:02}")
    assert (await _until(house, phone))[0] > 0


# What ended


async def test_who_left_is_out_everywhere_at_the_next_use(house: House) -> None:
    """Sessions, links for them, invitations of theirs, what they stood in for. X6."""
    zhou, li = house.phones["周主管"], house.phones["李师傅"]
    link = (await answer(house.app, {"do": "link", "name": "李师傅"}))["links"][0].partition("code=")[2]
    await said(house, zhou, "代理 张师傅 李师傅")
    assert (await house.http.get(f"/chat/{li.seat}/lines")).status_code == 200
    ended = await answer(house.app, {"do": "leave", "name": "李师傅"})
    assert ended["roles"] == ["technician (main)"]
    assert (await house.http.get(f"/chat/{li.seat}/lines")).status_code == 401
    assert (await li.say("我的单")).status_code == 401
    assert (await house.http.get("/chat/me/", params={"key": link})).status_code == 410
    assert await house.app.store.run(lambda unit: unit.tx.all("select * from deputy")) == []
    await house.settle()
    assert "李师傅离职了" in (await zhou.heard())[-1]
    assert "error" in await answer(house.app, {"do": "leave", "name": "李师傅"})


async def test_what_was_still_on_its_way_to_them_is_not_sent(house: House) -> None:
    zhou = house.phones["周主管"]
    await said(house, house.phones["王女士"], FAULT)
    await zhou.say("派单 10019 李师傅")
    await answer(house.app, {"do": "leave", "name": "李师傅"})
    await house.settle()
    rows = await house.app.readers.all("select text from web_line where address = 'demo-li'")
    assert [row["text"] for row in rows if "10019" in row["text"]] == []
    assert any("已改问 张师傅" in text for text in (await zhou.heard())[-3:]), "the next one is asked"


async def test_an_open_page_hears_nothing_more_once_its_session_ended(house: House) -> None:
    web = house.app._web_parts()
    cookie = next(c.value for c in house.http.cookies.jar if c.name == "paidan_li")
    stream = _stream(web, "demo-li", 0, token_hash(str(cookie)))
    assert "here" in await anext(stream)
    await answer(house.app, {"do": "leave", "name": "李师傅"})
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


async def test_the_last_supervisor_cannot_leave(house: House) -> None:
    refused = await answer(house.app, {"do": "leave", "name": "周主管"})
    assert "先邀请一位" in refused["error"]
    assert "先邀请一位" in await said(house, house.phones["周主管"], "离职 周主管")


async def test_the_companys_file_brings_nobody_back_and_ends_nobody(house: House) -> None:
    await answer(house.app, {"do": "leave", "name": "李师傅"})
    await _restarted(house)
    assert [line for line in house.app.warnings if "李师傅" in line and "stays out" in line]
    assert "没有叫" in await said(house, house.phones["周主管"], "离职 李师傅")
    house.app.company = type(house.app.company)(
        house.app.company.name, tuple(m for m in house.app.company.members if m.name != "张师傅"), ()
    )
    house.app.seats = {}
    await _restarted(house)
    (gone,) = [line for line in house.app.warnings if "张师傅" in line]
    assert "paidan leave 张师傅 --branch main --role technician" in gone


async def test_somebody_who_left_can_be_invited_again(house: House) -> None:
    await answer(house.app, {"do": "leave", "name": "李师傅"})
    code, _token = await invited(house, name="李师傅")
    assert "加入成功，李师傅" in await said(house, await stranger(house, "new"), code)


async def test_a_technician_or_a_customer_cannot_invite_or_end_anything(house: House) -> None:
    for name in ("李师傅", "王女士"):
        phone = house.phones[name]
        for words in ("邀请 师傅", "离职 张师傅", "代理 李师傅 张师傅"):
            assert "有效" not in await said(house, phone, words)
        for action in ("invite::0:manager:-:main", "leave_yes::0:1:0", "undo_join::0:1", "revoke_invitation::0:1"):
            await phone.say(action=action)
    await house.settle()
    assert await roles(house) == []
    assert (await answer(house.app, {"do": "invitations"}))["invitations"] == []


async def test_a_supervisor_cannot_invite_a_manager_nor_into_another_branch(house: House) -> None:
    zhou = house.phones["周主管"]
    assert "不能邀请经理" in await said(house, zhou, "邀请 经理")
    await zhou.say(action="invite::0:technician:-:east")
    await house.settle()
    assert "不能邀请" in (await zhou.heard())[-1]
    assert (await answer(house.app, {"do": "invitations"}))["invitations"] == []


async def test_a_member_with_a_code_for_a_second_role_has_both(house: House) -> None:
    code, _token = await invited(house, role="supervisor")
    assert "主管" in await said(house, house.phones["李师傅"], code)
    held = await house.app.store.run(lambda unit: unit.people.own_roles(house.app.people["李师傅"]))
    assert held == (("main", "supervisor"), ("main", "technician"))


async def test_wrong_commands_are_one_sentence(house: House) -> None:
    for asked, part in (
        ({"do": "invite", "role": "boss", "branch": "main"}, "technician, supervisor, manager"),
        ({"do": "invite", "role": "technician", "branch": "east"}, "--new-branch"),
        ({"do": "invite", "role": "technician", "branch": "main", "name": "李师傅"}, "already"),
        ({"do": "invite", "role": "technician", "branch": "main", "lasts": "soon"}, "7d"),
        ({"do": "link", "name": "没有这人"}, "没有这人"),
        ({"do": "revoke", "id": 7}, "paidan invitations"),
        ({"do": "leave", "name": "李师傅", "branch": "east"}, "李师傅"),
        ({"do": "dance"}, "unknown"),
    ):
        error = (await answer(house.app, asked))["error"]
        assert part in error
        assert "\n" not in error
