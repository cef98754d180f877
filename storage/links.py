"""Links to a page without login: /s/TOKEN is one job for its customer, everything that is open for a member. U1, X14.

A token is made from the server's own secret and the link's id, so that the same link can be said again; only its
SHA-256 is kept, and the secret stands in a file of its own. A customer's link lives as long as the job and four weeks
more, a member's for half a day.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.durations import DAY, HOUR, SECOND
from storage.lanes import Waiting
from storage.unit import Unit

PATH = "/s/"
PAGE = "page"
"""The channel on which a page speaks, from an address of its own for each link."""
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""A token has nothing else, so that every phone takes all of it for the link."""
LENGTH = 22
"""Letters of a token: 128 bits."""
AFTER_THE_JOB = 28 * DAY
OF_A_MEMBER = 12 * HOUR
FREE_TRIES, LONGEST_DELAY = 30, 300 * SECOND
"""Unknown links that one network may open within an hour; each further one doubles the wait from a second on."""
KEY_FILE = "link.key"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Link:
    """A link that works.

    subject  the job it is about; None for a member, whose open jobs it shows
    """

    id: int
    person: int
    subject: int | None

    @property
    def address(self) -> str:
        """Where its page speaks from."""
        return str(self.id)


def secret_in(folder: Path, entropy: Callable[[int], bytes]) -> bytes:
    """The server's secret, from its file; made where there is none yet, whole or not at all. Not part of the database's
    backups."""
    file = folder / KEY_FILE
    if not file.exists():
        begun = folder / f"{KEY_FILE}.part"
        begun.unlink(missing_ok=True)
        begun.touch(mode=0o600)
        begun.write_bytes(entropy(KEY_BYTES))
        begun.replace(file)
    return file.read_bytes()


def page_of(unit: Unit, person: int, subject: int | None) -> str:
    """A link for somebody that works for a while yet; "" where PUBLIC_URL is unset. A member's has no subject."""
    if not unit.reach.pages:
        return ""
    row = unit.tx.one(unit.q.newest_link, person=person, subject=subject)
    token = _token(unit, row["id"]) if row else ""
    if row is None or row["hash"] != _hash(token) or _ends(unit, row) - unit.now < _lasts(subject) // 2:
        link = unit.new_id()
        token = _token(unit, link)
        unit.tx.run(unit.q.add_link, id=link, hash=_hash(token), person=person, subject=subject, now=unit.now)
        unit.people.add_address(person, PAGE, str(link), None)
    return f"{unit.reach.pages}{PATH}{token}"


def with_page(unit: Unit, waiting: Waiting) -> Waiting:
    """A message with the link to its reader's page. A customer has one for each job, a member one for everything."""
    speaker = unit.people.speaker(waiting.channel, waiting.address)
    subject = waiting.subject if speaker and speaker.role() == "customer" else None
    if speaker is None or (subject is None and not speaker.roles):
        return waiting
    return replace(waiting, page=page_of(unit, speaker.person, subject))


def opened(unit: Unit, token: str) -> tuple[Link | None, bool]:
    """The link behind a token, while it works; and whether there ever was one."""
    row = unit.tx.one(unit.q.link_of, hash=_hash(token))
    if row is None:
        return None, False
    works = row["revoked_at"] is None and unit.now < _ends(unit, row) and _still(unit, row)
    return (Link(row["id"], row["person"], row["subject"]) if works else None), True


def wait_of(unit: Unit, network: str) -> int:
    """How long, ms, somebody who opened too many unknown links waits before the next; 0 for not at all."""
    row = unit.tx.one(unit.q.guess, who=_who(network))
    return max(0, row["until"] - unit.now) if row else 0


def count_unknown(unit: Unit, network: str) -> None:
    """One more unknown link from there. X14."""
    row = unit.tx.one(unit.q.guess, who=_who(network))
    count = 1 if row is None or unit.now - row["at"] > HOUR else row["count"] + 1
    over = count - FREE_TRIES
    delay = min(LONGEST_DELAY, SECOND << min(over - 1, 20)) if over > 0 else 0
    unit.tx.run(unit.q.set_guess, who=_who(network), count=count, until=unit.now + delay, now=unit.now)


def _still(unit: Unit, row: Any) -> bool:
    """Whether it is still theirs: a role of a member, the job of a customer. Who works here has no customer's link,
    which lives longer than theirs."""
    works_here = bool(unit.people.roles(row["person"]))
    if row["subject"] is None or works_here:
        return works_here and row["subject"] is None
    customers = unit.hold(row["subject"]).course.state.customers
    return bool({row["person"], *unit.people.one_with(row["person"])} & set(customers))


def _ends(unit: Unit, row: Any) -> int:
    """UTC ms; while its job is open it does not come nearer."""
    at = row["at"]
    if row["subject"] is not None:
        state = unit.hold(row["subject"]).course.state
        at = max(at, getattr(state, "closed_at", at) or unit.now)
    return int(at) + _lasts(row["subject"])


def _lasts(subject: int | None) -> int:
    return OF_A_MEMBER if subject is None else AFTER_THE_JOB


def _token(unit: Unit, link: int) -> str:
    made = hmac.new(unit.reach.secret, str(link).encode(), hashlib.sha256).digest()
    left, letters = int.from_bytes(made[:16], "big"), ""
    for _ in range(LENGTH):
        left, letter = divmod(left, len(LETTERS))
        letters += LETTERS[letter]
    return letters


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _who(network: str) -> str:
    return f"page:{_hash(network)[:16]}"
