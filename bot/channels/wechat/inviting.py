"""Ways to the reader's page: to a service sheet, and to a consent that lets us write once more, at sign-off. D1 U20 A1.

WeChat lets only a page ask, so the words lead to the customer's own page.
"""

from dataclasses import replace

from handlers.said import Message
from handlers.texts import Texts

SIGNED_OFF = "confirmed"
"""The text with which a customer's yes to the work is noted."""


def with_invitation(message: Message, texts: Texts, *, invites: bool) -> Message:
    """The message, with the way to the page under it. `invites`: the account has one-time subscriptions."""
    if not (invites and message.page and message.key == SIGNED_OFF):
        return message
    words = texts.say("subscribe-here", {"page": message.page}, message.language, "UTC", 0)
    return replace(message, text=f"{message.text}\n{words}")


def with_sheet(message: Message, texts: Texts) -> Message:
    """The message, with where its service sheet is: an official account sends no files. D1."""
    if not (message.sheets and message.page):
        return message
    words = texts.say("sheet-on-page", {"page": message.page}, message.language, "UTC", 0)
    return replace(message, text=f"{message.text}\n{words}")
