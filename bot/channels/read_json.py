"""What a platform or a gateway answers, read with patience: other encodings, pages, tables too deep."""

from typing import Any

import msgspec

ENCODINGS = ("utf-8", "gb18030")


def read_json(content: bytes) -> Any:
    """The JSON of an answer, None where it is none."""
    for encoding in ENCODINGS:
        try:
            return msgspec.json.decode(content.decode(encoding))
        except (ValueError, RecursionError):
            continue
    return None
