"""The platforms that the settings name, each with its parts; one that is not named costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from starlette.types import ASGIApp

from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.sms.channel import SmsChannel
from bot.channels.tencent import Declined
from bot.settings import Settings
from handlers.said import Channel
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Reach, Unit

if TYPE_CHECKING:
    from bot.channels.telegram.service import Telegram
    from bot.channels.wechat.service import WeChat
    from bot.channels.wecom.service import WeCom

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parts:
    """What every platform works with. now: UTC ms."""

    settings: Settings
    store: Store[Unit]
    photos: Photos
    texts: Texts
    now: Callable[[], int]
    entropy: Callable[[int], bytes]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Platforms:
    """Those that are named; None for the others."""

    telegram: "Telegram | None"
    wechat: "WeChat | None"
    wecom: "WeCom | None"
    sms: SmsChannel | None

    def channels(self) -> dict[str, Channel]:
        """What the sender sends through, by name."""
        accounts = [platform.channel for platform in (self.telegram, self.wechat, self.wecom) if platform]
        return {channel.name: channel for channel in (*accounts, *((self.sms,) if self.sms else ()))}

    def standing(self) -> dict[str, str]:
        """How each stands, in a word."""
        named = {"telegram": self.telegram, "wechat": self.wechat, "wecom": self.wecom, "sms": self.sms}
        return {name: platform.standing.state for name, platform in named.items() if platform}

    def hooks(self) -> dict[str, ASGIApp]:
        """Method and path → where a platform posts to us."""
        found: dict[str, ASGIApp] = {}
        if self.telegram and self.telegram.by_webhook:
            found["POST /telegram"] = self.telegram.webhook
        for account in (self.wechat, self.wecom):
            if account:
                found |= {f"{method} /{account.name}": account.callback for method in ("GET", "POST")}
        if self.sms and self.sms.reports:
            found["POST /sms/report"] = self.sms.reports.posted
        return found

    async def subscribing(self, url: str) -> dict[str, Any] | None:
        """What WeChat's button that asks for one more message needs on the page at `url`; None where there is none."""
        if self.wechat is None:
            return None
        try:
            return await self.wechat.pages.button(url)
        except (Declined, Unreachable, KeyRefused) as error:
            log.warning("a page goes without WeChat's button", why=str(error))
            return None

    async def start(self, catch_up_s: float) -> None:
        """They begin. What people said meanwhile where we ask for it is heard first, for so many seconds at most."""
        if self.telegram:
            self.telegram.start()
            try:
                await self.telegram.catch_up(catch_up_s)
            except Exception:
                log.exception("Telegram could not be caught up with; the bell does not wait")
        for account in (self.wechat, self.wecom):
            if account:
                account.start()

    async def stop(self) -> None:
        """Nothing more is asked of them."""
        for platform in (self.telegram, self.wechat, self.wecom, self.sms):
            if platform:
                await platform.stop()


def platforms(parts: Parts) -> Platforms:
    """Made, not yet started."""
    settings = parts.settings
    return Platforms(
        telegram=_telegram(parts) if settings.telegram else None,
        wechat=_wechat(parts) if settings.wechat else None,
        wecom=_wecom(parts) if settings.wecom else None,
        sms=_sms(parts) if settings.sms_url else None,
    )


def _telegram(parts: Parts) -> "Telegram":
    from bot.channels.telegram.service import Telegram, TelegramParts  # noqa: PLC0415  costs nothing without a token

    settings = parts.settings
    return Telegram(
        TelegramParts(
            store=parts.store,
            photos=parts.photos,
            texts=parts.texts,
            now=parts.now,
            language=settings.language,
            token=settings.telegram_token.get_secret_value(),
            api_url=settings.telegram_api_url,
            secret=settings.telegram_webhook_secret.get_secret_value(),
            public_url=settings.address,
            reach=parts.reach,
        )
    )


def _wechat(parts: Parts) -> "WeChat":
    from bot.channels.sealed import Seal  # noqa: PLC0415  costs 300 ms, nothing without an account
    from bot.channels.wechat.notices import Notice, Templates  # noqa: PLC0415
    from bot.channels.wechat.service import WeChat, WeChatParts  # noqa: PLC0415

    settings = parts.settings
    templates = (settings.wechat_notice, settings.wechat_notice_staff, settings.wechat_subscription)
    token, key = settings.wechat_token.get_secret_value(), settings.wechat_aes_key.get_secret_value()
    return WeChat(
        WeChatParts(
            store=parts.store,
            photos=parts.photos,
            texts=parts.texts,
            now=parts.now,
            zone=settings.timezone,
            language=settings.language,
            app_id=settings.wechat_app_id,
            secret=settings.wechat_secret.get_secret_value(),
            api_url=settings.wechat_api_url,
            seal=Seal(token, key, settings.wechat_app_id, plain=settings.wechat_plain),
            entropy=parts.entropy,
            templates=Templates(*(Notice(one.id, one.fields) for one in templates)),
        )
    )


def _wecom(parts: Parts) -> "WeCom":
    from bot.channels.sealed import Seal  # noqa: PLC0415  costs 300 ms, nothing without an app
    from bot.channels.wecom.service import WeCom, WeComParts  # noqa: PLC0415

    settings = parts.settings
    token, key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
    return WeCom(
        WeComParts(
            store=parts.store,
            photos=parts.photos,
            texts=parts.texts,
            now=parts.now,
            language=settings.language,
            corp_id=settings.wecom_corp_id,
            agent_id=int(settings.wecom_agent_id),
            secret=settings.wecom_secret.get_secret_value(),
            api_url=settings.wecom_api_url,
            seal=Seal(token, key, settings.wecom_corp_id),
            cards=settings.wecom_cards,
            accounts=settings.wecom_accounts,
        )
    )


def _sms(parts: Parts) -> SmsChannel:
    settings = parts.settings
    return SmsChannel(
        parts.store,
        parts.texts,
        url=settings.sms_url,
        gateway=settings.sms_templates,
        zone=settings.timezone,
        now=parts.now,
    )
