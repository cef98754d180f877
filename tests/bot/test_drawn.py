"""The photo of a printed sheet that a played chat sends: it is looked at as a real one is. S2, S5."""

from pathlib import Path

import pytest

from bot.drawn import a_sheet
from bot.play import Chat, Misplayed, play
from proof.findings import Kind, Outcome, Verdict, Wanted
from proof.layout import NOTED
from proof.tokens import Purpose, opened
from proof.verdict import look
from tests.conftest import House
from tests.test_customer import NUMBER, taken

FIELDS = tuple(NOTED.values())


async def seen(house: House, language: str, *, signed: bool) -> Verdict:
    await taken(house)
    page = await house.app.papers.picture(NUMBER, language)
    return look(a_sheet(page, signed=signed), Wanted(Kind.SHEET, fields=FIELDS))


def reasons(verdict: Verdict) -> dict[str, str]:
    return {doubt.check: doubt.reason.text for doubt in verdict.doubts if doubt.reason}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_signed_sheet_passes_and_is_this_jobs(house: House, language: str) -> None:
    found = await seen(house, language, signed=True)
    assert not found.doubts
    assert {one.check for one in found.findings if one.outcome is Outcome.PASS} >= {"sheet", "signature", "written"}
    token = found.codes[0].text
    assert opened(house.app.reach.secret, token, Purpose.SHEET, house.clock.now()) == NUMBER


async def test_an_unsigned_one_is_doubtful_box_by_box(house: House) -> None:
    found = await seen(house, "zh", signed=False)
    assert reasons(found) == {"signature": "signature-missing", "written": "boxes-empty"}
    written = found.of("written")
    assert written is not None
    assert written.value.split() == list(FIELDS)


@pytest.mark.parametrize("words", ["10019 sigend", "10019 signed twice", "99999", ""])
async def test_a_sheet_that_cannot_be_drawn_is_no_line_of_a_chat(tmp_path: Path, words: str) -> None:
    with pytest.raises(Misplayed):
        await play(
            Chat("", ("09:00 王女士 > 空调不制冷,幸福路8号,13800138000", f"09:01 王女士 > 📄 {words}")), tmp_path
        )
