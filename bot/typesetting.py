"""Pages made with typst: a template beside this file, data as JSON, a font that has Chinese."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
)
"""Families with Chinese, the best first."""
HERE = Path(__file__).parent


class FontMissing(Exception):
    """No font with Chinese; says how to get one."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    folder: Path | None = None,
    *,
    format: Literal["pdf", "png"] = "pdf",
    ppi: float = 144,
) -> bytes:
    """A PDF with its fonts embedded, or as "png" its first page.

    template  a file beside this one, "rulebook.typ"; it reads `data` from sys.inputs.data
    folder    more fonts
    raises    FontMissing
    """
    import typst  # noqa: PLC0415  heavy, and only a page needs it

    places = [str(folder)] if folder else []
    inputs = {"data": json.dumps(data, ensure_ascii=False), "font": _family(folder)}
    made: Any = typst.compile(str(HERE / template), font_paths=places, sys_inputs=inputs, format=format, ppi=ppi)
    return bytes(made[0] if isinstance(made, list) else made)


@cache
def _families(folder: Path | None) -> frozenset[str]:
    import typst  # noqa: PLC0415

    return frozenset(typst.Fonts(font_paths=[str(folder)] if folder else []).families())


def _family(folder: Path | None) -> str:
    family = next((name for name in FONTS if name in _families(folder)), None)
    if family is None:
        raise FontMissing(
            "no font with Chinese was found, a PDF would be full of boxes. Debian and Ubuntu: "
            "apt-get install fonts-noto-cjk; elsewhere: --fonts FOLDER with Noto Sans SC in it"
        )
    return family
