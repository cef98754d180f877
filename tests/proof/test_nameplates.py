"""S3: a nameplate proposes model and serial; the person confirms."""

from dataclasses import replace

import numpy as np
import pytest

from proof.findings import Pattern
from proof.nameplates import CORRECTED, SURE, proposals
from tests.proof.test_numbers import Line, line

RGB = np.full((600, 800, 3), 200, np.uint8)
GREE = (Pattern("model", r"KFR-\d{2}[A-Z]+/[A-Za-z0-9()]+"), Pattern("serial", r"^4[A-Z0-9]{12}$"))


def read(*lines: Line, patterns: tuple[Pattern, ...] = ()) -> dict[str, str]:
    return {proposal.field: proposal.value for proposal in proposals(RGB, lines, patterns)}


def test_what_stands_behind_a_label_is_proposed() -> None:
    assert read(line("产品型号:KFR-35GW"), line("出厂编号 4A03911270042", y=40)) == {
        "model": "KFR-35GW",
        "serial": "4A03911270042",
    }
    assert read(line("Model No. WM-12X"), line("S/N: 8812345678", y=40)) == {"model": "WM-12X", "serial": "8812345678"}


def test_a_value_may_stand_in_a_box_beside_its_label() -> None:
    assert read(line("型号"), line("KFR-35GW", x=230), line("KFR-99", x=1200)) == {"model": "KFR-35GW"}


def test_the_makers_pattern_comes_first() -> None:
    lines = (line("型号 R32-A1"), line("KFR-35GW/NhAa1", y=40), line("4A03911270042", y=80))
    assert read(*lines) == {"model": "R32-A1"}
    assert read(line("型号 KFR-35GW/NhAa1")) == {"model": "KFR-35GW/NhAa1"}
    assert read(*lines, patterns=GREE) == {"model": "KFR-35GW/NhAa1", "serial": "4A03911270042"}


def test_a_doubtful_letter_is_said() -> None:
    sure = proposals(RGB, [line("型号KFR-35GW")], ())[0]
    unsure = proposals(RGB, [line("型号KFR-35GW", sure=0.4)], ())[0]
    assert 0.9 < sure.confidence < 1
    assert unsure.confidence < 0.5
    assert sure.crop.startswith(b"\xff\xd8")


def test_nothing_is_made_up() -> None:
    assert read() == {}
    assert read(line("型号"), line("额定电压 220V", y=40), line("制造日期2026.05.17", y=80)) == {}


def rivals(text: str, at: dict[int, dict[str, float]], y: float = 0) -> Line:
    """A line whose signs at these places might be others; the more likely those, the less sure it is of its own."""
    plain = line(text, y=y)
    sure = tuple(0.99 - sum(at[n].values()) if n in at else 0.99 for n in range(len(text)))
    return replace(plain, sure=sure, rivals=tuple(at.get(n, {}) for n in range(len(text))))


def test_a_sign_that_does_not_fit_the_pattern_is_exchanged_for_one_that_looks_like_it() -> None:
    """4AO… is 4A0…: the pattern wants a figure. Only one that the recogniser sees there too: a bar code stays one."""
    patterns = (Pattern("serial", r"^(?:\d[A-Z]|[A-Z]\d)\d{11}$"),)
    assert read(rivals("4AO3911270042", {2: {"0": 0.2}}), patterns=patterns) == {"serial": "4A03911270042"}
    assert read(line("4AO3911270042"), patterns=patterns) == {}
    assert read(line("6901234567892"), patterns=patterns) == {}


def test_what_had_to_be_exchanged_is_less_sure() -> None:
    patterns = (Pattern("serial", r"^4A\d{11}$"),)
    as_read = proposals(RGB, [line("4A03911270042")], patterns)[0]
    exchanged = proposals(RGB, [rivals("4AO3911270042", {2: {"0": 0.2}})], patterns)[0]
    assert exchanged.confidence == pytest.approx(as_read.confidence * CORRECTED, abs=0.01)
    assert exchanged.doubtful == (), "nothing else fits"


@pytest.mark.parametrize(
    ("seen", "share", "value", "doubtful"),
    [
        ("1", {"l": 0.05}, "KFR-35GW/NhAa1B", ()),
        ("l", {"1": 0.3, "I": 0.05}, "KFR-35GW/NhAa1B", ((13, "l"),)),
        ("l", {"1": 0.03}, "KFR-35GW/NhAalB", ((13, "1"),)),
        ("l", {}, "KFR-35GW/NhAalB", ()),
        ("S", {"5": 0.05}, "KFR-35GW/NhAaSB", ()),
        ("S", {"5": 0.4}, "KFR-35GW/NhAaSB", ((13, "5"),)),
    ],
)
def test_where_several_fit_the_likelier_is_proposed_and_the_doubt_named(
    seen: str, share: dict[str, float], value: str, doubtful: tuple[tuple[int, str], ...]
) -> None:
    """Makers hardly write l, I or O among figures, so 1 and 0 need less to be believed."""
    (found,) = proposals(RGB, [rivals(f"型号KFR-35GW/NhAa{seen}B", {15: share})], ())
    assert (found.value, found.doubtful) == (value, doubtful)


def test_a_value_that_was_cut_off_is_not_proposed() -> None:
    assert read(line("型号KFR-35GW/")) == {}


def test_what_is_written_as_the_maker_does_not_is_hardly_sure() -> None:
    (found,) = proposals(RGB, [line("型号 KFR-35G")], GREE)
    assert 0.5 < found.confidence < SURE
