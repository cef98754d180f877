"""What a customer wants who writes a few words: plain wishes are read, reports and answers are not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.reading.wants import read_want, read_wish

ZONE = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2026, 11, 25, 10, 0, tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("师傅到哪了", "where"),
        ("到哪儿了啊", "where"),
        ("几点能到?", "where"),
        ("还没来吗", "where"),
        ("什么时候上门", "where"),
        ("where are you?", "where"),
        ("when is he coming", "where"),
        ("能改时间吗", "move"),
        ("改到明天下午", "move"),
        ("推迟一天吧", "move"),
        ("can we reschedule", "move"),
        ("取消", "cancel"),
        ("不用来了", "cancel"),
        ("不修了", "cancel"),
        ("please cancel", "cancel"),
        ("转人工", "human"),
        ("我要投诉师傅", "human"),
        ("找你们经理", "human"),
        ("I want to talk to a human", "human"),
        ("又坏了", "again"),
        ("还是不行", "again"),
        ("没修好", "again"),
        ("still not cooling", "again"),
        ("好的,谢谢师傅", "thanks"),
        ("👌", "thanks"),
        ("OK, thanks!", "thanks"),
        ("门口保安要登记", None),
        ("我家狗很凶", None),
        ("KFR-35GW", None),
        ("周六上午", None),
        ("格力的柜机", None),
        ("我在三楼等", None),
    ],
)
def test_a_wish_in_few_words(text: str, want: str | None) -> None:
    assert read_want(text) == want


def test_a_long_story_is_no_wish_except_for_a_person() -> None:
    assert read_want("取消" + "我想说的是" * 20) is None
    assert read_want("我要投诉，" + "事情是这样的" * 20) == "human"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("能不能改到后天下午3点?", "27 15:00"),
        ("可不可以明天上午", "26 08:00"),
        ("改到周六上午", "28 08:00"),
        ("can we move it to tomorrow afternoon?", "26 13:00"),
        ("昨天下午", None),
        ("等我出差回来再说", None),
        ("明天不行", None),
    ],
)
def test_the_time_that_is_wished(text: str, start: str | None) -> None:
    read = read_wish(text, NOW, ZONE)
    assert (read and datetime.fromtimestamp(read.from_at / 1000, ZONE).strftime("%d %H:%M")) == start
