"""How long WeChat waits for the answer in its callback: after five seconds it would post again."""

import asyncio
import json
import time
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from bench.company import FAULT, now
from bench.processes import free_port, running, start_load
from bench.results import Result, alone
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wechat_phones import OnWeChat

CUSTOMERS, A_SECOND, SECONDS = 2_000, 50, 60
LINES = 64
WORDS = (FAULT, "进度")
"""Each customer reports, later asks how it stands."""


async def wechat_answer_p99_s(folder: Path) -> list[Result]:
    """50 sealed messages a second from 2,000 customers: from an answer's scheduled time to its last byte. Sender awake,
    what does not ride in the answer goes to the platform's fake over HTTP."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    async with FakeWeChat(now) as fake:
        given = {f"PAIDAN_{name.upper()}": _plain(value) for name, value in OnWeChat(fake).settings.items()}
        with running("bench.server", "wechat", str(port), str(folder), port=port, env=given):
            load = start_load(port, _chats(fake), A_SECOND)
            out, _ = await asyncio.to_thread(load.communicate)
    seen = json.loads(out)
    if seen["wrong"]:
        raise RuntimeError(f"{seen['wrong']} of {seen['count']} callbacks were not taken")
    return [
        alone("wechat_answer_p99_s", [seen["p99"]], "s", below=1),
        alone("wechat_answer_p50_s", [seen["p50"]], "s", below=None),
        alone("wechat_answer_most_s", [seen["most"]], "s", below=5),
    ]


def _chats(fake: FakeWeChat) -> list[list[bytes]]:
    """By the connection on which they come: WeChat keeps some open for all."""
    return [[_request(fake, n) for n in range(line, A_SECOND * SECONDS, LINES)] for line in range(LINES)]


def _request(fake: FakeWeChat, n: int) -> bytes:
    """A message as WeChat posts it."""
    fields = {
        "ToUserName": fake.account,
        "FromUserName": f"o{n % CUSTOMERS:027d}",
        "CreateTime": str(int(time.time())),
        "MsgType": "text",
        "Content": WORDS[n // CUSTOMERS],
        "MsgId": str(24_000_000_000_000_000 + n),
    }
    inner = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
    query, sealed = fake.signed(f"<xml>{inner}</xml>")
    body = f"<xml><ToUserName><![CDATA[{fake.account}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    head = (
        f"POST {fake.path}?{urlencode(query)} HTTP/1.1\r\nhost: x\r\ncontent-type: text/xml\r\n"
        f"content-length: {len(body.encode())}\r\n\r\n"
    )
    return head.encode() + body.encode()


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
