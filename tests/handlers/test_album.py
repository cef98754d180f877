"""照片统计: each photo once, rates by check, technician and camera. S2 S3 X18"""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.drawn import a_photo
from handlers.album import MOST_CAMERAS, Album
from tests.conftest import a_house
from tests.scheduler.test_belonging import LOOKED_AT
from tests.test_customer import NUMBER, say, tap
from tests.test_sheets import on_site

LI, ZHANG = 7, 8


def received(*photos: str, by: int = LI, needs: str = "photo.sheet") -> dict[str, Any]:
    return {"photos": list(photos), "needs": needs, "by": by}


def looked(photo: str, *doubts: str, passed: tuple[str, ...] = ("opened",), camera: str = "") -> dict[str, Any]:
    said = [{"check": check, "why": {"text": "x"}, "crop": ""} for check in doubts]
    return {"photo": photo, "technician": LI, "passed": list(passed), "doubts": said, "camera": camera}


def lines(*events: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a month in which the photos that were looked at were sent, by LI where no event says by whom."""
    named = {photo for _name, data in events for photo in data.get("photos", ())}
    sent = [data["photo"] for name, data in events if name == "photo.looked" and data["photo"] not in named]
    return told(("photo.received", received(*dict.fromkeys(sent))), *events)


def told(*events: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    album = Album()
    for name, data in events:
        album.add(1, name, data)
    return album.lines()


def shares(found: list[dict[str, Any]], text: str, place: str = "text") -> list[tuple[Any, int, int]]:
    return [(line[place], line["doubted"], line["count"]) for line in found if line["text"] == text]


def test_a_photo_with_two_doubts_is_one_doubtful_photo_and_counts_for_each_check() -> None:
    found = lines(
        ("photo.received", received("a", "b")),
        ("photo.looked", looked("a", "service_number", "quality")),
        ("photo.reused", {"photo": "a", "by": LI}),
        ("photo.looked", looked("b", passed=("opened", "service_number"))),
    )
    assert found[0] == {"text": "photo-figures-all", "count": 2, "doubted": 1, "share": 50}
    for check, of in (("service_number", 2), ("quality", 2), ("reused", 2)):
        assert shares(found, f"photo-figures-{check}") == [(f"photo-figures-{check}", 1, of)]
    assert shares(found, "photo-figures-of", "technician") == [(LI, 1, 2)]


def test_looked_at_twice_is_one_photo() -> None:
    found = lines(("photo.looked", looked("a", "taken", passed=())), ("photo.looked", looked("a")))
    assert (found[0]["count"], found[0]["doubted"]) == (1, 1)


def test_rates_are_of_the_photos_a_check_looked_at() -> None:
    found = lines(
        ("photo.received", received("a", "b", "c", by=ZHANG)),
        ("photo.received", received("no proof", needs="")),
        ("photo.looked", looked("a", "taken", passed=())),
    )
    assert found[0]["count"] == 3
    assert shares(found, "photo-figures-taken") == [("photo-figures-taken", 1, 1)]
    assert shares(found, "photo-figures-of", "technician") == [(ZHANG, 1, 3)]


def test_a_line_for_each_camera_and_one_for_photos_that_name_none() -> None:
    found = lines(
        ("photo.looked", looked("a", "taken", camera="Xiaomi 14")),
        ("photo.looked", looked("b", camera="Xiaomi 14")),
        ("photo.looked", looked("c")),
        *(("photo.looked", looked(f"m{n}", camera=f"X{n}")) for n in range(MOST_CAMERAS)),
    )
    cameras = shares(found, "photo-figures-camera", "camera")
    assert cameras[0] == ("Xiaomi 14", 1, 2)
    assert shares(found, "photo-figures-no-camera", "camera") == [("", 0, 1)]
    assert len(cameras) == MOST_CAMERAS - 1


def test_where_no_photo_names_a_camera_nothing_is_said_of_cameras() -> None:
    assert not [line for line in lines(("photo.looked", looked("a"))) if "camera" in line["text"]]
    assert lines() == []


def test_what_was_sent_in_another_month_is_not_told_in_this_one() -> None:
    judged = {"photo": "before", "decision": "accept"}
    assert told(("photo.looked", looked("before", "taken")), ("photo.judged", judged)) == []
    found = told(("photo.received", received("a")), ("photo.reused", {"photo": "before"}), ("photo.judged", judged))
    assert found[0]["count"] == 1
    assert [line["accept"] for line in found if line["text"] == "photo-figures-judged"] == [0]


async def test_a_photo_and_the_desks_word_on_it_are_of_the_month_in_which_it_was_sent(tmp_path: Path) -> None:
    """Sent in the last minute of November, looked at and judged in December."""
    async with a_house(tmp_path, LOOKED_AT) as house:
        await on_site(house)
        house.clock.move_to(int(datetime(2026, 11, 30, 23, 59, 30, tzinfo=house.app.settings.zone).timestamp() * 1000))
        action = f"photo:{NUMBER}:999:photo.service_number"
        await house.phones["李师傅"].say(action=action, photos=[a_photo("13912345678")])
        house.clock.move_to(int(datetime(2026, 12, 1, 0, 0, 10, tzinfo=house.app.settings.zone).timestamp() * 1000))
        await house.settle()
        await tap(house, "李师傅", "就是这样")
        await tap(house, "周主管", "可以")
        assert "没有。" in await say(house, "周主管", "照片统计")
        november = await tap(house, "周主管", "上个月")
        assert "看过 1 张，有疑问 1 张" in november
        assert "可以 1" in november
