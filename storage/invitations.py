"""One-time invitations: a link of 192 random bits, a typed code of 60, of which only the hashes are kept. X14.

With a role an invitation makes a member; without one it opens one more address of a person who is known already.
Wrong codes are counted in storage, per address and for all together: a restart forgets none.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from domain.durations import DAY, HOUR, MINUTE, SECOND
from storage.unit import Unit

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U, so that nothing looks like something else."""
CODE_LETTERS = 12
ROLES = ("technician", "supervisor", "manager")
"""What somebody can be invited to be."""
LASTS = 7 * DAY
"""How long an invitation works unless it says otherwise."""

FREE_TRIES = 3
MOST_TRIES = 20
FIRST_DELAY, LONGEST_DELAY = MINUTE, HOUR
STOPPED = 7 * DAY
"""An address that guessed too often is not looked at for as long as an invitation lasts."""
ALL, FREE_FOR_ALL, FIRST_FOR_ALL, LONGEST_FOR_ALL = "all", 100, SECOND, 30 * SECOND
"""All addresses together: slowed down, never stopped. Only who has guessed wrong waits, and no longer than this after
their own guess: whoever guesses on and on from fresh addresses keeps nobody out. (A code has 60 bits.)"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation as it is kept.

    person  whose further address it opens, or None: it makes a member
    state   "open", "used", "expired" or "revoked"
    """

    id: int
    person: int | None
    name: str
    branch: str | None
    role: str | None
    skills: tuple[str, ...]
    areas: tuple[str, ...]
    by: int | None
    expires_at: int
    state: str
    used_by: int | None


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the inviter gets, once: nobody can read it again."""

    id: int
    token: str
    code: str
    expires_at: int


def invite(
    unit: Unit,
    *,
    by: int | None,
    person: int | None = None,
    name: str = "",
    branch: str | None = None,
    role: str | None = None,
    skills: Sequence[str] = (),
    areas: Sequence[str] = (),
    lasts: int = LASTS,
) -> Secrets:
    """A new invitation. `by` is who invites, None for the command line."""
    token, code = unit.entropy(24).hex(), _code(unit)
    made = Secrets(unit.new_id(), token, code, unit.now + lasts)
    unit.tx.run(
        unit.q.add_invitation,
        id=made.id,
        link_hash=_hash(token),
        code_hash=_hash(code),
        person=person,
        name=name,
        branch=branch,
        role=role,
        skills=msgspec.json.encode(list(skills)).decode(),
        areas=msgspec.json.encode(list(areas)).decode(),
        by=by,
        now=unit.now,
        expires_at=made.expires_at,
    )
    return made


def kept(unit: Unit, made: Secrets, words: str) -> str:
    """A link or a code as a reference for a message; the words are erased when the invitation ends."""
    return unit.keep(words, "invitation", made.id)


def by_link(unit: Unit, token: str) -> Invitation | None:
    """The invitation behind a link, whatever became of it."""
    return _found(unit, _hash(token), "link_hash")


def by_code(unit: Unit, code: str) -> Invitation | None:
    """The invitation behind a typed code, as `handlers/reading/code.py` reads it, or behind a link's token."""
    return _found(unit, _hash(code))


def by_id(unit: Unit, invitation: int) -> Invitation | None:
    row = unit.tx.one(unit.q.invitation, id=invitation)
    return _invitation(row, unit.now) if row else None


def open_ones(unit: Unit) -> list[Invitation]:
    """Invitations that still work, the newest first."""
    return [_invitation(row, unit.now) for row in unit.tx.all(unit.q.open_invitations, now=unit.now)]


def used_by(unit: Unit, person: int) -> list[Invitation]:
    """What somebody became a member by."""
    return [_invitation(row, unit.now) for row in unit.tx.all(unit.q.invitations_used_by, person=person)]


def use(unit: Unit, invitation: Invitation, person: int) -> bool:
    """Marks it used; False when another was first, or when it has ended."""
    used = unit.tx.run(unit.q.use_invitation, id=invitation.id, person=person, now=unit.now) == 1
    if used:
        unit.tx.run(unit.q.forget_words, id=invitation.id)
    return used


def revoke(unit: Unit, invitation: int) -> bool:
    """It works no more; False when it had ended already."""
    unit.tx.run(unit.q.forget_words, id=invitation)
    return unit.tx.run(unit.q.revoke_invitation, id=invitation, now=unit.now) == 1


def revoke_all_of(unit: Unit, person: int) -> None:
    """What somebody gave out, and what was made for them, works no more. X6."""
    for invitation in open_ones(unit):
        if person in (invitation.by, invitation.person):
            revoke(unit, invitation.id)


def may_try_at(unit: Unit, channel: str, address: str, secret: str) -> tuple[int, bool]:
    """When this address may try a code (again), UTC ms, 0 for at once; and whether it was stopped.

    A link cannot be guessed: it does not wait behind the guesses of all, and neither does who has guessed nothing.
    """
    count, mine, guessed_at = _guesses(unit, _who(channel, address))
    everybody = _guesses(unit, ALL)[1] if len(secret) == CODE_LETTERS else 0
    until = max(mine, min(everybody, guessed_at + LONGEST_FOR_ALL))
    return (until if until > unit.now else 0), count >= MOST_TRIES and mine > unit.now


def count_wrong(unit: Unit, channel: str, address: str) -> None:
    """One more wrong code: from the fourth on each doubles the wait, the twentieth stops the address."""
    who = _who(channel, address)
    count, _until, at = _guesses(unit, who)
    count = 1 if at and unit.now - at > STOPPED else count + 1
    delay = STOPPED if count >= MOST_TRIES else _delay(count - FREE_TRIES, FIRST_DELAY, LONGEST_DELAY)
    unit.tx.run(unit.q.set_guess, who=who, count=count, until=unit.now + delay, now=unit.now)
    count, _until, at = _guesses(unit, ALL)
    count = 1 if unit.now - at > HOUR else count + 1
    delay = _delay(count - FREE_FOR_ALL, FIRST_FOR_ALL, LONGEST_FOR_ALL)
    unit.tx.run(unit.q.set_guess, who=ALL, count=count, until=unit.now + delay, now=unit.now)


def forgive(unit: Unit, channel: str, address: str) -> None:
    """A right code: this address begins anew."""
    unit.tx.run(unit.q.drop_guess, who=_who(channel, address))


def grouped(code: str) -> str:
    """As it is read out: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def web_link(unit: Unit, token: str) -> str:
    """The page that asks whether to join; looking at it uses nothing up, so a chat's preview may."""
    return f"{unit.reach.web}/chat/join?code={token}"


def telegram_link(bot: str, token: str) -> str:
    """Opens the chat with the bot, with a button that sends `/start TOKEN`."""
    return f"https://t.me/{bot}?start={token}"


def links(unit: Unit, token: str) -> list[str]:
    """Every way in: our own page, and the bot's chat where there is a bot."""
    bot = unit.reach.telegram
    return [web_link(unit, token), *([telegram_link(bot, token)] if bot else [])]


def best_link(unit: Unit, token: str) -> str:
    """The way in for a picture: the bot's chat where there is a bot, else our own page."""
    return links(unit, token)[-1]


def _delay(over: int, first: int, longest: int) -> int:
    return 0 if over <= 0 else min(longest, first << min(over - 1, 20))


def _guesses(unit: Unit, who: str) -> tuple[int, int, int]:
    row = unit.tx.one(unit.q.guess, who=who)
    return (row["count"], row["until"], row["at"]) if row else (0, 0, 0)


def _who(channel: str, address: str) -> str:
    return f"{channel}:{address}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _code(unit: Unit) -> str:
    """60 random bits."""
    bits = int.from_bytes(unit.entropy(8), "big")
    return "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(CODE_LETTERS))


def _found(unit: Unit, hashed: str, column: str = "") -> Invitation | None:
    row = unit.tx.one(unit.q.invitation_of, hash=hashed)
    if row is None or (column and row[column] != hashed):
        return None
    return _invitation(row, unit.now)


def _invitation(row: Any, now: int) -> Invitation:
    state = (
        "used"
        if row["used_at"] is not None
        else "revoked"
        if row["revoked_at"] is not None
        else "expired"
        if row["expires_at"] <= now
        else "open"
    )
    return Invitation(
        id=row["id"],
        person=row["person"],
        name=row["name"],
        branch=row["branch"],
        role=row["role"],
        skills=tuple(msgspec.json.decode(row["skills"])),
        areas=tuple(msgspec.json.decode(row["areas"])),
        by=row["by"],
        expires_at=row["expires_at"],
        state=state,
        used_by=row["used_by"],
    )
