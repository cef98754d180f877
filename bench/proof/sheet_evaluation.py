"""What is seen in drawn photos of service sheets whose truth is known. S2, S4, S5."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2

from bench.proof.evaluate import Share
from bench.proof.halves import HALVES
from bench.proof.sheets import NUMBERS, SECRET, WRITTEN, SheetPhoto, sheets
from bench.results import Result, alone
from proof.findings import Kind, Outcome, Verdict, Wanted
from proof.verdict import look
from proof.whose import of_sheet

COUNT = 160
"""As many as `make bench` can wait for. PROOF_TIMES multiplies it, PROOF_BEGIN goes on where another run ended."""
UNSEEN = 200
"""Photos of the held-out half before this were looked at while the reader was made."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One photo and what was said of it, in seconds of one core."""

    photo: SheetPhoto
    verdict: Verdict
    seconds: float

    @property
    def signature(self) -> str:
        """ "signed", "empty", "doubtful", or "" where the sheet was not found."""
        found = self.verdict.of("signature")
        return found.value if found else ""

    def passes(self, job: str) -> bool:
        """Whether it passes as that job's sheet."""
        return of_sheet(self.verdict.codes, job, SECRET, 0).outcome is Outcome.PASS


def looked(photo: SheetPhoto) -> Looked:
    """Look at one photo."""
    began = time.process_time()
    verdict = look(photo.data, Wanted(Kind.SHEET, fields=WRITTEN))
    return Looked(photo, verdict, time.process_time() - began)


def shares(rows: list[Looked]) -> dict[str, Share]:
    """The figures by which reading sheets is judged."""
    located = [row for row in rows if row.signature]
    signed = [row for row in located if row.photo.signed]
    empty = [row for row in located if not row.photo.signed]
    right = [row for row in located if (row.signature == "signed") == row.photo.signed]
    others = [(row, job) for row in rows for job in NUMBERS if job != row.photo.job]
    return {
        "sheet_located": Share(len(located), len(rows)),
        "sheet_signature_right": Share(len(right), len(located)),
        "sheet_signed_found": Share(sum(row.signature == "signed" for row in signed), len(signed)),
        "sheet_empty_called_signed": Share(sum(row.signature == "signed" for row in empty), len(empty)),
        "sheet_own_code_read": Share(sum(row.passes(row.photo.job) for row in rows), len(rows)),
        "sheet_wrong_job_passed": Share(sum(row.passes(job) for row, job in others), len(others)),
    }


async def proof_sheets(_folder: Path) -> list[Result]:
    """Photos of sheets on surfaces, by hands and from seeds that no threshold was chosen on."""
    cv2.setNumThreads(1)
    count = int(COUNT * float(os.environ.get("PROOF_TIMES", "1")))
    begin = int(os.environ.get("PROOF_BEGIN", str(UNSEEN)))
    half = HALVES[os.environ.get("PROOF_HALF", "held-out")]
    rows = [looked(photo) for photo in sheets(half, count, begin)]
    found = {name: share.value for name, share in shares(rows).items()}
    never = ("sheet_empty_called_signed", "sheet_wrong_job_passed")
    results = [alone(name, [found[name]], "share", below=0.001) for name in never]
    results += [alone("sheet_signature_right", [found["sheet_signature_right"]], "share", above=0.97)]
    rest = [name for name in found if name not in (*never, "sheet_signature_right")]
    results += [alone(name, [found[name]], "share", above=0.8) for name in rest]
    return [*results, alone("sheet_median_s", [median(row.seconds for row in rows)], "s", below=0.7)]
