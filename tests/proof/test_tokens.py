"""X15: a code says which thing is meant, for one purpose, and whatever else it is gets its own reason."""

import pytest

from domain.errors import Refused
from proof.tokens import MOST_LETTERS, Purpose, opened, signed, telegram_link, token_in, web_link

SECRET, OTHERS = b"a secret of 32 bytes............", b"another company's secret........"
NOW = 1_800_000_000_000
MINUTE = 60_000
SITE, BOT = "https://paidan.example.com", "paidan_bot"


def refused(action: object, *arguments: object, **named: object) -> str:
    with pytest.raises(Refused) as caught:
        action(*arguments, **named)  # type: ignore[operator]
    return caught.value.text


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("id", ["7", "01J9ZK8T3YV6", "工单-10019-4", "x" * 29])
def test_what_is_signed_is_opened_again(purpose: Purpose, id: str) -> None:
    token = signed(SECRET, purpose, id)
    assert opened(SECRET, token, purpose, NOW) == id
    assert len(token) <= MOST_LETTERS
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@pytest.mark.parametrize("id", ["", "x" * 30, "派" * 10])
def test_an_id_that_does_not_fit_is_not_signed(id: str) -> None:
    with pytest.raises(ValueError, match="1 to 29 bytes"):
        signed(SECRET, Purpose.SHEET, id)


def test_a_token_of_one_purpose_is_refused_for_another() -> None:
    token = signed(SECRET, Purpose.SHEET, "7")
    assert refused(opened, SECRET, token, Purpose.STICKER, NOW) == "qr-other-purpose"
    renamed = Purpose.STICKER + token[1:]
    assert refused(opened, SECRET, renamed, Purpose.STICKER, NOW) == "qr-altered"


def test_another_companys_token_is_theirs() -> None:
    assert refused(opened, SECRET, signed(OTHERS, Purpose.STICKER, "7"), Purpose.STICKER, NOW) == "qr-of-others"


def test_each_changed_letter_is_noticed() -> None:
    token = signed(SECRET, Purpose.STICKER, "10019")
    reasons = set()
    for at in range(len(token)):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        reasons.add(refused(opened, SECRET, changed, Purpose.STICKER, NOW))
    assert reasons == {"qr-altered", "qr-of-others", "qr-unknown"}


def test_it_is_good_until_its_last_minute() -> None:
    token = signed(SECRET, Purpose.SHEET, "7", until=NOW)
    assert opened(SECRET, token, Purpose.SHEET, NOW) == "7"
    assert refused(opened, SECRET, token, Purpose.SHEET, NOW + MINUTE) == "qr-expired"


@pytest.mark.parametrize(
    "text", ["", "hello", "h", "hAAAA", "h" + "A" * 64, "WIFI:S:home;;", "hАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШ", "h" + "=" * 40]
)
def test_what_is_no_token_is_unknown(text: str) -> None:
    assert refused(opened, SECRET, text, Purpose.SHEET, NOW) == "qr-unknown"
    assert refused(token_in, text, SITE, BOT) == "qr-unknown"


def test_every_form_of_a_link_leads_to_the_token() -> None:
    token = signed(SECRET, Purpose.STICKER, "10019")
    for text in (
        token,
        f"qrscene_{token}",
        web_link(SITE, token),
        web_link(f"{SITE}/", token),
        telegram_link(BOT, token),
        telegram_link("Paidan_Bot", token),
        f"tg://resolve?domain={BOT}&start={token}",
    ):
        assert token_in(text, SITE, BOT) == token
    assert token_in(web_link(f"{SITE}/shop", token), f"{SITE}/shop", BOT) == token


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://evil.example/q/{token}", "evil.example"),
        ("http://paidan.example.com/q/{token}", "paidan.example.com"),
        ("https://paidan.example.com.evil.example/q/{token}", "paidan.example.com.evil.example"),
        ("https://paidan.example.com@evil.example/q/{token}", "evil.example"),
        ("https://t.me/other_bot?start={token}", "t.me"),
        ("https://paidan.example.com/s/{token}", "paidan.example.com"),
        ("javascript://paidan.example.com/q/{token}", "paidan.example.com"),
    ],
)
def test_a_link_to_somebody_else_is_told_apart(link: str, host: str) -> None:
    token = signed(SECRET, Purpose.STICKER, "10019")
    with pytest.raises(Refused) as caught:
        token_in(link.format(token=token), SITE, BOT)
    assert (caught.value.text, caught.value.data) == ("qr-elsewhere", {"host": host})


def test_a_link_that_cannot_be_taken_apart_is_unknown() -> None:
    assert refused(token_in, "https://[::1/q/x", SITE, BOT) == "qr-unknown"


def test_without_an_address_of_ours_every_link_leads_elsewhere() -> None:
    assert refused(token_in, "https:///q/habc", "", "") == "qr-elsewhere"
    assert refused(token_in, "https://t.me/?start=habc", "", "") == "qr-elsewhere"
