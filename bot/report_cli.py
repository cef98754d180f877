"""`paidan report …`: the registers as files. A8, R10."""

import os
import sqlite3
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import STORAGE
from bot.registers import BOM, REGISTERS, Registers
from bot.settings import SettingsError, load_settings
from handlers.texts import LANGUAGES, Texts
from storage.queries import load as load_queries

report = typer.Typer(no_args_is_help=True, help="Registers as CSV files: jobs, calls, letters, followups, customers.")
err = Console(stderr=True)

Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The first day, such as 2026-11-01; from the beginning when left out."),
]
Branch = Annotated[str | None, typer.Option(help="One branch only.")]
File = Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; without it: to the terminal.")]
Language = Annotated[str | None, typer.Option(help="zh or en; by default the one of the settings.")]


@report.command("jobs")
def jobs(since: Since = None, branch: Branch = None, out: File = None, language: Language = None) -> None:
    """The register of dispatch and cost (派工与费用登记): who was sent, each step with its time, for how much."""
    _write("jobs", since, branch, out, language)


@report.command("calls")
def calls(since: Since = None, branch: Branch = None, out: File = None, language: Language = None) -> None:
    """The register of calls (电话登记): who phoned whom, when, with what result."""
    _write("calls", since, branch, out, language)


@report.command("letters")
def letters(since: Since = None, branch: Branch = None, out: File = None, language: Language = None) -> None:
    """The register of letters (信件登记)."""
    _write("letters", since, branch, out, language)


@report.command("followups")
def followups(since: Since = None, branch: Branch = None, out: File = None, language: Language = None) -> None:
    """The follow-up calls (跟踪回访记录): what was asked, and what the customer said."""
    _write("followups", since, branch, out, language)


@report.command("customers")
def customers(branch: Branch = None, out: File = None, language: Language = None) -> None:
    """The customers' files (客户档案), one row an appliance."""
    _write("customers", None, branch, out, language)


def _write(
    register: str, since: datetime | None, branch: str | None, out: Path | None, language: str | None = None
) -> None:
    """Reads only; may run beside `serve`. A file appears whole or not at all. Raises SettingsError."""
    assert register in REGISTERS  # noqa: S101  the commands above name them
    settings = load_settings()
    spoken = language or settings.language
    if spoken not in LANGUAGES:
        raise SettingsError(f"--language: zh or en; found {spoken!r}")
    if not settings.database.is_file():
        raise SettingsError(f"database_url: there is no database at {settings.database}")
    begins = int(since.replace(tzinfo=settings.zone).timestamp() * 1000) if since else 0
    queries = load_queries(STORAGE / "queries.sql")
    try:
        with Registers(settings.database, queries, Texts(), spoken, settings.zone) as registers:
            known = registers.branches()
            if branch is not None and branch not in known:
                raise SettingsError(f"--branch: one of {', '.join(known) or '(none yet)'}; found {branch!r}")
            if out is None:
                text = StringIO(newline="")
                registers.write(register, begins, branch, text)
                sys.stdout.write(text.getvalue().replace("\r\n", "\n"))
                return
            beside = out.with_name(f".{out.name}.new")
            try:
                with beside.open("w", encoding="utf-8", newline="") as file:
                    file.write(BOM)
                    count = registers.write(register, begins, branch, file)
                os.replace(beside, out)
            finally:
                beside.unlink(missing_ok=True)
    except sqlite3.OperationalError as error:
        raise SettingsError(f"database_url: {settings.database} cannot be read ({error})") from None
    except OSError as error:
        raise SettingsError(f"--out: {out} cannot be written ({error.strerror})") from None
    err.print(f"{out}: {count}", highlight=False)
