"""Migrations: forward, each whole with its record, never over a newer or an altered schema."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.events import Event
from domain.job.evolve import evolve
from domain.job.model import Job
from storage.held import pack, state_of
from storage.migrate import MigrationError, SchemaTooNew, migrate

JOBS = "create table job(id integer primary key, note text); -- the first table\n"
LINES = """
create table line(job integer not null references job(id) on delete cascade, text text);
create trigger noted after insert on job begin
    insert into line values (new.id, 'a; b');
    insert into line values (new.id, new.note);
end;
insert into job values (1, 'x;y')
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_jobs.sql").write_text(JOBS)
    (folder / "README.md").write_text("not a migration")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "paidan.db", isolation_level=None)) as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}


def test_runs_forward_once_and_keeps_records(folder: Path, database: sqlite3.Connection) -> None:
    (folder / "0002_lines.sql").write_text(LINES)
    assert migrate(database, folder, None, at=7) == ["0001_jobs.sql", "0002_lines.sql"]
    assert migrate(database, folder, None, at=8) == []
    assert database.execute("select number, name, length(sha256), at from migration").fetchall() == [
        (1, "0001_jobs.sql", 64, 7),
        (2, "0002_lines.sql", 64, 7),
    ]
    assert database.execute("select text from line").fetchall() == [("a; b",), ("x;y",)]


def test_a_failing_statement_undoes_its_migration_whole(folder: Path, database: sqlite3.Connection) -> None:
    (folder / "0002_lines.sql").write_text("create table half(id);\ninsert into nowhere values (1);\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, folder, None, at=7)
    assert tables(database) == {"migration", "job"}
    (folder / "0002_lines.sql").write_text(LINES)  # it was never applied, so it may still be mended
    assert migrate(database, folder, None, at=8) == ["0002_lines.sql"]


def test_a_cut_off_statement_is_an_error(folder: Path, database: sqlite3.Connection) -> None:
    (folder / "0002_cut.sql").write_text("create table one(id);\ncreate table two(")
    with pytest.raises(sqlite3.OperationalError, match="incomplete"):
        migrate(database, folder, None, at=7)
    assert tables(database) == {"migration", "job"}


@pytest.mark.parametrize("word", ["commit", "rollback", "savepoint x", "/* sly */ end"])
def test_a_migration_cannot_end_its_transaction(folder: Path, database: sqlite3.Connection, word: str) -> None:
    (folder / "0002_sly.sql").write_text(f"create table half(id);\n{word};\n")
    with pytest.raises(MigrationError, match=r"0002_sly\.sql: leave begin"):
        migrate(database, folder, None, at=7)
    assert tables(database) == {"migration", "job"}


def test_a_newer_schema_is_refused_untouched(folder: Path, database: sqlite3.Connection) -> None:
    (folder / "0002_lines.sql").write_text(LINES)
    migrate(database, folder, None, at=7)
    (folder / "0002_lines.sql").unlink()
    with pytest.raises(SchemaTooNew, match="at migration 0002, this program knows 0001 at most: install"):
        migrate(database, folder, None, at=8)


def test_an_applied_migration_keeps_its_text(folder: Path, database: sqlite3.Connection) -> None:
    migrate(database, folder, None, at=7)
    (folder / "0001_jobs.sql").write_text(JOBS + "create table more(id);\n")
    with pytest.raises(MigrationError, match=r"0001_jobs\.sql was changed after"):
        migrate(database, folder, None, at=8)


@pytest.mark.parametrize("name", ["0003_gap.sql", "0001_double.sql", "2_short.sql", "lines.sql"])
def test_numbers_have_no_gaps_and_no_doubles(folder: Path, database: sqlite3.Connection, name: str) -> None:
    (folder / name).write_text(LINES)
    with pytest.raises(MigrationError, match="numbers have no gaps"):
        migrate(database, folder, None, at=7)
    assert tables(database) == set()


def test_an_existing_database_is_copied_before_it_is_changed(
    folder: Path, database: sqlite3.Connection, tmp_path: Path
) -> None:
    backup = tmp_path / "before.db"
    migrate(database, folder, backup, at=7)
    assert not backup.exists()  # nothing was there to lose
    migrate(database, folder, backup, at=8)
    assert not backup.exists()  # nothing was to be done
    database.execute("insert into job values (5, 'kept')")
    (folder / "0002_lines.sql").write_text(LINES)
    migrate(database, folder, backup, at=9)
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("select * from job").fetchall() == [(5, "kept")]
        assert copy.execute("select max(number) from migration").fetchone() == (1,)
    assert {path.name for path in tmp_path.iterdir()} == {"paidan.db", "before.db", "migrations"}


def test_rebuilding_a_table_keeps_what_points_to_it(folder: Path, database: sqlite3.Connection) -> None:
    database.execute("pragma foreign_keys = on")
    (folder / "0002_lines.sql").write_text(LINES)
    (folder / "0003_rebuild.sql").write_text(
        "drop trigger noted; create table new(id integer primary key, note text, more text);"
        "insert into new select id, note, '' from job; drop table job; alter table new rename to job;"
    )
    migrate(database, folder, None, at=7)
    assert database.execute("select count(*) from line where job = 1").fetchone() == (2,)
    assert database.execute("pragma foreign_keys").fetchone() == (1,)


def test_broken_references_are_refused(folder: Path, database: sqlite3.Connection) -> None:
    (folder / "0002_lines.sql").write_text(LINES)
    (folder / "0003_careless.sql").write_text("delete from job;")
    with pytest.raises(MigrationError, match="a row of line would point to a missing row of job"):
        migrate(database, folder, None, at=7)
    assert database.execute("select count(*) from job").fetchone() == (1,)


def test_links_and_absences_of_before_are_kept(tmp_path: Path) -> None:
    """From the first release: a link given out still works, who was away still is."""
    ours = Path(__file__).parent.parent.parent / "storage" / "migrations"
    first = tmp_path / "first"
    first.mkdir()
    (first / "0001_first.sql").write_text((ours / "0001_first.sql").read_text(encoding="utf-8"), encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "old.db", isolation_level=None)) as database:
        migrate(database, first, None, at=0)
        database.execute("insert into person values (7, '李师傅', null)")
        database.execute("insert into technician values (7, '[]', '[]', 500)")
        database.execute("insert into membership values (7, 'main', 'technician', 1, null)")
        database.execute("insert into web_key values ('abc', 7, 900)")
        migrate(database, ours, None, at=1)
        link = database.execute("select link_hash, person, role, expires_at from invitation").fetchall()
        away = database.execute("select person, until_at, begun_at is not null from absence").fetchall()
    assert link == [("abc", 7, None, 900)]
    assert away == [(7, 500, 1)]


BEFORE_COURT = 7
"""The last schema in which a breach was only standing or not."""


def proposed(seq: int, rule: str, on: int | None, due_at: int, **charge: int) -> Event:
    key = {"rule": rule, "started_by": 4, "step": "breach", "due_at": due_at}
    return Event(seq, "breach.proposed", due_at, due_at, {**key, "on": on, "started_at": 100, **charge})


def withdrawn(seq: int, of: Event) -> Event:
    key = {name: of.data[name] for name in ("rule", "started_by", "step", "due_at", "on")}
    return Event(seq, "breach.withdrawn", 900, 900, key)


LATE = proposed(5, "D2", 11, 500, points=5, fen=5000)
FALSE = proposed(6, "D3", 11, 600, points=5)
TWICE = proposed(9, "D3", 11, 600, points=5)
NOBODYS = proposed(10, "A1", None, 700, points=2)
OLD_LOG = (LATE, FALSE, withdrawn(7, FALSE), TWICE, NOBODYS)


def test_breaches_proposed_before_there_was_a_court_can_be_decided(tmp_path: Path) -> None:
    """0008: a database of schema 7 with breaches in its states becomes what its log says now: the withdrawn one stays
    withdrawn, the same one proposed once more stands, money only where it was named; each has its row for the desk."""
    ours = Path(__file__).parent.parent.parent / "storage" / "migrations"
    before = tmp_path / "before"
    before.mkdir()
    for file in sorted(ours.glob("*.sql"))[:BEFORE_COURT]:
        (before / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    started = Job(id=1, number="10019", branch="main", technician=11)
    as_it_stood = [
        {"rule": e.data["rule"], "on": e.data["on"], "started_by": 4, "due_at": e.at, "standing": e is not FALSE}
        for e in OLD_LOG
        if e.name == "breach.proposed"
    ]
    old_state = json.dumps(json.loads(pack(started)) | {"breaches": as_it_stood})
    untouched = pack(Job(id=2, number="10027", branch="west"))
    with closing(sqlite3.connect(tmp_path / "old.db", isolation_level=None)) as database:
        migrate(database, before, None, at=0)
        row = "insert into subject values (?, 'job', ?, ?, 'p', 'accepted', 11, 1, 1, 10, 'h', ?, '{}', 0)"
        database.execute(row, (1, "10019", "main", old_state))
        database.execute(row, (2, "10027", "west", untouched))
        for e in OLD_LOG:
            told = (1, e.seq, e.name, e.at, e.recorded_at, json.dumps(dict(e.data)), "h")
            database.execute("insert into event values (?, ?, ?, ?, ?, ?, ?)", told)
        migrate(database, ours, None, at=1)
        states = dict(database.execute("select id, state from subject").fetchall())
        columns = "n, branch, rule, person, at, state, contested, points, fen"
        listed = database.execute(f"select {columns} from breach order by n").fetchall()  # noqa: S608
    folded = started
    for e in OLD_LOG:
        folded = evolve(folded, e)
    assert state_of("job", states[1]).breaches == folded.breaches
    assert [breach.state for breach in folded.breaches] == ["proposed", "withdrawn", "proposed", "proposed"]
    assert states[2] == untouched
    assert listed == [
        (0, "main", "D2", 11, 500, "proposed", 0, 5, 5000),
        (1, "main", "D3", 11, 600, "withdrawn", 0, 5, None),
        (2, "main", "D3", 11, 600, "proposed", 0, 5, None),
        (3, "main", "A1", None, 700, "proposed", 0, 2, None),
    ]
