"""Who sits behind a browser. A cookie per seat holds a random token, of which only the hash is stored.

A visitor without one is somebody new: an address of their own, a customer once they say something. Members of the
company come in by a one-time link. A seat is a path of its own, so that one browser can hold several chats.
"""

import hashlib

from storage.unit import Unit

COOKIE_DAYS = 180
LINK_MS = 24 * 3_600_000
"""How long a one-time link works."""


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(unit: Unit) -> str:
    """128 random bits and more, for a cookie or a link."""
    return unit.entropy(24).hex()


def visitor(unit: Unit) -> tuple[str, str]:
    """A cookie for somebody new: (token, address)."""
    token, address = new_token(unit), f"w{unit.entropy(9).hex()}"
    unit.tx.run(unit.q.add_web_session, token_hash=token_hash(token), address=address, at=unit.now)
    return token, address


def address_of(unit: Unit, token: str) -> str | None:
    """The address behind a cookie; None for a token that was never given out."""
    row = unit.tx.one(unit.q.web_session, token_hash=token_hash(token))
    return row["address"] if row else None


def link_for(unit: Unit, person: int) -> str:
    """The token of a one-time link for a member of the company."""
    token = new_token(unit)
    row = {"token_hash": token_hash(token), "person": person, "expires_at": unit.now + LINK_MS}
    unit.tx.run(unit.q.add_web_key, **row)
    return token


def redeem(unit: Unit, token: str, language: str) -> str | None:
    """A cookie for whoever a link is for. A link works once; None when it does not."""
    hashed = token_hash(token)
    row = unit.tx.one(unit.q.web_key, token_hash=hashed, now=unit.now)
    if row is None:
        return None
    unit.tx.run(unit.q.drop_web_key, token_hash=hashed)
    cookie, address = visitor(unit)
    unit.people.add_address(row["person"], "web", address, language)
    return cookie


def sit_down(unit: Unit, person: int, address: str, language: str) -> str:
    """A cookie for a demo's seat, whose address is the same for everybody who looks."""
    token = new_token(unit)
    unit.tx.run(unit.q.add_web_session, token_hash=token_hash(token), address=address, at=unit.now)
    if unit.people.speaker("web", address) is None:
        unit.people.add_address(person, "web", address, language)
    return token
