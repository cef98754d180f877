"""Whether this machine and the settings that name no platform are right."""

import asyncio
import platform
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from bot.checking import Amiss, Check, NotSet
from bot.clocks import WallClock
from bot.company import read_company
from bot.settings import Settings
from domain.errors import PackError
from policies.doubts import doubts_of
from policies.loader import load
from storage.lock import DataLock, DataLocked
from storage.photos import Photos

FREE_MB = 500
WAL_RESET_MENDED = (3, 51, 3)


def checks(settings: Settings) -> list[Check]:
    """Program, data folder, photos, pack, company, time zone, address."""
    photos = Check("photos", partial(_photos, settings))
    looks: list[tuple[str, Callable[[Settings], str]]] = [
        ("program", _program),
        ("data folder", _folder),
        ("policy", _policy),
        ("company", _company),
        ("time zone", _zone),
        ("public_url", _address),
    ]
    return [Check(name, partial(asyncio.to_thread, look, settings)) for name, look in looks] + [photos]


def _program(_settings: Settings) -> str:
    """The WAL-reset bug needs two connections that write; we have one."""
    known = "" if sqlite3.sqlite_version_info >= WAL_RESET_MENDED else " (its WAL-reset bug cannot meet our one writer)"
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}{known}"


def _folder(settings: Settings) -> str:
    folder = settings.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
    except OSError as error:
        why = f"{folder} cannot be written ({error.strerror})"
        raise Amiss(f"{why}: let us write there, or name another folder in PAIDAN_DATABASE_URL") from None
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < FREE_MB:
        raise Amiss(f"{folder} has {free} MB left: make room, at least {FREE_MB} MB")
    try:
        with DataLock(folder):
            return f"{folder}, {free:,} MB free"
    except DataLocked as locked:
        return f"{folder}, {free:,} MB free, in use by process {locked.pid or '?'}"


async def _photos(settings: Settings) -> str:
    try:
        await Photos(settings.photos).probe()
    except Exception as error:
        raise Amiss(f"what is written cannot be read ({type(error).__name__}): look at PAIDAN_PHOTOS_URL") from None
    return urlsplit(settings.photos).scheme


def _policy(settings: Settings) -> str:
    try:
        pack = load(settings.policy, settings.timezone)
    except PackError as error:
        raise Amiss(f"{error} (PAIDAN_POLICY; `paidan policy check`)") from None
    doubts = len(list(doubts_of(pack)))
    more = f", {doubts} doubts: paidan policy check" if doubts else ""
    return f"{pack.name}, {len(pack.policy.rules)} rules{more}"


def _company(settings: Settings) -> str:
    path = Path(settings.company)
    if not path.is_file() and settings.telegram:
        raise NotSet(f"{path}; serve makes one with a supervisor, and a code that makes it you")
    if not path.is_file():
        raise Amiss(f"there is no {path}: paidan company > {path}")
    try:
        company = read_company(path)
    except (PackError, ValueError) as error:
        raise Amiss(f"{path}: {error}") from None
    return f"{company.name[settings.language]}, {len(company.members)} people"


def _zone(settings: Settings) -> str:
    here = datetime.fromtimestamp(WallClock().now() / 1000, settings.zone)
    return f"{settings.timezone}, where it is {here:%Y-%m-%d %H:%M}"


def _address(settings: Settings) -> str:
    """Platforms post to it, so that it must be one that they reach."""
    hooks = bool(settings.telegram_webhook_secret) or settings.wechat or settings.wecom
    if not settings.public_url:
        if hooks:
            raise Amiss("a platform posts to this server: set PAIDAN_PUBLIC_URL to its https:// address")
        raise NotSet(f"PAIDAN_PUBLIC_URL: people reach it at {settings.address} only")
    parts = urlsplit(settings.public_url)
    if hooks and (parts.scheme != "https" or _inside(parts.hostname or "")):
        raise Amiss(f"no platform can post to {settings.public_url}: it must be https:// and reachable from outside")
    return settings.public_url


def _inside(host: str) -> bool:
    """Whether a name or an address is of this machine or network alone."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))
