"""Servers with a bug planted in them: the harness must find each, or finding nothing proves nothing."""

import asyncio
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.app import App
from domain.errors import ChannelError
from scheduler.bell import Bell
from scheduler.sender import Sender
from scheduler.wakes import Wakes
from storage.lanes import Waiting
from storage.transaction import Transaction
from storage.unit import Unit

WINDOW_S = 0.02
"""A disk that takes a moment, so that a kill has a fair chance to meet the bug."""


class _Acknowledging:
    """Answers 200 to what is said as soon as it was received, and hands it on afterwards."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith("/say"):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            part = await receive()
            body, more = body + part.get("body", b""), part.get("more_body", False)
        task = asyncio.create_task(self._later(scope, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"ok":true}'})

    async def _later(self, scope: Scope, body: bytes) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(_answer: Message) -> None:
            return

        await asyncio.sleep(WINDOW_S)
        await self._app(scope, receive, send)


class AcknowledgesBeforeCommit(App):
    """K1: "received" is said before anything is stored."""

    def web(self, *, awake: bool = True) -> Any:
        return _Acknowledging(super().web(awake=awake))


class _MarkingSender(Sender):
    async def _send(self, waiting: Waiting) -> ChannelError | None:
        await self._store.run(lambda unit: unit.outbox.sent(waiting.id, None, menu=False))
        await asyncio.sleep(WINDOW_S)
        return await super()._send(waiting)


class MarksSentFirst(App):
    """K4: a message of the outbox is marked sent, and only then sent."""

    async def open(self) -> None:
        await super().open()
        sender, settings = self.sender, self.settings
        self.sender = _MarkingSender(
            self.store,
            sender._channels,
            self.texts,
            zone=settings.timezone,
            language=settings.language,
            now=self.clock.now,
        )
        self.wakes = Wakes(self.store, self.bell, self.sender, self.clock.wall)


class _ForgetfulUnit(Unit):
    def first_time(self, channel: str, message_id: str, address: str) -> bool:
        super().first_time(channel, message_id, address)
        return True


class ForgetsWhatItHeard(App):
    """K2: a message delivered again counts again."""

    def _begin(self, tx: Transaction) -> Unit:
        return _ForgetfulUnit(tx, self.q, self.shelf, self.clock.now(), self.entropy, self.reach)


class _ClaimingBell(Bell):
    async def _ring_together(self, subjects: list[int]) -> None:
        for subject in subjects:
            await self._store.run(lambda unit, subject=subject: unit.tx.run(unit.q.drop_wake, subject=subject))
        await asyncio.sleep(5 * WINDOW_S)
        await super()._ring_together(subjects)


class DropsTheWakeFirst(App):
    """K3: a deadline is taken off the list in one transaction, and done in another."""

    async def open(self) -> None:
        await super().open()
        self.bell = _ClaimingBell(self.store, self.clock.now)
        self.wakes = Wakes(self.store, self.bell, self.sender, self.clock.wall)


PLANTED: dict[str, type[App]] = {
    "acknowledges before commit": AcknowledgesBeforeCommit,
    "marks sent first": MarksSentFirst,
    "forgets what it heard": ForgetsWhatItHeard,
    "drops the wake first": DropsTheWakeFirst,
}
