"""Three weeks on an official account: nothing is sent where nothing may be sent, and no callback is lost. U20."""

from collections import Counter
from pathlib import Path

import pytest

from bot.channels.wechat import by_window
from bot.channels.wechat.windows import Window
from scheduler import sender
from tests.channels.wechat_account import CONSENT, an_account
from tests.channels.wechat_weeks import JOBS, Weeks, callbacks

FEW = 12
"""Jobs that are enough to see a planted defect."""


async def lived(folder: Path, jobs: int = JOBS) -> tuple[int, Counter[str], int]:
    """How often something was sent where nothing may be, beyond what WeChat did and never answered; what became of
    callbacks; and what still waits."""
    async with an_account(folder, wechat_subscription=CONSENT) as account:
        await Weeks(account, 1, jobs).live()
        fates = Counter((await callbacks(account)).values())
        waiting = await account.rows("select count(*) as n from outbox where state = 'new'")
        return max(0, account.fake.rules.outside - account.fake.cuts), fates, int(str(waiting[0]["n"]))


async def test_three_weeks(tmp_path: Path) -> None:
    outside, fates, waiting = await lived(tmp_path)
    assert (outside, fates["lost"], waiting) == (0, 0, 0)
    assert min(fates["heard"], fates["called"]) > 1, "both ways were gone"


async def test_a_window_that_never_closes_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness can fail: the windows are believed to be open for ever."""
    monkeypatch.setattr(by_window, "window", lambda unit, _address: Window(5, unit.now + 172_800_000))
    outside, _fates, _waiting = await lived(tmp_path, FEW)
    assert outside > 0


async def test_a_callback_that_nobody_takes_over_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness can fail: what can be sent nowhere is handed to nobody."""
    monkeypatch.setattr(sender, "hand_to_a_person", lambda _unit, _message_id: None)
    _outside, fates, _waiting = await lived(tmp_path, FEW)
    assert fates["lost"] > 0
