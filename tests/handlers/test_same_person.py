"""One person with several addresses: only by a number that platforms confirmed on both, or by a code. U16."""

import pytest
from rich.console import Console

from bot.verify import verify_all
from handlers.door import enter
from handlers.said import Said
from storage import contacts
from storage.unit import Unit
from tests.conftest import House, Phone
from tests.test_bad_input import FAULT

NUMBER, OTHER = "13800138000", "13900139000"


async def phone_of(house: House, seat: str) -> Phone:
    await house.http.get(f"/chat/{seat}/", headers={"accept-language": "zh"})
    phone = Phone(house.http, seat)
    await phone.say("你好")
    await house.settle()
    return phone


async def address_of(house: House, phone: Phone) -> str:
    rows = await house.app.readers.all(
        "select address from web_line where id = :id", id=(await phone.lines())[-1]["id"]
    )
    return str(rows[0]["address"])


async def shares(house: House, phone: Phone, number: str) -> str:
    """A contact as a platform confirms it; what is answered."""
    phone.count += 1
    address, now, before = await address_of(house, phone), house.clock.now(), len(await phone.heard())
    said = Said("web", address, f"contact-{phone.seat}-{phone.count}", contact=number, happened_at=now, recorded_at=now)
    await house.app.store.run(lambda unit: enter(said, unit))
    await house.settle()
    return "\n".join((await phone.heard())[before:])


async def says(house: House, phone: Phone, text: str) -> str:
    before = len(await phone.heard())
    await phone.say(text)
    await house.settle()
    return "\n".join((await phone.heard())[before:])


async def test_a_number_confirmed_on_both_makes_one_person_and_can_be_undone(house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, FAULT)
    await shares(house, first, NUMBER)
    assert "没有未结的单" in await says(house, second, "进度")
    assert "认出您了" in await shares(house, second, "+86 138 0013 8000")
    assert "10019" in await says(house, second, "进度")
    assert "另一个聊天" in (await first.heard())[-1]
    await first.tap("不是我")
    await house.settle()
    assert "没有未结的单" in await says(house, second, "进度")
    assert "10019" in await says(house, first, "进度")
    await shares(house, second, NUMBER)
    assert "没有未结的单" in await says(house, second, "进度"), "what a person parted, nothing unites by itself"


async def test_either_chat_acts_for_the_one_person_and_the_log_keeps_who_reported(house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, FAULT)
    await shares(house, first, NUMBER)
    await shares(house, second, NUMBER)
    await says(house, second, "进度")
    assert "记下了" in await says(house, second, "KFR-35GW")
    await second.tap("随时有人")
    await house.settle()
    assert (await house.events("10019"))[-2:] == ["job.described", "job.described"]
    await says(house, second, "冰箱不制冷")
    assert "10024" in await says(house, first, "进度")
    found = await verify_all(house.app.settings, Console(quiet=True), house.app.photos)
    assert (found.wrong, found.subjects) == ([], 2), "no event was rewritten"


async def test_messages_go_to_the_chat_used_last(house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, FAULT)
    await shares(house, first, NUMBER)
    house.clock.move_to(house.clock.now() + 60_000)
    await shares(house, second, NUMBER)
    await house.phones["周主管"].tap("派李师傅")
    await house.settle()
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    assert "李师傅接了单" in (await second.heard())[-1]


@pytest.mark.parametrize("typed", ["我的电话13800138000", "空调漏水,13800138000", "0595-22345678", "13800138000"])
async def test_a_typed_number_never_unites_two_families(typed: str, house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, f"空调不制冷,幸福路8号3单元502,{typed}")
    await shares(house, first, NUMBER)
    await says(house, second, typed)
    assert "10019" not in await says(house, second, "进度")


async def test_anothers_contact_and_a_typed_one_reach_no_one(house: House) -> None:
    """A channel sets `contact` for the sender's own number only; the page cannot set it at all."""
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, FAULT)
    await shares(house, first, NUMBER)
    form = {"id": "forged", "text": "", "action": "", "label": "", "contact": NUMBER}
    await house.http.post(f"/chat/{second.seat}/say", data=form, headers={"x-paidan": "web"})
    await house.settle()
    assert "没有未结的单" in await says(house, second, "进度")


async def test_a_contact_never_gives_somebodys_rights_here(house: House) -> None:
    """A number that was a technician's last year may be anybody's today."""
    li, stranger = house.phones["李师傅"], await phone_of(house, "one")
    await says(house, li, "我的单")
    await shares(house, li, NUMBER)
    await shares(house, stranger, NUMBER)
    assert "报修" in await says(house, stranger, "帮助")
    assert await house.app.store.run(lambda unit: unit.tx.all("select * from same_person")) == []


async def test_a_changed_number_is_followed(house: House) -> None:
    phone = await phone_of(house, "one")
    await says(house, phone, "空调不制冷,幸福路8号3单元502")
    await shares(house, phone, NUMBER)
    await shares(house, phone, OTHER)
    kept = await house.app.store.run(_phone_of_the_job)
    assert kept == OTHER
    other = await phone_of(house, "two")
    assert "认出您了" not in await shares(house, other, NUMBER), "the old number is somebody else's now"
    third = await phone_of(house, "three")
    assert "认出您了" in await shares(house, third, OTHER)


def _phone_of_the_job(unit: Unit) -> str | None:
    return unit.reveal(unit.hold(unit.numbered("10019")).course.state.details["phone"])


async def test_a_number_the_desk_wrote_down_asks_for_a_code_shown_there(house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, "空调不制冷,幸福路8号3单元502")
    await says(house, house.phones["周主管"], f"补充 10019 {NUMBER}")
    answered = await shares(house, second, NUMBER)
    assert "码发到这里" in answered
    assert "没有未结的单" in await says(house, second, "进度"), "not yet"
    shown = (await first.heard())[-1]
    code = next(word for word in shown.replace("：", " ").replace("（", " ").split() if word.count("-") == 2)
    assert "以后这里也是您" in await says(house, second, code)
    assert "10019" in await says(house, second, "进度")


async def test_a_number_of_a_customer_without_a_chat_asks_the_desk(house: House) -> None:
    first, second = await phone_of(house, "one"), await phone_of(house, "two")
    await says(house, first, "空调不制冷,幸福路8号3单元502")
    await says(house, house.phones["周主管"], f"补充 10019 {NUMBER}")
    phoned = "delete from address where person = (select customer from subject)"
    await house.app.store.run(lambda unit: unit.tx.run(phoned))
    await shares(house, second, NUMBER)
    assert "同一个人" in (await house.phones["周主管"].heard())[-1]
    await house.phones["周主管"].tap("是同一个人")
    await house.settle()
    assert "10019" in await says(house, second, "进度")
    assert "已分开" in await says(house, house.phones["周主管"], "分开 10019")
    assert "没有未结的单" in await says(house, second, "进度")


async def test_three_chats_of_one_person_come_apart_one_by_one(house: House) -> None:
    """Each union can be undone by itself; the others stay."""

    def three(unit: Unit) -> None:
        one, two, three = (unit.new_id() for _ in range(3))
        for person in (one, two, three):
            unit.people.add(person, "")
        contacts.unite(unit, one, two, "contact")
        second = contacts.unite(unit, two, three, "contact")
        assert set(unit.people.one_with(three)) == {one, two}
        assert contacts.part(unit, second, three)
        assert unit.people.one_with(three) == ()
        assert set(unit.people.one_with(one)) == {two}
        assert not contacts.part(unit, second, three), "undone before"
        assert contacts.were_parted(unit, three, one)
        stranger = unit.new_id()
        unit.people.add(stranger, "")
        assert not contacts.part(unit, contacts.unions(unit, one)[0], stranger), "not about them"

    await house.app.store.run(three)


async def test_a_stranger_cannot_part_or_unite_others(house: House) -> None:
    first, second, third = [await phone_of(house, seat) for seat in ("one", "two", "three")]
    await says(house, first, FAULT)
    await shares(house, first, NUMBER)
    await shares(house, second, NUMBER)
    same = await house.app.store.run(lambda unit: unit.tx.all("select id, one, other from same_person")[0])
    await third.say(action=f"not_me::0:{same['id']}")
    await third.say(action=f"unite::0:{same['one']}:{same['other']}")
    await house.settle()
    assert "10019" in await says(house, second, "进度")
