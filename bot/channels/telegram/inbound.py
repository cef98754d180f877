"""An update becomes a `Said`, a note about its chat, or nothing. Pure: no store, no network.

Whose message it is follows from the platform's ids, never from what is written. A message counts as said at Telegram's
time; a tapped button carries none and counts at receipt.
"""

import re
from dataclasses import dataclass, replace

from bot.channels.heard import Heard, Wanted
from bot.channels.telegram.updates import CallbackQuery, ChatMember, File, Message, Update, User
from handlers.said import Said

NAME = "telegram"
MOST_BYTES = 20_000_000
"""What Telegram lets a bot fetch."""
KEPT_BY_TELEGRAM_MS = 24 * 3_600_000
"""Telegram drops what nobody fetched for a day: an older date is none."""
AT_BOT = re.compile(r"^(/\w+)@\w+")
OUT = ("kicked", "left")


@dataclass(frozen=True, slots=True)
class Tapped:
    """The button behind a `Said`.

    data     what we wrote into it
    message  the message it stands under, None where Telegram does not say
    text     that message's words
    """

    callback_id: str
    data: str
    message: int | None
    text: str


@dataclass(frozen=True, slots=True)
class InGroup:
    """We were spoken to where others listen; `callback_id` of a button pressed there."""

    chat: str
    callback_id: str = ""


@dataclass(frozen=True, slots=True)
class Shut:
    """A private chat was blocked, or opened again.

    at      UTC ms, of Telegram's second
    number  the update's: it tells two of one second apart
    """

    address: str
    blocked: bool
    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing to be done, and why."""

    why: str
    callback_id: str = ""


Understood = Heard | InGroup | Shut | Passed


def understood(update: Update, now: int) -> Understood:
    """What an update means. `now`: UTC ms of receipt."""
    if update.message:
        return _message(update.message, now)
    if update.edited_message:
        return _edited(update.edited_message, now)
    if update.callback_query:
        return _callback(update.callback_query, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member, update.update_id)
    return Passed("nothing in it that we asked for")


def _message(message: Message, now: int) -> Understood:
    chat = message.chat
    if not chat.id:
        return Passed("no chat")
    if not chat.private:
        return InGroup(str(chat.id)) if (message.text or "").startswith("/") else Passed("said in a group")
    if message.from_ and message.from_.is_bot:
        return Passed("said by a bot")
    base = _said(message, f"m{chat.id}:{message.message_id}", now)
    photo = _photo(message)
    album = message.media_group_id
    words = (message.caption or "").strip()
    if photo:
        if (photo.file_size or 0) > MOST_BYTES:
            return Heard(replace(base, text=words, trouble="file-too-large"), album=album)
        return Heard(replace(base, text=words), (Wanted("photo", photo.file_id),), album)
    if message.voice and message.voice.file_id:
        if (message.voice.file_size or 0) > MOST_BYTES:
            return Heard(replace(base, trouble="file-too-large"))
        return Heard(base, (Wanted("voice", message.voice.file_id),))
    if message.location:
        return Heard(replace(base, location=(message.location.latitude, message.location.longitude)))
    if message.contact:
        return Heard(_contact(base, message))
    if message.document:
        return Heard(replace(base, trouble="file-not-taken"))
    if message.text is not None:
        return Heard(replace(base, text=AT_BOT.sub(r"\1", message.text).strip()))
    if message.happens:
        return Passed("a service message")
    return Heard(replace(base, trouble="kind-not-taken"))


def _photo(message: Message) -> File | None:
    """The largest size of a photo, or a picture that was sent as a file."""
    if message.photo:
        sizes = [size for size in message.photo if size.file_id]
        return max(sizes, key=lambda size: (size.width, size.file_size or 0), default=None)
    document = message.document
    is_picture = document is not None and document.file_id and (document.mime_type or "").startswith("image/")
    return document if is_picture else None


def _contact(base: Said, message: Message) -> Said:
    """The sender's own number, as good as typed and confirmed by Telegram; nobody else's."""
    contact, sender = message.contact, message.from_
    if contact and sender and sender.id and contact.user_id == sender.id and contact.phone_number:
        return replace(base, text=contact.phone_number, contact=contact.phone_number)
    return replace(base, trouble="contact-of-another")


def _edited(message: Message, now: int) -> Understood:
    """A change never acts: what was said stands. Whoever changes it is told so; a place that moves is not talk."""
    if not message.chat.id or not message.chat.private:
        return Passed("changed in a group")
    if message.location:
        return Passed("a place that moves")
    message_id = f"e{message.chat.id}:{message.message_id}:{message.edit_date or message.date}"
    return Heard(replace(_said(message, message_id, now), trouble="edited-message"))


def _callback(callback: CallbackQuery, now: int) -> Understood:
    sender, message = callback.from_, callback.message
    if sender is None or not sender.id or not callback.id:
        return Passed("nobody tapped", callback.id)
    if message is None:
        return Passed("a button of no chat", callback.id)
    if not message.chat.private:
        return InGroup(str(message.chat.id), callback.id)
    said = Said(
        channel=NAME,
        address=str(sender.id),
        message_id=f"q{callback.id}",
        happened_at=now,
        recorded_at=now,
        language=_language(sender),
        name=sender.name,
    )
    tapped = Tapped(callback.id, callback.data or "", message.message_id or None, message.text or "")
    return Heard(said, tapped=tapped)


def _membership(change: ChatMember, number: int) -> Understood:
    status = change.new_chat_member.status
    if not change.chat.id:
        return Passed("no chat")
    if change.chat.private:
        return Shut(str(change.chat.id), status in OUT, change.date * 1000, number)
    if status in OUT or change.old_chat_member.status not in (*OUT, ""):
        return Passed("our place in a group changed")
    return InGroup(str(change.chat.id))


def _said(message: Message, message_id: str, now: int) -> Said:
    sender = message.from_ or User()
    return Said(
        channel=NAME,
        address=str(message.chat.id),
        message_id=message_id,
        happened_at=happened_at(message.date, now),
        recorded_at=now,
        language=_language(sender),
        forwarded=message.forwarded,
        name=sender.name,
    )


def happened_at(date: int, now: int) -> int:
    """Telegram's time in UTC ms. It gives whole seconds: the end of its second, so that nothing seems said before what
    it answers; never after receipt; receipt for a date that cannot be."""
    at = date * 1000 + 999
    return min(at, now) if now - at <= KEPT_BY_TELEGRAM_MS else now


def _language(sender: User) -> str | None:
    code = (sender.language_code or "").casefold()
    return "zh" if code.startswith("zh") else "en" if code.startswith("en") else None
