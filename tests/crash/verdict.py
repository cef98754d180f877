"""What must be true of a database after a crash run, each breach of it in one line."""

import hashlib
import sqlite3
from collections import Counter
from contextlib import closing

import msgspec
from rich.console import Console

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.settings import load_settings
from bot.verify import verify_all
from domain.recounting import MADE_BY_CLOCKS
from storage.personal import personal_id
from storage.photos import Photos
from storage.unit import FIRST_NUMBER, Unit
from tests.crash.run import Run


async def verdict(run: Run) -> list[str]:
    """Everything wrong after a run; empty when every promise held."""
    with closing(sqlite3.connect(run.database)) as connection:
        connection.row_factory = sqlite3.Row
        wrong = [
            *_database(connection),
            *_messages(connection, run),
            *_jobs(connection, run),
            *_answers(connection, run.ended),
            *_steps(connection),
        ]
    settings = load_settings(database_url=f"sqlite:///{run.database}")
    verified = await verify_all(settings, Console(quiet=True), Photos(settings.photos))
    return [*wrong, *verified.wrong, *await _overdue(run)]


def _database(db: sqlite3.Connection) -> list[str]:
    found = db.execute("pragma integrity_check").fetchone()[0]
    return [] if found == "ok" else [f"integrity_check: {found}"]


def _messages(db: sqlite3.Connection, run: Run) -> list[str]:
    """K1, K2: what was acknowledged stands in its chat exactly once, and nothing stands there twice."""
    addresses = dict(db.execute("select token_hash, address from web_session"))
    lines = Counter(
        reference for (reference,) in db.execute("select reference from web_line where who = 'me'").fetchall()
    )
    wrong = [f"{reference} stands {count} times in its chat" for reference, count in lines.items() if count > 1]
    for message in run.acknowledged:
        address = addresses.get(hashlib.sha256(message.cookie.encode()).hexdigest())
        if f"{address}:{message.message_id}" not in lines:
            wrong.append(f"acknowledged and lost: {message}")
    return wrong


def _jobs(db: sqlite3.Connection, run: Run) -> list[str]:
    """K1, K2: one report, one job, each with its own number and none left out."""
    said = Counter(
        db.execute("select value from personal where id = ?", (personal_id(ref),)).fetchone()[0]
        for (data,) in db.execute("select data from event where name = 'job.reported'")
        for ref in [msgspec.json.decode(data)["details"]["said"]]
    )
    wrong = [f"{count} jobs of one report: {text}" for text, count in said.items() if count != 1]
    wrong += [f"a report without a job: {m.text}" for m in run.acknowledged if m.report and not said[m.text]]
    numbers = [int(number[:-1]) for (number,) in db.execute("select number from subject")]
    if sorted(numbers) != list(range(FIRST_NUMBER, FIRST_NUMBER + len(numbers))):
        wrong.append("the jobs' numbers are not one after another")
    return wrong


def _answers(db: sqlite3.Connection, ended: int) -> list[str]:
    """K4: every answer was sent, and stands in its chat exactly once; a gathered escalation came in its digest.

    ended  since when nothing waited: what was said or comes later, between that and the stop, is not lost
    """
    after = (
        "select id from outbox where (state = 'held' and try_at > :ended) or (state = 'new' and created_at > :ended)"
    )
    later = {id_ for (id_,) in db.execute(after, {"ended": ended})}
    said = [row for row in db.execute("select id, key, state, digest from outbox") if row["id"] not in later]
    sent = {row["id"] for row in said if row["state"] == "sent"} | later
    unsent = Counter(row["state"] for row in said if row["state"] not in ("sent", "gathered"))
    wrong = [f"{count} messages are {state}" for state, count in unsent.items()]
    if gathered := sum(row["state"] == "gathered" and row["digest"] not in sent for row in said):
        wrong.append(f"{gathered} escalations were gathered and their digest never came")
    lines = Counter(outbox for (outbox,) in db.execute("select outbox from web_line where who = 'bot'"))
    for row in said:
        if row["state"] != "gathered" and lines[row["id"]] != 1:
            wrong.append(f"the answer {row['id']} ({row['key']}) stands {lines[row['id']]} times in its chat")
    return wrong


def _steps(db: sqlite3.Connection) -> list[str]:
    """K3: no step of a clock is in the log twice, and each that was told to the supervisor was told once."""
    steps: Counter[tuple[object, ...]] = Counter()
    told: Counter[int] = Counter()
    for row in db.execute("select subject, name, data from event"):
        if row["name"] in MADE_BY_CLOCKS:
            data = msgspec.json.decode(row["data"])
            steps[(row["subject"], data["rule"], data["started_by"], data["step"], data["due_at"])] += 1
            told[row["subject"]] += row["name"] == "step.escalated" and data["who"] in ("supervisor", "manager")
    wrong = [f"done {count} times: {step}" for step, count in steps.items() if count > 1]
    for row in db.execute("select id, number from subject"):
        (notices,) = db.execute(
            "select count(*) from outbox where subject = ? and key like 'clock-late%' and address in"
            " (select a.address from address a join membership m on m.person = a.person and m.role = 'supervisor')",
            (row["id"],),
        ).fetchone()
        if notices != told[row["id"]]:
            wrong.append(f"job {row['number']}: {told[row['id']]} escalations, {notices} notices")
    return wrong


class _OnlyLooking(Exception):
    """Ends a unit that must keep nothing."""


async def _overdue(run: Run) -> list[str]:
    """K3: nothing that was due before the end of the run is still to be done, whatever the list of wakes says."""
    settings = load_settings(database_url=f"sqlite:///{run.database}", photos_url="memory:///")
    app = App(settings, read_company(DEMO), clock=HeldClock(run.until))
    await app.open()
    wrong: list[str] = []

    def look(unit: Unit) -> None:
        for row in unit.tx.all("select id, number from subject"):
            course = unit.hold(row["id"]).course
            course.ring(run.until)
            missed = [event for event in course.new if event.name in MADE_BY_CLOCKS]
            wrong.extend(f"job {row['number']}: {event.data['rule']} was never rung" for event in missed)
        raise _OnlyLooking

    try:
        await app.store.run(look)
    except _OnlyLooking:
        pass
    finally:
        await app.close()
    return wrong
