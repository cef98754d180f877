"""The platform's side of a crash run: phones that talk without pause, repeat until they are acknowledged, and keep
their own list of what was.
"""

import asyncio
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx

HEADERS = {"x-paidan": "web", "accept-language": "zh"}
PATIENCE_S = 120
"""A message that nobody takes for so long hangs the run: it fails."""


@dataclass(frozen=True)
class Acknowledged:
    """One message that was answered with 200. `report`: it began a job."""

    cookie: str
    message_id: str
    text: str
    report: bool


@dataclass
class Platform:
    """What all phones share: where the server is, what was acknowledged, when to fall silent."""

    address: str
    acknowledged: list[Acknowledged] = field(default_factory=list)
    silent: asyncio.Event = field(default_factory=asyncio.Event)
    sent: int = 0

    def phone(self) -> "Phone":
        return Phone(self, httpx.AsyncClient(base_url=self.address, headers=HEADERS, timeout=PATIENCE_S))

    async def acknowledge(self, count: int) -> None:
        """Wait until `count` further messages are acknowledged."""
        wanted = len(self.acknowledged) + count
        async with asyncio.timeout(PATIENCE_S):
            while len(self.acknowledged) < wanted:  # noqa: ASYNC110  many phones count up, one waits
                await asyncio.sleep(0.003)


class Phone:
    """One browser. Every request is repeated until it is answered."""

    def __init__(self, platform: Platform, http: httpx.AsyncClient) -> None:
        self._platform, self._http = platform, http
        self._count = 0
        self.cookie = ""

    async def open(self, key: str = "") -> bool:
        """Open the chat: as a new visitor, or with a one-time link. False when a lost answer used the link up."""
        answer = await self._until_answered("GET", "/chat/me/", params={"key": key} if key else {})
        self.cookie = self._http.cookies.get("paidan_me", default="")
        if key and answer.status_code == 410:
            return False
        assert answer.status_code in (200, 303), answer.text
        return True

    async def say(self, text: str = "", *, action: str = "", report: bool = False, again: bool = False) -> None:
        """One message until it is acknowledged; `again`: once more after that, as platforms do."""
        self._count += 1
        form = {"id": f"m{self._count}", "text": text, "action": action, "label": action}
        for _ in range(1 + again):
            self._platform.sent += 1
            answer = await self._until_answered("POST", "/chat/me/say", data=form)
            assert answer.status_code == 200, f"{answer.status_code} to {form}: {answer.text}"
        self._platform.acknowledged.append(Acknowledged(self.cookie, form["id"], text, report))

    async def lines(self) -> list[dict[str, Any]]:
        """What the chat shows, and that it was seen."""
        answer = await self._until_answered("GET", "/chat/me/lines")
        assert answer.status_code == 200, answer.text
        lines: list[dict[str, Any]] = answer.json()["lines"]
        if lines:
            await self._until_answered("POST", "/chat/me/seen", json={"upto": lines[-1]["id"]})
        return lines

    async def close(self) -> None:
        await self._http.aclose()

    async def _until_answered(self, method: str, path: str, **request: Any) -> httpx.Response:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    answer = await self._http.request(method, path, **request)
                    if answer.status_code < 500:
                        return answer
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.02)


async def customers(platform: Platform, number: int, random: Random) -> None:
    """One customer after another: a report, whole or in pieces, and questions about it."""
    count = 0
    while not platform.silent.is_set():
        phone = platform.phone()
        await phone.open()
        mobile = f"138{number:03}{count:05}"
        whole = random.random() < 0.5
        await phone.say(
            f"空调不制冷,幸福路8号3单元502{f',{mobile}' if whole else ''} 第{number}-{count}次",
            report=True,
            again=random.random() < 0.2,
        )
        if not whole and random.random() < 0.5:
            await phone.say(mobile, again=random.random() < 0.2)
        for _ in range(random.randrange(3)):
            await phone.say(random.choice(("进度", "帮助", "什么时候来?", "随时")), again=random.random() < 0.2)
        await phone.close()
        count += 1


async def staff(platform: Platform, phone: Phone, taps: tuple[str, ...], random: Random) -> None:
    """Somebody of the company, who taps the newest open button that begins like one of `taps`."""
    tapped: set[str] = set()
    while not platform.silent.is_set():
        open_now = [
            button["action"]
            for line in await phone.lines()
            if line["open"]
            for button in line["buttons"]
            if button["action"].startswith(taps) and button["action"] not in tapped
        ]
        if not open_now:
            await asyncio.sleep(0.05)
            continue
        action = random.choice(open_now[-3:])
        tapped.add(action)
        await phone.say(action=action, again=random.random() < 0.2)
