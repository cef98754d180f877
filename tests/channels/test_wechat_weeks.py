"""Three weeks on an official account: nothing is sent where nothing may be sent, and no callback is lost. U20.

Each fault that was found once is planted again, and seen.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.channels.wechat import by_window, notices, service, windows
from bot.channels.wechat.by_window import ByWindow
from bot.channels.wechat.inbound import Delivered, understood
from bot.channels.wechat.windows import Window
from scheduler import outcomes
from storage.unit import Unit
from tests.channels.wechat_account import CONSENT, an_account
from tests.channels.wechat_weeks import JOBS, Lived, Weeks, lived

SEED = 2
"""Weeks in which callbacks are heard and are called, and results fail that are posted twice."""
Plant = Callable[[pytest.MonkeyPatch], None]


async def weeks(folder: Path) -> tuple[Lived, Counter[str]]:
    async with an_account(folder, wechat_subscription=CONSENT) as account:
        return await lived(Weeks(account, SEED, JOBS), account)


async def test_three_weeks(tmp_path: Path) -> None:
    found, fates = await weeks(tmp_path)
    assert found == Lived(0, 0, 0, 0, 0, 0, 0)
    assert min(fates["heard"], fates["called"]) > 1, "both ways were gone"


def open_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(by_window, "window", lambda unit, _address: Window(5, unit.now + 172_800_000))


def until_the_end_of_our_second(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(windows, "MARGIN_MS", -999)


def handed_to_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outcomes, "hand_to_a_person", lambda _unit, _message_id, **_how: None)


def another_consent_for_each_try(patch: pytest.MonkeyPatch) -> None:
    def spent(unit: Unit, address: str, template: str, outbox: int) -> bool:
        place = "address = :address and template = :template and outbox is null"
        sql = (
            f"update wechat_consent set outbox = :outbox where id = (select min(id) from wechat_consent where {place})"  # noqa: S608
        )
        return unit.tx.run(sql, outbox=outbox, address=address, template=template) == 1

    patch.setattr(notices, "spent", spent)
    patch.setattr(notices, "returned", lambda _unit, _outbox: None)


def what_may_have_gone_did(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ByWindow, "_doubts", lambda *_about: None)


def each_post_of_a_result_is_another(patch: pytest.MonkeyPatch) -> None:
    numbers = count()

    def read(posted: dict[str, object], now: int) -> object:
        found = understood(posted, now)
        return replace(found, event_id=f"e{next(numbers)}") if isinstance(found, Delivered) else found

    patch.setattr(service, "understood", read)


@pytest.mark.parametrize(
    ("plant", "seen"),
    [
        (open_for_ever, "outside"),
        (until_the_end_of_our_second, "late"),
        (handed_to_nobody, "lost"),
        (another_consent_for_each_try, "forgotten"),
        (what_may_have_gone_did, "burnt"),
        (each_post_of_a_result_is_another, "blamed"),
    ],
)
async def test_a_planted_fault_is_seen(
    plant: Plant, seen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    found, _fates = await weeks(tmp_path)
    assert getattr(found, seen) > 0
