"""Who sits behind a browser. A cookie per seat holds a random token, of which only the hash is stored.

A visitor without one is somebody new: an address of their own, a customer once they say something. Members of the
company come in by a one-time link. A seat is a path of its own, so that one browser can hold several chats.
"""

import hashlib
from dataclasses import dataclass

from handlers.stickers import is_code
from storage.invitations import by_link, use
from storage.unit import Unit

COOKIE_DAYS = 180


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


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody came in by a link.

    cookie  None where whoever sits here already stays
    joins   whether the link's code is still to be said, as if it had been sent in the chat
    """

    address: str
    cookie: str | None = None
    joins: bool = False


def come_in(unit: Unit, token: str, here: str | None, language: str) -> Entrance | None:
    """A link that is opened; None when it does not work, or does not any more.

    token  of a link, or a sticker's code
    here   the address behind the browser's cookie, None without one
    A member who opens a new page is seated under their own name at once, and hears of it at their other addresses.
    """
    if is_code(token):
        cookie, address = (None, here) if here else visitor(unit)
        return Entrance(address, cookie, joins=True)
    found = by_link(unit, token)
    if found is None:
        return None
    speaker = unit.people.speaker("web", here) if here else None
    if here and speaker and speaker.is_one_with(found.person or found.used_by):
        return Entrance(here)
    if found.state != "open":
        return None
    if found.person is None:
        cookie, address = (None, here) if here else visitor(unit)
        return Entrance(address, cookie, joins=True)
    use(unit, found, found.person)
    for channel, elsewhere in unit.people.addresses(found.person):
        unit.outbox.add(channel, elsewhere, "address-added-elsewhere", {})
    cookie, address = visitor(unit)
    unit.people.add_address(found.person, "web", address, language)
    return Entrance(address, cookie)


def sit_down(unit: Unit, person: int, address: str, language: str) -> str:
    """A cookie for a demo's seat, whose address is the same for everybody who looks."""
    token = new_token(unit)
    unit.tx.run(unit.q.add_web_session, token_hash=token_hash(token), address=address, at=unit.now)
    if unit.people.speaker("web", address) is None:
        unit.people.add_address(person, "web", address, language)
    return token
