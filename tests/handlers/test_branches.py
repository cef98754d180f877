"""Several roles and branches of one person: a job is seen in the role and the branch in which it is theirs. U18."""

import pytest

from bot.people_commands import answer
from domain.effects import Log
from handlers.absences import begin_due
from storage import absences
from storage.unit import Unit
from tests.conftest import House, Phone
from tests.handlers.test_joining import said, stranger
from tests.test_bad_input import FAULT

DAY = 86_400_000


async def joined(house: House, seat: str, name: str, role: str, branch: str) -> Phone:
    house.clock.move_to(house.clock.now() + 60_000)  # the first branch is the one that was there first
    asked = {"do": "invite", "role": role, "branch": branch, "name": name, "new_branch": True}
    made = await answer(house.app, asked)
    phone = await stranger(house, seat)
    await said(house, phone, made["code"])
    return phone


async def reported_in(house: House, branch: str) -> str:
    """A job of another branch, as an import or a second branch's customers will make it."""
    await said(house, house.phones["王女士"], FAULT)
    number = (await house.phones["王女士"].heard())[-1].partition("单号 ")[2][:5]

    def move(unit: Unit) -> None:
        """The branch stands in the state and in the row; the log of this test is not read."""
        change = "update subject set branch = :to, state = replace(state, :old, :new) where number = :number"
        unit.tx.run(change, to=branch, old='"branch":"main"', new=f'"branch":"{branch}"', number=number)

    await house.app.store.run(move)
    return number


async def test_a_supervisor_sees_only_their_branch(house: House) -> None:
    wu = await joined(house, "east", "吴主管", "supervisor", "east")
    await said(house, house.phones["王女士"], FAULT)
    assert "没有等您处理的单" in await said(house, wu, "待派")
    assert "没有这个单号" in await said(house, wu, "派单 10019 李师傅")
    assert "没有叫" in await said(house, wu, "离职 李师傅")
    assert "请假到什么时候" in await said(house, wu, "请假 李师傅"), "nobody of that name here: it is read as their own"
    assert "10019" in await said(house, house.phones["周主管"], "待派")


async def test_a_supervisor_of_two_branches_sees_both(house: House) -> None:
    await joined(house, "east", "吴师傅", "technician", "east")
    made = await answer(house.app, {"do": "invite", "role": "supervisor", "branch": "east"})
    zhou = house.phones["周主管"]
    await said(house, zhou, made["code"])
    east = await reported_in(house, "east")
    main = (await said(house, house.phones["王女士"], "冰箱不制冷")).partition("单号 ")[2][:5]
    listed = await said(house, zhou, "待派")
    assert east in listed
    assert main in listed
    assert "派给吴师傅" in await said(house, zhou, f"派单 {east} 吴师傅")
    assert "没有叫" in await said(house, zhou, f"派单 {east} 李师傅"), "a technician of the other branch"
    assert "邀请谁" in await said(house, zhou, "邀请 师傅")


async def test_a_supervisor_who_also_repairs_speaks_in_the_role_that_fits(house: House) -> None:
    made = await answer(house.app, {"do": "invite", "role": "technician", "branch": "main"})
    zhou = house.phones["周主管"]
    await said(house, zhou, made["code"])
    await said(house, house.phones["王女士"], FAULT)
    assert "派给周主管" in await said(house, zhou, "派单 10019 周主管")
    await zhou.tap("接单")
    await house.settle()
    assert "约好时间" in (await zhou.heard())[-1]
    assert "记下了" in await said(house, zhou, "约好 明天上午")


async def test_who_works_here_and_reports_a_fault_sees_it_as_a_customer(house: House) -> None:
    """A job of one's own in a branch where one is nobody else."""
    await joined(house, "east", "吴主管", "supervisor", "east")
    job = await reported_in(house, "main")
    wang = house.app.people["王女士"]
    await house.app.store.run(lambda unit: unit.people.join(wang, "east", "supervisor", "invitation"))
    speaker = await house.app.store.run(lambda unit: unit.people.speaker("web", "demo-wang"))
    held = await house.app.store.run(lambda unit: unit.hold(unit.numbered(job)).course.state)
    assert speaker is not None
    assert speaker.roles_in(held) == ("customer",)


DESKS_WORDS = ("无效 10019 重复", "收回 10019", "退回 10019 没拍", "改派 10019 张师傅", "发群 10019")


@pytest.mark.parametrize("words", DESKS_WORDS)
@pytest.mark.parametrize("whose", ["王女士", "李师傅"])
async def test_the_desk_of_another_branch_is_not_the_desk_of_their_own_job(
    whose: str, words: str, house: House
) -> None:
    """A customer's own report, or a technician's own job: neither is decided about by who supervises elsewhere."""
    await said(house, house.phones["王女士"], FAULT)
    await said(house, house.phones["周主管"], "派单 10019 李师傅")
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    person = house.app.people[whose]
    await house.app.store.run(lambda unit: unit.people.join(person, "east", "supervisor"))
    before = await house.events("10019")
    assert "不归您" in await said(house, house.phones[whose], words)
    assert await house.events("10019") == before


async def test_who_supervises_elsewhere_still_speaks_about_the_jobs_they_go_to(house: House) -> None:
    await said(house, house.phones["王女士"], FAULT)
    await said(house, house.phones["周主管"], "派单 10019 李师傅")
    li = house.phones["李师傅"]
    await li.tap("接单")
    await house.settle()
    await house.app.store.run(lambda unit: unit.people.join(house.app.people["李师傅"], "east", "supervisor"))
    await said(house, li, "转告 马上到")
    assert "马上到" in (await house.phones["王女士"].heard())[-1]
    await said(house, li, "我的单")
    assert any("10019" in line for line in (await li.heard())[-2:])


@pytest.mark.parametrize("with_deputy", [True, False])
async def test_a_deputy_has_the_desk_while_it_lasts_and_not_a_day_longer(with_deputy: bool, house: House) -> None:
    zhou, zhang = house.app.people["周主管"], house.app.people["张师傅"]

    def go(unit: Unit) -> None:
        if with_deputy:
            absences.set_deputy(unit, zhou, zhang, None)
        absences.set_away(unit, zhou, unit.now, unit.now + DAY, None)
        begin_due(unit)

    def desk(unit: Unit) -> tuple[list[int], tuple[tuple[str, str], ...]]:
        return unit.people.members("main", "supervisor"), unit.people.roles(zhang)

    await house.app.store.run(go)
    hears, may = await house.app.store.run(desk)
    assert hears == ([zhang] if with_deputy else [zhou]), "without a deputy, who is away hears it rather than nobody"
    assert (("main", "supervisor") in may) == with_deputy
    house.clock.move_to(house.clock.now() + DAY)
    hears, may = await house.app.store.run(desk)
    assert hears == [zhou]
    assert may == (("main", "technician"),)


async def test_a_dispute_after_the_technician_left_goes_to_the_desk(house: House) -> None:
    """Nobody waits for somebody who is gone, and who is gone hears nothing of a customer."""
    number = await finished(house)
    await answer(house.app, {"do": "leave", "name": "李师傅"})
    await house.settle()
    await house.phones["王女士"].tap("还没好")
    await house.settle()
    assert "李师傅已离职，请改派" in (await house.phones["周主管"].heard())[-1]
    assert "换一位师傅" in (await house.phones["王女士"].heard())[-1]
    assert (await house.events(number))[-3:] == ["work.disputed", "offer.passed", "offers.exhausted"]
    assert "派给张师傅" in await said(house, house.phones["周主管"], f"派单 {number} 张师傅")


async def finished(house: House) -> str:
    """A job that 李师傅 has finished, its proofs put in by hand."""
    await said(house, house.phones["王女士"], FAULT)
    await said(house, house.phones["周主管"], "派单 10019 李师傅")
    await house.phones["李师傅"].tap("接单")

    def done(unit: Unit) -> None:
        held = unit.hold(unit.numbered("10019"))
        held.course._apply([Log("work.finished", {"technician": house.app.people["李师傅"]})], unit.now)

    await house.app.store.run(done)
    await house.settle()
    await said(house, house.phones["王女士"], "进度")
    return "10019"


async def test_a_name_on_a_button_from_another_branch_is_refused(house: House) -> None:
    """Buttons carry people by id; each is looked at anew when it is tapped."""
    wu = await joined(house, "east", "吴主管", "supervisor", "east")
    li, zhang = house.app.people["李师傅"], house.app.people["张师傅"]
    for action in (f"away::0:{li}:week", f"present::0:{li}", f"hand_over_all::0:{li}:{zhang}", f"leave_yes::0:{li}:0"):
        await wu.say(action=action)
        await house.settle()
        answered = (await wu.heard())[-1]
        assert "过时" in answered or "不归您" in answered, action
    held = await house.app.store.run(lambda unit: (unit.people.own_roles(li), absences.away(unit, li)))
    assert held == ((("main", "technician"),), None)


async def test_two_who_leave_and_stand_in_for_each_other_leave_nobody_waiting(house: House) -> None:
    """The deputy is gone when the absence begins: the supervisor is asked instead."""
    zhou = house.phones["周主管"]
    await said(house, zhou, "代理 李师傅 张师傅")
    await said(house, house.phones["王女士"], FAULT)
    await said(house, zhou, "派单 10019 李师傅")
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    ended = await answer(house.app, {"do": "leave", "name": "张师傅"})
    assert ended["whole"]
    await house.settle()
    assert "李师傅没有代理人了" in (await zhou.heard())[-1]
    await said(house, house.phones["李师傅"], "请假 三天")
    assert "这些单要人接" in (await zhou.heard())[-1]
