"""What a text is worth on an official account, where an address takes five messages and then none. U20.

Who is asked something on which the job hangs hears it first, and by a consent of theirs where no window is open. What
nobody needs waits for the next message and rides along; it never takes the last one. Every other text is in between.
"""

LESSER, MATTERS, ASKS = 1, 2, 3

_ASKS = frozenset(
    {
        *("callback", "times-proposed", "price-quoted", "job-offered"),  # an answer is waited for
        *("visit-delayed", "technician-changes", "comes-again", "visit-agreed", "at-your-door"),  # moved, or late
        *("resumed-anew-customer", "resumed-customer", "customer-moves", "taken-off"),  # the part came; do not go
    }
)
_LESSER = frozenset(
    {
        *("noted", "photo-kept", "technician-found", "will-propose-again", "time-dispute-noted", "topic-noted"),
        *("wish-noted", "consent-noted", "refusal-noted", "confirmed", "rated", "problem-noted", "objection-noted"),
        *("move-noted", "move-asked", "coming-noted", "passed-on", "passed-on-desk", "human-called", "we-called"),
        *("human-called-already", "technician-replaced", "colleague-joins-customer", "visit-kept"),
        *("technician-arrived", "service-settled-free", "service-settled-paid", "cause-found-free"),
        *("cause-found-paid", "closed", "service-report", "report-time-changed", "taken-by-other"),
        *("nameplate-unread-again", "nameplate-skipped", "nameplate-other"),
    }
)


RANKED = _ASKS | _LESSER
"""Texts that the table names."""


def worth(key: str) -> int:
    """What the text `key` is worth: ASKS, MATTERS or LESSER."""
    return ASKS if key in _ASKS else LESSER if key in _LESSER else MATTERS
