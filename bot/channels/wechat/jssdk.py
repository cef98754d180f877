"""What a page of ours needs to ask, inside WeChat, whether we may write once more (订阅通知): the JS-SDK's signature
over its address, and the small part with the button (`web/templates/subscribe.html`)."""

import hashlib
from collections.abc import Callable
from typing import Any

from bot.channels.tencent import EARLY_MS, Api
from storage.memory import remember, remembered
from storage.store import Store
from storage.unit import Unit

TICKET = "/cgi-bin/ticket/getticket"
KEPT = "wechat_jsapi_ticket"
SCRIPT = "https://res.wx.qq.com"
"""Where WeChat's script comes from: the page's content policy must allow it."""


class JsSdk:
    """One account's pages.

    entropy   random bytes
    template  of the one-time subscription; without one there is no button
    """

    def __init__(
        self,
        store: Store[Unit],
        api: Api,
        now: Callable[[], int],
        entropy: Callable[[int], bytes],
        *,
        app_id: str,
        template: str,
    ) -> None:
        self._store, self._api, self._now, self._entropy = store, api, now, entropy
        self._app_id, self._template = app_id, template

    async def button(self, url: str) -> dict[str, Any] | None:
        """What the part is shown with on the page at `url`; None where the account has no such template.

        url     as the phone shows it, without what follows #
        raises  Declined, Unreachable, KeyRefused: then the page shows no button
        """
        if not self._template:
            return None
        nonce, stamp = self._entropy(8).hex(), self._now() // 1000
        signed = signature(await self._ticket(), nonce, stamp, url)
        return {
            "app_id": self._app_id,
            "nonce": nonce,
            "timestamp": stamp,
            "signature": signed,
            "template": self._template,
        }

    async def _ticket(self) -> str:
        """The same for everybody, until shortly before its end."""
        kept = await self._store.run(lambda unit: remembered(unit, KEPT))
        if kept and kept["until"] - EARLY_MS > self._now():
            return str(kept["ticket"])
        found = await self._api.ask(TICKET, type="jsapi")
        new = {"ticket": str(found["ticket"]), "until": self._now() + int(found["expires_in"]) * 1000}
        await self._store.run(lambda unit: remember(unit, KEPT, new))
        return str(new["ticket"])


def signature(ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """As WeChat reckons it, over the address without what follows #."""
    words = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.partition('#')[0]}"
    return hashlib.sha1(words.encode()).hexdigest()  # noqa: S324  the platform's choice
