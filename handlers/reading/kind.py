"""Whether something is to be repaired or installed."""

import re
from typing import Literal

from handlers.reading.fault import PRICE_ASKED
from handlers.reading.products import NAMES_ZH
from handlers.reading.words import STOP

INSTALL = re.compile(
    r"安装(?![费了过好的多工]|师傅|队)|[装移拆]机|移(?:[装位]|空调)|拆装|加装|(?<![包服西假套散安])装(?![修备饰潢载置甲作了过好的在])"
    r"|\binstall(?:ation|ing)?\b|\bmount\b|\brelocat\w+",
    re.IGNORECASE,
)
INSTALL_WISH = re.compile(
    rf"(?:要|想|需要?|预约|申请|帮[我忙]?|请)[^{STOP} ]{{0,5}}?(?:(?<!重新)(?<!重新安)装(?!修)|移机)"
    r"|\binstall\b|\bneed\b.{0,40}\binstalled\b",
    re.IGNORECASE,
)
REPAIR = re.compile(
    r"报修|[维检]修(?!师|工|费|站|部|点)|修理(?!铺|厂|店)|修一?[下修]|[要想来能]修|上门修|\brepair\w*|\bfix\b"
    f"|修(?:{NAMES_ZH})",
    re.IGNORECASE,
)

Kind = Literal["repair", "install"]


def kind_in(words: str, fault: str | None) -> Kind | None:
    """A wish to have something installed, else something to repair, else words of installing."""
    if PRICE_ASKED.search(words) and fault is None:
        return None
    if INSTALL_WISH.search(words):
        return "install"
    if fault or REPAIR.search(words):
        return "repair"
    return "install" if INSTALL.search(words) else None
