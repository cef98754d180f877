"""Which messages are worth a text message. Each has words of its own, `sms-…`, short enough for two parts.

What is not here stands on the reader's page, and is a call for the desk where it is worth one.
"""

FIRST, LAST = 1, 2
"""What always goes within the day's number, and what only goes while there is room for the first."""

WORTH = {
    **dict.fromkeys(("times-proposed", "visit-agreed", "visit-stated", "visit-delayed", "price-quoted"), FIRST),
    **dict.fromkeys(("callback", "suspended-customer", "at-your-door", "cancelled", "code-to-confirm"), FIRST),
    **dict.fromkeys(("registered", "work-finished", "closed", "technician-changes"), LAST),
    **dict.fromkeys(("handling-opinion", "technician-says", "desk-says"), LAST),
}


def words_of(key: str) -> str:
    """The text id of a message's short words."""
    return f"sms-{key}"
