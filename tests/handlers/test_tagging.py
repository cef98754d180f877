"""Tags of customers: from the pack's list, set by the desk, carried by jobs, asked by rules. I5."""

import msgspec
import pytest

from domain.asset.model import Asset
from domain.building import build
from domain.errors import PackError, Refused
from domain.job.desk_commands import Tag
from domain.job.model import Job
from policies.loader import load
from storage.people import People
from storage.tags import tags_of
from storage.unit import Unit
from tests.conftest import House
from tests.domain.life import CUSTOMER, NINE, SUPERVISOR, ZONE, agree, reported
from tests.handlers.test_branches import joined
from tests.handlers.test_joining import said
from tests.test_bad_input import FAULT

NUMBER = "13800138000"


async def under_contract(house: House) -> None:
    """The company's pack has tags."""
    pack = load("hvac-tender", ZONE)

    def keep(unit: Unit) -> None:
        unit.tx.run(unit.q.keep_policy, hash=pack.hash, name=pack.name, text=pack.text, at=unit.now)

    await house.app.store.run(keep)
    house.app.shelf.current = pack


async def job(house: House, number: str) -> Job:
    found: Job = await house.app.store.run(lambda unit: unit.hold(unit.numbered(number)).course.state)
    return found


async def test_a_tag_is_carried_by_open_jobs_and_by_those_that_come(house: House) -> None:
    await under_contract(house)
    wang, zhou = house.phones["王女士"], house.phones["周主管"]
    await said(house, wang, FAULT)
    assert "标上了“合同”" in await said(house, zhou, f"标签 {NUMBER} 合同")
    assert (await job(house, "10019")).tags == ("contract",)
    await said(house, wang, "冰箱不制冷")
    assert (await job(house, "10024")).tags == ("contract",)
    assert "去掉了“合同”" in await said(house, zhou, "去标签 10024 CONTRACT")
    assert [(await job(house, number)).tags for number in ("10019", "10024")] == [(), ()]


async def test_it_is_known_by_key_and_in_both_languages_and_nothing_else_is_a_tag(house: House) -> None:
    await under_contract(house)
    await said(house, house.phones["王女士"], FAULT)
    zhou = house.phones["周主管"]
    for word in ("vip", "大客户", "Key account"):
        assert "标上了“大客户”" in await said(house, zhou, f"标签 10019 {word}")
        assert "已经标着" in await said(house, zhou, f"标签 10019 {word}")
        assert "去掉了" in await said(house, zhou, f"去标签 10019 {word}")
        assert "没有标" in await said(house, zhou, f"去标签 10019 {word}")
    assert "没有这个标签" in await said(house, zhou, "标签 10019 住在三楼的张太太")
    assert "没有这位客户" in await said(house, zhou, "标签 13900139000 大客户")
    assert "例如：标签" in await said(house, zhou, "标签")
    kept = await house.app.store.run(lambda unit: [row["tag"] for row in unit.tx.all("select * from customer_tag")])
    assert kept == []


async def test_a_pack_without_tags_says_so(house: House) -> None:
    await said(house, house.phones["王女士"], FAULT)
    assert "没有列标签" in await said(house, house.phones["周主管"], f"标签 {NUMBER} 合同")


async def test_only_the_desk_of_the_customers_branch_tags(house: House) -> None:
    await under_contract(house)
    await said(house, house.phones["王女士"], FAULT)
    wu = await joined(house, "east", "吴主管", "supervisor", "east")
    assert "没有这位客户" in await said(house, wu, f"标签 {NUMBER} 合同")
    assert "没有这个单号" in await said(house, wu, "标签 10019 合同")
    for name in ("李师傅", "王女士"):
        await said(house, house.phones[name], f"标签 {NUMBER} 合同")
    assert (await job(house, "10019")).tags == ()


async def test_a_customer_and_a_technician_do_not_see_it(house: House) -> None:
    await under_contract(house)
    await said(house, house.phones["王女士"], FAULT)
    zhou = house.phones["周主管"]
    await said(house, zhou, "标签 10019 大客户")
    await zhou.tap("派李师傅")
    await house.settle()
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    await said(house, house.phones["王女士"], "到哪了")
    for name in ("李师傅", "王女士"):
        assert not [text for text in await house.phones[name].heard() if "大客户" in text], name
    assert "标签：大客户" in await said(house, zhou, "10019")
    assert "标签：大客户" in await said(house, zhou, f"客户 {NUMBER}")


async def test_the_log_keeps_keys_and_who_set_them(house: House) -> None:
    await under_contract(house)
    await said(house, house.phones["王女士"], FAULT)
    await said(house, house.phones["周主管"], "标签 10019 大客户")

    def logged(unit: Unit) -> dict[str, object]:
        rows = unit.tx.all(unit.q.events, subject=unit.numbered("10019"))
        found: dict[str, object] = msgspec.json.decode(rows[-1]["data"])
        return found | {"name": People(unit.tx, unit.q, unit.now).name(found["by"])}  # type: ignore[arg-type]

    found = await house.app.store.run(logged)
    assert (found["tags"], found["name"]) == (["vip"], "周主管")


async def test_a_person_of_several_ids_has_one_set(house: House) -> None:
    await under_contract(house)
    await said(house, house.phones["王女士"], FAULT)
    await said(house, house.phones["周主管"], "标签 10019 大客户")

    def merged(unit: Unit) -> tuple[tuple[str, ...], tuple[str, ...]]:
        first = unit.hold(unit.numbered("10019")).course.state.customer
        other = unit.new_id()
        unit.people.add(other, "王女士")
        before = tags_of(unit, other)
        unit.tx.run("update person set whole = :whole where id in (:id, :whole)", whole=first, id=other)
        return before, tags_of(unit, other)

    assert await house.app.store.run(merged) == ((), ("vip",))


def test_what_a_job_says_of_its_customer() -> None:
    """While the work is stopped too; in the order in which it was said, again from the log."""
    life = reported()
    life.perform(Tag(SUPERVISOR, ("contract", "vip")), NINE)
    assert life.state.view()["tags"] == ("contract", "vip")
    life.perform(Tag(SUPERVISOR, ("vip",)), NINE)
    assert life.state.tags == ("vip",)
    agree(life)
    with pytest.raises(Refused):
        life.perform(Tag(CUSTOMER, ()), NINE)
    assert Asset(tags=("vip",)).view()["tags"] == ("vip",)


# What a pack may write

PACK = {
    "pack": {"name": "mine", "zh": "我们的", "en": "ours"},
    "tags": {"vip": {"zh": "大客户", "en": "key account"}},
}
RULE = {
    "id": "X1",
    "source": "ours",
    "from": "job.reported",
    "until": "job.offered",
    "within": "30m",
    "zh": "试",
    "en": "try",
}


@pytest.mark.parametrize(
    ("changed", "said_", "near"),
    [
        ({"tags": {"VIP": {"zh": "大", "en": "big"}}}, "[tags] VIP", None),
        ({"tags": {"vip": "大客户"}}, "[tags] vip", None),
        ({"tags": {"vip": {"zh": "大客户"}}}, "[tags] vip", None),
        ({"tags": {"vip": {"zh": "大" * 21, "en": "big"}}}, "[tags] vip", None),
        ({"tags": {"vip": {"zh": "大", "en": "big"}, "big": {"zh": "巨", "en": "huge"}}}, "[tags] big", None),
        ({"clock": [RULE | {"when": {"tag": "vpi"}}]}, "clock X1: when", "vip"),
        ({"clock": [RULE | {"when": {"not": {"tag": "vipp"}}}]}, "clock X1: when", "vip"),
        ({"clock": [RULE | {"when": {"contract": True}}]}, "clock X1: when", None),
        ({"clock": [RULE | {"when": {"count": "D8"}}]}, "clock X1: when", None),
    ],
)
def test_a_tag_is_one_of_the_packs(changed: dict[str, object], said_: str, near: str | None) -> None:
    with pytest.raises(PackError) as refused:
        build({**PACK, **changed}, ZONE)
    assert (refused.value.key, refused.value.near) == (said_, near)
