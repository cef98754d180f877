"""Reading a photo of the service sheet: whose it is, signed or not, folds and shadows are no ink. S2, S4, S5, X18."""

from functools import cache

import numpy as np
import pytest

from bench.proof.halves import TUNING
from bench.proof.sheets import NUMBERS, SECRET, SheetPhoto, draw
from proof.findings import Code, Finding, Kind, Outcome, Wanted
from proof.ink import seen_in
from proof.tokens import Purpose, signed
from proof.verdict import look
from proof.whose import of_sheet

SCALE = 5.0
NOWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
SIGNED, EMPTY, FOLDED = 1_700_002, 1_700_001, 1_700_003
"""Seeds of drawn photos: a signed sheet, an empty one, an empty one with a shadow across the box."""


@cache
def photo(seed: int) -> SheetPhoto:
    return draw(seed, TUNING)


def seen(seed: int, check: str, fields: tuple[str, ...] = ()) -> Finding:
    found = look(photo(seed).data, Wanted(Kind.SHEET, fields=fields)).of(check)
    assert found is not None
    return found


def test_a_signed_sheet_is_seen_to_be_signed() -> None:
    assert photo(SIGNED).signed
    found = seen(SIGNED, "signature")
    assert (found.outcome, found.value) == (Outcome.PASS, "signed")
    assert found.crop is not None
    assert found.crop.startswith(b"\xff\xd8")


@pytest.mark.parametrize("seed", [EMPTY, FOLDED])
def test_an_empty_box_is_a_doubt_with_its_picture_whatever_lies_across(seed: int) -> None:
    assert not photo(seed).signed
    found = seen(seed, "signature")
    assert (found.outcome, found.value) == (Outcome.DOUBT, "empty")
    assert found.reason is not None
    assert found.reason.text == "signature-missing"
    assert found.crop


def test_a_photo_of_something_else_is_no_sheet() -> None:
    from tests.test_bad_input import a_photo

    verdict = look(a_photo("nothing"), Wanted(Kind.SHEET))
    found = verdict.of("sheet")
    assert found is not None
    assert found.outcome is Outcome.UNSEEN
    assert verdict.of("signature") is None


def code(job: str, secret: bytes = SECRET, purpose: Purpose = Purpose.SHEET) -> Code:
    return Code(signed(secret, purpose, job), NOWHERE, 5)


@pytest.mark.parametrize(
    ("codes", "outcome", "reason"),
    [
        ([code("10019")], Outcome.PASS, None),
        ([], Outcome.UNSEEN, "qr-unseen"),
        ([code("10027")], Outcome.DOUBT, "sheet-of-another-job"),
        ([code("10019"), code("10027")], Outcome.DOUBT, "sheet-of-another-job"),
        ([code("10019", b"somebody else's")], Outcome.DOUBT, "qr-of-others"),
        ([code("10019", purpose=Purpose.STICKER)], Outcome.DOUBT, "qr-other-purpose"),
        ([Code("https://elsewhere.example/q/1", NOWHERE, 5)], Outcome.DOUBT, "qr-elsewhere"),
        ([Code("https://maker.example/1", NOWHERE, 5), code("10019")], Outcome.PASS, None),
        ([Code("https://maker.example/1", NOWHERE, 5), code("10019", b"another's")], Outcome.DOUBT, "qr-of-others"),
    ],
)
def test_only_this_jobs_sheet_passes(codes: list[Code], outcome: Outcome, reason: str | None) -> None:
    found = of_sheet(codes, "10019", SECRET, 0)
    assert found.outcome is outcome
    assert (found.reason.text if found.reason else None) == reason


def test_whose_sheet_a_photo_shows() -> None:
    one = photo(SIGNED)
    codes = look(one.data, Wanted(Kind.SHEET)).codes
    others = [number for number in NUMBERS if number != one.job]
    assert of_sheet(codes, one.job, SECRET, 0).outcome is Outcome.PASS
    assert [of_sheet(codes, other, SECRET, 0).outcome for other in others] == [Outcome.DOUBT] * 3


# Ink


def box() -> np.ndarray:
    """White paper, 104 × 28 mm, a little grainy."""
    grain = np.random.default_rng(5).normal(0, 2, (int(28 * SCALE), int(104 * SCALE)))
    return np.clip(225 + grain, 0, 255)


def test_a_scribble_is_a_signature() -> None:
    paper = box()
    for n in range(300):
        x, y = 150 + n, 70 + 40 * np.sin(n / 17)
        paper[int(y) : int(y) + 3, int(x) : int(x) + 3] = 60
    assert seen_in(paper.astype(np.uint8), SCALE).signed


@pytest.mark.parametrize("bend", [0, 0.0006])
def test_two_hard_folds_that_cross_are_none(bend: float) -> None:
    """Ink would extend in both directions, too: but a pen does not go from one side to the other."""
    paper = box()
    for x in range(paper.shape[1]):
        y = int(60 + 0.02 * x + bend * (x - 260) ** 2 / 10)
        paper[y : y + 3, x] *= 0.6
    paper[:, 200:203] *= 0.55
    assert not seen_in(paper.astype(np.uint8), SCALE).anything


def test_the_edge_of_a_shadow_is_no_ink() -> None:
    paper = box()
    y, x = np.mgrid[0 : paper.shape[0], 0 : paper.shape[1]]
    paper[x + y > 320] *= 0.5
    assert seen_in(paper.astype(np.uint8), SCALE).area < 1


def test_a_dot_is_no_signature() -> None:
    paper = box()
    paper[60:72, 200:212] = 30
    assert not seen_in(paper.astype(np.uint8), SCALE).signed
