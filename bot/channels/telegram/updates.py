"""What Telegram sends, as far as we read it. Lenient: what is left out has a default, what is unknown is no error."""

from typing import Any

import msgspec

from bot.channels.read_json import read_as

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that are asked for."""


class User(msgspec.Struct):
    """Who sent it."""

    id: int = 0
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    language_code: str | None = None

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)


class Chat(msgspec.Struct):
    """Where it was said: a private chat has the id of its person."""

    id: int = 0
    type: str = ""

    @property
    def private(self) -> bool:
        return self.type == "private" or (not self.type and self.id > 0)


class File(msgspec.Struct):
    """A photo in one size, a document, a voice."""

    file_id: str = ""
    file_size: int | None = None
    mime_type: str | None = None
    width: int = 0


class Location(msgspec.Struct):
    """Degrees."""

    latitude: float
    longitude: float


class Contact(msgspec.Struct):
    """A shared card; `user_id` where it belongs to somebody on Telegram."""

    phone_number: str = ""
    user_id: int | None = None


class Happening(msgspec.Struct):
    """What happens to a private chat, and nobody says: service messages."""

    pinned_message: Any = None
    message_auto_delete_timer_changed: Any = None
    chat_background_set: Any = None
    write_access_allowed: Any = None
    connected_website: Any = None
    successful_payment: Any = None
    refunded_payment: Any = None
    proximity_alert_triggered: Any = None
    boost_added: Any = None
    gift: Any = None
    unique_gift: Any = None
    gift_upgrade_sent: Any = None
    giveaway_created: Any = None
    giveaway_completed: Any = None
    checklist_tasks_done: Any = None
    checklist_tasks_added: Any = None
    forum_topic_created: Any = None
    forum_topic_edited: Any = None
    forum_topic_closed: Any = None
    forum_topic_reopened: Any = None
    general_forum_topic_hidden: Any = None
    general_forum_topic_unhidden: Any = None

    @property
    def happens(self) -> bool:
        return any(getattr(self, kind) is not None for kind in Happening.__struct_fields__)


class Message(Happening):
    """One message. `date`, `edit_date`: UTC seconds."""

    message_id: int = 0
    date: int = 0
    chat: Chat = msgspec.field(default_factory=Chat)
    from_: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    media_group_id: str | None = None
    photo: list[File] | None = None
    document: File | None = None
    voice: File | None = None
    location: Location | None = None
    contact: Contact | None = None
    edit_date: int | None = None
    forward_origin: Any = None
    forward_date: Any = None

    @property
    def forwarded(self) -> bool:
        return self.forward_origin is not None or self.forward_date is not None


class CallbackQuery(msgspec.Struct):
    """A tapped button. It carries no time of its own."""

    id: str = ""
    from_: User | None = msgspec.field(default=None, name="from")
    message: Message | None = None
    data: str | None = None


class Member(msgspec.Struct):
    """What we are in a chat: "member", "kicked", "left" …"""

    status: str = ""


class ChatMember(msgspec.Struct):
    """What we are in a chat has changed. In a private chat "kicked" says that the person blocked us."""

    date: int = 0
    chat: Chat = msgspec.field(default_factory=Chat)
    from_: User | None = msgspec.field(default=None, name="from")
    old_chat_member: Member = msgspec.field(default_factory=Member)
    new_chat_member: Member = msgspec.field(default_factory=Member)


class Update(msgspec.Struct):
    """One update; at most one of its parts is there."""

    update_id: int = 0
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMember | None = None


_decode = msgspec.json.Decoder(Update).decode


def read_update(raw: bytes) -> Update | None:
    """An update, or None for what is none: broken JSON, other types than Telegram's."""
    try:
        return read_as(_decode, raw)
    except (ValueError, RecursionError):
        return None
