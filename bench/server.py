"""A server in a process of its own: `python -m bench.server ours|asleep|wechat|echo PORT FOLDER [OWNERS]`.

ours    the whole app: bell and sender run
asleep  the app without bell and sender: what is measured is a message up to its commit
wechat  the whole app on an official account, as the environment sets it
echo    a bare python-telegram-bot echo, its network a stub, behind the same server
"""

import asyncio
import sys
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bench.company import TECHNICIANS, BenchApp, company_of, settings_for
from bot.app import App
from bot.server import Server
from bot.settings import load_settings


async def ours(port: int, folder: Path, owners: int, *, awake: bool) -> None:
    app = BenchApp(settings_for(folder), company_of(owners))
    await app.open()
    try:
        await Server(app.web(awake=awake), port).serve()
    finally:
        await app.close()


async def wechat(port: int, folder: Path) -> None:
    settings = load_settings(database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url="memory:///")
    app = App(settings, company_of())
    await app.open()
    try:
        await Server(app.web(), port).serve()
    finally:
        await app.close()


async def echo(port: int) -> None:
    from telegram import Update
    from telegram.ext import ApplicationBuilder, CallbackQueryHandler, MessageHandler, filters
    from telegram.request import BaseRequest

    class Stub(BaseRequest):
        """Answers what Telegram would."""

        @property
        def read_timeout(self) -> float:
            return 5

        async def initialize(self) -> None:
            return

        async def shutdown(self) -> None:
            return

        async def do_request(self, url: str, *_args: object, **_more: object) -> tuple[int, bytes]:
            result: dict[str, object] = {"id": 1, "is_bot": True, "first_name": "b", "username": "b"}
            if url.endswith("/sendMessage"):
                result = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "ok"}
            return 200, msgspec.json.encode({"ok": True, "result": result})

    async def answer(update: Update, _context: object) -> None:
        await update.effective_chat.send_message(update.callback_query.data if update.callback_query else "ok")

    bot = ApplicationBuilder().token("1:x").request(Stub()).get_updates_request(Stub()).updater(None).build()
    bot.add_handler(MessageHandler(filters.TEXT, answer))
    bot.add_handler(CallbackQueryHandler(answer))
    await bot.initialize()

    async def telegram(request: Request) -> Response:
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        return Response()

    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok")

    web = Starlette(routes=[Route("/telegram", telegram, methods=["POST"]), Route("/health", health)])
    await Server(web, port).serve()


if __name__ == "__main__":
    kind, port = sys.argv[1], int(sys.argv[2])
    if kind == "echo":
        asyncio.run(echo(port))
    elif kind == "wechat":
        asyncio.run(wechat(port, Path(sys.argv[3])))
    else:
        owners = int(sys.argv[4]) if len(sys.argv) > 4 else TECHNICIANS
        asyncio.run(ours(port, Path(sys.argv[3]), owners, awake=kind == "ours"))
