"""The channel of pages: what is said here is read from the outbox whenever the page is opened."""

from handlers.said import Message
from storage.links import PAGE


class PageChannel:
    """Nothing is sent: an answer that is written down is there already."""

    name = PAGE
    links = False
    files = False

    async def send(self, address: str, message: Message) -> str | None:
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """The page shows no button of a message that does not stand any more."""
