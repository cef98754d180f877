"""`paidan verify`: everything kept is folded again and compared. Reads only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bot.app import STORAGE
from bot.settings import Settings
from domain.events import Event
from domain.recounting import recount, tally
from domain.subjects import SUBJECTS
from policies.loader import stored
from storage.held import chain, clocks_of, event_of, state_of
from storage.personal import is_reference, personal_id, reference
from storage.photos import Photos
from storage.queries import Queries
from storage.queries import load as load_queries
from storage.readers import Readers

PAGE = 200


@dataclass
class Verdict:
    """What was looked at, and every difference in one line each."""

    subjects: int = 0
    events: int = 0
    photos: int = 0
    wrong: list[str] = field(default_factory=list)


async def verify_all(settings: Settings, console: Console, photos: Photos) -> Verdict:
    """Every subject's chain, fold and clocks, every personal value's digest, every photo, row against store."""
    q = load_queries(STORAGE / "queries.sql")
    readers = Readers(settings.database)
    await readers.open()
    verdict = Verdict()
    try:
        total = (await readers.all(q.count_subjects))[0]["n"]
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("subjects", total=total)
            after = 0
            while rows := await readers.all(q.all_subjects, after=after, most=PAGE):
                for row in rows:
                    await _subject(readers, q, row, verdict)
                    after = row["id"]
                bar.advance(task, len(rows))
        await _photos(readers, q, photos, verdict)
    finally:
        await readers.close()
    return verdict


async def _subject(readers: Readers, q: Queries, row: Any, verdict: Verdict) -> None:
    kept = dict(row)
    name = f"{kept['kind']} {kept['number']}"
    rows = await readers.all(q.events, subject=kept["id"])
    verdict.subjects += 1
    verdict.events += len(rows)
    head, log = "", list[Event]()
    for index, event_row in enumerate(rows, 1):
        event = event_of(event_row)
        head = chain(head, kept["id"], event, event_row["data"])
        if event.seq != index or head != event_row["hash"]:
            verdict.wrong.append(f"{name}: the chain breaks at event {index}")
            return
        await _personal(readers, q, name, event, verdict)
        log.append(event)
    if head != kept["head"] or len(log) != kept["version"]:
        verdict.wrong.append(f"{name}: the row's head is not its last event")
    subject = SUBJECTS[kept["kind"]]
    state = subject.blank
    for event in log:
        state = subject.evolve(state, event)
    if state != state_of(kept["kind"], kept["state"]):
        verdict.wrong.append(f"{name}: the row is not the fold of its events")
    summary = subject.summary(state)
    if any(kept[column] != summary[column] for column in ("stage", "owner", "customer", "open")):
        verdict.wrong.append(f"{name}: the row's columns differ from its state")
    team = {row["person"] for row in await readers.all(q.team_of, subject=kept["id"])}
    if team != set(summary["team"]):
        verdict.wrong.append(f"{name}: the list of its second technicians differs from its state")
    found_by = {name: personal_id(ref) for name, ref in subject.found_by(state).items()}
    if found_by != {row["name"]: row["personal"] for row in await readers.all(q.details_of, subject=kept["id"])}:
        verdict.wrong.append(f"{name}: it is not found by the values it has")
    pack = await readers.one(q.policy, hash=kept["policy"])
    if pack is None:
        verdict.wrong.append(f"{name}: its policy pack is not stored")
        return
    clocks = clocks_of(kept["clocks"])
    listed = await readers.one(q.agenda_of, subject=kept["id"])
    if subject.waits(state, clocks.running, clocks.done) != (listed["what"] if listed else None):
        verdict.wrong.append(f"{name}: the desk's list says something else than its state")
    policy = stored(pack["name"], kept["policy"], pack["text"]).policy
    listed_marks = {
        (row["rule"], row["who"], row["at"], row["seq"]) for row in await readers.all(q.tally_of, subject=kept["id"])
    }
    if {(mark.rule, mark.who, mark.at, mark.seq) for mark in tally(subject, policy, log)} != listed_marks:
        verdict.wrong.append(f"{name}: what its rules counted differs from a recount")
    counted = recount(subject, policy, log, clocks.until)
    if sorted(counted.running, key=str) != sorted(clocks.running, key=str):
        verdict.wrong.append(f"{name}: its running clocks differ from a recount")


async def _personal(readers: Readers, q: Queries, name: str, event: Event, verdict: Verdict) -> None:
    """Every personal value an event refers to still fits its digest, or was erased."""
    for ref in _references(event.data):
        row = await readers.one(q.personal, id=personal_id(ref))
        if row is None or row["value"] is None:
            continue  # erased
        if reference(personal_id(ref), row["salt"], row["value"]) != ref:
            verdict.wrong.append(f"{name}: a personal value of event {event.seq} was changed")


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
    elif is_reference(value):
        yield value


async def _photos(readers: Readers, q: Queries, photos: Photos, verdict: Verdict) -> None:
    kept = {row["sha256"] for row in await readers.all(q.photos)}
    verdict.photos = len(kept)
    stored_ones = {name async for name in photos.names()}
    verdict.wrong += [f"photo {sha256} is named but not stored" for sha256 in sorted(kept - stored_ones)]
    for row in await readers.all(q.voices):
        if not await photos.has_voice(row["sha256"]):
            verdict.wrong.append(f"voice {row['sha256']} is named but not stored")
