"""When somebody is at home, in the customer's own words: kept as they are said, not counted out."""

import re

from handlers.reading.words import Span, tidy

_HOME_ZH = (
    r"(?:今天|明天|后天|[0-9]{1,2}月[0-9]{1,2}[号日]|每天|平时|工作日|周末|节假日|(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|上午|下午|早上|中午|晚上|傍晚|白天|全天|下班|随时|一直"
    r"|[0-9]{1,2}[:点](?:[0-9]{2}(?![0-9:点]))?半?|[一二两三四五六七八九十]{1,3}点半?)"
)
# Atomic: a repeated "11点" has only one way to be read, however long it goes on.
_HOURS_ZH = rf"{_HOME_ZH}(?>{_HOME_ZH}|[都才会能可以均也、和或到至~之后前 -]){{0,12}}"
_THERE_ZH = r"(?:不?在家|家里?有人|有人(?:在家)?|有空|可以上门|方便上门|方便)(?![吗么])"
HOME = re.compile(
    rf"{_HOURS_ZH}{_THERE_ZH}"
    r"|(?<!不)(?:在家|有人|有空|方便上门|方便)(?:的?时间段?(?:是|为)?[ :]{0,3}|[ ]?:[ ]?)"
    rf"(?P<hours>{_HOURS_ZH}(?:{_THERE_ZH})?)"
    r"|\b(?:(?:i am|i'm|we are|we're|someone is|somebody is) )?(?:at )?(?:home|available|free)"
    r"(?: (?:after|before|from|between|until|till|to|and|or|on|all|day|every|in|the|this|next|only"
    r"|tomorrow|today|tonight|noon|mornings?|afternoons?|evenings?|nights?|weekends?|weekdays?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|(?<!home )(?<!available )(?<!free )[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m)?)(?!\w)){1,10}",
    re.IGNORECASE,
)


def home_in(words: str) -> tuple[str | None, list[Span]]:
    """The words that say when, and where they stand together with what they are headed by."""
    found = HOME.search(words)
    return (tidy(found["hours"] or found[0]), [found.span()]) if found else (None, [])
