"""Schema migrations: files `NNNN_what.sql`, numbered from 0001 without gaps, run forward only.

- A migration and its record commit together, so a crash leaves it either done or not begun.
- An applied file never changes: its text is remembered by hash.
- A database newer than the program is refused. An existing one is copied before it is changed.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_FILE = re.compile(r"(\d{4})_\w+\.sql")
_RECORDS = """
create table if not exists migration(
    number integer primary key, name text not null, sha256 text not null, at integer not null)
"""


class MigrationError(Exception):
    """The database cannot be brought to this program's schema; the sentence says why and what to do."""


class SchemaTooNew(MigrationError):
    """The database was migrated by a newer version of the program."""


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str  # the file's name
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrate(connection: sqlite3.Connection, folder: Path, backup: Path | None, *, at: int) -> list[str]:
    """Bring the database behind `connection` up to the files in `folder`.

    backup   where a whole copy goes before an existing database is changed (a file there is replaced);
             None makes none. A new or an up-to-date database is not copied.
    at       UTC ms, kept in the records
    returns  the names of the files applied now, in order
    raises   SchemaTooNew; MigrationError for a changed or misnamed file, a statement that would end the
             transaction, or broken references; sqlite3.Error from a statement. The database is then as the last
             whole migration left it.
    """
    known = _read(folder)
    done = _applied(connection)
    if len(done) > len(known):
        raise SchemaTooNew(
            f"The database is at migration {max(done):04}, this program knows {len(known):04} at most: "
            "install the newer version again, or restore a backup from before the upgrade."
        )
    for migration in known[: len(done)]:
        if done.get(migration.number) != migration.sha256:
            raise MigrationError(
                f"{migration.name} was changed after it had been applied: put its text back and add a new migration."
            )
    pending = known[len(done) :]
    if done and pending and backup is not None:
        _copy(connection, backup)
    # A migration may rebuild a table; with references enforced, dropping the old one would delete what points to it.
    enforced = connection.execute("pragma foreign_keys").fetchone()[0]
    connection.execute("pragma foreign_keys = off")
    try:
        for migration in pending:
            _apply(connection, migration, at)
    finally:
        connection.execute(f"pragma foreign_keys = {enforced:d}")
    return [migration.name for migration in pending]


def _read(folder: Path) -> list[Migration]:
    found = []
    for wanted, path in enumerate(sorted(folder.glob("*.sql")), start=1):
        match = _FILE.fullmatch(path.name)
        if match is None or int(match[1]) != wanted:
            raise MigrationError(
                f"{path.name}: expected {wanted:04}_what.sql here, numbers have no gaps and no doubles."
            )
        found.append(Migration(wanted, path.name, path.read_text(encoding="utf-8")))
    return found


def _applied(connection: sqlite3.Connection) -> dict[int, str]:
    if not connection.execute("select 1 from sqlite_master where type = 'table' and name = 'migration'").fetchall():
        return {}
    return dict(connection.execute("select number, sha256 from migration"))


def _copy(connection: sqlite3.Connection, backup: Path) -> None:
    # Written under another name first: a file called `backup` is always a whole one.
    partial = backup.with_name(backup.name + ".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as copy:
        connection.backup(copy)
    partial.replace(backup)


def _apply(connection: sqlite3.Connection, migration: Migration, at: int) -> None:
    connection.execute("begin immediate")
    try:
        connection.execute(_RECORDS)
        connection.set_authorizer(_within_one_transaction)
        try:
            for statement in _statements(migration.sql):
                connection.execute(statement)
        finally:
            connection.set_authorizer(None)
        if broken := connection.execute("pragma foreign_key_check").fetchone():
            raise MigrationError(f"{migration.name}: a row of {broken[0]} would point to a missing row of {broken[2]}.")
        connection.execute(
            "insert into migration(number, name, sha256, at) values (:number, :name, :sha256, :at)",
            {"number": migration.number, "name": migration.name, "sha256": migration.sha256, "at": at},
        )
        connection.execute("commit")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("rollback")
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_AUTH:
            raise MigrationError(f"{migration.name}: leave begin, commit, rollback and savepoint out.") from error
        raise


def _within_one_transaction(action: int, *_about: object) -> int:
    ends_it = action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT)
    return sqlite3.SQLITE_DENY if ends_it else sqlite3.SQLITE_OK


def _statements(script: str) -> Iterator[str]:
    """Cut at the semicolons that end a statement: not those in a string, a comment or a trigger's body."""
    statement = ""
    for piece in re.split(r"(?<=;)", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():  # a comment at the end, or a statement cut off, which SQLite then names
        yield statement
