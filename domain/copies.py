"""A frozen value with some of its fields changed, several times faster than the standard library's way.

A job has fifty fields and each event makes a new one: `dataclasses.replace` hands all of them through `__init__` and
sets each by `object.__setattr__`. Here the fields are copied in one step. For dataclasses without slots only, and
without `__post_init__`.
"""

from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace  # names and types of fields stay checked
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """A copy with these fields changed. Raises TypeError for a name that is no field."""
        copy = object.__new__(type(value))
        fields = copy.__dict__
        fields.update(value.__dict__)
        count = len(fields)
        fields.update(changes)
        if len(fields) != count:
            raise TypeError(f"{type(value).__name__} has no {sorted(changes.keys() - value.__dict__.keys())}")
        return copy
