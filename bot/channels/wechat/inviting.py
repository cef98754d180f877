"""At sign-off a customer is asked whether we may write once more in WeChat: that message carries the callback. U20, A1.

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
