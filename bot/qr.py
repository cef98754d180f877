"""QR codes: what a phone scans instead of typing a link."""

from io import BytesIO, StringIO

import segno

QUIET = 4
PIXELS = 8


def png(words: str) -> bytes:
    """A picture, large enough for a phone to scan off another phone."""
    picture = BytesIO()
    segno.make(words, micro=False, error="m").save(picture, kind="png", scale=PIXELS, border=QUIET)
    return picture.getvalue()


def in_terminal(words: str) -> str:
    """As characters, for a terminal."""
    drawn = StringIO()
    segno.make(words, micro=False, error="l").terminal(drawn, border=2, compact=True)
    return drawn.getvalue()
