"""Personal values (a name, a number, an address, somebody's words) in erasable rows beside the log.

An event holds `~id.digest`: where the value is, and a salted digest of it. Erasing the value leaves the log verifiable;
a changed value no longer fits its digest.
"""

import hashlib
from typing import Any

MARK = "~"


def digest(salt: str, value: str) -> str:
    """The digest of a value under its salt, 16 hex digits."""
    return hashlib.sha256(f"{salt}|{value}".encode()).hexdigest()[:16]


def reference(personal_id: int, salt: str, value: str) -> str:
    return f"{MARK}{personal_id}.{digest(salt, value)}"


def is_reference(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(MARK) and value[1:].partition(".")[0].isdigit()


def personal_id(ref: str) -> int:
    return int(ref[1:].partition(".")[0])
