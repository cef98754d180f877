"""Callbacks of WeChat and WeCom: what they post is opened, what we answer is sealed. X2 X3 (PROMISES).

wechatpy does the AES and no more; around it stands what it lacks: a signature compared in constant time, a time at most
five minutes off, a nonce that is used for one body only, a body that is bounded before it is parsed, and one net under
everything it can raise. Imported only where such a channel is set up: it costs 300 ms.
"""

import hashlib
import hmac
import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

import xmltodict
from wechatpy.crypto import PrpCrypto

MOST_BODY = 64_000
SKEW_MS = 300_000
MOST_NONCES = 100_000
MOST_LEVELS = 20
"""The platforms nest five; what is deeper could not be written down again."""
KEY = re.compile(r"[A-Za-z0-9+/]{43}")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold."""


class Forged(Exception):
    """Not from the platform, or not meant for us: why."""


class Unreadable(Exception):
    """Signed as it should be, and nothing we can read: why."""


class Seal:
    """One account's secrets.

    token    what signatures are made with
    aes_key  43 letters and digits, as the platform shows it
    own_id   app id (WeChat) or corp id (WeCom): stands inside what is sealed
    plain    WeChat's plain mode is taken too: its signature does not cover the body; for a sandbox alone
    """

    def __init__(self, token: str, aes_key: str, own_id: str, *, plain: bool = False) -> None:
        self._token, self._own_id, self._plain = token, own_id, plain
        self._crypto = PrpCrypto(b64decode(aes_key + "="))
        self._nonces: dict[str, tuple[int, str]] = {}

    def opened(self, query: Mapping[str, str], body: bytes, now: int) -> dict[str, Any]:
        """What was posted, as a flat table. `now`: UTC ms. raises Forged, Unreadable"""
        if len(body) > MOST_BODY:
            raise Unreadable("too large")
        posted = _table(body)
        if "Encrypt" not in posted or not query.get("msg_signature"):
            return self._opened_plain(query, posted, body, now)
        sealed = str(posted["Encrypt"])
        self._check(query, "msg_signature", sealed, now)
        return _table(self._decrypted(sealed).encode())

    def echo(self, query: Mapping[str, str], now: int) -> str:
        """The answer with which an address is proved to be ours. raises Forged, Unreadable"""
        echo = query.get("echostr", "")
        if query.get("msg_signature"):
            self._check(query, "msg_signature", echo, now)
            return self._decrypted(echo)
        self._check(query, "signature", "", now)  # WeChat proves the address without a body, in either mode
        return echo

    def asked(self, words: str, nonce: str, now: int) -> dict[str, str]:
        """The query with which the platform asks for a proof: whoever has our secrets answers with the words."""
        stamp, sealed = str(now // 1000), self._crypto.encrypt(words, self._own_id).decode()
        signature = _signature(self._token, stamp, nonce, sealed)
        return {"msg_signature": signature, "timestamp": stamp, "nonce": nonce, "echostr": sealed}

    def answer(self, xml: str, query: Mapping[str, str], now: int) -> str:
        """An answer in the mode in which it was asked."""
        return self.sealed(xml, query.get("nonce", ""), now) if query.get("msg_signature") else xml

    def sealed(self, xml: str, nonce: str, now: int) -> str:
        """An answer for the platform."""
        stamp = str(now // 1000)
        encrypted = self._crypto.encrypt(xml, self._own_id).decode()
        signature = _signature(self._token, stamp, nonce, encrypted)
        return (
            f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            f"<TimeStamp>{stamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>"
        )

    def _opened_plain(self, query: Mapping[str, str], posted: dict[str, Any], body: bytes, now: int) -> dict[str, Any]:
        if not self._plain:
            raise Forged("plain mode, in which nobody can tell who wrote the body")
        self._check(query, "signature", "", now, covers=hashlib.sha256(body).hexdigest())
        return posted

    def _check(self, query: Mapping[str, str], name: str, sealed: str, now: int, covers: str = "") -> None:
        given, stamp, nonce = query.get(name, ""), query.get("timestamp", ""), query.get("nonce", "")
        parts = (stamp, nonce, sealed) if sealed else (stamp, nonce)
        wanted = _signature(self._token, *parts)
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            raise Forged("the signature is not ours")
        if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12 or abs(int(stamp) * 1000 - now) > SKEW_MS:
            raise Forged("more than five minutes off")
        if not nonce:
            raise Forged("no nonce")
        # The platform sends the same thing again with the same signature; anything else under a used nonce is made up.
        before = self._nonces.setdefault(nonce, (now, given + covers))
        if before[1] != given + covers:
            raise Forged("a nonce that was used before")
        if len(self._nonces) > MOST_NONCES:
            old = [known for known, (at, _given) in self._nonces.items() if now - at > 2 * SKEW_MS]
            for known in old or list(self._nonces)[: MOST_NONCES // 2]:
                del self._nonces[known]

    def _decrypted(self, sealed: str) -> str:
        try:
            text: str = self._crypto.decrypt(sealed, self._own_id)
        except Exception as error:  # KeyError, struct.error, binascii.Error, UnicodeDecodeError, its own, and more
            raise Forged(f"it does not open: {type(error).__name__}") from None
        return text


def cdata(words: str) -> str:
    """Words inside XML: nothing in them ends the section, nothing in them is no XML."""
    return "<![CDATA[" + ILLEGAL.sub("", words).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324  the platform's choice


def _table(xml: bytes) -> dict[str, Any]:
    try:
        found = xmltodict.parse(xml, disable_entities=True)
    except Exception as error:  # ExpatError, ValueError, RecursionError, UnicodeDecodeError
        raise Unreadable(f"no XML: {type(error).__name__}") from None
    table = found.get("xml") if isinstance(found, dict) else None
    if not isinstance(table, dict):
        raise Unreadable("no <xml>")
    if _deeper(table, MOST_LEVELS):
        raise Unreadable("nested too deep")
    return table


def _deeper(table: Any, levels: int) -> bool:
    """Whether something in it is nested deeper than that."""
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return levels == 0 or any(_deeper(one, levels - 1) for one in inner)
