"""Whole numbers as people type them, in digits or in Chinese."""

DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2, "俩": 2}
UNITS = {"十": 10, "百": 100, "千": 1_000}
NUMERAL = "零〇一二两俩三四五六七八九十百千万"

# Short numbers inside other patterns.
COUNT = r"(?:[0-9]{1,3}|[零〇一二两三四五六七八九十]{1,3})"
UP_TO_99 = r"(?:[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})"
COUNT_OR_HALF = r"(?:[0-9]{1,3}|[一二两三四五六七八九十半]{1,3})"


def read_number(words: str) -> int | None:
    """A whole number in digits or in Chinese: 12, 十二, 一百二 (120), 两千零五, 二〇二四."""
    if words.isascii():
        return int(words) if words.isdigit() and len(words) <= 12 else None
    if all(word in DIGITS for word in words):
        return int("".join(str(DIGITS[word]) for word in words)) if len(words) <= 12 else None
    total, digit, smallest, skipped = 0, None, 10_000, False
    for word in words:
        if word in "零〇":
            skipped = True
        elif word in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[word]
        elif word in UNITS and UNITS[word] < smallest:
            if digit is None and word != "十":
                return None
            total += (1 if digit is None else digit) * UNITS[word]
            digit, smallest, skipped = None, UNITS[word], False
        elif word == "万" and 0 < total + (digit or 0) < 10_000:
            total, digit, smallest, skipped = (total + (digit or 0)) * 10_000, None, 10_000, False
        else:
            return None
    if digit is None:
        return total
    # 一百二 is 120 and 一万二 is 12,000, but 一百零二 is 102.
    return total + digit * (smallest // 10 if smallest >= 100 and total and not skipped else 1)
