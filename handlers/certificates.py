"""证书: who may do what, until when; told thirty days before it ends. D11 (T4.4)."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.certificates import named
from domain.errors import Refused, Unclear
from handlers.members import desks, member_named, of_desk
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage import certificates
from storage.certificates import Certificate
from storage.unit import Unit

LIST = "certificates"
NOTICE_DAYS = 30
MORNING = time(9)
LONGEST = 40
GONE = ("无", "没有", "吊销", "none")
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@handles("certificate", "证书", "certificate", role=DESK, subject=False)
def certificate(talk: Talk) -> None:
    """证书 [名字 [哪种 到哪天]]: noted or renewed; 无 takes it away; without a day, what there is."""
    words = talk.words.split()
    if len(words) < 2:
        _list(talk, member_named(talk, words[0]) if words else None)
        return
    if len(words) < 3:
        raise Unclear("example-certificate")
    person, name = member_named(talk, words[0]), _name(talk, " ".join(words[1:-1]))
    said: dict[str, Any] = {"technician": person, "certificate": _called(talk.unit, name)}
    if words[-1].casefold() in GONE:
        if not certificates.drop(talk.unit, person, name):
            raise Refused("no-such-certificate", **said)
        talk.tell("certificate-dropped", **said)
        return
    last = _day(words[-1])
    zone = ZoneInfo(talk.zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    notice = datetime.combine(last - timedelta(days=NOTICE_DAYS), MORNING, zone)
    kept = Certificate(person, name, int(ends.timestamp() * 1000), last.isoformat())
    certificates.keep(talk.unit, kept, talk.speaker.person, int(notice.timestamp() * 1000))
    talk.tell("certificate-noted", **_about(talk.unit, kept))


def _name(talk: Talk, words: str) -> str:
    """The key of the pack's list, or the words as they are where it lists none."""
    listed = talk.policy.reasons.get(LIST, ())
    known = {word.casefold(): one["key"] for one in listed for word in one.values()}
    if words.casefold() in known:
        return known[words.casefold()]
    if listed:
        language = talk.speaker.language or "zh"
        raise Unclear("unknown-certificate", known=" · ".join(one[language] for one in listed))
    return words[:LONGEST]


def _day(word: str) -> date:
    found = _DAY.fullmatch(word)
    if found is None:
        raise Unclear("example-certificate")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise Unclear("example-certificate") from None


def _list(talk: Talk, person: int | None) -> None:
    found = certificates.of_branches(talk.unit, desks(talk))
    lines = [{"text": "certificate-line", **_about(talk.unit, one)} for one in found if person in (None, one.person)]
    if not lines:
        raise Unclear("no-certificates")
    talk.tell("certificates", lines=lines)


def _about(unit: Unit, one: Certificate) -> dict[str, Any]:
    days = (one.until_at - unit.now) // 86_400_000
    state = "over" if one.until_at <= unit.now else "soon" if days <= NOTICE_DAYS else "good"
    about = {"technician": one.person, "certificate": _called(unit, one.name), "until_on": one.until_on}
    return about | {"state": state}


def _called(unit: Unit, name: str) -> dict[str, str]:
    return dict(named(name, unit.policy.reasons.get(LIST, ())))


def notice_due(unit: Unit) -> int:
    """Certificates that end soon: the desk and who has them hear it. Returns how many were told."""
    due = certificates.to_notice(unit)
    for one in due:
        about = _about(unit, one)
        for reader in of_desk(unit, one.person):
            unit.tell_person(reader, "certificate-ends", about)
        unit.tell_person(one.person, "your-certificate-ends", about)
    return len(due)
