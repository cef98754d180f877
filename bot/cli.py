"""The command line: `paidan …`."""

import asyncio
import os
import sys
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from starlette.types import ASGIApp

from bot.app import App
from bot.clocks import MovedClock, WallClock
from bot.company import DEMO, FIRST, read_company
from bot.control import serving_commands
from bot.demo import demo_routes, opening, recall_clock, seats_of
from bot.doctor import NOT_SET, RIGHT, WRONG, examine
from bot.logs import set_up_logging
from bot.people_cli import people
from bot.people_cli import show as show_invitation
from bot.people_commands import answer
from bot.play import Misplayed, difference, play, read_chats, rewritten
from bot.policy_cli import policy
from bot.proof_cli import proof
from bot.report_cli import report
from bot.server import Server
from bot.settings import Settings, SettingsError, load_settings
from bot.sheet_cli import sheets
from bot.typesetting import FontMissing
from bot.verify import verify_all
from bot.wechat_cli import wechat
from domain.errors import PackError, PackGone
from policies.loader import load
from storage.lock import DataLocked
from storage.migrate import MigrationError
from storage.photos import Photos

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Paidan 派单: the after-sales rulebook that runs in chat.",
)
cli.add_typer(policy, name="policy")
cli.add_typer(report, name="report")
cli.add_typer(proof, name="proof")
cli.add_typer(wechat, name="wechat")
cli.add_typer(people)
cli.add_typer(sheets)
out = Console()
err = Console(stderr=True)
SETTING = " The setting is policy (PAIDAN_POLICY); jobs under way keep the rules they have."


def main() -> None:
    """The entry point: errors an operator can mend are one line, not a traceback."""
    try:
        cli()
    except (SettingsError, PackError, DataLocked, MigrationError, FontMissing) as error:
        more = SETTING if isinstance(error, PackGone) else ""
        err.print(f"[bold red]paidan:[/] {escape(str(error))}{more}", highlight=False, soft_wrap=True)
        sys.exit(2)


@cli.command()
def serve(company: Annotated[str | None, typer.Option(help="The file that names the company.")] = None) -> None:
    """Serve the chat with the company of `company.toml`."""
    settings = load_settings(**({"company": company} if company else {}))
    load(settings.policy, settings.timezone)  # a pack that is not there leaves no company's file behind
    path = Path(settings.company)
    new = not path.is_file()
    if new and not settings.telegram:
        raise SettingsError(f"company: there is no {path}. Begin from {DEMO.name}: paidan company > {path}")
    if new:
        path.write_text(FIRST.read_text(encoding="utf-8"), encoding="utf-8")
    asyncio.run(_serve(App(settings, read_company(path)), new=path if new else None))


@cli.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port; also PORT or PAIDAN_PORT.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path("data/demo"),
    show: Annotated[bool, typer.Option(help="Open the page in a browser.")] = False,
) -> None:
    """Serve a demo company with three live phones and a clock that can be moved."""
    given: dict[str, object] = {"database_url": f"sqlite:///{folder / 'paidan.db'}", "telegram_token": ""}
    if port or os.environ.get("PORT"):
        given["port"] = port or os.environ["PORT"]
    asyncio.run(_demo(load_settings(**given), show))


@cli.command()
def company() -> None:
    """Print a company file to begin from."""
    lines = [line for line in DEMO.read_text(encoding="utf-8").splitlines() if not line.startswith("seat")]
    typer.echo("# Who works here. Roles: technician, supervisor, manager. Areas are names as they stand in addresses.")
    typer.echo("\n".join(lines[1 : lines.index("[[customer]]")]).strip())


@cli.command()
def verify() -> None:
    """Fold every log again and compare: state, clocks, chain, photos. Reads only; may run beside `serve`."""
    settings = load_settings()
    if not settings.database.is_file():
        raise SettingsError(f"database_url: there is no database at {settings.database}")
    found = asyncio.run(verify_all(settings, out, Photos(settings.photos)))
    for line in found.wrong:
        err.print(f"[red]✗[/] {line}", highlight=False)
    out.print(f"{found.subjects} subjects, {found.events} events, {found.photos} photos: {len(found.wrong)} wrong")
    if found.wrong:
        raise typer.Exit(1)


@cli.command()
def doctor() -> None:
    """Look at each setting, ask each platform whether it knows us, say the mend. Exit code 1: something is wrong."""
    colours = {RIGHT: "green", WRONG: "red", NOT_SET: "dim"}
    try:
        found = asyncio.run(examine(load_settings()))
    except SettingsError as error:
        found = [(WRONG, "settings", str(error))]
    for mark, name, words in found:
        out.print(f"[{colours[mark]}]{mark}[/] {name:<16} {escape(words)}", highlight=False, soft_wrap=True)
    if any(mark == WRONG for mark, _name, _words in found):
        raise typer.Exit(1)


@cli.command("play")
def play_file(
    file: Annotated[Path, typer.Argument(help="A file of chats.")],
    pack: Annotated[str, typer.Option(help="The pack they are played under.")] = "gree-installer",
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    write: Annotated[bool, typer.Option(help="Write down what was heard, in the file.")] = False,
) -> None:
    """Play the chats of a file; say where they go another way than written."""
    text = file.read_text(encoding="utf-8")
    heard, differs = [], False
    for chat in read_chats(text):
        try:
            with TemporaryDirectory() as folder:
                went = asyncio.run(play(chat, Path(folder), pack=pack, language=language))
        except Misplayed as error:  # nothing is written: what stands behind that line would be lost
            err.print(f"✗ {chat.title}\n{error}", highlight=False, markup=False, soft_wrap=True)
            raise typer.Exit(1) from None
        heard.append(went)
        found = difference(chat, went)
        differs = differs or bool(found)
        out.print(f"{'✗' if found else '✓'} {chat.title}", highlight=False, markup=False)
        out.print(found or "\n".join(went), highlight=False, markup=False, soft_wrap=True)
    if write:
        file.write_text(rewritten(text, iter(heard)), encoding="utf-8")
    elif differs:
        raise typer.Exit(1)


async def _demo(settings: Settings, show: bool) -> None:
    set_up_logging()
    who = read_company(DEMO)
    clock = MovedClock(opening(WallClock().now(), settings.zone))
    app = App(settings, who, clock=clock, seats=seats_of(who))
    await app.open()
    clock.ahead = await app.store.run(lambda unit: recall_clock(unit, clock.ahead))
    web = app.web()
    web.include_router(demo_routes(app, clock))
    address = f"http://{settings.host}:{settings.port}/demo"
    out.print(f"\n  Paidan 派单 · demo\n  [bold]{address}[/]   (Ctrl+C stops)\n")
    if show:
        webbrowser.open(address)
    await _run(app, web)


async def _serve(app: App, *, new: Path | None = None) -> None:
    set_up_logging()
    await app.open()
    out.print(f"\n  Paidan 派单 · {app.company.name['zh']}\n  [bold]{app.settings.address}/chat[/]")
    out.print("  paidan invite, paidan link NAME")
    if new:
        first = app.company.members[0].name
        out.print(f"\n  {new} is new and names one person, the supervisor {first}: that is you.")
        out.print("  Send this to your bot, then say 邀请 to invite the others:\n", highlight=False)
        show_invitation(await answer(app, {"do": "link", "name": first}), app.settings)
    for warning in app.warnings:
        err.print(f"[yellow]company:[/] {warning}", highlight=False, soft_wrap=True)
    async with serving_commands(app):
        await _run(app, app.web())


async def _run(app: App, web: ASGIApp) -> None:
    server = Server(web, app.settings.port, app.settings.host)
    watch = asyncio.create_task(_when_stopping(server, app))
    try:
        await server.serve()
    finally:
        watch.cancel()
        await app.close()


async def _when_stopping(server: Server, app: App) -> None:
    """Live pages end when the server is asked to stop, so that it can."""
    while not server.should_exit:  # noqa: ASYNC110  uvicorn has no event for it
        await asyncio.sleep(0.2)
    app.stopping.set()
    app.channel.stop()
