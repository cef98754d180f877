"""Photos that are doubtful: the technician insists, the desk decides; and how often that is. S2 S3 X18"""

import msgspec

from domain.errors import Refused
from domain.job.looking import DECISIONS, InsistOnPhoto, JudgePhoto, to_judge
from handlers.album import Album
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
    """可以 / 重拍 / 记一笔: the desk's word on a doubtful photo. A breach is said once it is claimed, with a reason."""
    photo, decision = talk.arg(0), talk.arg(1)
    if decision not in DECISIONS:
        raise Refused("old-button")
    if decision == "breach":
        to_judge(talk.job, talk.actor.person, photo)
        talk.args, talk.words = ("", photo), ""
        claim(talk)
    else:
        talk.perform(JudgePhoto(talk.actor, photo, decision))


@handles("photo_figures", "照片统计", "photo-figures", role=DESK, subject=False)
def photo_figures(talk: Talk) -> None:
    """照片统计: of the proofs sent in a month, how many were doubtful, by check, technician and camera, and what became
    of it, even later."""
    back = asked_month(talk)
    since, until = month(talk, back)
    album = Album()
    for branch in talk.speaker.branches(*DESK):
        for row in talk.unit.tx.all(talk.unit.q.photos_sent, branch=branch, since=since, until=until):
            album.add(row["subject"], row["name"], msgspec.json.decode(row["data"]))
    tell_month(talk, "photo-figures", "photo_figures", back, album.lines())
