"""Whose the codes in a photo are, for whoever has the secret: this job's sheet, another's, none of ours. S2, S3, X15.

Needs no extra: codes are read without it.
"""

from collections.abc import Iterable, Iterator

from domain.errors import Refused
from proof.findings import Code, Finding, Outcome, Reason
from proof.tokens import Purpose, opened, token_in

OURS = ("qr-altered", "qr-expired", "qr-of-others", "qr-other-purpose")
"""What can be said of a code only when it has the form of ours."""


def ids(
    codes: Iterable[Code], purpose: Purpose, secret: bytes, now: int, public_url: str = "", bot: str = ""
) -> Iterator[tuple[str, Reason | None]]:
    """For each code the id that it stands for, or "" and why it stands for none. now: UTC ms; the rest as in
    `tokens.token_in`."""
    for code in codes:
        try:
            yield opened(secret, token_in(code.text, public_url, bot), purpose, now), None
        except Refused as refused:
            yield "", Reason(refused.text, {name: str(value) for name, value in refused.data.items()})


def of_sheet(codes: Iterable[Code], number: str, secret: bytes, now: int) -> Finding:
    """What the check "job" says: another job's sheet is noticed whatever else is there; a code that is none of ours is
    a doubt where there is no better one."""
    said = list(ids(codes, Purpose.SHEET, secret, now))
    others = [id for id, _why in said if id and id != number]
    if others:
        return Finding("job", Outcome.DOUBT, Reason("sheet-of-another-job", {"other": others[0]}), others[0])
    if any(id == number for id, _why in said):
        return Finding("job", Outcome.PASS, None, number)
    refused = sorted((why for _id, why in said if why), key=lambda why: why.text not in OURS)
    return Finding("job", Outcome.DOUBT, refused[0]) if refused else Finding("job", Outcome.UNSEEN, Reason("qr-unseen"))
