"""`paidan policy …`: check packs, read them, compare them, try them."""

import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.app import STORAGE
from bot.book_pages import as_html, as_pdf, as_text, in_words
from bot.play import Misplayed, difference, play, read_chats
from bot.replay import replay_all, tables
from bot.settings import SettingsError, load_settings
from domain.errors import PackError, PackGone
from policies.book import read_book
from policies.comparing import compare
from policies.doubts import doubts_of
from policies.loader import PACKS, Pack, load, stored
from storage.logs import Logs
from storage.queries import load as load_queries
from storage.readers import Readers

policy = typer.Typer(no_args_is_help=True, help="Policy packs: check, read, compare, try.")
out = Console()
err = Console(stderr=True)
FORMATS = ("text", "html", "pdf")
LANGUAGES = ("zh", "en")

Name = Annotated[str, typer.Argument(help="A pack's name, or a path to a .toml file.")]
Language = Annotated[str | None, typer.Option(help="zh or en; by default the one of the settings.")]


@policy.command("check")
def check(
    names: Annotated[list[str] | None, typer.Argument(help="Packs or .toml files; all when left out.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are mistakes: exit code 1.")] = False,
) -> None:
    """Read packs and say what is wrong with them: file, line, key, what was wanted. Warns of what is hardly meant.

    Exit code 1: something is wrong with a pack; 2: a file of it is not there.
    """
    wrong = gone = 0
    for name in names or _shipped():
        try:
            pack = load(name, "Asia/Shanghai")
        except PackError as error:
            wrong += 1
            gone += isinstance(error, PackGone)
            err.print(f"[red]✗[/] {escape(str(error))}", highlight=False, soft_wrap=True)
            continue
        found = list(doubts_of(pack))
        wrong += len(found) if strict else 0
        out.print(
            f"[green]✓[/] {name}: {len(pack.policy.rules)} rules, {pack.hash[:12]}", highlight=False, soft_wrap=True
        )
        for doubt in found:
            err.print(f"[yellow]![/] {name}: {escape(doubt)}", highlight=False, soft_wrap=True)
    if wrong:
        raise typer.Exit(2 if gone else 1)


@policy.command("show")
def show(
    name: Name,
    language: Language = None,
    format: Annotated[str, typer.Option(help="text, html or pdf.")] = "text",
    file: Annotated[Path | None, typer.Option("--out", help="The file to write; without it: to the terminal.")] = None,
    company: Annotated[str, typer.Option(help="The company's name, for page and PDF.")] = "",
    fonts: Annotated[Path | None, typer.Option(help="A folder with more fonts, for the PDF.")] = None,
) -> None:
    """The rulebook in prose: every rule with its wording, its source, and what it means."""
    if format not in FORMATS:
        raise SettingsError(f"--format: one of {', '.join(FORMATS)}; found {format!r}")
    if format == "pdf" and file is None:
        raise SettingsError("--out: a PDF needs a file to be written to, such as --out rules.pdf")
    book = read_book(load(name, load_settings().timezone), _language(language))
    if format == "pdf" and file is not None:
        file.write_bytes(as_pdf(book, company, fonts))
        return
    words = as_html(book, company) if format == "html" else as_text(book)
    if file is None:
        typer.echo(words)
    else:
        file.write_text(words + "\n", encoding="utf-8")


@policy.command("diff")
def diff(
    names: Annotated[list[str], typer.Argument(help="Two packs; or one: the version in force against its file.")],
    language: Language = None,
) -> None:
    """What changed between two packs, in words."""
    if len(names) not in (1, 2):
        raise SettingsError("policy diff: one or two packs")
    zone, spoken = load_settings().timezone, _language(language)
    before = load(names[0], zone) if len(names) == 2 else asyncio.run(_in_force(names[0]))
    after = load(names[-1], zone)
    lines = list(in_words(compare(read_book(before, spoken), read_book(after, spoken)), spoken))
    typer.echo("\n".join(lines) or {"zh": "没有差别", "en": "no difference"}[spoken])


@policy.command("test")
def play_its_chats(
    names: Annotated[
        list[str] | None, typer.Argument(help="Packs or .toml files; all with a .chat when left out.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language the chats are played in: zh or en.")] = "zh",
) -> None:
    """Play a pack's chats (NAME.chat beside it) against it, and say where they go another way than written."""
    failed = 0
    for name in names or [name for name in _shipped() if _chats(name).is_file()]:
        load(name, load_settings().timezone)
        if not _chats(name).is_file():
            raise SettingsError(f"policy test: there is no {_chats(name)}")
        for chat in read_chats(_chats(name).read_text(encoding="utf-8")):
            try:
                with TemporaryDirectory() as folder:
                    found = difference(chat, asyncio.run(play(chat, Path(folder), pack=name, language=language)))
            except Misplayed as error:
                found = str(error)
            failed += bool(found)
            out.print(f"{'[red]✗[/]' if found else '[green]✓[/]'} {name}: ", end="", highlight=False)
            out.print(chat.title, highlight=False, markup=False)
            if found:
                out.print(found, highlight=False, markup=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)


@policy.command("replay")
def replay(
    name: Name,
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day, such as 2026-11-01.")],
    language: Language = None,
) -> None:
    """What would have come out of the stored log under another pack. Nothing is written; may run beside `serve`."""
    settings, spoken = load_settings(), _language(language)
    pack = load(name, settings.timezone)
    begins = int(since.replace(tzinfo=settings.zone).timestamp() * 1000)
    if not settings.database.is_file():
        raise SettingsError(f"database_url: there is no database at {settings.database}")
    with Logs(settings.database, load_queries(STORAGE / "queries.sql")) as logs:
        tally = replay_all(logs, pack.policy, begins, err)
        for table in tables(tally, pack.policy, logs.name, spoken):
            out.print(table)


def _shipped() -> list[str]:
    return sorted(path.stem for path in PACKS.glob("*.toml"))


def _chats(name: str) -> Path:
    return Path(name).with_suffix(".chat") if name.endswith(".toml") else PACKS / f"{name}.chat"


def _language(asked: str | None) -> str:
    language = asked or load_settings().language
    if language not in LANGUAGES:
        raise SettingsError(f"--language: zh or en; found {language!r}")
    return language


async def _in_force(name: str) -> Pack:
    """The newest stored version of a pack: the one that new jobs are opened under. Raises SettingsError."""
    readers = Readers(load_settings().database)
    try:
        await readers.open()
    except (FileNotFoundError, sqlite3.Error):
        raise SettingsError(f"database_url: there is no database at {load_settings().database}") from None
    try:
        row = await readers.one(load_queries(STORAGE / "queries.sql").policy_in_force, name=name)
    finally:
        await readers.close()
    if row is None:
        raise SettingsError(f"policy diff: no version of {name!r} was ever in force here")
    return stored(name, row["hash"], row["text"])
