"""Whether the official account's settings are right, asked of WeChat itself."""

from urllib.parse import urlsplit

from bot.channels.sealed import Seal
from bot.channels.tencent_checks import asking, proved
from bot.channels.wechat.jssdk import TICKET
from bot.channels.wechat.service import stable_token
from bot.checking import Amiss, Check, NotSet
from bot.settings import Settings, WeChatNotice

MENDS = {
    40013: "PAIDAN_WECHAT_APP_ID is not an account's AppID: copy it from 设置与开发 → 基本配置",
    40125: "PAIDAN_WECHAT_SECRET is wrong: reset the AppSecret in 基本配置 and set the new one",
    40001: "PAIDAN_WECHAT_SECRET is wrong: reset the AppSecret in 基本配置 and set the new one",
    40164: "add this server's IP {ip} to the IP 白名单 in 基本配置",
    48001: "the account may not do this: templates need a verified service account (服务号)",
}
DOMAINS, TEMPLATES = "/cgi-bin/get_api_domain_ip", "/cgi-bin/template/get_all_private_template"
SUBSCRIPTIONS = "/wxaapi/newtmpl/gettemplate"


def checks(settings: Settings) -> list[Check]:
    """The account, its callback, and its templates."""

    async def account() -> str:
        if not settings.wechat:
            raise NotSet("PAIDAN_WECHAT_APP_ID, _SECRET, _TOKEN and _AES_KEY")
        await _asked(settings, DOMAINS)
        return f"{settings.wechat_app_id} may use the API from here"

    async def callback() -> str:
        if not settings.wechat:
            raise NotSet("PAIDAN_WECHAT_APP_ID, _SECRET, _TOKEN and _AES_KEY")
        token, key = settings.wechat_token.get_secret_value(), settings.wechat_aes_key.get_secret_value()
        return await proved(settings, "/wechat", Seal(token, key, settings.wechat_app_id))

    async def notice() -> str:
        if not settings.wechat or not settings.wechat_notice.id:
            raise NotSet("PAIDAN_WECHAT_NOTICE: outside of the windows the desk is asked to phone")
        return await _template(settings, "PAIDAN_WECHAT_NOTICE", settings.wechat_notice)

    async def staff() -> str:
        if not settings.wechat or not settings.wechat_notice_staff.id:
            raise NotSet("PAIDAN_WECHAT_NOTICE_STAFF: technicians get the same one as customers")
        return await _template(settings, "PAIDAN_WECHAT_NOTICE_STAFF", settings.wechat_notice_staff)

    async def subscription() -> str:
        if not settings.wechat or not settings.wechat_subscription.id:
            raise NotSet("PAIDAN_WECHAT_SUBSCRIPTION: customers are not asked whether we may write once more")
        return await _subscription(settings)

    return [
        Check("wechat", account),
        Check("wechat callback", callback),
        Check("wechat notice", notice),
        Check("wechat staff notice", staff),
        Check("wechat subscription", subscription),
    ]


async def _template(settings: Settings, name: str, notice: WeChatNotice) -> str:
    listed = (await _asked(settings, TEMPLATES)).get("template_list", [])
    return f"template {_listed(listed, 'template_id', name, notice, '模板消息')}"


async def _subscription(settings: Settings) -> str:
    """The template, and whether our page may ask. Which domains may show the button WeChat tells nobody."""
    listed = (await _asked(settings, SUBSCRIPTIONS)).get("data", [])
    title = _listed(listed, "priTmplId", "PAIDAN_WECHAT_SUBSCRIPTION", settings.wechat_subscription, "订阅通知")
    if not settings.public_url:
        raise Amiss("PAIDAN_WECHAT_SUBSCRIPTION: the button stands on our page, so set PAIDAN_PUBLIC_URL")
    await _asked(settings, TICKET, type="jsapi")
    host = urlsplit(settings.public_url).hostname
    return f"template {title}; see yourself that {host} stands under JS 接口安全域名, WeChat tells nobody"


def _listed(listed: object, key: str, name: str, notice: WeChatNotice, where: str) -> str:
    """The title of a template that is listed, with all its fields. raises Amiss"""
    entries = listed if isinstance(listed, list) else []
    found = next((one for one in entries if one.get(key) == notice.id), None)
    if found is None:
        raise Amiss(f"{name}: the account has no template {notice.id}; add it under {where}")
    missing = [field for field in notice.fields if f"{{{{{field}.DATA}}}}" not in found.get("content", "")]
    if missing:
        raise Amiss(f"{name}: the template has no field {', '.join(missing)}")
    return str(found.get("title", notice.id))


async def _asked(settings: Settings, path: str, **query: str) -> dict[str, object]:
    async with asking(settings.wechat_api_url, MENDS) as caller:
        found = await stable_token(caller, settings.wechat_app_id, settings.wechat_secret.get_secret_value())
        return await caller.plain("GET", path, None, access_token=str(found.get("access_token", "")), **query)
