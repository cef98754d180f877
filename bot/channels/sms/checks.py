"""Whether the gateway answers. No text message is sent: each costs money."""

from urllib.parse import urlsplit

import httpx

from bot.checking import Amiss, Check, NotSet
from bot.settings import Settings

TIMEOUT_S = 10


def checks(settings: Settings) -> list[Check]:
    """The gateway."""

    async def gateway() -> str:
        if not settings.sms_url:
            raise NotSet("PAIDAN_SMS_URL and PAIDAN_SMS_TEMPLATES: who only phones is phoned")
        host = urlsplit(settings.sms_url).hostname
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
                await http.head(settings.sms_url)
        except httpx.HTTPError as error:
            why = type(error).__name__
            raise Amiss(
                f"PAIDAN_SMS_URL: {host} does not answer ({why}); is the address right, may we go out?"
            ) from None
        return f"{host} answers; its key is first tried by a real text message"

    return [Check("sms", gateway)]
