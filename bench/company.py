"""A company of any size and as many open jobs as are wanted: one real job is made by the app, its rows multiplied.

The copies differ in person, number and time as real ones do, and their logs are chained, so `paidan verify` passes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from bench.telegram import SECRET, TOKEN
from bot.app import App
from bot.channels.telegram.receiving import Used
from bot.channels.web.channel import NAME as WEB
from bot.clocks import HeldClock, WallClock
from bot.company import Company, Member
from bot.settings import Settings, load_settings
from domain.numbers import number
from handlers.door import enter
from handlers.said import Message, Said
from scheduler.sender import Sender
from scheduler.wakes import Wakes
from storage.held import chain, clocks_of, event_of, pack
from storage.unit import Unit

CHANNEL = "telegram"
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
BRANCHES = 8
TECHNICIANS = 64
SUPERVISOR, TECHNICIAN, CUSTOMER = 1_000, 10_000, 1_000_000
"""Chat ids begin here, by role."""

FIRST_COPY = 500_000
"""Job numbers of copies begin here."""

FIRST_MENU, STEPS = 1_000_000_000, 8
"""Messages of ours with the buttons of a life begin here, so many places for each job."""


class Taking:
    """A platform that takes everything at once."""

    name = CHANNEL
    links = False

    async def send(self, address: str, message: Message) -> str | None:
        return "1"

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        return

    async def answer(self, callback_id: str, used: Used | None) -> None:
        return

    async def show_used(self, used: Used) -> None:
        return

    async def close(self) -> None:
        return


class BenchApp(App):
    """The app with its Telegram webhook, and behind it a platform that costs nothing: what is measured is ours."""

    async def open(self) -> None:
        await super().open()
        settings, taking = self.settings, Taking()
        telegram = self.platforms.telegram
        assert telegram is not None  # noqa: S101  the settings below name a bot
        telegram.channel = taking  # type: ignore[assignment]
        self.sender = Sender(
            self.store,
            {WEB: self.channel, CHANNEL: taking},
            self.texts,
            zone=settings.timezone,
            language=settings.language,
            now=self.clock.now,
        )
        self.wakes = Wakes(self.store, self.bell, self.sender, self.clock.wall)

    async def _wake(self) -> None:
        """There is nobody to connect to."""
        await self.wakes.start()


def settings_for(folder: Path) -> Settings:
    return load_settings(
        database_url=f"sqlite:///{folder / 'paidan.db'}",
        photos_url="memory:///",
        public_url="https://bench.example",
        telegram_token=TOKEN,
        telegram_webhook_secret=SECRET,
    )


def company_of(technicians: int = TECHNICIANS) -> Company:
    """A supervisor a branch, technicians spread over the branches."""
    names = {"zh": "测", "en": "Bench"}
    desk = [Member(f"主管{n}", ("supervisor",), f"b{n}", (), (), None, 0) for n in range(BRANCHES)]
    field = [
        Member(f"师傅{n}", ("technician",), f"b{n % BRANCHES}", ("air_conditioner",), ("幸福路",), None, 0)
        for n in range(technicians)
    ]
    return Company(names, (*desk, *field), ())


async def build(folder: Path, jobs: int, *, accepted: bool, began: int, spread: int = 0, owners: int = 0) -> list[str]:
    """A data folder with `jobs` open jobs, each of a customer of its own. Returns their numbers.

    accepted  taken by their technician, who owes a visit time; else offered to them
    began     UTC ms of the first job's step; those of the others lie within `spread` ms after it, evenly
    owners    technicians they are spread over; by default all of the small company
    """
    owners = owners or TECHNICIANS
    folder.mkdir(parents=True, exist_ok=True)
    clock = HeldClock(began)
    app = BenchApp(settings_for(folder), company_of(owners), clock=clock)
    await app.open()
    try:
        await app.store.run(lambda unit: _addresses(unit, app, owners))
        job = await _real_job(app, clock, accepted=accepted)
        numbers: list[str] = []
        for start in range(0, jobs, 2_000):
            count = min(2_000, jobs - start)
            work = _copying(app, job, range(start, start + count), jobs, spread, owners)
            numbers += await app.store.run(work)
        await app.store.run(lambda unit: _forget(unit, job))
    finally:
        await app.close()
    return numbers


def _addresses(unit: Unit, app: App, owners: int) -> None:
    for n in range(BRANCHES):
        unit.people.add_address(app.people[f"主管{n}"], CHANNEL, str(SUPERVISOR + n), "zh")
    for n in range(owners):
        unit.people.add_address(app.people[f"师傅{n}"], CHANNEL, str(TECHNICIAN + n), "zh")


async def _real_job(app: App, clock: HeldClock, *, accepted: bool) -> int:
    async def say(chat: int, text: str = "", action: str = "") -> None:
        now = clock.now()
        said = Said(CHANNEL, str(chat), f"first-{chat}-{text}{action}", text, (), action, now, now, "zh")
        await app.store.run(lambda unit: enter(said, unit))

    await say(CUSTOMER - 1, FAULT)
    found = (await app.store.run(lambda unit: unit.tx.all("select id, number from subject")))[0]
    await say(SUPERVISOR, f"派单 {found['number']} 师傅0")
    if accepted:
        await say(TECHNICIAN, action=f"accept:{found['number']}:1000000")
    return int(found["id"])


def _copying(app: App, job: int, copies: range, jobs: int, spread: int, owners: int) -> Callable[[Unit], list[str]]:
    """The unit that makes these copies."""

    def copy(unit: Unit) -> list[str]:
        row = dict(unit.tx.one("select * from subject where id = :id", id=job) or {})
        events = [event_of(event) for event in unit.tx.all(unit.q.events, subject=job)]
        clocks, customer, technician = clocks_of(row["clocks"]), row["customer"], app.people["师傅0"]
        wake = unit.tx.one("select at from wake where subject = :id", id=job)
        numbers = []
        for n in copies:
            subject, person, owner = job + 1 + n, CUSTOMER + n, app.people[f"师傅{n % owners}"]
            shift = spread * n // jobs
            branch, own = f"b{n % owners % BRANCHES}", number(FIRST_COPY + n)
            changed = {customer: person, technician: owner, row["number"]: own, "b0": branch}
            head = ""
            for event in events:
                data = pack(_put(event.data, changed))
                moved = replace(event, at=event.at + shift, recorded_at=event.recorded_at + shift)
                head = chain(head, subject, moved, data)
                values = {"seq": event.seq, "name": event.name, "at": moved.at, "recorded_at": moved.recorded_at}
                unit.tx.run(unit.q.add_event, subject=subject, data=data, hash=head, **values)
            running = tuple(
                replace(
                    clock,
                    on=changed.get(clock.on, clock.on),
                    started_at=clock.started_at + shift,
                    since=None if clock.since is None else clock.since + shift,
                    due=None if clock.due is None else clock.due + shift,
                )
                for clock in clocks.running
            )
            new = {
                "id": subject,
                "number": own,
                "branch": branch,
                "owner": row["owner"] and owner,
                "customer": person,
                "head": head,
                "state": pack(_put(msgspec.json.decode(row["state"]), changed)),
                "clocks": pack(replace(clocks, running=running, until=clocks.until + shift, due=0)),
            }
            values = row | new
            places = ", ".join(f":{name}" for name in values)
            unit.tx.run(f"insert into subject values ({places})", **values)  # noqa: S608  our own names
            if wake:
                unit.tx.run(unit.q.set_wake, subject=subject, at=wake["at"] + shift)
            unit.people.add(person, "", "zh")
            unit.people.add_address(person, CHANNEL, str(person), "zh")
            numbers.append(own)
            if row["stage"] == "offered":
                _menus(unit, own, owners, n)
        return numbers

    return copy


def _menus(unit: Unit, number: str, owners: int, n: int) -> None:
    """What Telegram shows under the messages of a job's life, each with one button."""
    for step, (chat, action) in enumerate(life([number], owners, n)):
        buttons = pack([["好", action, "tap"]])
        unit.tx.run(unit.q.telegram_prepare, outbox=menu(n, step), chat=str(chat), buttons=buttons)
        unit.tx.run(unit.q.telegram_record, outbox=menu(n, step), message=menu(n, step), open=1)


def menu(n: int, step: int) -> int:
    """The message of ours under which the n-th job's step is tapped."""
    return FIRST_MENU + n * STEPS + step


def _put(value: Any, changed: dict[Any, Any]) -> Any:
    """The value with every id, number and branch put in place, also where an id is the name of an entry."""
    if isinstance(value, dict):
        return {_name(name, changed): _put(inner, changed) for name, inner in value.items()}
    if isinstance(value, list):
        return [_put(inner, changed) for inner in value]
    return changed.get(value, value) if isinstance(value, int | str) and not isinstance(value, bool) else value


def _name(name: str, changed: dict[Any, Any]) -> str:
    return str(changed.get(int(name), name)) if name.isdigit() else name


def _forget(unit: Unit, job: int) -> None:
    """The pattern itself, and what was said while it was made."""
    unit.tx.run("delete from event where subject = :job", job=job)
    unit.tx.run("delete from subject where id = :job", job=job)
    unit.tx.run("delete from wake where subject = :job", job=job)
    for table in ("outbox", "lane"):
        unit.tx.run(f"delete from {table}")  # noqa: S608  our own names


def life(numbers: Iterable[str], owners: int, first: int = 0) -> list[tuple[int, str]]:
    """What people tap on the way from an offer to the technician's arrival: (chat, action), job after job."""
    taps: list[tuple[int, str]] = []
    for n, own in enumerate(numbers, first):
        technician, customer = TECHNICIAN + n % owners, CUSTOMER + n
        taps += [
            (technician, f"accept:{own}:1000000"),
            (technician, f"propose:{own}:1000000"),
            (customer, f"pick:{own}:1000000:0"),
            (technician, f"depart:{own}:1000000:ticked"),
            (technician, f"arrive:{own}:1000000"),
        ]
    return taps


def now() -> int:
    return WallClock().now()
