"""What the web pages work with."""

import asyncio
from dataclasses import dataclass

from bot.channels.web.channel import WebChannel
from bot.clocks import Clock
from bot.papers import Papers
from handlers.texts import Texts
from storage.photos import Photos
from storage.queries import Queries
from storage.readers import Readers
from storage.store import Store
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class WebParts:
    """What the routes work with.

    secret    what signed codes are made with
    seats     the demo's: seat → person; empty outside the demo
    version   changes when the pages change
    """

    store: Store[Unit]
    readers: Readers
    q: Queries
    photos: Photos
    papers: Papers
    secret: bytes
    channel: WebChannel
    texts: Texts
    clock: Clock
    company: dict[str, str]
    zone: str
    language: str
    seats: dict[str, int]
    version: str
    secure: bool
    stopping: asyncio.Event
