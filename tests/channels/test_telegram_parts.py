"""The small parts of the Telegram channel: long texts in parts, names, distances, tokens in the log."""

import io
import json
import logging
import subprocess
import sys
import unicodedata

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import parts, units
from bot.channels.telegram.inbound import Passed, understood
from bot.channels.telegram.updates import read_update
from bot.logs import redacted, set_up_logging
from bot.settings import SettingsError, load_settings
from domain.distance import metres_between
from handlers.reading.names import LONGEST, plain_name
from tests.fakes.telegram import TOKEN

FAMILY, FLAGS = "👨‍👩‍👧‍👦", "🇨🇳🇩🇪"
TEXTS = st.text(st.sampled_from("ab 坏了\n🏠é\u0301👨\u200d👩🇨🇳🏽"), min_size=1, max_size=200)


@given(TEXTS, st.integers(8, 40))
def test_every_part_fits_and_nothing_that_is_seen_is_lost(text: str, most: int) -> None:
    found = parts(text, most)
    assert all(0 < units(part) <= most for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("seen", [FAMILY, "🇨🇳", "é\u0301", "👍🏽", "❤\ufe0f"])
def test_what_is_seen_as_one_is_not_parted(seen: str) -> None:
    for before in range(1, 12):
        assert any(seen in part for part in parts("x" * before + seen + "y" * 10, 12))


def test_a_text_is_cut_after_a_line_or_a_word() -> None:
    assert parts("eins zwei\ndrei vier", 12) == ["eins zwei", "drei vier"]
    assert parts("eins zwei drei", 10) == ["eins zwei", "drei"]


@given(st.text(max_size=80))
def test_a_name_holds_nothing_that_cannot_be_seen(name: str) -> None:
    plain = plain_name(name)
    assert len(plain) <= LONGEST
    assert not [c for c in plain if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")]
    assert plain == plain.strip()


@pytest.mark.parametrize(
    ("name", "plain"),
    [("王女士", "王女士"), ("\u202eA\u200bB", "AB"), ("a\n\tb", "a b"), ("\u2066\u2069", ""), ("<b>x", "<b>x")],
)
def test_a_name_made_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_distances() -> None:
    assert metres_between((24.8741, 118.6757), (24.8741, 118.6757)) == 0
    assert metres_between((31.2304, 121.4737), (39.9042, 116.4074)) == pytest.approx(1_067_000, rel=0.005)
    assert metres_between((0, 179.9), (0, -179.9)) == pytest.approx(22_239, rel=0.005)
    assert metres_between((90, 0), (-90, 0)) == pytest.approx(20_015_000, rel=0.005)


KINDS = ["update_id", "message", "edited_message", "callback_query", "my_chat_member"]
NAMES = [*KINDS, "chat", "id", "type", "from", "text", "date", "photo", "voice", "location", "data"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=15,
)
PRIVATE = st.fixed_dictionaries({"id": st.just(7), "type": st.just("private")})


@given(st.dictionaries(st.sampled_from(NAMES), JSON | st.fixed_dictionaries({"chat": PRIVATE, "text": JSON})))
def test_no_update_raises(update: dict[str, object]) -> None:
    found = read_update(json.dumps(update).encode())
    assert found is None or understood(found, 1_800_000_000_000) is not None


def test_an_empty_update_is_passed_over() -> None:
    found = read_update(b"{}")
    assert found
    assert isinstance(understood(found, 0), Passed)


def test_without_a_token_the_library_is_not_even_read() -> None:
    check = "import sys, bot.cli; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


# The token


@pytest.mark.parametrize("around", ["{}", "https://api.telegram.org/bot{}/getMe", "'{}'", "/file/bot{}/photos/1.jpg"])
def test_a_token_is_taken_out_of_whatever_stands_around_it(around: str) -> None:
    assert TOKEN not in redacted(around.format(TOKEN))
    assert redacted("10:30 单 10019") == "10:30 单 10019"


def test_no_token_reaches_the_log_whoever_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    try:
        set_up_logging()
        words = "a canary of a customer's words"
        try:
            assert words
            raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except RuntimeError:
            structlog.get_logger().exception("it went wrong", address=f"/bot{TOKEN}/x")
            logging.getLogger("some.library").exception("and here %s", TOKEN)
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    finally:
        structlog.reset_defaults()
        root.handlers[:] = before
    log = "".join(written.getvalue().split())  # also where a line was broken
    assert "itwentwrong" in log
    assert "andhere" in log
    assert "HTTPRequest" not in log
    assert "canary" not in log, "values of a traceback are people's"
    assert TOKEN.partition(":")[2] not in log


HOOKED = {"telegram_token": TOKEN, "telegram_webhook_secret": "secret-but-good-enough"}


@pytest.mark.parametrize("more", [{}, {"telegram_api_url": "http://127.0.0.1:8081", "public_url": "http://paidan"}])
def test_a_webhook_is_https_for_telegram_and_may_be_http_for_a_server_of_ones_own(more: dict[str, object]) -> None:
    given: dict[str, object] = HOOKED | {"public_url": "https://service.example.com"} | more
    assert load_settings(**given).telegram


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"telegram_token": "123:secret-short"}, "telegram_token"),
        ({"telegram_api_url": "ftp://secret"}, "telegram_api_url"),
        ({"telegram_webhook_secret": "secret?"}, "telegram_webhook_secret"),
        ({"telegram_webhook_secret": "secret-but-good-enough"}, "public_url"),
        (HOOKED | {"public_url": "http://secret-inside.example"}, "https"),
    ],
)
def test_a_wrong_setting_is_said_without_its_value(settings: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(**settings)
    assert said in str(caught.value)
    assert "secret-" not in str(caught.value)
    assert "secret?" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_do_not_show_the_token() -> None:
    assert TOKEN.partition(":")[2] not in repr(load_settings(telegram_token=TOKEN))
