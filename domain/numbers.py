"""A job's short number: what is read out on the phone. Its last digit is a Damm check digit.

Damm's table finds every single wrong digit and every swap of two neighbours (H. M. Damm, 2004).
"""

_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _check(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _TABLE[int(state)][int(digit)]
    return state


def number(count: int) -> str:
    """The number of the `count`-th job: 1001 → "1001" and its check digit."""
    return f"{count}{_check(str(count))}"


def is_number(text: str) -> bool:
    """Whether `text` could be a job's number: digits with a right check digit."""
    return text.isascii() and text.isdigit() and 5 <= len(text) <= 12 and _check(text) == "0"
