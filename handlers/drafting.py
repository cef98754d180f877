"""代客报修: the desk reports for somebody who phones, or from words pasted out of a group. I10, U26.

What was read is shown before anything is registered: one draft a report, each with its own taps. What is typed next
corrects the newest one. The number finds the history; somebody who chats is never merged by a number that was typed.
"""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.commands import Actor
from handlers.reading.draft import Draft, complete, corrected, read_draft
from handlers.reading.pasted import split
from handlers.registry import DESK, WORDS, answers, handles
from handlers.talk import Talk
from storage.alike import alike, count_with_phone, phoned_person, with_phone
from storage.contacts import text_to

FIELD = "draft"
"""The name under which the words of a draft are kept aside."""

ENOUGH = 2
"""Parts (phone, address, what it is about) that make words a report when nobody said that they are one."""


def pasted(talk: Talk) -> bool:
    """Words of somebody else: forwarded, several lines, or a whole report. Whether they became drafts."""
    text = talk.said.text.strip()
    if talk.said.forwarded:
        if not _drafts(talk, text, least=1):
            raise Unclear("nothing-to-register")
        return True
    word = text.split(maxsplit=1)[0].casefold() if text else ""
    if word in WORDS or not ("\n" in text or complete(_read(talk, text))):
        return False
    return _drafts(talk, text, least=ENOUGH)


def pictures(talk: Talk) -> bool:
    """Pictures with a report, or after a draft: they belong to it. Whether there was one."""
    if talk.said.text and _drafts(talk, talk.said.text, least=ENOUGH):
        return True
    if not str(talk.form.get("expects")).startswith(f"{FIELD}."):
        return False
    row, draft = _asked_about(talk)
    caption = corrected(draft, talk.said.text, _read(talk, talk.said.text)) if talk.said.text else None
    changed = replace(caption or draft, photos=tuple(dict.fromkeys((*draft.photos, *talk.said.photos))))
    talk.unit.tx.run(talk.unit.q.change_draft, id=row["id"], kept=_kept(talk, changed))
    _show(talk, row["id"], row["version"] + 1, changed)
    return True


def typed(talk: Talk) -> bool:
    """Words that answer nothing: a report in part, when they are one. Whether they became a draft."""
    return _drafts(talk, talk.said.text, least=ENOUGH)


@handles("report_for", "报修", "report", role=DESK, subject=False)
def report_for(talk: Talk) -> None:
    """报修 <what the customer says>: for somebody who phones. I10."""
    talk.asked_words("example-report")
    text = talk.said.text.strip()
    _word, _, rest = text.replace("\n", " \n", 1).partition(" ")
    if not _drafts(talk, rest, least=1):
        raise Unclear("example-report")


def _drafts(talk: Talk, text: str, *, least: int) -> bool:
    """A draft for each report in the words. Returns whether there was one."""
    read = [draft for part in split(text) if (draft := _read(talk, part)).substance() >= least]
    if not read:
        return False
    talk.forget_question()
    if len(read) == 1:
        read = [replace(read[0], photos=talk.said.photos)]
    for draft in read:
        draft_id = talk.unit.new_id()
        row = {"id": draft_id, "person": talk.speaker.person, "branch": _branch(talk)}
        talk.unit.tx.run(talk.unit.q.add_draft, **row, kept=_kept(talk, draft), at=talk.unit.now)
        _show(talk, draft_id, 1, draft, several=len(read) > 1)
    return True


def _show(talk: Talk, draft_id: int, version: int, draft: Draft, *, several: bool = False) -> None:
    """What was read, what is missing, what the number is known for; the taps, and that typed words correct it."""
    unit, branch = talk.unit, _branch(talk)
    names = ("name", "phone", "address", "at_home", "model")
    lines: list[dict[str, Any]] = [
        {"text": f"detail-{name}", name: value} for name in names if (value := getattr(draft, name))
    ]
    lines = [{**line, name: talk.keep(line[name], name)} for line in lines for name in line if name != "text"]
    fault = [{"text": "detail-fault", "fault": talk.keep(draft.fault, "fault")}] if draft.fault else []
    photos = [{"text": "draft-photos", "count": len(draft.photos)}] if draft.photos else []
    known = _known(talk, draft)
    missing = [{"text": f"missing-{name}"} for name in draft.missing()]
    numbers = alike(unit, branch, draft.phone, draft.address, draft.product, None)
    double = [{"text": "detail-alike", "numbers": " ".join(numbers)}] if numbers else []
    args = (str(draft_id), str(version))
    register = (Button("register", args, "button-register", tone="primary"),) if _enough(draft) else ()
    edit = (Button("edit_draft", args, "button-edit-draft"),) if several else ()
    question = Question(
        "draft-missing" if missing else "draft-right",
        {"missing": missing},
        (*register, *edit, Button("drop_draft", args, "button-drop-draft")),
        expects=None if several else f"{FIELD}.{draft_id}",
    )
    talk.held = None
    talk.tell(
        "draft-read",
        question,
        product=draft.product or "other",
        kind=draft.kind or "repair",
        service=draft.service,
        lines=[*lines, *fault, *photos, *known, *double],
    )


def _known(talk: Talk, draft: Draft) -> list[dict[str, Any]]:
    """What the number is known for."""
    if not draft.phone:
        return []
    rows = with_phone(talk.unit, _branch(talk), draft.phone)
    if not rows:
        return []
    count = count_with_phone(talk.unit, _branch(talk), draft.phone)
    open_now = {"text": "known-open"} if rows[0]["open"] else ""
    return [{"text": "known-customer", "count": count, "number": rows[0]["number"], "open": open_now}]


@handles("register", role=DESK, subject=False)
def register(talk: Talk) -> None:
    """登记: the draft becomes a numbered job, reported by phone. I10, I1."""
    draft_id, draft = _open_draft(talk)
    unit, branch = talk.unit, _branch(talk)
    person = phoned_person(unit, branch, draft.phone) if draft.phone else None
    customer = person if person is not None else _new_customer(talk, draft)
    if draft.phone and text_to(unit, customer, draft.phone):
        talk.tell("customer-is-texted")
    report = {
        "kind": draft.kind or "repair",
        "product": draft.product,
        "area": unit.people.area(branch, draft.address) if draft.address else None,
        "details": {name: talk.keep(value, name) for name, value in draft.details().items()},
        "photos": draft.photos,
        "service": draft.service,
        "heard_by": talk.speaker.person,
        "alike": alike(unit, branch, draft.phone, draft.address, draft.product, None),
    }
    held = unit.open_job(Actor(customer, "customer"), report, branch, talk.said.happened_at)
    talk.forget_question()
    unit.tx.run(unit.q.end_draft, id=draft_id, state="registered", number=held.course.state.number)


def _new_customer(talk: Talk, draft: Draft) -> int:
    """Somebody without chat, made by the desk."""
    person = talk.unit.new_id()
    talk.unit.people.add(person, draft.name or "")
    return person


@handles("edit_draft", role=DESK, subject=False)
def edit_draft(talk: Talk) -> None:
    """改: one of several; what is typed next belongs to it."""
    draft_id, draft = _open_draft(talk)
    _show(talk, draft_id, talk.number(1), draft)


@handles("drop_draft", role=DESK, subject=False)
def drop_draft(talk: Talk) -> None:
    """不是: nothing is registered."""
    draft_id, _draft = _open_draft(talk)
    talk.forget_question()
    talk.unit.tx.run(talk.unit.q.end_draft, id=draft_id, state="dropped", number=None)
    talk.tell("draft-dropped")


@answers(f"{FIELD}.", DESK)
def correct_draft(talk: Talk) -> None:
    """What is typed after a draft replaces what it names; where nothing is named, it is what was missing."""
    row, draft = _asked_about(talk)
    draft_id = row["id"]
    changed = corrected(draft, talk.said.text, _read(talk, talk.said.text))
    if changed is None:
        talk.forget_question()
        _show(talk, draft_id, row["version"], draft)
        return
    changed = replace(changed, said=f"{draft.said} {changed.said if changed.said != draft.said else talk.words}"[:500])
    talk.unit.tx.run(talk.unit.q.change_draft, id=draft_id, kept=_kept(talk, changed))
    _show(talk, draft_id, row["version"] + 1, changed)


def _asked_about(talk: Talk) -> tuple[Any, Draft]:
    """The draft that typed words and pictures belong to. Raises Unclear when there is none any more."""
    row = talk.unit.tx.one(talk.unit.q.draft, id=int(talk.form["expects"].removeprefix(f"{FIELD}.")))
    draft = _draft_of(talk, row) if row else None
    if row is None or row["state"] != "open" or draft is None:
        raise Unclear("help-supervisor")
    return row, draft


def _open_draft(talk: Talk) -> tuple[int, Draft]:
    """The draft a button is about, as it was shown. Raises Refused when it is not so any more, or not theirs."""
    draft_id, version = talk.number(0), talk.number(1)
    row = talk.unit.tx.one(talk.unit.q.draft, id=draft_id)
    if row is None or row["branch"] not in _branches(talk):
        raise Refused("old-button")
    if row["state"] == "registered":
        raise Refused("draft-registered-already", number=row["number"])
    draft = _draft_of(talk, row)
    if row["state"] != "open" or row["version"] != version or draft is None:
        raise Refused("old-button")
    return draft_id, draft


def _draft_of(talk: Talk, row: Any) -> Draft | None:
    """What a draft says; None once its words are erased."""
    text = talk.unit.reveal(row["kept"])
    return msgspec.json.decode(text, type=Draft) if text is not None else None


def _kept(talk: Talk, draft: Draft) -> str:
    return talk.keep(msgspec.json.encode(draft).decode(), FIELD)


def _read(talk: Talk, text: str) -> Draft:
    return read_draft(text, talk.said.happened_at, ZoneInfo(talk.zone), talk.unit.policy)


def _enough(draft: Draft) -> bool:
    """Somebody can be reached, or a door found."""
    return bool(draft.phone or draft.address)


def _branches(talk: Talk) -> list[str]:
    return [branch for branch, role in talk.speaker.roles if role in DESK]


def _branch(talk: Talk) -> str:
    return _branches(talk)[0]
