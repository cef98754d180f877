"""`paidan wechat …`: what is set once at an official account."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from bot.app import App
from bot.channels.heard import KeyRefused, Unreachable
from bot.company import DEMO, read_company
from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.channels.wechat.service import WeChat

wechat = typer.Typer(no_args_is_help=True, help="The official account on WeChat.")
out = Console()


@wechat.callback()
def _group() -> None:
    """The official account on WeChat."""


@wechat.command()
def menu() -> None:
    """Set the account's own menu: report, progress, a person. Setting it again changes nothing."""
    settings = load_settings()
    if not settings.wechat:
        raise SettingsError("wechat_app_id: there is no official account to set a menu for")
    for line in asyncio.run(set_menu(settings)):
        out.print(line, highlight=False, markup=False)


async def set_menu(settings: Settings) -> list[str]:
    """Set it where it differs. Returns what stood and what stands. raises SettingsError with the mend"""
    from bot.channels.tencent import Declined  # noqa: PLC0415  costs nothing without an account
    from bot.channels.wechat.menu import mend, names, put, standing, wanted  # noqa: PLC0415

    async with _account(settings) as (app, account):
        new = wanted(app.texts, settings.language)
        try:
            old = await standing(account.api)
            if old == new:
                return [f"menu: {names(new)} (as it was)"]
            await put(account.api, new)
        except Declined as declined:
            raise SettingsError(f"wechat menu: {mend(declined)}") from None
        except KeyRefused:
            raise SettingsError("wechat_secret: WeChat refuses the app id or its secret") from None
        except Unreachable as error:
            raise SettingsError(f"wechat_api_url: WeChat cannot be reached now ({error}); try again") from None
        return [f"was: {names(old)}", f"now: {names(new)}"]


@asynccontextmanager
async def _account(settings: Settings) -> "AsyncIterator[tuple[App, WeChat]]":
    """The account beside a `serve` that may run: the stable token is the same for both."""
    with TemporaryDirectory() as folder:
        beside = settings.model_copy(update={"database_url": f"sqlite:///{Path(folder) / 'menu.db'}"})
        app = App(beside, read_company(DEMO))
        await app.open()
        try:
            assert app.platforms.wechat is not None  # noqa: S101  the settings name one
            yield app, app.platforms.wechat
        finally:
            await app.close()
