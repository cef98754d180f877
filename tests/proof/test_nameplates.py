"""S3: a nameplate proposes model and serial; the person confirms."""

import numpy as np

from proof.findings import Pattern
from proof.nameplates import proposals
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
