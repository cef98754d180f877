"""The web channel: a chat is a list of lines in our own storage, shown live to whoever has it open."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from handlers.said import Message, Said
from storage.store import Store
from storage.unit import Unit

NAME = "web"
BUTTONS_WITHOUT_LINE = ("language",)
"""Taps that leave no line in the chat."""


class Listener:
    """One open page: woken when there is something new, and told which menus closed meanwhile."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.closed: list[dict[str, Any]] = []


class WebChannel:
    """Sends into chats that pages show."""

    name = NAME
    links = False
    files = False

    def __init__(self, store: Store[Unit]) -> None:
        self._store = store
        self._listeners: dict[str, set[Listener]] = defaultdict(set)

    async def send(self, address: str, message: Message) -> str | None:
        """One more line. The same message twice is one line."""
        for line in await self._store.run(lambda unit: add_bot_line(unit, address, message), patient=True):
            self.closed(address, line, None)
        self.news(address)
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        line = await self._store.run(lambda unit: close_line_of(unit, message_id), patient=True)
        if line is not None:
            self.closed(address, line, None)

    async def change(self, address: str, message: Message, reference: str | None) -> None:
        line = await self._store.run(lambda unit: _reworded(unit, message), patient=True)
        if line is not None:
            self.closed(address, line, None, message.text)

    def stop(self) -> None:
        """Every open page is woken, to see that we are stopping."""
        for address in list(self._listeners):
            self.news(address)

    def news(self, address: str) -> None:
        """There is something new at an address."""
        for listener in self._listeners.get(address, ()):
            listener.news.set()

    def closed(self, address: str, line: int, label: str | None, text: str | None = None) -> None:
        """The buttons of a line are used or outdated. `text`: what it says from now on."""
        for listener in self._listeners.get(address, ()):
            listener.closed.append({"id": line, "label": label, "text": text})
            listener.news.set()

    @contextmanager
    def listening(self, address: str) -> Iterator[Listener]:
        """A page is open while this lasts."""
        listener = Listener()
        self._listeners[address].add(listener)
        try:
            yield listener
        finally:
            self._listeners[address].discard(listener)
            if not self._listeners[address]:
                del self._listeners[address]


def add_bot_line(unit: Unit, address: str, message: Message) -> list[int]:
    """One more line. Returns those whose buttons it repeats: they are closed, so that a question shows once."""
    repeated = _lines_repeated(unit, address, {tap.action for tap in message.taps})
    for line in repeated:
        unit.tx.run(unit.q.web_close, id=line, chosen=None)
    buttons = [{"label": tap.label, "action": tap.action, "kind": tap.kind, "tone": tap.tone} for tap in message.taps]
    unit.tx.run(
        unit.q.add_web_line,
        address=address,
        who="bot",
        text=message.text,
        at=unit.now,
        photos=_json(list(message.photos)),
        voice=message.voice,
        sheets=_json(list(message.sheets)),
        buttons=_json(buttons),
        open=int(bool(buttons)),
        reference=None,
        outbox=message.id,
    )
    return repeated


def _lines_repeated(unit: Unit, address: str, actions: set[str]) -> list[int]:
    """Open lines all of whose buttons are among `actions`."""
    if not actions:
        return []
    rows = unit.tx.all(unit.q.web_lines_latest, address=address)
    return [row["id"] for row in rows if row["open"] and _actions(row) <= actions]


def _actions(row: Any) -> set[str]:
    return {button["action"] for button in msgspec.json.decode(row["buttons"])}


def add_own_line(unit: Unit, said: Said, label: str) -> list[tuple[int, str]]:
    """What somebody said, as their chat shows it. Returns the lines whose buttons are used now, with the label."""
    verb = said.action.partition(":")[0]
    if verb in BUTTONS_WITHOUT_LINE:
        return []
    used = [(line, label) for line in _lines_with(unit, said)]
    for line, chosen in used:
        unit.tx.run(unit.q.web_close, id=line, chosen=chosen)
    unit.tx.run(
        unit.q.add_web_line,
        address=said.address,
        who="me",
        text=label if said.action and not said.photos else said.text,
        at=unit.now,
        photos=_json(list(said.photos)),
        voice=said.voice,
        sheets="[]",
        buttons="[]",
        open=0,
        reference=said.message_id,
        outbox=None,
    )
    return used


def _lines_with(unit: Unit, said: Said) -> list[int]:
    """The newest open line that shows the tapped button."""
    if not said.action:
        return []
    rows = unit.tx.all(unit.q.web_lines_latest, address=said.address)
    for row in rows:
        if row["open"] and said.action in _actions(row):
            return [row["id"]]
    return []


def close_line_of(unit: Unit, message_id: int) -> int | None:
    """Close the buttons of a message's line; the line, or None when they were closed already."""
    row = unit.tx.one(unit.q.web_line_of_outbox, outbox=message_id)
    if row is None or unit.tx.run(unit.q.web_close, id=row["id"], chosen=None) == 0:
        return None
    return int(row["id"])


def _reworded(unit: Unit, message: Message) -> int | None:
    """The line of a message says something else from now on."""
    row = unit.tx.one(unit.q.web_line_of_outbox, outbox=message.id)
    if row is not None:
        unit.tx.run(unit.q.web_reword, id=row["id"], text=message.text)
    return int(row["id"]) if row else None


def shown_line(row: Any) -> dict[str, Any]:
    """A line as the page gets it."""
    return {
        "id": row["id"],
        "who": row["who"],
        "text": row["text"],
        "at": row["at"],
        "photos": [
            {"url": f"photo/{sha256}", "small": f"photo/{sha256}/small"}
            for sha256 in msgspec.json.decode(row["photos"])
        ],
        "voice": {"url": f"voice/{row['voice']}"} if row["voice"] else None,
        "sheets": [{"url": f"sheet/{number}", "number": number} for number in msgspec.json.decode(row["sheets"])],
        "buttons": msgspec.json.decode(row["buttons"]),
        "open": bool(row["open"]),
        "chosen": row["chosen"],
        "ref": row["reference"],
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
