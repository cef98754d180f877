"""Whether a few words say plainly that all is well. In doubt they do not: somebody reads them."""

import re

LONGEST = 30
GOOD = re.compile(
    r"好|正常|没问题|没有问题|不错|满意|可以|\b(?:good|fine|great|well|ok|okay|works?|working)\b", re.IGNORECASE
)
DOUBT = re.compile(
    r"不好|不太|不行|不凉|不热|不转|没好|没修|但|可是|就是|还是|又|坏|响|漏|慢|问题(?<!没问题)(?<!没有问题)|差|[??]"
    r"|\b(?:not|no|but|still|again|n't|isn't|doesn't|broken|noise|leak)",
    re.IGNORECASE,
)


def sounds_good(text: str) -> bool:
    """True for "很好,谢谢" and "works fine"; False for anything long, doubtful or else."""
    return len(text) <= LONGEST and bool(GOOD.search(text)) and not DOUBT.search(text)
