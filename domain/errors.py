"""What can go wrong, as people meet it. Each error carries a text id and data, never a finished sentence."""


class PaidanError(Exception):
    """An error that can be said to a person: `text` is a text id of `handlers/locales`, `data` fills its places."""

    def __init__(self, text: str, **data: object) -> None:
        super().__init__(text, data)
        self.text = text
        self.data = data


class Refused(PaidanError):
    """The rules say no. Answered in chat; nothing is written."""


class Unclear(PaidanError):
    """The words were not understood. Asked again, with an example."""


class Conflict(PaidanError):
    """The row moved under the unit. The unit is run again, three times."""

    def __init__(self, text: str = "conflict", **data: object) -> None:
        super().__init__(text, **data)


class ChannelError(PaidanError):
    """A platform did not take a message. Seen by the sender only.

    retry_after  seconds the platform asks us to wait, None where it did not say
    permanent    True where trying again cannot help
    unreachable  the address takes nothing from us any more (blocked, gone)
    stopped      the channel itself is out of work: the message waits, or goes another way
    outage       the platform takes nothing from us for now; what an answer is waited for with does not wait long
    closed       the platform's rules let nothing more go there until the person writes again: it goes another way
    elsewhere    it is not for this channel: it stands on the reader's page, and is a call where it is worth one
    """

    def __init__(
        self,
        text: str,
        *,
        retry_after: float | None = None,
        permanent: bool = False,
        unreachable: bool = False,
        stopped: bool = False,
        outage: bool = False,
        closed: bool = False,
        elsewhere: bool = False,
        **data: object,
    ) -> None:
        super().__init__(text, **data)
        self.retry_after = retry_after
        self.permanent = permanent or unreachable
        self.unreachable = unreachable
        self.stopped = stopped
        self.outage = outage
        self.closed = closed
        self.elsewhere = elsewhere


class PackError(PaidanError):
    """A policy pack says something the program cannot keep. The program refuses to start with it.

    where   file and line, filled in by the loader
    key     what is wrong: "clock D2: within"
    wanted  what was expected there, with an example
    near    the known word closest to what was written, or None
    read    the files that were read until then, filled in by the loader
    """

    read: tuple[str, ...] = ()

    def __init__(self, key: str, wanted: str, near: str | None = None, where: str = "") -> None:
        super().__init__("pack_error", key=key, wanted=wanted, near=near, where=where)
        self.key, self.wanted, self.near, self.where = key, wanted, near, where

    def __str__(self) -> str:
        hint = f" Did you mean {self.near!r}?" if self.near else ""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.key}: wanted {self.wanted}.{hint}"


class PackGone(PackError):
    """A file of a pack is not there: the pack's own, one that it extends, its holidays.

    looked  where it was looked for, one path
    """

    def __init__(self, key: str, looked: str, near: str | None = None, where: str = "", known: str = "") -> None:
        mend = f"put it back, or name another pack{known}"
        super().__init__(key, f"a file that is there, {looked} is not: {mend}", near, where)
        self.looked = looked
