"""The table of what texts are worth: a name mistyped, or told otherwise to an operator, would rank nothing."""

import re
from pathlib import Path

from domain.worth import ALWAYS, TABLE, TEXT_MESSAGES, WITH_ROOM, Worth, worth
from tests.test_house import messages

ROOT = Path(__file__).parent.parent.parent


def test_every_text_in_the_table_is_one_that_is_said() -> None:
    assert TABLE.keys() - messages("zh").keys() == set()


def test_each_stands_there_once() -> None:
    """A second row would silently win."""
    written = re.findall(r"^    \(Worth\(.*\), \"(.+)\"\),", (ROOT / "domain" / "worth.py").read_text(), re.MULTILINE)
    keys = " ".join(written).split()
    assert sorted(keys) == sorted(TABLE)


def test_a_text_that_no_row_names_is_said_in_chat_and_worth_a_call() -> None:
    assert worth("rework-customer") == Worth()
    assert worth("closed") != Worth()


def test_operators_read_the_same_of_text_messages() -> None:
    told = (ROOT / "docs" / "sms.md").read_text(encoding="utf-8").split("## What is sent")[1].split("## The page")[0]
    rows = [row.split("|")[2:4] for row in told.splitlines() if row.startswith("| ") and "`" in row]
    when = {"always": ALWAYS, "if there is room": WITH_ROOM}
    read = {key: when[said.strip()] for keys, said in rows for key in re.findall(r"`([a-z-]+)`", keys)}
    assert read == {key: TABLE[key].sms for key in TEXT_MESSAGES}
