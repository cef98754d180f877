"""`paidan sheet`, `paidan stickers`: papers to print; `paidan release`: stickers bound by mistake. D1 (T6), S3."""

from base64 import b64decode
from pathlib import Path
from typing import Annotated

import typer

from bot.people_cli import ask
from bot.settings import SettingsError, load_settings
from handlers.texts import LANGUAGES

OPENS = ("web", "telegram", "wechat")
"""What a sticker's code opens."""

sheets = typer.Typer()


@sheets.command()
def sheet(
    job: Annotated[str, typer.Argument(help="The job's number.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file; by default sheet-JOB.pdf.")] = None,
    language: Annotated[str | None, typer.Option(help="zh or en; by default the one of the settings.")] = None,
) -> None:
    """The service sheet of a job as PDF, two copies, what is known filled in."""
    settings = load_settings()
    made = ask(settings, {"do": "sheet", "job": job, "language": _spoken(language, settings.language)})
    write(out or Path(f"sheet-{job}.pdf"), b64decode(made["pdf"]))


@sheets.command()
def stickers(
    count: Annotated[int, typer.Option(help="How many; twelve on a page.", min=1, max=1200)] = 12,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file.")] = Path("stickers.pdf"),
    opens: Annotated[
        str | None, typer.Option(help="What scanning opens: web, telegram or wechat; by default what is set up.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="zh or en; by default the one of the settings.")] = None,
) -> None:
    """Sheets of stickers: the service number, and a code that opens a report with product and warranty known."""
    settings = load_settings()
    if opens not in (None, *OPENS):
        raise SettingsError(f"--opens: {', '.join(OPENS)}; found {opens!r}")
    asked = {"do": "stickers", "count": count, "language": _spoken(language, settings.language), "opens": opens or ""}
    if opens == "wechat":
        typer.echo(f"WeChat makes {count} codes, one after the other…", err=True)
    made = ask(settings, asked)
    write(out, b64decode(made["pdf"]))


@sheets.command()
def release(job: Annotated[str, typer.Argument(help="The job at whose appliance they are said to be.")]) -> None:
    """Stickers that were bound to a job's appliance by mistake are unused again."""
    released = ask(load_settings(), {"do": "release", "job": job})
    typer.echo(f"released: {released['count']}")


def _spoken(asked: str | None, usual: str) -> str:
    spoken = asked or usual
    if spoken not in LANGUAGES:
        raise SettingsError(f"--language: zh or en; found {spoken!r}")
    return spoken


def write(path: Path, data: bytes) -> None:
    """A file, and its name on the terminal. Raises SettingsError where it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise SettingsError(f"--out: {path} cannot be written ({error.strerror})") from None
    typer.echo(str(path))
