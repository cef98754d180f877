"""Nobody is left in silence: along a whole job, each word and each button has an answer, whoever says it."""

import pytest

from bot.drawn import a_photo
from handlers.door import enter
from handlers.registry import VERBS, WORDS
from handlers.said import Said
from storage.unit import Unit
from tests.conftest import House

pytestmark = pytest.mark.asyncio
NUMBER = "10019"
LATER_TURN = 999
SPEAKERS = {
    "王女士": "demo-wang",
    "李师傅": "demo-li",
    "张师傅": "demo-zhang",
    "周主管": "demo-zhou",
    "吴经理": "the-manager",
}

JOB = """
王女士 空调过保了,不制冷
? 王女士 幸福路8号3单元502,13800138000
? 周主管 派单 10019 李师傅
? 李师傅 接单
? 李师傅 [发时间给客户选]
? 李师傅 约好 今天10点
? 李师傅 [都带齐了，出发]
? 李师傅 [到了]
? 李师傅 报价 130
? 王女士 [同意 130 元]
李师傅 [脏堵]
李师傅 [清洗]
李师傅 [没换配件]
李师傅 [已试机，正常]
李师傅 📷
? 李师傅 [办不到…]
李师傅 [没带单子/贴纸]
? 周主管 [准]
李师傅 完工
? 王女士 [好了]
李师傅 离场
? 王女士 [★★★★★]
? 周主管 结单 10019
"""
"""Who does what; at `?` everything is tried before it."""

TYPED = ("", f" {NUMBER}", f" {NUMBER} 13900139000", f" {NUMBER} 张师傅", " 99999")
TAPPED = ("", ":yes", ":0", ":good", ":photo.sheet:signal")


class _OnlyTrying(Exception):
    """Ends a unit that must keep nothing."""


def answers(unit: Unit, said: Said) -> int:
    """How many messages come back to whoever says this."""
    count = "select count(*) as n from outbox where address = :address"
    before: int = unit.tx.all(count, address=said.address)[0]["n"]
    enter(said, unit)
    unit.finish()
    after: int = unit.tx.all(count, address=said.address)[0]["n"]
    return after - before


async def tried(house: House, said: Said) -> int:
    """How many answers it would have. Nothing of it is kept."""
    found: list[int] = []

    def attempt(unit: Unit) -> None:
        found.append(answers(unit, said))
        raise _OnlyTrying

    with pytest.raises(_OnlyTrying):
        await house.app.store.run(attempt)
    return found[-1]


async def silences(house: House) -> list[str]:
    """Everything that would meet silence now, with whoever says it."""
    verbs = {entry.verb: word for word, entry in WORDS.items()}
    sentences = [(word + rest, "") for word in (*verbs.values(), "阿巴阿巴", "什么时候来") for rest in TYPED]
    taps = [("", f"{verb}:{NUMBER}:{LATER_TURN}{rest}") for verb in VERBS for rest in TAPPED]
    now, silent = house.clock.now(), list[str]()
    for name, address in SPEAKERS.items():
        for text, action in (*sentences, *taps):
            said = Said("web", address, "try", text, (), action, now, now, "zh")
            if not await tried(house, said):
                silent.append(f"{name}: {text or action}")
    return silent


async def test_no_word_and_no_button_meets_silence(house: House) -> None:
    def a_manager(unit: Unit) -> None:
        person, branch = unit.new_id(), unit.tx.all(unit.q.first_branch)[0]["branch"]
        unit.people.add(person, "吴经理", "zh")
        unit.people.add_address(person, "web", SPEAKERS["吴经理"], "zh")
        unit.people.join(person, branch, "manager")

    await house.app.store.run(a_manager)
    silent: dict[str, list[str]] = {}
    for line in JOB.strip().splitlines():
        name, said = line.removeprefix("? ").split(maxsplit=1)
        if line.startswith("?") and (found := await silences(house)):
            silent[line] = found
        phone = house.phones[name]
        if said == "📷":
            await phone.say(photos=[a_photo("sheet")])
        elif said.startswith("["):
            await phone.tap(said.strip("[]"))
        else:
            await phone.say(said)
        await house.settle()
    assert silent == {}
