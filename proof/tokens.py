"""Signed ids for QR codes on sheets and stickers, short enough for a small code, a deep link and a scene. X15.

A token is a letter for its purpose and base64url of: whose key (2 bytes), last minute (4 bytes, 0: never), the id,
and 96 bits of HMAC-SHA256 over all of it. It says which thing is meant and shows nothing of it.
"""

import base64
import binascii
import hashlib
import hmac
import re
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from domain.errors import Refused

MOST_LETTERS = 64  # Telegram's payload and WeChat's scene take no more
MOST_ID_BYTES = 29
MINUTE = 60_000
_KEY, _TIME, _MAC = 2, 4, 12  # bytes
_FORM = re.compile(r"[a-z][A-Za-z0-9_-]{24,63}")


class Purpose(StrEnum):
    """What a code is printed on, or opens."""

    SHEET = "h"
    STICKER = "k"
    SIGNING = "g"


def signed(secret: bytes, purpose: Purpose, id: str, until: int | None = None) -> str:
    """The token of a thing: at most 64 letters of A-Z a-z 0-9 _ -.

    id      at most 29 bytes
    until   the last moment it is good, UTC ms, read to the minute; None for ever
    raises  ValueError for an empty or too long id
    """
    name = id.encode()
    if not 0 < len(name) <= MOST_ID_BYTES:
        raise ValueError(f"the id of a code has 1 to {MOST_ID_BYTES} bytes, not {len(name)}")
    body = _key(secret) + (0 if until is None else until // MINUTE).to_bytes(_TIME) + name
    return purpose + base64.urlsafe_b64encode(body + _mac(secret, purpose, body)).decode().rstrip("=")


def opened(secret: bytes, token: str, purpose: Purpose, now: int) -> str:
    """The id in a token. now: UTC ms.

    raises  Refused("qr-unknown") for no token, "qr-of-others" for another company's, "qr-altered",
            "qr-other-purpose", "qr-expired"
    """
    body, mac = _parts(token)
    if not hmac.compare_digest(body[:_KEY], _key(secret)):
        raise Refused("qr-of-others")
    if not hmac.compare_digest(mac, _mac(secret, token[0], body)):
        raise Refused("qr-altered")
    if token[0] != purpose:
        raise Refused("qr-other-purpose")
    until = int.from_bytes(body[_KEY : _KEY + _TIME])
    if until and now // MINUTE > until:
        raise Refused("qr-expired")
    return body[_KEY + _TIME :].decode()


def web_link(public_url: str, token: str) -> str:
    """What a code holds where people scan with any phone."""
    return f"{public_url.rstrip('/')}/q/{token}"


def telegram_link(bot: str, token: str) -> str:
    """What a code holds where people have Telegram. bot: its name without @."""
    return f"https://t.me/{bot}?start={token}"


def token_in(text: str, public_url: str = "", bot: str = "") -> str:
    """The token in what a code, a deep link or a scene says.

    text    a link of `web_link` or `telegram_link`, `qrscene_TOKEN`, or the bare token
    raises  Refused("qr-elsewhere", host) for a link to somebody else, "qr-unknown" for what is neither
    """
    if "://" in text:
        return _form(_in_link(text, public_url, bot))
    return _form(text.removeprefix("qrscene_"))


def _in_link(text: str, public_url: str, bot: str) -> str:
    try:
        link, ours = urlsplit(text), urlsplit(public_url)
        start = parse_qs(link.query).get("start", [""])[0]
        domain = parse_qs(link.query).get("domain", [""])[0]
    except ValueError:
        raise Refused("qr-unknown") from None
    path = f"{ours.path.rstrip('/')}/q/"
    if public_url and (link.scheme, link.netloc) == (ours.scheme, ours.netloc) and link.path.startswith(path):
        return link.path.removeprefix(path)
    at_telegram = link.netloc == "t.me" and link.path.strip("/").lower() == bot.lower()
    in_telegram = link.scheme == "tg" and link.netloc == "resolve" and domain.lower() == bot.lower()
    if bot and (at_telegram or in_telegram):
        return start
    raise Refused("qr-elsewhere", host=(link.hostname or link.scheme)[:60])


def _form(token: str) -> str:
    if len(token) > MOST_LETTERS or not _FORM.fullmatch(token):
        raise Refused("qr-unknown")
    return token


def _parts(token: str) -> tuple[bytes, bytes]:
    packed = _form(token)[1:]
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    except binascii.Error:
        raise Refused("qr-unknown") from None
    if len(raw) <= _KEY + _TIME + _MAC or base64.urlsafe_b64encode(raw).decode().rstrip("=") != packed:
        raise Refused("qr-unknown")
    return raw[:-_MAC], raw[-_MAC:]


def _key(secret: bytes) -> bytes:
    """Tells companies apart, says nothing of the secret."""
    return hmac.digest(secret, b"paidan whose code", hashlib.sha256)[:_KEY]


def _mac(secret: bytes, purpose: str, body: bytes) -> bytes:
    return hmac.digest(secret, b"paidan code " + purpose.encode() + body, hashlib.sha256)[:_MAC]
