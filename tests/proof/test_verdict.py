"""S3, X18: a photo is looked at; it passes, or a person is asked with the reason and the crop."""

from io import BytesIO

import msgspec
import pytest
import segno
from PIL import Image, ImageDraw, ImageFont

from bench.proof.drawing import HERE
from proof import verdict as looking
from proof.findings import Finding, Kind, Outcome, Pattern, Reason, Verdict, Wanted
from proof.verdict import look
from tests.storage.test_photos import encoded, half_red
from tests.test_house import messages

SERVICE = Wanted(Kind.SERVICE_NUMBER, ("400-812-3456",), ("13800138000",))
LINK = "https://paidan.example.com/q/kAAAAAAAAMTAwMTnnnnnnnnnnnnnnnnnn"


def photo(*rows: str, link: str = "", light: float = 1) -> bytes:
    """A sticker on a cabinet with these rows, the first ones small."""
    image = Image.new("RGB", (1200, 900), (150, 155, 150))
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, 1100, 200 + 110 * len(rows)), fill="white")
    for n, row in enumerate(rows):
        face = ImageFont.truetype(HERE / "fonts" / "noto-sans-sc.otf", 60)
        pen.text((140, 140 + 110 * n), row, font=face, fill=(20, 30, 120))
    if link:
        file = BytesIO()
        segno.make(link, error="m").save(file, kind="png", scale=6)
        image.paste(Image.open(file).convert("RGB"), (800, 600))
    return encoded(image.point(lambda value: int(value * light)), "JPEG", quality=85)


def said(verdict: Verdict) -> dict[str, str]:
    return {finding.check: f"{finding.outcome} {finding.value}".strip() for finding in verdict.findings}


def seen(verdict: Verdict, check: str) -> Finding:
    found = verdict.of(check)
    assert found
    return found


def test_a_sticker_with_number_and_code_passes() -> None:
    verdict = look(photo("售后服务热线", "400-812-3456", link=LINK), SERVICE)
    assert said(verdict) == {
        "opened": "pass",
        "code": f"pass {LINK}",
        "service_number": "pass 4008123456",
        "private_number": "pass",
    }
    assert verdict.doubts == ()
    assert (verdict.width, verdict.height) == (1200, 900)


def test_another_number_is_shown_not_rejected() -> None:
    number = seen(look(photo("售后服务热线", "400-812-3457"), SERVICE), "service_number")
    assert (number.outcome, number.reason) == (Outcome.DOUBT, Reason("service-number-differs", {"read": "4008123457"}))
    assert number.crop
    with Image.open(BytesIO(number.crop)) as crop:
        assert crop.format == "JPEG"


def test_a_private_number_is_shown_the_customers_is_not() -> None:
    private = seen(look(photo("400-812-3456", "李师傅 13912345678"), SERVICE), "private_number")
    assert (private.outcome, private.value) == (Outcome.DOUBT, "13912345678")
    assert private.crop
    mine = look(photo("400-812-3456", "王女士 13800138000"), SERVICE)
    assert seen(mine, "private_number").outcome is Outcome.PASS


def test_what_is_too_dark_to_read_says_so() -> None:
    verdict = look(photo(" ", light=0.02), SERVICE)
    assert seen(verdict, "service_number").reason == Reason("service-number-unread")
    assert seen(verdict, "quality").reason == Reason("photo-too-dark")


def test_a_nameplate_proposes_model_and_serial() -> None:
    patterns = (Pattern("serial", r"4A\d{11}"),)
    verdict = look(photo("型号 KFR-35GW", "机号 4A03911270042"), Wanted(Kind.NAMEPLATE, patterns=patterns))
    assert [(one.field, one.value) for one in verdict.proposals] == [("model", "KFR-35GW"), ("serial", "4A03911270042")]
    nothing = look(photo("售后服务热线"), Wanted(Kind.NAMEPLATE))
    assert seen(nothing, "nameplate").outcome is Outcome.UNSEEN


def test_without_the_reader_the_code_is_read_and_the_rest_is_left_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "can_read", lambda: False)
    verdict = look(photo("400-812-3456", link=LINK), SERVICE)
    assert said(verdict) == {
        "opened": "pass",
        "code": f"pass {LINK}",
        "service_number": "unseen",
        "private_number": "unseen",
    }
    assert seen(verdict, "service_number").reason == Reason("nobody-could-read")


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04", bytes(999), encoded(half_red(9, 9), "PNG")[:40]])
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NOTHING])
def test_a_bad_file_is_a_doubt_whatever_was_wanted(kind: Kind, data: bytes) -> None:
    verdict = look(data, Wanted(kind))
    assert [(finding.check, finding.outcome) for finding in verdict.findings] == [("opened", Outcome.DOUBT)]


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (900, 2), (30, 30)])
def test_the_smallest_pictures_are_looked_at(size: tuple[int, int]) -> None:
    verdict = look(encoded(half_red(*size), "PNG"), SERVICE)
    assert seen(verdict, "service_number").outcome is Outcome.DOUBT


def test_a_verdict_crosses_to_another_process_whole() -> None:
    verdict = look(photo("400-812-3457", link=LINK), SERVICE)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(verdict), type=Verdict) == verdict


REASONS = {
    "picture-empty",
    "picture-too-many-bytes",
    "picture-too-many-pixels",
    "picture-is-page",
    "picture-is-archive",
    "picture-is-heic",
    "picture-is-video",
    "picture-damaged",
    "picture-broken-off",
    "photo-too-small",
    "photo-too-dark",
    "photo-blurred",
    "qr-unseen",
    "qr-unknown",
    "qr-of-others",
    "qr-altered",
    "qr-other-purpose",
    "qr-expired",
    "qr-elsewhere",
    "service-number-differs",
    "service-number-unread",
    "private-number-seen",
    "nameplate-unread",
    "nobody-could-read",
    "photo-queue-full",
    "photo-not-looked-at",
}


def test_each_reason_can_be_said() -> None:
    assert set(messages("zh")) >= REASONS
