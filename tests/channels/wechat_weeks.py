"""Three weeks of a company whose customers are on an official account, on a clock that is moved: who reports, picks,
agrees to be written to, answers or stays silent follows from a seed, and so does when the platform fails."""

import heapq
import random
from collections.abc import AsyncIterator
from datetime import datetime

import msgspec

from bot.drawn import a_photo
from bot.moving import move_to, settle
from bot.play import FIRST_DAY
from handlers.door import enter
from handlers.said import Said
from storage.unit import Unit
from tests.channels.wechat_account import CONSENT, SEND, WeChatAccount
from tests.fakes.tencent import Fault

DAYS, JOBS = 21, 24
QUIET_DAYS = 7
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
DESK, STREETS = "周主管", ("幸福路", "中山路", "东湖")


class Weeks:
    """The company's weeks."""

    def __init__(self, account: WeChatAccount, seed: int, jobs: int) -> None:
        self._account, self._chance, self._jobs = account, random.Random(seed), jobs
        self._said = 0
        zone = account.app.settings.zone
        self._began = int(datetime.combine(FIRST_DAY, datetime.min.time(), zone).timestamp() * 1000)

    async def live(self) -> None:
        """Everything happens; then a week in which nobody says anything."""
        for name in (DESK, "李师傅", "张师傅"):
            await self._staff(name, text="帮助")
        turns = [(self._morning(n * DAYS * 2 // JOBS // 3), n, self._job(n)) for n in range(self._jobs)]
        heapq.heapify(turns)
        while turns:
            at, n, job = heapq.heappop(turns)
            await self._until(at)
            try:
                heapq.heappush(turns, (await anext(job), n, job))
            except StopAsyncIteration:
                continue
        await self._until(self._began + (DAYS + QUIET_DAYS) * DAY)

    async def _until(self, at: int) -> None:
        clock = self._account.clock
        await move_to(self._account.app, clock, max(at, clock.now()))
        await self._account.fake.report()
        await settle(self._account.app)
        if self._chance.random() < 0.05:
            self._account.fake.faults.append(Fault(SEND, times=1, kind=self._chance.choice(("cut", "down", "html"))))

    def _morning(self, day: int) -> int:
        return self._began + day * DAY + 9 * HOUR + self._chance.randrange(3 * HOUR)

    async def _job(self, n: int) -> AsyncIterator[int]:
        """One job from the report to the callback. Yields when it goes on, UTC ms."""
        account, chance, person = self._account, self._chance, f"o-customer-{n}"
        await account.fake.say(person, f"空调不制冷,{chance.choice(STREETS)}{n + 1}号,138001380{n:02d}")
        subject = await self._newest(person)
        for _question in range(chance.randrange(3)):
            yield self._soon()
            await self._chosen(person)
        yield self._soon()
        await self._tapped(DESK, subject)
        yield self._soon()
        technician = await self._technician(subject)
        await self._tapped(technician, subject)  # takes it
        yield self._soon()
        await self._tapped(technician, subject)  # sends times
        yield self._soon()
        if chance.random() < 0.8:
            await self._chosen(person)
        else:
            await self._staff(technician, text=f"约好 {await self._number(subject)} 明天15:00")
        yield self._morning(self._day() + 1) + 4 * HOUR
        for step in range(14):
            verb = await self._tapped(technician, subject)
            if step == 3 and chance.random() < 0.4:
                await account.fake.say(person, "还要多久?")
            yield self._soon()
            if verb in ("leave", ""):
                break
        if chance.random() < 0.5:
            await account.fake.consent(person, CONSENT["id"])
        if chance.random() < 0.4:
            await self._chosen(person)
        if chance.random() < 0.1:
            await account.fake.event(person, "unsubscribe")
        yield self._morning(self._day() + 2) + 5 * HOUR
        if chance.random() < 0.5 and await self._was_asked(person):
            await self._chosen(person)
        yield self._morning(self._day() + 1)
        await self._tapped(DESK, subject)

    def _soon(self) -> int:
        return self._account.clock.now() + self._chance.randrange(1, 9) * MINUTE

    def _day(self) -> int:
        return (self._account.clock.now() - self._began) // DAY

    async def _chosen(self, person: str) -> None:
        """A customer answers the newest question, if their phone shows one."""
        if self._account.fake.followers[person].follows:
            await self._account.fake.say(person, "1")
            await settle(self._account.app)

    async def _was_asked(self, person: str) -> bool:
        return any("回访" in text for text in self._account.fake.heard(person))

    async def _newest(self, person: str) -> int:
        whose = f"where a.address = '{person}'"
        found = await self._account.rows(
            f"select max(s.id) as id from subject s join address a on a.person = s.customer {whose}"  # noqa: S608
        )
        return int(str(found[0]["id"]))

    async def _number(self, subject: int) -> str:
        return str((await self._account.rows(f"select number from subject where id = {subject}"))[0]["number"])  # noqa: S608

    async def _technician(self, subject: int) -> str:
        sql = "select p.name from outbox o join address a on a.channel = o.channel and a.address = o.address "
        sql += f"join person p on p.id = a.person where o.subject = {subject} and o.key = 'job-offered' "
        found = await self._account.rows(sql + "order by o.id desc limit 1")
        return str(found[0]["name"]) if found else "李师傅"

    async def _tapped(self, name: str, subject: int) -> str:
        """Somebody of the company taps the first button of the newest question about a job. Returns its verb."""
        sql = f"select question from outbox where address = 'a-{name}' and subject = {subject} "  # noqa: S608
        rows = await self._account.rows(sql + "and question is not null order by id desc limit 1")
        if not rows:
            return ""
        action = str(msgspec.json.decode(str(rows[0]["question"]))["buttons"][0]["action"])
        verb = action.partition(":")[0]
        photos = (await self._photo(),) if verb == "photo" else ()
        await self._staff(name, action=action, photos=photos)
        return verb

    async def _photo(self) -> str:
        kept = await self._account.app.photos.keep(a_photo(str(self._said)))
        await self._account.app.store.run(lambda unit: unit.keep_photo(kept))
        return kept.sha256

    async def _staff(self, name: str, text: str = "", action: str = "", photos: tuple[str, ...] = ()) -> None:
        self._said += 1
        now = self._account.clock.now()
        said = Said("web", f"a-{name}", f"s{self._said}", text, photos, action, now, now, "zh")

        def hear(unit: Unit) -> None:
            if unit.people.speaker("web", said.address) is None:
                unit.people.add_address(self._account.app.people[name], "web", said.address, "zh")
            enter(said, unit)

        await self._account.app.store.run(hear)
        await settle(self._account.app)


async def callbacks(account: WeChatAccount) -> dict[str, str]:
    """Job number → what became of its callback: "heard", "called" (the desk was asked to), or "lost"."""
    rows = await account.rows(
        "select s.number, s.id, o.state, o.delivered_at, exists (select 1 from event e where e.subject = s.id"
        " and e.name = 'call.owed' and e.data like '%callback%') as owed"
        " from subject s join outbox o on o.subject = s.id where o.key = 'callback' order by o.id"
    )
    return {str(row["number"]): _fate(row) for row in rows}


def _fate(row: dict[str, object]) -> str:
    if row["state"] == "sent" and row["delivered_at"] is not None:
        return "heard"
    return "called" if row["state"] == "failed" and row["owed"] else "lost"
