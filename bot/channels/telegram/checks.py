"""Whether the bot's token is right and updates come the way they are set to come, asked of Telegram itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.service import PATH
from bot.checking import Amiss, Check, NotSet
from bot.settings import Settings

REFUSED = "PAIDAN_TELEGRAM_TOKEN is refused: ask @BotFather for the token (/token) and set that one"


def checks(settings: Settings) -> list[Check]:
    """The bot, and its way in."""

    async def bot() -> str:
        async with _asking(settings) as bot:
            return f"@{(await bot.get_me()).username}"

    async def way_in() -> str:
        async with _asking(settings) as bot:
            hook = await bot.get_webhook_info()
        wanted = f"{settings.address}{PATH}" if settings.telegram_webhook_secret else ""
        if hook.last_error_message and hook.url == wanted:
            raise Amiss(f"Telegram could not post to {hook.url}: {hook.last_error_message}")
        way = f"webhook {wanted}" if wanted else "polling"
        late = f"; {hook.pending_update_count} messages wait" if hook.pending_update_count else ""
        return way + late + ("" if hook.url == wanted else "; serve sets it at its start")

    return [Check("telegram", bot), Check("telegram updates", way_in)]


@asynccontextmanager
async def _asking(settings: Settings) -> AsyncIterator[Bot]:
    if not settings.telegram:
        raise NotSet("PAIDAN_TELEGRAM_TOKEN")
    base = settings.telegram_api_url.rstrip("/")
    request = HTTPXRequest(connect_timeout=5, read_timeout=8)
    try:
        yield Bot(settings.telegram_token.get_secret_value(), base_url=f"{base}/bot", request=request)
    except InvalidToken:
        raise Amiss(REFUSED) from None
    except TelegramError as error:
        raise Amiss(f"{base} does not answer ({type(error).__name__}): is the network in the way?") from None
    finally:
        await request.shutdown()
