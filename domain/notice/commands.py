"""Everything that can be asked of a notice."""

from dataclasses import dataclass

from domain.job.commands import Command


@dataclass(frozen=True, slots=True)
class Draft(Command):
    """What is to be told, to whom, about which day; nobody hears of it yet.

    on       ISO date; held_at: UTC ms of its beginning
    product  only to whom has such an appliance, None for all
    key      only to key customers (重点)
    total refused chat  how many customers have such a file, wish no notices, can be written to
    """

    number: str = ""
    branch: str = ""
    on: str = ""
    held_at: int = 0
    product: str | None = None
    key: bool = False
    words: str = ""
    total: int = 0
    refused: int = 0
    chat: int = 0


@dataclass(frozen=True, slots=True)
class Send(Command):
    """发送: from now on it goes out, wave by wave."""


@dataclass(frozen=True, slots=True)
class Cancel(Command):
    """取消, 停止发送: nobody else hears of it."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """The platform did not take the message, and the customer has no other channel. Said by the sender."""

    customer: int


@dataclass(frozen=True, slots=True)
class Phoned(Command):
    """打过了, 没打通: the desk phoned somebody who has no chat. A8."""

    customer: int = 0
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Spare(Command):
    """Somebody on the lists wants no notices: neither a call nor a letter. U19."""

    customer: int = 0


@dataclass(frozen=True, slots=True)
class Posted(Command):
    """寄了信, or no letter is needed. A7 A8."""

    customer: int = 0
    needed: bool = True
