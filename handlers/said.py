"""What comes in and what goes out, the same for every channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class Said:
    """One message from somebody.

    message_id   the platform's, or the page's own: seen twice, it counts once
    photos       SHA-256 of photos that are stored already
    action       what a tapped button says: "accept:10019:3"
    happened_at  UTC ms: the platform's time where it gives one, else receipt; never a browser's
    recorded_at  UTC ms, receipt
    language     what the device prefers; only used for somebody new
    location     where the sender says to be, degrees north and east: a hint, never required
    voice        SHA-256 of a voice message that is stored already
    contact      the sender's own phone number, confirmed by the platform, never typed
    forwarded    the words are somebody else's, passed on or pasted from a group
    trouble      a text id: why what was sent, or a part of it, could not be taken
    name         what the platform calls the sender; only used for somebody new
    """

    channel: str
    address: str
    message_id: str
    text: str = ""
    photos: tuple[str, ...] = ()
    action: str = ""
    happened_at: int = 0
    recorded_at: int = 0
    language: str | None = None
    location: tuple[float, float] | None = None
    voice: str = ""
    contact: str = ""
    forwarded: bool = False
    trouble: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button as a channel shows it."""

    label: str
    action: str
    kind: str
    tone: str


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep or to print. It holds personal data and is made when it is sent: nobody stores it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """Words ready to be shown. `id` is the outbox row's: a message sent twice is one message.

    photos, voice  SHA-256 of what goes along
    sheets         numbers of jobs whose service sheet goes along: a link to it where no file does
    files          the same as files, for a channel that sends them
    silent         in quiet hours: without a sound or a vibration where the platform makes one (U4)
    expects        what a typed answer belongs to: a channel may offer a short cut for it
    language       the reader's
    page           a link to the page where the reader can do what the message asks; empty where the channel asks for
                   none or PUBLIC_URL is unset
    key, data      the text id and what fills its places, for a channel that has words of its own, or ranks by it
    """

    id: int
    text: str
    taps: tuple[Tap, ...] = ()
    photos: tuple[str, ...] = ()
    voice: str = ""
    sheets: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    silent: bool = False
    expects: str = ""
    language: str = "zh"
    page: str = ""
    key: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of messages that were handed over together, by id; what is in neither waits.

    sent     the platform's reference, None where it gives none
    refused  why it was not taken
    waits    UTC ms until which the others wait, unless something is said there before
    """

    sent: Mapping[int, str | None]
    refused: Mapping[int, Exception]
    waits: int = 0


class Channel(Protocol):
    """An adapter to a platform. Outside it nobody knows what the platform is.

    links  whether its messages are to carry a link to the reader's page
    files  whether it sends files
    """

    name: str
    links: bool
    files: bool

    async def send(self, address: str, message: Message) -> str | None:
        """Send, and return the platform's reference. Raises ChannelError."""

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """Take the buttons off a message that is outdated. Raises ChannelError."""


@runtime_checkable
class Sparing(Channel, Protocol):
    """A channel that may say only so much to an address: what waits there is handed over together, in order."""

    async def share(self, address: str, messages: Sequence[Message]) -> Shared:
        """Send what may be sent, several as one where that spares messages. Raises nothing of the platform's."""


@runtime_checkable
class Changing(Channel, Protocol):
    """A channel whose platform lets us change what was sent."""

    async def change(self, address: str, message: Message, reference: str | None) -> None:
        """What was sent under the message's id reads like this from now on, without buttons. Raises ChannelError."""
