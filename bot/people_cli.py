"""`paidan invite`, `invitations`, `revoke`, `link`, `leave`: who works here, from the command line."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import qr
from bot.app import App
from bot.company import read_company
from bot.control import ask_running
from bot.people_commands import answer
from bot.settings import Settings, SettingsError, load_settings

people = typer.Typer()
out = Console()

Name = Annotated[str, typer.Argument(help="The name of somebody who works here.")]


@people.command()
def invite(
    role: Annotated[str, typer.Option(help="technician, supervisor or manager.")] = "technician",
    branch: Annotated[str, typer.Option(help="The branch they join.")] = "main",
    name: Annotated[str, typer.Option(help="What they are called; they may correct it.")] = "",
    skills: Annotated[list[str] | None, typer.Option(help="A product they can repair; may be repeated.")] = None,
    areas: Annotated[list[str] | None, typer.Option(help="A district as it stands in addresses; repeatable.")] = None,
    lasts: Annotated[str, typer.Option(help="How long it works: 7d, 12h.")] = "7d",
    new_branch: Annotated[bool, typer.Option("--new-branch", help="The branch is new.")] = False,
) -> None:
    """Invite somebody to work here: a one-time link, a QR code and a code to type."""
    asked = {"role": role, "branch": branch, "name": name, "skills": skills, "areas": areas, "lasts": lasts}
    settings = load_settings()
    show(ask(settings, {"do": "invite", **asked, "new_branch": new_branch}), settings)


@people.command()
def link(name: Name, branch: Annotated[str | None, typer.Option(help="Where two have the name.")] = None) -> None:
    """A one-time link (24 hours) with which a member opens their chat on one more phone or channel."""
    settings = load_settings()
    show(ask(settings, {"do": "link", "name": name, "branch": branch}), settings)


@people.command()
def invitations() -> None:
    """Invitations and links that still work."""
    settings = load_settings()
    found = ask(settings, {"do": "invitations"})["invitations"]
    for each in found:
        until = _local(each["until"], settings)
        words = (
            each["id"],
            each["role"],
            each["branch"],
            each["name"],
            f"until {until}",
            each["by"] and f"by {each['by']}",
        )
        typer.echo("  ".join(str(word) for word in words if word))
    if not found:
        typer.echo("none")


@people.command()
def revoke(number: Annotated[int, typer.Argument(help="Its number, as `paidan invitations` lists it.")]) -> None:
    """End an invitation or a link that was not used yet."""
    ask(load_settings(), {"do": "revoke", "id": number})
    typer.echo("revoked")


@people.command()
def leave(
    name: Name,
    to: Annotated[str | None, typer.Option(help="Who takes over their jobs; else they go back to the desk.")] = None,
    branch: Annotated[str | None, typer.Option(help="Only their roles in this branch.")] = None,
    role: Annotated[str | None, typer.Option(help="Only this role.")] = None,
) -> None:
    """Somebody leaves: membership, sessions, links and invitations end at once, jobs are handed over."""
    asked = {"do": "leave", "name": name, "to": to, "branch": branch, "role": role}
    ended = ask(load_settings(), asked)
    typer.echo(f"{name}: ended as {', '.join(ended['roles'])}")
    for job in ended["jobs"]:
        typer.echo(f"  {job['number']} → {job['to'] or 'back to the desk'}")


def show(made: dict[str, Any], settings: Settings) -> None:
    """A one-time link, its code, and its picture where this is a terminal."""
    for each in made["links"]:
        typer.echo(each)
    typer.echo(f"code  {made['code']}  (in any chat: 加入 {made['code']})")
    typer.echo(f"works once, until {_local(made['until'], settings)}")
    if out.is_terminal:
        typer.echo(qr.in_terminal(made["links"][-1]))


def _local(at: int, settings: Settings) -> str:
    return f"{datetime.fromtimestamp(at / 1000, settings.zone):%Y-%m-%d %H:%M}"


def ask(settings: Settings, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer of the running `serve`, or of ourselves when none runs. Raises SettingsError with why not."""
    said = ask_running(settings.folder, asked)
    if said is None:
        path = Path(settings.company)
        if not path.is_file():
            raise SettingsError(f"company: there is no {path}. Begin from: paidan company > {path}")
        said = asyncio.run(_alone(App(settings, read_company(path)), asked))
    if "error" in said:
        raise SettingsError(said["error"])
    return said


async def _alone(app: App, asked: dict[str, Any]) -> dict[str, Any]:
    await app.open()
    try:
        return await answer(app, asked)
    finally:
        await app.close()
