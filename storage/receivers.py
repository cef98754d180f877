"""For whom a notice is: the customers of a branch who have such an appliance's file, in the order of their ids. A7.

Somebody with several ids (U16) is one customer, under the first of them that has such a file.
"""

from dataclasses import dataclass

from domain.notice.model import Notice, Receiver
from storage.queries import Queries
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Counts:
    """How many customers there are, how many of them want no notices, and how many of the others can be written to."""

    total: int
    refused: int
    chat: int


def receivers(tx: Transaction, q: Queries, notice: Notice, after: int, most: int) -> list[Receiver]:
    """The next customers behind the id `after`, at most `most`."""
    whose = {"branch": notice.branch, "product": notice.product, "key": int(notice.key)}
    rows = tx.all(q.receivers, **whose, after=after, most=most)
    return [Receiver(row["person"], bool(row["chat"]), bool(row["refused"])) for row in rows]


def count_receivers(tx: Transaction, q: Queries, branch: str, product: str | None, *, key: bool) -> Counts:
    """How many a notice would be for."""
    row = tx.one(q.count_receivers, branch=branch, product=product, key=int(key))
    assert row is not None  # noqa: S101  a count always answers
    return Counts(row["total"], row["refused"], row["chat"])
