"""Photos that are doubtful: the technician insists, the desk decides; and how often that is. S2 S3 X18"""

from collections import Counter
from typing import Any

import msgspec

from domain.errors import Refused
from domain.job.looking import DECISIONS, InsistOnPhoto, JudgePhoto
from handlers.claiming import claim
from handlers.months import asked_month, month, tell_month
from handlers.registry import DESK, handles
from handlers.talk import Talk


@handles("insist", role="technician", lasting=True)
def insist(talk: Talk) -> None:
    """就是这样: the photo is what it should be; a person of the desk looks."""
    talk.perform(InsistOnPhoto(talk.actor, talk.arg(0)))


@handles("judge_photo", role=DESK, lasting=True)
def judge_photo(talk: Talk) -> None:
    """可以 / 重拍 / 记一笔: the desk's word on a doubtful photo. A breach is then claimed, with a reason."""
    photo, decision = talk.arg(0), talk.arg(1)
    if decision not in DECISIONS:
        raise Refused("old-button")
    talk.perform(JudgePhoto(talk.actor, photo, decision))
    if decision == "breach":
        talk.args, talk.words = (), ""
        claim(talk)


@handles("photo_figures", "照片统计", "photo-figures", role=DESK, subject=False)
def photo_figures(talk: Talk) -> None:
    """照片统计: of a month's photos, how many were doubtful, by check and by technician, and what became of them."""
    back = asked_month(talk)
    since, until = month(talk, back)
    looked: Counter[int | None] = Counter()
    doubted: Counter[int | None] = Counter()
    checks: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for branch in talk.speaker.branches(*DESK):
        for row in talk.unit.tx.all(talk.unit.q.photos_looked_at, branch=branch, since=since, until=until):
            data: dict[str, Any] = msgspec.json.decode(row["data"])
            if row["name"] == "photo.judged":
                judged[data["decision"]] += 1
                continue
            looked[data["technician"]] += 1
            doubted[data["technician"]] += bool(data["doubts"])
            checks.update(doubt["check"] for doubt in data["doubts"])
    lines = _lines(looked, doubted, checks, judged)
    tell_month(talk, "photo-figures", "photo_figures", back, lines)


def _lines(
    looked: Counter[int | None], doubted: Counter[int | None], checks: Counter[str], judged: Counter[str]
) -> list[dict[str, Any]]:
    count = looked.total()
    if not count:
        return []
    share = round(100 * doubted.total() / count)
    lines = [{"text": "photo-figures-all", "count": count, "doubted": doubted.total(), "share": share}]
    lines += [{"text": f"photo-figures-{check}", "count": n} for check, n in checks.most_common()]
    decided = {decision: judged[decision] for decision in DECISIONS}
    lines.append({"text": "photo-figures-judged", **decided})
    for technician, n in looked.most_common():
        if technician is not None and doubted[technician]:
            lines.append(
                {"text": "photo-figures-of", "technician": technician, "count": n, "doubted": doubted[technician]}
            )
    return lines
