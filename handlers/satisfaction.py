"""满意度: what customers said in a month: ratings, follow-ups, wishes, rounds. A10 (T5, T6)."""

from collections import Counter
from typing import Any

from handlers.months import asked_month, month, tell_month
from handlers.registry import DESK, handles
from handlers.talk import Talk


@handles("satisfaction", "满意度", "satisfaction", role=DESK, subject=False)
def satisfaction(talk: Talk) -> None:
    """满意度: a month's figures of the branches of who asks; the month before is a tap away."""
    back = asked_month(talk)
    since, until = month(talk, back)
    stars: dict[int | None, Counter[str]] = {}
    topics: dict[str, Counter[str]] = {}
    happened: Counter[str] = Counter()
    unit = talk.unit
    for branch in talk.speaker.branches(*DESK):
        asked = {"branch": branch, "since": since, "until": until}
        for row in unit.tx.all(unit.q.ratings, **asked):
            stars.setdefault(row["technician"], Counter()).update(n=row["n"], stars=row["stars"])
        for row in unit.tx.all(unit.q.topics_answered, **asked):
            topics.setdefault(row["topic"], Counter()).update(n=row["n"], good=row["good"])
        happened.update({row["name"]: row["n"] for row in unit.tx.all(unit.q.care_counts, **asked)})
        if back:
            continue  # what is open is open now
        open_now = {row["what"]: row["n"] for row in unit.tx.all(unit.q.agenda_counts, branch=branch)}
        happened["open"] += open_now.get("wish", 0)
    lines = [*_rated(stars), *_said(talk, topics), *_done(happened)]
    tell_month(talk, "satisfaction", "satisfaction", back, lines)


def _rated(stars: dict[int | None, Counter[str]]) -> list[dict[str, Any]]:
    """The mean of all ratings, then each technician's, who has most of them first."""
    if not stars:
        return []
    together = sum(stars.values(), Counter[str]())
    lines = [{"text": "satisfaction-stars", "mean": _mean(together), "count": together["n"]}]
    for technician, counted in sorted(stars.items(), key=lambda one: (-one[1]["n"], one[0] or 0)):
        if technician is not None:
            row = {"technician": technician, "mean": _mean(counted), "count": counted["n"]}
            lines.append({"text": "satisfaction-technician", **row})
    return lines


def _said(talk: Talk, topics: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    """The share of good answers to each topic, in the pack's order; topics it no longer has by their key."""
    if not topics:
        return []
    order = [topic["key"] for topic in talk.unit.policy.care.topics]
    lines: list[dict[str, Any]] = [{"text": "satisfaction-topics"}]
    for key in sorted(topics, key=lambda key: (order.index(key) if key in order else len(order), key)):
        topic = talk.unit.policy.care.topic(key)
        counted = topics[key]
        share = {"share": round(100 * counted["good"] / counted["n"]), "good": counted["good"], "count": counted["n"]}
        wording = topic or {"zh": key, "en": key}
        lines.append({"text": "satisfaction-topic", "wording": dict(wording), **share})
    return lines


def _done(happened: Counter[str]) -> list[dict[str, Any]]:
    """Wishes that came, were handled, and are still open; owners on rounds."""
    noted, handled, left = (happened[name] for name in ("wish.noted", "wish.handled", "open"))
    lines = []
    if noted or handled or left:
        now = {"text": "satisfaction-open", "count": left} if left else ""
        lines.append({"text": "satisfaction-wishes", "noted": noted, "handled": handled, "open_now": now})
    spoken, missed = happened["owner.spoken"], happened["owner.missed"]
    if spoken or missed:
        lines.append({"text": "satisfaction-rounds", "spoken": spoken, "missed": missed})
    return lines


def _mean(counted: Counter[str]) -> str:
    return f"{counted['stars'] / counted['n']:.1f}"
