"""The account's own menu: three taps that say a word. What stands there and what will stand; setting it again changes
nothing. A tap comes as an event with the word as its key, and opens a minute in which three messages may be sent."""

from collections.abc import Mapping
from typing import Any

from bot.channels.tencent import Api, Declined
from handlers.texts import Texts

CREATE, GET = "/cgi-bin/menu/create", "/cgi-bin/menu/get"
NO_MENU = 46003
WORDS = ("report", "progress", "human")
"""Each has a name (`wechat-menu-…`) and a word that its tap says (`wechat-menu-says-…`)."""
MENDS = {
    48001: "this account may not have a menu through the API: it must be verified (认证), and 服务器配置 switched on",
    40164: "this server's address is not in the account's IP list: 设置与开发 → 基本配置 → IP 白名单",
    40013: "the app id is not known: PAIDAN_WECHAT_APP_ID",
    40125: "the secret is refused: PAIDAN_WECHAT_SECRET",
}


def wanted(texts: Texts, language: str) -> dict[str, Any]:
    """The menu as WeChat takes it."""

    def say(key: str) -> str:
        return texts.say(key, {}, language, "UTC", 0)

    buttons = [
        {"type": "click", "name": say(f"wechat-menu-{word}"), "key": say(f"wechat-menu-says-{word}")} for word in WORDS
    ]
    return {"button": buttons}


async def standing(api: Api) -> dict[str, Any]:
    """The menu that is there now; one without buttons for none. raises Declined, Unreachable, KeyRefused"""
    try:
        found = await api.ask(GET)
    except Declined as declined:
        if declined.code == NO_MENU:
            return {"button": []}
        raise
    return {"button": [_bare(button) for button in found.get("menu", {}).get("button", [])]}


async def put(api: Api, menu: Mapping[str, Any]) -> None:
    """raises Declined, Unreachable, KeyRefused"""
    await api.call(CREATE, menu)


def names(menu: Mapping[str, Any]) -> str:
    """A menu in a line."""
    return " · ".join(button["name"] for button in menu["button"]) or "—"


def mend(declined: Declined) -> str:
    """What an operator does about a refusal."""
    return MENDS.get(declined.code, f"WeChat refuses: {declined}")


def _bare(button: Mapping[str, Any]) -> dict[str, Any]:
    """A button as we would set it: WeChat adds an empty list to each."""
    return {name: value for name, value in button.items() if name != "sub_button" or value}
