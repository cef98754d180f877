"""What stands in a gateway's JSON, or in its form: looked up by a path, compared as it reads."""

from collections.abc import Mapping
from typing import Any


def at(answer: Any, path: str) -> Any:
    """What stands at a path such as "data.0.status"; None for nothing."""
    for step in path.split("."):
        if isinstance(answer, dict):
            answer = answer.get(step)
        elif isinstance(answer, list) and step.isdigit() and int(step) < len(answer):
            answer = answer[int(step)]
        else:
            return None
    return answer


def says(answer: Any, wanted: Mapping[str, Any]) -> bool:
    """Whether an answer has each of these values (or one of several) where they are wanted."""
    return all(_same(at(answer, path), value) for path, value in wanted.items())


def named(answer: Any, path: str) -> str:
    """A word or a number at a path, as it reads; "" for anything else."""
    found = at(answer, path) if path else None
    return str(found) if isinstance(found, str | int) else ""


def _same(found: Any, wanted: Any) -> bool:
    """Gateways write 0 as "0" on some days: what is compared is how it reads."""
    wished = wanted if isinstance(wanted, list) else [wanted]
    return found is not None and str(found) in map(str, wished)
