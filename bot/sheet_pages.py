"""The numbered service sheet as a PDF, in two copies, and as a picture. D1 (T6), S2, S4, S5."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import segno

from bot.typesetting import typeset
from handlers.sheets import Sheet
from handlers.texts import Texts
from proof.layout import BOXES, CODES, FACTS, MARKS, TITLE, areas

TEMPLATE = "sheet.typ"
WORDS = (
    *("title", "customer", "phone", "address", "product", "fault", "technician", "visit", "dispatched", "accepted"),
    *("reported", "cause", "remedy", "parts", "parts-hint", "arrived", "restored", "used", "price", "opinion"),
    *("good", "fair", "bad", "signature", "signature-hint", "date", "foot", "copy-company", "copy-customer"),
)
"""What is printed beside the boxes: each has its text `sheet-NAME`."""


def as_pdf(
    sheet: Sheet, texts: Texts, company: str, zone: str, strokes: bytes | None = None, folder: Path | None = None
) -> bytes:
    """Two A4 pages: the company's copy and the customer's. The same sheet is the same bytes.

    strokes  the finger's signature, a PNG, for a sheet that has one
    folder   more fonts
    raises   FontMissing
    """
    return _made(sheet, texts, company, zone, strokes, folder)


def as_png(
    sheet: Sheet, texts: Texts, company: str, zone: str, strokes: bytes | None = None, *, ppi: float = 144
) -> bytes:
    """A picture of the company's copy."""
    return _made(sheet, texts, company, zone, strokes, None, format="png", ppi=ppi)


def _made(
    sheet: Sheet, texts: Texts, company: str, zone: str, strokes: bytes | None, folder: Path | None, **how: Any
) -> bytes:
    return typeset(TEMPLATE, _data(sheet, texts, company, zone, strokes), folder, **how)


def _data(sheet: Sheet, texts: Texts, company: str, zone: str, strokes: bytes | None) -> dict[str, Any]:
    written = sheet.contents
    language = written.language

    def say(key: str, **places: object) -> str:
        return texts.say(f"sheet-{key}", places, language, zone, 0)

    signed = None
    if strokes:
        signed = {
            "strokes": list(strokes),
            "when": say("signed-at", when=sheet.signed_on(zone)),
            "what": say("signed-what"),
            "digest": sheet.digest,
        }
    return {
        "number": written.number,
        "language": language,
        "company": company,
        "words": {word: say(word) for word in WORDS},
        "facts": written.facts,
        "known": written.boxes,
        "signed": signed,
        "title": asdict(TITLE),
        "area": asdict(FACTS),
        "marks": [{"area": asdict(mark.area), "rows": [_runs(row) for row in mark.rows]} for mark in MARKS],
        "codes": [asdict(code) for code in CODES],
        "code": code_rows(sheet.token),
        "boxes": {box.field: asdict(box.area) for box in BOXES if box.field != "opinion"},
        "ticks": [asdict(area) for area in areas("opinion")[:-1]],
        "words-box": asdict(areas("opinion")[-1]),
    }


def stickers_pdf(links: Sequence[str], texts: Texts, company: str, phone: str, language: str) -> bytes:
    """Sheets of stickers, each with its own code. Raises FontMissing."""
    words = {name: texts.say(f"sticker-{name}", {}, language, "UTC", 0) for name in ("title", "number-label", "hint")}
    data = {**words, "company": company, "phone": phone, "codes": [code_rows(link) for link in links]}
    return typeset("stickers.typ", data)


def code_rows(words: str) -> list[list[tuple[int, int]]]:
    """The black runs of each row of a QR code, as large as its words need and no larger."""
    symbol = segno.make(words, micro=False, error="l", boost_error=True)
    return [_runs("".join("1" if module else "0" for module in row)) for row in symbol.matrix]


def _runs(row: str) -> list[tuple[int, int]]:
    """Where black begins and how long it goes on."""
    starts = [n for n, square in enumerate(row) if square == "1" and (n == 0 or row[n - 1] == "0")]
    return [(start, (row[start:] + "0").index("0")) for start in starts]
