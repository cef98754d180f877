"""A fault as people report it: what, where, whose number. Phone, address and fault are enough to start (I1, I2).

Rules of reading:
- Only what stands in the text: nothing is guessed.
- Each part is looked for once and taken out, so that the address is only the address and the fault only the fault.
- Every pattern is bounded, and `plain` cuts the text: a long paste costs no more than a long sentence.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.reading.address import place_in, read_address
from handlers.reading.at_home import home_in
from handlers.reading.bought import bought_in
from handlers.reading.fault import fault_in
from handlers.reading.kind import Kind, kind_in
from handlers.reading.phone import phones_in, read_phone
from handlers.reading.products import PRODUCTS, product_in
from handlers.reading.warranty import Warranty, warranty_in
from handlers.reading.words import BLANK, plain, tidy, without

__all__ = ["PRODUCTS", "Report", "read_address", "read_phone", "read_report"]


@dataclass(frozen=True, slots=True)
class Report:
    """What one text says of a job; None where it says nothing."""

    phone: str | None  # 13800138000, 0595-22345678
    address: str | None
    fault: str | None
    product: str | None  # a key of PRODUCTS
    kind: Kind | None
    bought_on: date | None
    warranty_said: Warranty | None  # what the customer says, not what the dates say
    at_home: str | None  # the words themselves


def read_report(text: str, now_ms: int, zone: ZoneInfo) -> Report:
    """Everything a text says of a job, each part without the others.

    now_ms  UTC milliseconds: "去年" is counted from its day in the shop's zone
    """
    words = plain(text).replace(BLANK, " ")
    phones = list(phones_in(words))
    words = without(words, (span for _, span in phones))
    bought_on, spans = bought_in(words, datetime.fromtimestamp(now_ms / 1000, zone).date())
    words = without(words, spans)
    warranty, spans = warranty_in(words)
    words = without(words, spans)
    at_home, spans = home_in(words)
    words = without(words, spans)
    place = place_in(words)
    rest = without(words, [place] if place else [])
    fault = fault_in(rest)
    return Report(
        phone=phones[0][0] if phones else None,
        address=tidy(words[slice(*place)]) if place else None,
        fault=fault,
        product=product_in(rest),
        kind=kind_in(rest, fault),
        bought_on=bought_on,
        warranty_said=warranty,
        at_home=at_home,
    )
