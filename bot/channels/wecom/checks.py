"""Whether the app's settings are right, asked of WeCom itself."""

from typing import Any
from urllib.parse import urlsplit

from bot.channels.sealed import Seal
from bot.channels.tencent_checks import asking, proved
from bot.channels.wecom.service import AGENT, token
from bot.checking import Amiss, Check, NotSet
from bot.settings import Settings

AGENT_MEND = "PAIDAN_WECOM_AGENT_ID is not the app of this secret: copy AgentId from the app's page"
SECRET_MEND = "PAIDAN_WECOM_SECRET is wrong: open the app's page, 查看 Secret, and set that one"  # noqa: S105  words
MENDS = {
    40001: SECRET_MEND,
    40091: SECRET_MEND,
    40013: "PAIDAN_WECOM_CORP_ID is wrong: copy 企业ID from 我的企业 → 企业信息",
    40056: AGENT_MEND,
    301002: AGENT_MEND,
    60020: "add this server's IP {ip} to the app's 企业可信IP (a trusted domain or the callback must be set before)",
}


def checks(settings: Settings) -> list[Check]:
    """The app, its callback, and its trusted domain."""

    async def app() -> str:
        agent = await _agent(settings)
        if agent.get("close"):
            raise Amiss("the app is switched off: 启用 it on its page")
        return f"app {agent.get('name', settings.wecom_agent_id)}"

    async def callback() -> str:
        _must_be_set(settings)
        secret, key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
        return await proved(settings, "/wecom", Seal(secret, key, settings.wecom_corp_id))

    async def domain() -> str:
        _must_be_set(settings)
        ours = urlsplit(settings.public_url).hostname
        if not ours:
            raise NotSet("PAIDAN_PUBLIC_URL")
        theirs = str((await _agent(settings)).get("redirect_domain") or "")
        if not theirs:
            raise Amiss(f"the app has no 可信域名: set {ours} on its page under 网页授权及JS-SDK")
        if theirs.partition(":")[0] != ours:
            raise Amiss(f"the app's 可信域名 is {theirs}, PAIDAN_PUBLIC_URL is of {ours}: make them one")
        return theirs

    return [Check("wecom", app), Check("wecom callback", callback), Check("wecom domain", domain)]


def _must_be_set(settings: Settings) -> None:
    if not settings.wecom:
        raise NotSet("PAIDAN_WECOM_CORP_ID, _AGENT_ID, _SECRET, _TOKEN and _AES_KEY")


async def _agent(settings: Settings) -> dict[str, Any]:
    """The app as WeCom knows it. raises Amiss, NotSet"""
    _must_be_set(settings)
    async with asking(settings.wecom_api_url, MENDS) as caller:
        found = await token(caller, settings.wecom_corp_id, settings.wecom_secret.get_secret_value())
        key = str(found.get("access_token", ""))
        return await caller.plain("GET", AGENT, None, access_token=key, agentid=settings.wecom_agent_id)
