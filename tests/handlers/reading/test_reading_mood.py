"""Plainly good words, and all the others: two tables, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.mood import LONGEST, sounds_good

GOOD = """
很好
很好,谢谢
挺好的
都很好，谢谢师傅！
非常好用
好了
已经修好了,谢谢
一切正常
空调制冷正常
现在制冷效果很好
用着不错
用着没问题
没有任何问题
非常满意
可以正常使用了
太好了👍🏽
您好,正常的
很棒
fine, thanks
Works fine
works well now
works well, thank you so much
It's working perfectly, thanks
The AC is working
everything is good
All good.
No problems at all
fridge cools well, great
ＧＯＯＤ
"""

DOUBTFUL = """
你好
好的
好
好吧
好的,没问题
可以
还行
还可以
还好
还不错
一般
好多了
谢谢
👍
不好
不正常
不太好
不满意
不可以
没好
没修好
没有很好
有问题
问题很大
有没有问题
没问题吗
正常吗
很好?
好不好
好了没
好像好了
好热
好吵
好久了
好个屁
好什么好
说不上好
才不好呢
又不太凉了
很好,但是有点响
空调很好,冰箱坏了
师傅很好
以前很好
昨天好了
要是正常就好了
正常的话我会说
希望正常
很好笑
真好,又坏了
已经好几天没用了
很好,收费太贵
可以退货吗
满意度
ok
okay thanks
well
not good
wasn't good
isn't working
isn’t working
can't say it works
never worked well
hardly works
works, but noisy
works sometimes
still leaking
is it working
is the AC fine
it was fine
goodbye
no good
no
far from perfect
good grief
works?
cools
what works
"""


@pytest.mark.parametrize("words", GOOD.strip().splitlines())
def test_plainly_good(words):
    assert sounds_good(words)


@pytest.mark.parametrize("words", ["", " ", "🥵", "13800138000", *DOUBTFUL.strip().splitlines()])
def test_in_doubt_somebody_reads_it(words):
    assert not sounds_good(words)


def test_much_praise_is_read_by_somebody():
    assert sounds_good("很好" * (LONGEST // 2))
    assert not sounds_good("很好" * LONGEST)


@given(st.text("很好不没有问题正常的了吗但又?, goodnt'works", max_size=LONGEST))
def test_no_word_of_doubt_is_overheard(words):
    doubt = ("吗", "但", "又", "?", "很不", "不好", "没好", "没正", "不正", "not", "n't")
    assert not (sounds_good(words) and any(sign in words for sign in doubt))


@pytest.mark.parametrize("words", ["很好{}", "{}很好", "works {}", "{} fine"])
@given(doubt=st.sampled_from(["不", "没", "但是", "坏", "响", "吗", "?", "not", "but", "isn't", "still", "sometimes"]))
def test_one_word_of_doubt_is_enough(words, doubt):
    assert not sounds_good(words.format(doubt))
