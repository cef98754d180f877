"""One photo looked at: what each check saw. Runs in the worker process. S2, S3, X7, X18."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from proof import quality
from proof.codes import codes
from proof.findings import Code, Finding, Kind, Outcome, Proposal, Reason, Verdict, Wanted
from proof.origin import origin
from proof.pictures import Picture, opened

if TYPE_CHECKING:
    from proof.reading import Reader


CHECKS = {
    Kind.SERVICE_NUMBER: ("service_number", "private_number"),
    Kind.NAMEPLATE: ("nameplate",),
    Kind.SHEET: ("sheet", "signature", "written"),
}


def look(data: bytes, wanted: Wanted) -> Verdict:
    """What is seen in a photo that should show `wanted`.

    A code that passes is one that can be read: whose it is, `tokens.opened` says where the secret is kept.
    raises  MemoryError; everything else that can be wrong with a file is a finding
    """
    said = origin(data)
    if wanted.kind is Kind.NOTHING:
        return Verdict((), origin=said)
    picture = opened(data)
    if isinstance(picture, Reason):
        return Verdict((Finding("opened", Outcome.DOUBT, picture),))
    if wanted.kind is Kind.ANY:
        return Verdict((_opened(picture), _clear(picture)), (), (), picture.width, picture.height, said)
    found = codes(picture, hard=wanted.kind is Kind.SHEET)
    seen, proposals = _read(picture, wanted, found)
    unread = any(finding.outcome is not Outcome.PASS for finding in seen)
    if not found and (unread or not seen):
        found = codes(picture)
    findings = (_opened(picture), _code(found), *seen)
    if unread and (why := quality.fault(quality.measured(picture))):
        findings = (*findings, Finding("quality", Outcome.DOUBT, why))
    return Verdict(findings, found, proposals, picture.width, picture.height, said)


def can_read() -> bool:
    """Whether the extra `proof` is installed, without which nobody reads text."""
    return _installed("rapidocr", "onnxruntime", "cv2")


def _installed(*names: str) -> bool:
    return all(find_spec(name) for name in names)


def _opened(picture: Picture) -> Finding:
    return Finding("opened", Outcome.PASS, None if picture.whole else Reason("picture-broken-off"))


def _clear(picture: Picture) -> Finding:
    why = quality.fault(quality.measured(picture), quality.USELESS)
    return Finding("quality", Outcome.DOUBT if why else Outcome.PASS, why)


def _code(found: tuple[Code, ...]) -> Finding:
    if not found:
        return Finding("code", Outcome.UNSEEN, Reason("qr-unseen"))
    return Finding("code", Outcome.PASS, None, found[0].text)


def _read(
    picture: Picture, wanted: Wanted, found: tuple[Code, ...]
) -> tuple[tuple[Finding, ...], tuple[Proposal, ...]]:
    """The checks that need the extra."""
    asked = CHECKS.get(wanted.kind, ())
    if asked and not (_installed("cv2") if wanted.kind is Kind.SHEET else can_read()):
        return tuple(Finding(check, Outcome.UNSEEN, Reason("nobody-could-read")) for check in asked), ()
    if wanted.kind is Kind.SERVICE_NUMBER:
        from proof.stickers import Sight  # noqa: PLC0415  needs the extra

        return Sight(_reader(), picture, wanted).findings(), ()
    if wanted.kind is Kind.NAMEPLATE:
        from proof.nameplates import read  # noqa: PLC0415

        proposals = read(_reader(), picture, wanted.patterns)
        return (_nameplate(proposals),), proposals
    if wanted.kind is Kind.SHEET:
        from proof import sheets  # noqa: PLC0415

        return sheets.findings(picture, found, wanted.fields), ()
    return (), ()


def _nameplate(found: tuple[Proposal, ...]) -> Finding:
    if not found:
        return Finding("nameplate", Outcome.UNSEEN, Reason("nameplate-unread"))
    return Finding("nameplate", Outcome.PASS, None, " ".join(proposal.value for proposal in found))


@cache
def _reader() -> "Reader":
    from proof.reading import Reader  # noqa: PLC0415

    return Reader()
