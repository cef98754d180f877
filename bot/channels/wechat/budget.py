"""Which of the messages that wait for an address go out now, and as how few. Pure. U20."""

from collections.abc import Callable, Sequence

from domain.worth import LESSER, worth
from handlers.said import Message

Pack = Callable[[Sequence[Message]], int]
"""How many texts some messages make when they go out together."""


def chosen(messages: Sequence[Message], room: int, pack: Pack) -> list[Message]:
    """What goes out of `messages` where `room` more may be sent, in their order; the worthier come first.

    What is worth less leaves the last message alone, unless it rides along for nothing. Of one that is too long alone
    the beginning goes out.
    """
    taken: list[Message] = []
    for message in sorted(messages, key=lambda one: (-worth(one.key).window, one.id)):
        together = sorted([*taken, message], key=lambda one: one.id)
        needs, lesser = pack(together), worth(message.key).window == LESSER
        free = bool(taken) and needs == pack(taken) and needs <= room
        if free or needs <= room - lesser or (room > 0 and not taken and not lesser):
            taken = together
    return taken


def rides_later(message: Message) -> bool:
    """Whether it may wait for the next one where the window is still open."""
    return worth(message.key).window == LESSER
