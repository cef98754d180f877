"""Hooks are reached before the pages' middleware; everything else is not touched."""

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.conftest import House


async def test_a_hook_gets_its_posts_and_nothing_else_does(house: House) -> None:
    async def hook(scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive).body()
        await PlainTextResponse(body.decode().upper())(scope, receive, send)

    house.app.hooks["POST /platform"] = hook
    transport = httpx.ASGITransport(house.app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
        assert (await http.post("/platform", content="said")).text == "SAID"
        assert (await http.get("/platform")).status_code == 404
        assert (await http.post("/platform/x", content="said")).status_code == 403
        assert (await http.get("/live")).text == "alive\n"
