"""Words that ask or call off something, told from a model or the hours somebody is at home."""

import pytest

from handlers.reading.otherwise import means_otherwise


@pytest.mark.parametrize(
    "words",
    [
        "什么时候来",
        "师傅几点到",
        "还要多久",
        "要收多少钱",
        "能快点吗",
        "能快点吗。",
        "怎么还没来",
        "再催一下",
        "取消订单",
        "不修了",
        "我要投诉",
        "在哪看？",
        "When will you come",
        "how long does it take",
        "please cancel it",
        "really?",
    ],
)
def test_it_means_otherwise(words: str) -> None:
    assert means_otherwise(words)


@pytest.mark.parametrize(
    "words",
    [
        "KFR-35GW/26",
        "格力云佳",
        "XQB80-大容量",
        "随时",
        "几点都行",
        "什么时候来都可以",
        "下班以后",
        "老人在家",
        "any time",
        "after six",
        "Haier BCD-216",
        "",
    ],
)
def test_it_answers(words: str) -> None:
    assert not means_otherwise(words)
