"""Three weeks of a company whose customers are on an official account, on a clock that is moved: who reports, picks,
agrees to be written to, answers or stays silent follows from a seed, and so does when the platform fails: once, or for
a minute, and no second is whole."""

import heapq
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.channels.wechat.notices import CONSENTED
from bot.channels.wechat.windows import MARGIN_MS
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
A_MINUTE = 5
"""Tries of one message within a minute."""
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
DESK, STREETS = "周主管", ("幸福路", "中山路", "东湖")


class Weeks:
    """The company's weeks."""

    def __init__(self, account: WeChatAccount, seed: int, jobs: int) -> None:
        self._account, self._chance, self._jobs = account, random.Random(seed), jobs
        self._said = self._looked_at = 0
        self.burnt = 0
        """Messages that failed for want of a window which WeChat still had."""
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
        await self._account.fake.report(self._chance.choice((1, 2)))
        await settle(self._account.app)
        await self._look()
        if self._chance.random() < 0.05:
            self._account.fake.faults.append(Fault(SEND, times=1, kind=self._chance.choice(("cut", "down", "html"))))
        if self._chance.random() < 0.05:
            self._account.fake.faults.append(Fault(CONSENTED, kind=self._chance.choice(("cut", "down", "html"))))
        if self._chance.random() < 0.03:
            self._account.fake.faults += [Fault(path, times=A_MINUTE, kind="down") for path in (SEND, CONSENTED)]

    async def _look(self) -> None:
        """At what failed since the last look."""
        sql = f"select id, address from outbox where error = 'window-closed' and id > {self._looked_at}"  # noqa: S608
        for row in await self._account.rows(f"{sql} and channel = 'wechat' order by id"):
            self._looked_at = int(str(row["id"]))
            follower = self._account.fake.rules.follower(str(row["address"]))
            over = follower.until - self._account.clock.now() / 1000 < 2 * MARGIN_MS / 1000
            self.burnt += follower.follows and follower.left > 0 and not over

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
        for _consent in range(chance.randrange(4)):
            await account.fake.consent(person, CONSENT["id"])
            yield self._soon()
        if chance.random() < 0.4:
            await self._chosen(person)
        if chance.random() < 0.1:
            await account.fake.event(person, "unsubscribe")
        yield self._morning(self._day() + 2) + 5 * HOUR
        if chance.random() < 0.5 and await self._was_asked(person):
            await self._chosen(person)
        yield int(account.fake.rules.follower(person).until * 1000) + chance.randrange(1_000)
        await self._told(person, refuses=chance.random() < 0.5)
        yield self._morning(self._day() + 1)
        await self._tapped(DESK, subject)

    async def _told(self, person: str, *, refuses: bool) -> None:
        """Two texts as their window ends; the first fails on their phone, or does not."""
        for fails in (refuses, False):
            self._account.fake.rules.follower(person).refuses = fails
            await self._account.tell("callback", address=person)

    def _soon(self) -> int:
        return self._account.clock.now() + self._chance.randrange(MINUTE, 9 * MINUTE)

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


@dataclass(frozen=True)
class Lived:
    """What went wrong in these weeks, each a number.

    late       sent when the time was over
    outside    sent where nothing was left, beyond what WeChat did without our hearing of it
    lost       callbacks that nobody heard, and that nobody was asked to make
    waiting    messages that still wait
    forgotten  consents that WeChat holds and we do not know
    burnt      messages that failed for want of a window which WeChat still had
    blamed     messages that are said to have failed on a phone and did not
    """

    late: int
    outside: int
    lost: int
    waiting: int
    forgotten: int
    burnt: int
    blamed: int


async def lived(weeks: Weeks, account: WeChatAccount) -> tuple[Lived, Counter[str]]:
    """Live them. Returns what went wrong, and what became of callbacks."""
    await weeks.live()
    fates, rules = Counter((await callbacks(account)).values()), account.fake.rules

    async def count(condition: str) -> int:
        sql = f"select count(*) as n from outbox where channel = 'wechat' and {condition}"  # noqa: S608
        return int(str((await account.rows(sql))[0]["n"]))

    known = await account.rows("select address, count(*) as n from wechat_consent where outbox is null group by 1")
    ours = {str(row["address"]): int(str(row["n"])) for row in known}
    theirs = {person: sum(follower.consents.values()) for person, follower in account.fake.followers.items()}
    found = Lived(
        late=rules.late,
        outside=max(0, rules.outside - rules.late - account.fake.cuts),
        lost=fates["lost"],
        waiting=await count("state = 'new'"),
        forgotten=sum(max(0, count - ours.get(person, 0)) for person, count in theirs.items()),
        burnt=weeks.burnt,
        blamed=max(0, await count("error = 'user refuse'") - rules.failed),
    )
    return found, fates


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
