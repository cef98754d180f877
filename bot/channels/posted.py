"""What a platform posts to us, read no further than it may be long."""

from starlette.requests import ClientDisconnect
from starlette.types import Receive


async def body(receive: Receive, most: int) -> bytes | None:
    """The body of a request; None for one longer than `most` bytes. raises ClientDisconnect"""
    found = b""
    more = True
    while more and len(found) <= most:
        part = await receive()
        if part["type"] == "http.disconnect":
            raise ClientDisconnect
        found += part.get("body", b"")
        more = part.get("more_body", False)
    return found if len(found) <= most else None
