"""照片统计: each photo once, rates by check, technician and camera. S2 S3 X18"""

from typing import Any

from handlers.album import MOST_CAMERAS, Album

LI, ZHANG = 7, 8


def received(*photos: str, by: int = LI, needs: str = "photo.sheet") -> dict[str, Any]:
    return {"photos": list(photos), "needs": needs, "by": by}


def looked(photo: str, *doubts: str, passed: tuple[str, ...] = ("opened",), camera: str = "") -> dict[str, Any]:
    said = [{"check": check, "why": {"text": "x"}, "crop": ""} for check in doubts]
    return {"photo": photo, "technician": LI, "passed": list(passed), "doubts": said, "camera": camera}


def lines(*events: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
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
