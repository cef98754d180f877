"""`paidan proof …`: a company's own photos, labelled by a person, and how often the machine was right. S2 S3"""

import asyncio
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from obstore.exceptions import BaseError
from rich.console import Console
from rich.table import Table

from bot.app import STORAGE
from bot.collecting import Period, collect, seen
from bot.labels import FILE, read, scores
from bot.settings import SettingsError, load_settings
from storage.photos import Photos
from storage.queries import load as load_queries

proof = typer.Typer(no_args_is_help=True, help="Photos of your own, labelled by you: how often is the machine right?")
out = Console()
err = Console(stderr=True)
DAY = ["%Y-%m-%d"]


@proof.command("collect")
def collect_photos(
    folder: Annotated[Path, typer.Argument(help="Where photos and labels.csv go; what is there stays.")],
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="The first day, such as 2026-11-01.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="The last day.")] = None,
    branch: Annotated[str | None, typer.Option(help="One branch only.")] = None,
    originals: Annotated[bool, typer.Option(help="As they were sent, with all their metadata.")] = False,
) -> None:
    """Copy photos that were looked at into a folder, with a labels.csv for a person to fill in. May run beside
    `serve`; run again it adds what is new and changes nothing that you wrote."""
    settings = load_settings()
    if not settings.database.is_file():
        raise SettingsError(f"database_url: there is no database at {settings.database}")
    first, last = (day.replace(tzinfo=settings.zone) if day else None for day in (since, until))
    end = int((last + timedelta(days=1)).timestamp() * 1000) if last else 2**62
    period = Period(int(first.timestamp() * 1000) if first else 0, end, branch)
    try:
        found = seen(settings.database, load_queries(STORAGE / "queries.sql"), period)
        folder.mkdir(parents=True, exist_ok=True)
        photos = Photos(settings.photos)
        added, gone = asyncio.run(collect(folder, photos, found, settings.zone, err, originals=originals))
    except sqlite3.OperationalError as error:
        raise SettingsError(f"database_url: {settings.database} cannot be read ({error})") from None
    except BaseError as error:
        raise SettingsError(f"photos_url: a photo cannot be read ({error})") from None
    except OSError as error:
        raise SettingsError(f"{folder} cannot be written ({error.strerror})") from None
    missing = f", {gone} photos are gone" if gone else ""
    out.print(f"{folder / FILE}: {added} rows added{missing}. Write good or bad under truth, then:", highlight=False)
    out.print(f"  paidan proof score {folder}", highlight=False)
    metadata = ", places and times" if originals else ""
    err.print(
        f"[yellow]These photos show customers, their homes{metadata}: keep the folder to yourselves, and delete it when"
        " you are done.[/]",
        highlight=False,
    )


@proof.command("score")
def score(folder: Annotated[Path, typer.Argument(help="A folder that `paidan proof collect` made.")]) -> None:
    """How often each check was right, by what you wrote under truth. Rows without it do not count."""
    if not (folder / FILE).is_file():
        raise SettingsError(f"{folder}: no {FILE} here. paidan proof collect {folder} makes one")
    table = Table("check", "figure", "value", "of")
    for row in scores(read(folder)):
        for name, share in row.figures():
            table.add_row(row.check, name, share.value, f"{share.part} of {share.whole}")
        table.add_row(row.check, "not labelled yet", str(row.unlabelled), "")
    out.print(table)
