"""Settings, from `paidan.toml` and the environment (prefix PAIDAN_). A wrong one stops the start with one line.

The line says which setting, where it came from, why, and an example; never its value, which may be a secret.
"""

import os
import re
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.channels.sms.gateway import Gateway

PREFIX = "PAIDAN_"
FILE = "paidan.toml"
NOTICE = '{"id": "template-id", "fields": {"thing1": "text", "thing2": "more"}}'
EXAMPLES = {
    "database_url": "sqlite:///data/paidan.db",
    "photos_url": "file:///var/lib/paidan/photos",
    "policy": "gree-installer",
    "public_url": "https://service.example.com",
    "timezone": "Asia/Shanghai",
    "language": "zh",
    "company": "company.toml",
    "host": "127.0.0.1",
    "port": "8080",
    "telegram_token": "123456789:the-token-that-BotFather-gave-you--",
    "telegram_api_url": "https://api.telegram.org",
    "telegram_webhook_secret": "letters-digits-underscores-and-dashes",
    "wechat_app_id": "wx0123456789abcdef",
    "wechat_secret": "the-32-characters-of-AppSecret",
    "wechat_token": "letters-and-digits-you-chose",
    "wechat_aes_key": "the-43-characters-of-EncodingAESKey",
    "wechat_api_url": "https://api.weixin.qq.com",
    "wechat_plain": "false",
    "wecom_corp_id": "ww0123456789abcdef",
    "wecom_agent_id": "1000002",
    "wecom_secret": "the-43-characters-of-the-app's-Secret",
    "wecom_token": "letters-and-digits-you-chose",
    "wecom_aes_key": "the-43-characters-of-EncodingAESKey",
    "wecom_api_url": "https://qyapi.weixin.qq.com",
    "wecom_cards": "true",
    "wecom_accounts": "200",
    "sms_url": "https://sms.yunpian.com/v2/sms/single_send.json",
    "sms_templates": '{"form": {"mobile": "{phone}", "text": "{text} {link}"}, "success": {"code": 0}}',
    "wechat_notice": NOTICE,
    "wechat_notice_staff": NOTICE,
    "wechat_subscription": NOTICE,
}


ACCOUNTS = (
    ("the official account", "wechat", ("app_id", "secret", "token", "aes_key")),
    ("the app on WeCom", "wecom", ("corp_id", "agent_id", "secret", "token", "aes_key")),
)
"""What an account cannot do without."""


class SettingsError(Exception):
    """A setting the program cannot run with, in one line."""


class WeChatNotice(BaseModel):
    """A template: its id, and what each of its fields says: "text", "more", or words of one's own."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = ""
    fields: dict[str, str] = {}


class Settings(BaseSettings):
    """Everything an operator can set.

    database_url  sqlite:///relative or sqlite:////absolute
    photos_url    file:///folder or s3://bucket; by default a folder beside the database
    policy        a pack's name, or a path to a .toml file
    company       the file that names the company, its branches and people
    public_url    where people reach this server, links begin so; by default where it listens
    telegram_…    a bot's token; another server in Telegram's place; a secret of our own, with which updates come by
                  webhook at public_url (without it we poll)
    wechat_…      an official account's app id, secret, token and 43-letter key; another server in WeChat's place; plain
                  mode, for a sandbox alone; the templates for what is said outside of every window: to anyone, to
                  technicians, and to those who agreed to one more message (订阅通知)
    wecom_…       a company's corp id, and of its self-built app the agent id, secret, token and 43-letter key; another
                  server in WeCom's place; whether choices may be cards, which nobody sees who reads WeCom in WeChat
    sms_…         where a text message is handed over, and what is sent there (see docs/sms.md)
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=FILE, extra="forbid")

    database_url: str = "sqlite:///data/paidan.db"
    photos_url: str = ""
    policy: str = "gree-installer"
    company: str = "company.toml"
    public_url: str = ""
    timezone: str = "Asia/Shanghai"
    language: str = "zh"
    host: str = "127.0.0.1"
    port: int = 8080
    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")
    wechat_app_id: str = ""
    wechat_secret: SecretStr = SecretStr("")
    wechat_token: SecretStr = SecretStr("")
    wechat_aes_key: SecretStr = SecretStr("")
    wechat_api_url: str = "https://api.weixin.qq.com"
    wechat_plain: bool = False
    wechat_notice: WeChatNotice = WeChatNotice()
    wechat_notice_staff: WeChatNotice = WeChatNotice()
    wechat_subscription: WeChatNotice = WeChatNotice()
    wecom_corp_id: str = ""
    wecom_agent_id: str = ""
    wecom_secret: SecretStr = SecretStr("")
    wecom_token: SecretStr = SecretStr("")
    wecom_aes_key: SecretStr = SecretStr("")
    wecom_api_url: str = "https://qyapi.weixin.qq.com"
    wecom_cards: bool = True
    wecom_accounts: int = Field(0, ge=0)
    sms_url: str = Field("", repr=False)
    sms_templates: Gateway = Field(Gateway(), repr=False)

    @field_validator("database_url")
    @classmethod
    def _sqlite(cls, value: str) -> str:
        if not value.startswith("sqlite:///") or value == "sqlite:///":
            raise ValueError("it must begin with sqlite:/// and name a file")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("it is no time zone this machine knows")
        return value

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in ("zh", "en"):
            raise ValueError("it must be zh or en")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(r"\d{6,12}:[A-Za-z0-9_-]{30,}", value.get_secret_value()):
            raise ValueError("it must be a bot's token: digits, a colon, and at least 30 letters")
        return value

    @field_validator("wecom_corp_id")
    @classmethod
    def _corp_id(cls, value: str) -> str:
        if value and not re.fullmatch(r"w[wx][0-9A-Za-z]{10,30}", value):
            raise ValueError("it must be the company's id, which begins with ww")
        return value

    @field_validator("wecom_agent_id")
    @classmethod
    def _agent_id(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9]{1,12}", value):
            raise ValueError("it must be the app's AgentId, a number")
        return value

    @field_validator("wechat_aes_key", "wecom_aes_key")
    @classmethod
    def _aes_key(cls, value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(r"[A-Za-z0-9]{43}", value.get_secret_value()):
            raise ValueError("it must be the 43 letters and digits of EncodingAESKey")
        return value

    @field_validator("telegram_api_url", "wechat_api_url", "wecom_api_url")
    @classmethod
    def _api(cls, value: str) -> str:
        if not re.match(r"https?://[^/]+", value):
            raise ValueError("it must begin with https:// or http:// and name a server")
        return value

    @field_validator("sms_url")
    @classmethod
    def _gateway(cls, value: str) -> str:
        return cls._api(value) if value else value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
            raise ValueError("it must be 16 to 256 letters, digits, underscores and dashes")
        return value

    @model_validator(mode="after")
    def _webhook_needs_an_address(self) -> Self:
        if self.telegram_webhook_secret and not self.public_url:
            raise ValueError("telegram_webhook_secret: Telegram posts to public_url, which is not set")
        at_telegram = self.telegram and self.telegram_api_url.startswith(EXAMPLES["telegram_api_url"])
        if self.telegram_webhook_secret and at_telegram and not self.public_url.startswith("https://"):
            raise ValueError("public_url: Telegram posts to an address that begins with https:// and to no other")
        return self

    @model_validator(mode="after")
    def _accounts_are_whole(self) -> Self:
        for what, begins, parts in ACCOUNTS:
            missing = [part for part in parts if not _plain(getattr(self, f"{begins}_{part}"))]
            if missing and len(missing) < len(parts):
                raise ValueError(f"{begins}_{missing[0]}: {what} needs it too, beside the other {begins}_ settings")
        return self

    @model_validator(mode="after")
    def _sms_is_whole(self) -> Self:
        if not self.sms_url and self.sms_templates.described():
            raise ValueError("sms_url: sms_templates says what is sent, but not where")
        if self.sms_url and not self.sms_templates.described():
            raise ValueError(f"sms_templates: it must say what is sent to sms_url, as {EXAMPLES['sms_templates']}")
        if self.sms_url and not self.public_url:
            raise ValueError("sms_url: a text message carries a link to public_url, which is not set")
        return self

    @field_validator("port")
    @classmethod
    def _port(cls, value: int) -> int:
        if not 0 <= value < 65536:
            raise ValueError("it must be a port, 1 to 65535")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))

    @property
    def database(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///")).absolute()

    @property
    def folder(self) -> Path:
        """The data folder: the database's."""
        return self.database.parent

    @property
    def photos(self) -> str:
        return self.photos_url or (self.folder / "photos").as_uri()

    @property
    def address(self) -> str:
        """Where people reach this server."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def telegram(self) -> bool:
        """Whether there is a bot."""
        return bool(self.telegram_token.get_secret_value())

    @property
    def wechat(self) -> bool:
        """Whether there is an official account."""
        return bool(self.wechat_app_id)

    @property
    def wecom(self) -> bool:
        """Whether there is an app on WeCom."""
        return bool(self.wecom_corp_id)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def _plain(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def load_settings(**given: object) -> Settings:
    """The settings as file and environment say; `given` wins. Raises SettingsError."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by the model itself
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:
            raise SettingsError(first["msg"].removeprefix("Value error, ")) from None
        name = str(first["loc"][0])
        raise SettingsError(_line(name, first["msg"].removeprefix("Value error, "), given)) from None
    except ValueError as error:
        raise SettingsError(f"{FILE}: cannot be read ({type(error).__name__}: {error})") from None


def _line(name: str, why: str, given: dict[str, object]) -> str:
    variable = f"{PREFIX}{name.upper()}"
    source = "the command line" if name in given else variable if variable in os.environ else FILE
    example = f" Example: {variable}={EXAMPLES[name]}" if name in EXAMPLES else f" Known: {', '.join(EXAMPLES)}."
    return f"{name} (from {source}): {why}.{example}"
