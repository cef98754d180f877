"""What a pack settles for the time after a job: what is asked, when the next service is due, until when it is free.

[care]
topics = [{ key = "runs", zh = "用得好吗？", en = "Does it run well?" }]   # asked in this order, none twice (A2 A3)
ask = 2                                                                # how many in one follow-up
service_every = { air_conditioner = "365d" }                           # product → time to the next service (A5)
wave = 50                                                              # customers a notice goes to at once (A7) …
wave_every = "1m"                                                      # … and how long until the next ones
owners_every = "180d"                                                  # how often an owner is spoken to (A11)
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.durations import DAY, MINUTE
from domain.effects import Wording
from domain.errors import PackError
from domain.rules.row import Row

KEYS = ("topics", "ask", "service_every", "wave", "wave_every", "owners_every")
MOST_AT_ONCE = 500
YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class Care:
    """The section as the core uses it.

    topics         each {key, zh, en}
    ask            how many topics one follow-up asks
    service_every  product → ms
    wave, wave_every  how many customers a notice goes to at once, and ms until the next ones
    owners_every   ms after which an owner is to be spoken to again; None: no rounds
    """

    topics: tuple[Wording, ...] = ()
    ask: int = 2
    service_every: Mapping[str, int] = field(default_factory=dict)
    wave: int = 50
    wave_every: int = MINUTE
    owners_every: int | None = None

    def next_topics(self, asked: Collection[str]) -> tuple[str, ...]:
        """Keys of what the next follow-up asks: nothing twice. A3."""
        return tuple(topic["key"] for topic in self.topics if topic["key"] not in asked)[: self.ask]

    def topic(self, key: str) -> Wording | None:
        """A topic's words; None for one that the pack does not list."""
        return next((topic for topic in self.topics if topic["key"] == key), None)


def read(table: Mapping[str, Any]) -> Care:
    """The section from a pack. Raises PackError."""
    row = Row("care", table, label="[care]")
    topics = row.rows("topics", ("key", "zh", "en"))
    for topic in topics:
        if set(topic) != {"key", "zh", "en"} or not all(isinstance(words, str) for words in topic.values()):
            raise PackError(
                row.key("topics"), 'a list such as [{ key = "runs", zh = "用得好吗？", en = "Runs well?" }]'
            )
    if len({topic["key"] for topic in topics}) < len(topics):
        raise PackError(row.key("topics"), "a key of its own for each topic: none is asked twice")
    ask = row.take("ask", 2)
    if not isinstance(ask, int) or isinstance(ask, bool) or not 1 <= ask <= 5:
        raise PackError(row.key("ask"), "how many topics a follow-up asks, 1 to 5")
    every = row.take("service_every", {})
    if not isinstance(every, dict):
        raise PackError(row.key("service_every"), 'a table such as { air_conditioner = "1y" }')
    lengths = {product: _length(row, "service_every", length) for product, length in every.items()}
    wave = row.take("wave", 50)
    if not isinstance(wave, int) or isinstance(wave, bool) or not 1 <= wave <= MOST_AT_ONCE:
        raise PackError(row.key("wave"), f"how many customers a notice goes to at once, 1 to {MOST_AT_ONCE}")
    pace = _length(row, "wave_every", row.take("wave_every", "1m"), "1m")
    owners = row.take("owners_every")
    owners_every = None if owners is None else _length(row, "owners_every", owners, "180d")
    row.done(KEYS)
    return Care(tuple(topics), ask, lengths, wave, pace, owners_every)


def _length(row: Row, key: str, length: object, example: str = "1y") -> int:
    """ "1y", or any length of time."""
    if isinstance(length, str) and length.endswith("y") and length[:-1].isdigit() and int(length[:-1]) > 0:
        return int(length[:-1]) * YEAR
    found = row.length(key, length, example)
    if found <= 0:
        raise PackError(row.key(key), f'a length of time above zero, such as "{example}"')
    return found
