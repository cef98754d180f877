"""What a text is worth to its reader where not everything can be said: one table for WeChat's five messages, for text
messages, which cost, and for the desk's phone. U20, I10.

A row says all three at once, so that a new text is thought of once. What no row names is said in chat like anything
else, is no text message, and is a call for the desk where it can be sent nowhere.
"""

from dataclasses import dataclass

LESSER, MATTERS, ASKS = 1, 2, 3
"""Within a window: nobody needs it now, and it rides along with the next · somebody should know · an answer is waited
for, or somebody would be in the wrong place: it goes first, and by a consent of theirs where no window is open."""

NEVER, WITH_ROOM, ALWAYS = 0, 1, 2
"""As a text message: it is for the page · while there is room for what matters more · within the day's number."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a text is worth.

    window  on an official account, where an address takes five messages and then none
    sms     to somebody who only phones; each of these has short words of its own, `sms-…`
    call    the desk phones where it can be sent nowhere; not when they were there, said it themselves, or lose nothing
    patient it may as well come tomorrow
    """

    window: int = MATTERS
    sms: int = NEVER
    call: bool = True
    patient: bool = False


_ROWS = (
    # An answer is waited for, it is moved or late, or nobody should go.
    (Worth(ASKS, ALWAYS), "times-proposed price-quoted visit-agreed visit-delayed at-your-door"),
    (Worth(ASKS, ALWAYS, patient=True), "callback"),
    (Worth(ASKS, WITH_ROOM), "technician-changes"),
    (Worth(ASKS, call=False), "comes-again resumed-customer resumed-anew-customer"),
    (Worth(ASKS), "job-offered customer-moves taken-off"),
    # They should know.
    (Worth(MATTERS, ALWAYS), "cancelled suspended-customer code-to-confirm"),
    (Worth(MATTERS, ALWAYS, call=False), "visit-stated"),  # the technician phoned them
    (Worth(MATTERS, WITH_ROOM), "handling-opinion technician-says"),
    (Worth(MATTERS, WITH_ROOM, call=False), "registered work-finished desk-says"),
    (Worth(MATTERS, call=False), "intake-complete cancel-asked reopened inquiry-ended closed-price-refused"),
    (Worth(MATTERS, call=False), "technician-on-the-way step-customer visit-ended-customer visit-ended-plain"),
    (Worth(MATTERS, call=False), "sheet-signed-copy work-stopped-customer work-released-customer"),
    (Worth(MATTERS, call=False), "nameplate-read-both nameplate-read-model nameplate-read-serial nameplate-unread"),
    (Worth(MATTERS, call=False), "nameplate-rest-model nameplate-rest-serial"),
    # Nobody needs it now: it answers what they said, or what they see.
    (Worth(LESSER, WITH_ROOM, call=False), "closed"),
    (Worth(LESSER), "taken-by-other topic-noted wish-noted"),
    (Worth(LESSER, call=False), "noted photo-kept confirmed rated will-propose-again time-dispute-noted"),
    (Worth(LESSER, call=False), "consent-noted refusal-noted problem-noted objection-noted move-noted move-asked"),
    (Worth(LESSER, call=False), "coming-noted passed-on passed-on-desk human-called human-called-already we-called"),
    (Worth(LESSER, call=False), "technician-found technician-arrived technician-replaced colleague-joins-customer"),
    (Worth(LESSER, call=False), "service-settled-free service-settled-paid cause-found-free cause-found-paid"),
    (Worth(LESSER, call=False), "visit-kept service-report report-time-changed"),
    (Worth(LESSER, call=False), "nameplate-unread-again nameplate-skipped nameplate-other"),
)

TABLE = {key: row for row, keys in _ROWS for key in keys.split()}
"""Text id → what it is worth."""

TEXT_MESSAGES = frozenset(key for key, row in TABLE.items() if row.sms != NEVER)
"""Texts that may go as a text message."""

_OTHER = Worth()


def worth(key: str) -> Worth:
    """What the text `key` is worth."""
    return TABLE.get(key, _OTHER)
