"""What the proof room sees in drawn photos whose truth is known: precision and recall of each check, time, memory."""

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2
import msgspec

from bench.proof import sets
from bench.proof.halves import HALVES, HELD_OUT
from bench.proof.scenes import Sample
from bench.results import FOLDER, Result, alone
from policies.loader import load
from proof.findings import Kind, Outcome, Pattern, Verdict, Wanted
from proof.verdict import look
from proof.worker import Looker

MODULE = 4  # pixels a module from which a code should be read
CODE_BLUR = 0.7  # of a module: a code blurred more is hardly anybody's to read
SETS = {"own": sets.own, "near": sets.near, "coded": sets.coded, "plates": sets.plates, "makers": sets.plates}
"""`makers`: the same nameplates, read with the maker's patterns."""
COUNTS = {"own": 24, "near": 60, "coded": 12, "plates": 6, "makers": 6}
"""As many as `make bench` can wait for. PROOF_TIMES multiplies them: the figures of docs/proof.md are of 17."""
LARGE = 6
MAKERS = tuple(Pattern(one.field, one.expression) for one in load("gree-installer", "Asia/Shanghai").policy.nameplate)


class Seen(msgspec.Struct, frozen=True):
    """One photo: what was true, what was said, and seconds of one core."""

    set: str
    seed: int
    wear: tuple[str, ...]
    readable: bool
    right: bool  # the number on it is the one asked for
    service: bool
    private: str | None
    private_readable: bool
    flagged: str
    token: bool
    module: float
    blur: float
    decoded: str  # "right", "wrong" or ""
    model: str
    serial: str
    named: tuple[str, ...]  # of "model" and "serial" those of which a doubtful sign is named
    seconds: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0

    @classmethod
    def of(cls, rows: list[Seen], hits: list[Seen]) -> "Share":
        """How many of the rows are among the hits."""
        return cls(len(hits), len(rows))


def seen(name: str, sample: Sample) -> Seen:
    """Look at one photo."""
    kind = Kind.NAMEPLATE if sample.model else Kind.SERVICE_NUMBER
    began = time.process_time()
    patterns = MAKERS if name == "makers" else ()
    verdict = look(sample.data, Wanted(kind, (sample.service,), sample.known, patterns))
    seconds = time.process_time() - began
    service, private = verdict.of("service_number"), verdict.of("private_number")
    proposed = {proposal.field: proposal.value for proposal in verdict.proposals}
    return Seen(
        set=name,
        seed=sample.seed,
        wear=sample.wear,
        readable=sample.readable,
        right=sample.number == sample.service,
        service=bool(service and service.outcome is Outcome.PASS),
        private=sample.private,
        private_readable=sample.private_readable,
        flagged=private.value if private and private.outcome is Outcome.DOUBT else "",
        token=sample.token is not None,
        module=sample.module,
        blur=sample.blur,
        decoded=_decoded(verdict, sample.token),
        model=_proposed(proposed.get("model"), sample.model),
        serial=_proposed(proposed.get("serial"), sample.serial),
        named=tuple(proposal.field for proposal in verdict.proposals if proposal.doubtful),
        seconds=round(seconds, 3),
    )


def _decoded(verdict: Verdict, token: str | None) -> str:
    if not verdict.codes:
        return ""
    return "right" if [code.text for code in verdict.codes] == [token] else "wrong"


def _proposed(value: str | None, truth: str) -> str:
    if value is None:
        return ""
    return "right" if value.upper() == truth.upper() else "wrong"


def _wrong_and_named(row: Seen) -> bool:
    """A wrong model of which the person is told which sign to look at."""
    return row.model == "wrong" and "model" in row.named


def everything(half: str, times: float) -> Iterator[Seen]:
    """All sets of a half, one photo after the other."""
    cv2.setNumThreads(1)
    for name, count in COUNTS.items():
        for sample in SETS[name](HALVES[half], int(count * times)):
            yield seen(name, sample)


def shares(rows: list[Seen]) -> dict[str, Share]:
    """The figures by which the room is judged."""
    stickers = [row for row in rows if row.set in ("own", "near")]
    own = [row for row in stickers if row.right and row.readable]
    wrong = [row for row in stickers if not row.right]
    accepted = [row for row in stickers if row.service]
    private = [row for row in stickers if row.private_readable]
    printed, written = ([row for row in private if row.private == how] for how in ("printed", "written"))
    clean = [row for row in stickers if row.private is None]
    flagged = [row for row in stickers if row.flagged]
    codes = [row for row in rows if row.token and row.module >= MODULE]
    fair = [row for row in codes if row.blur <= CODE_BLUR * row.module]
    plates, makers = ([row for row in rows if row.set == name and row.readable] for name in ("plates", "makers"))
    return {
        "service_recall": Share.of(own, [row for row in own if row.service]),
        "service_precision": Share.of(accepted, [row for row in accepted if row.right]),
        "service_false_accepts": Share.of(wrong, [row for row in wrong if row.service]),
        "private_printed_recall": Share.of(printed, [row for row in printed if row.flagged]),
        "private_written_recall": Share.of(written, [row for row in written if row.flagged]),
        "private_precision": Share.of(flagged, [row for row in flagged if row.private]),
        "private_false_flags": Share.of(clean, [row for row in clean if row.flagged]),
        "code_recall": Share.of(fair, [row for row in fair if row.decoded == "right"]),
        "code_recall_any_blur": Share.of(codes, [row for row in codes if row.decoded == "right"]),
        "code_wrong": Share.of(rows, [row for row in rows if row.decoded == "wrong"]),
        "model_recall": Share.of(plates, [row for row in plates if row.model == "right"]),
        "serial_recall": Share.of(plates, [row for row in plates if row.serial == "right"]),
        "model_wrong": Share.of(plates, [row for row in plates if row.model == "wrong"]),
        "serial_wrong": Share.of(plates, [row for row in plates if row.serial == "wrong"]),
        "makers_model_recall": Share.of(makers, [row for row in makers if row.model == "right"]),
        "makers_model_wrong": Share.of(makers, [row for row in makers if row.model == "wrong"]),
        "makers_model_wrong_named": Share.of(makers, [row for row in makers if _wrong_and_named(row)]),
        "makers_serial_recall": Share.of(makers, [row for row in makers if row.serial == "right"]),
        "makers_serial_wrong": Share.of(makers, [row for row in makers if row.serial == "wrong"]),
    }


TARGETS = {
    "service_recall": 0.96,
    "service_false_accepts": 0.0,
    "private_printed_recall": 0.95,
    "private_written_recall": 0.85,
    "private_false_flags": 0.03,
    "code_recall": 0.92,
    "code_wrong": 0.0,
}
LESS = (
    *("service_false_accepts", "private_false_flags", "code_wrong"),
    *("model_wrong", "serial_wrong", "makers_model_wrong", "makers_serial_wrong"),
)


async def proof(folder: Path) -> list[Result]:
    """The checks on photos of the half that was never looked at while tuning; PROOF_HALF=tuning for the other."""
    half = os.environ.get("PROOF_HALF", "held-out")
    rows = await asyncio.to_thread(lambda: list(everything(half, float(os.environ.get("PROOF_TIMES", "1")))))
    (FOLDER / f"proof-{half}.jsonl").write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows) + b"\n")
    found = [_figure(name, share) for name, share in shares(rows).items()]
    stickers = [row.seconds for row in rows if row.set == "own"][1:]  # the first loads the models
    return [*found, Result("proof_chat_photo_s", median(stickers), "s of one core", "less")]


def _figure(name: str, share: Share) -> Result:
    target = TARGETS.get(name)
    less = name in LESS
    met = None if target is None else (share.value <= target if less else share.value >= target)
    wanted = "" if target is None else f"{'≤' if less else '≥'} {target:g}"
    unit = f"{share.part} of {share.whole}"
    return Result(f"proof_{name}", share.value, unit, "less" if less else "more", target=wanted, met=met)


async def photo_median_s(folder: Path) -> list[Result]:
    """A twelve-megapixel photo in the worker process: seconds of one core, and the most memory it ever held."""
    looker = Looker()
    seconds: list[float] = []
    try:
        for sample in sets.large(HELD_OUT, LARGE + 1):
            before = looker.used()[0]
            await looker.look(sample.data, Wanted(Kind.SERVICE_NUMBER, (sample.service,), sample.known))
            seconds.append(looker.used()[0] - before)
        most = looker.used()[1]
    finally:
        await looker.close()
    return [
        alone("photo_median_s", seconds[1:], "s of one core", below=0.7),  # the first loads the models
        alone("photo_peak_mb", [most], "MB", below=750),
    ]
