"""What a platform or a gateway answers, read with patience: other encodings, half characters, pages, deep tables."""

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

ENCODINGS = ("utf-8-sig", "gb18030")
HALF = re.compile("[\ud800-\udfff]")
UNREADABLE = "\ufffd"
T = TypeVar("T")


def read_json(content: bytes) -> Any:
    """The JSON of an answer, None where it is none."""
    for encoding in ENCODINGS:
        try:
            return msgspec.json.decode(content.decode(encoding))
        except (ValueError, RecursionError):
            continue
    return None


def read_as(decode: Callable[[bytes], T], content: bytes) -> T:
    """What `decode` makes of it; half characters and what is no UTF-8 are read as U+FFFD, and cost nothing around them.

    raises  ValueError, RecursionError
    """
    try:
        return decode(content)
    except msgspec.ValidationError:
        raise  # JSON, of other types than ours
    except ValueError:
        found = json.loads(content.decode(errors="replace"), strict=False)
        return decode(HALF.sub(UNREADABLE, json.dumps(found, ensure_ascii=False)).encode())
