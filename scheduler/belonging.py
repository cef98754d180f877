"""What a photo's codes mean on this job. Only the app can say: it has the secret and knows what was printed. S2 S3

A company may use paper of its own and stickers without a code: then there is nothing to say about them here.
"""

from collections.abc import Iterable, Iterator

from handlers.sheets import was_printed
from proof.findings import Code, Finding, Kind, Outcome, Reason, Verdict
from proof.tokens import Purpose
from proof.whose import OURS, ids, of_sheet
from storage.held import Held
from storage.stickers import Sticker, behind, bind, sticker
from storage.unit import Unit

READ = ("sheet", "signature", "written")
"""Checks of a sheet that need the extra `proof`."""


def belonging(unit: Unit, subject: int, kind: Kind, verdict: Verdict) -> tuple[Finding, ...]:
    """All that a photo says on this job: what was seen in it, and whose its codes are. The one unused sticker in a
    photo that counts is bound by it: ask this only of such a photo."""
    held = unit.hold(subject)
    if kind is Kind.SHEET:
        return _sheet(unit, held, verdict)
    if kind is Kind.SERVICE_NUMBER:
        return _sticker(unit, held, verdict)
    return verdict.findings


def _sheet(unit: Unit, held: Held, verdict: Verdict) -> tuple[Finding, ...]:
    """Another job's sheet is noticed before all else. A paper of the company's own is neither good nor doubtful."""
    whose = of_sheet(verdict.codes, held.course.state.number, unit.reach.secret, unit.now)
    why = whose.reason.text if whose.reason else ""
    if why == "sheet-of-another-job":
        return (whose,)
    ours = whose.outcome is Outcome.PASS or why in OURS
    located = verdict.of("sheet")
    seen = located is not None and located.outcome is Outcome.PASS
    if not (ours or seen or was_printed(unit, held.id)):
        if located is None:
            return verdict.doubts
        unopened = any("opened" in doubt.checks for doubt in held.course.state.doubts.values())
        return tuple(one for one in verdict.findings if unopened and one.check == "opened")
    kept = (_asked(finding) if finding.check in READ else finding for finding in verdict.findings)
    found = (_asked(whose), *(finding for finding in kept if finding.check != "code"))
    return _without_quality(found)


def _asked(finding: Finding) -> Finding:
    """What is on our sheet and could not be seen is asked for; what nobody can read here is not."""
    if finding.outcome is not Outcome.UNSEEN or (finding.reason and finding.reason.text == "nobody-could-read"):
        return finding
    return Finding(finding.check, Outcome.DOUBT, finding.reason, finding.value, finding.crop)


def _sticker(unit: Unit, held: Held, verdict: Verdict) -> tuple[Finding, ...]:
    """A code of ours that belongs here says as much as the number; without one, the number is what counts."""
    rest = tuple(finding for finding in verdict.findings if finding.check != "code")
    said = [one for code in verdict.codes for one in _stickers(unit, code)]
    verdicts = _posted(unit, held, dict.fromkeys(id for id, _why in said if id))
    if any(why is None for why in verdicts):
        passed = Finding("code", Outcome.PASS)
        return _without_quality((passed, *(one for one in rest if one.check != "service_number")))
    number = verdict.of("service_number")
    read = number is not None and number.outcome is Outcome.PASS
    refused = [why for _id, why in said if why and (why.text in OURS or not read)]
    doubts = [why for why in (*verdicts, *refused) if why]
    return (*(Finding("code", Outcome.DOUBT, why) for why in doubts[:1]), *rest)


def _stickers(unit: Unit, code: Code) -> Iterator[tuple[str, Reason | None]]:
    """The sticker of a code, or why it is none."""
    if found := behind(unit, code.text):
        yield found.id, None
    else:
        reach = unit.reach
        yield from ids((code,), Purpose.STICKER, reach.secret, unit.now, reach.web, reach.telegram)


def _posted(unit: Unit, held: Held, ids: Iterable[str]) -> list[Reason | None]:
    """Of each sticker why it does not belong to this job's appliance; None where it does, or does from now on. Of
    several unused ones nobody knows which is posted: none of them is bound, nor is one beside another's."""
    known = [sticker(unit, id) for id in ids]
    unused = [one for one in known if one is not None and one.subject is None]
    verdicts = [_bound(unit, held, one) for one in known if one not in unused]
    if len(unused) == 1 and not verdicts:
        bind(unit, unused[0].id, held)
        return [None]
    return [*verdicts, *([Reason("stickers-unused", {"count": len(unused)})] if len(unused) > 1 else [])]


def _bound(unit: Unit, held: Held, found: Sticker | None) -> Reason | None:
    """Why a sticker that is not unused does not belong here."""
    if found is None or found.subject is None:
        return Reason("qr-unknown")
    job, other = held.course.state, unit.hold(found.subject).course.state
    same = found.subject == held.id or (
        set(job.customers) & set(other.customers) and job.product in (None, other.product)
    )
    return None if same else Reason("sticker-of-another")


def _without_quality(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """How good a photo is matters only where something else is doubtful."""
    if any(one.outcome is Outcome.DOUBT and one.check != "quality" for one in found):
        return found
    return tuple(one for one in found if one.check != "quality")
