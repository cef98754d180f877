"""服务单 in chat: the sheet to print or to keep, and the page where the customer signs with a finger. D1 S2 S4."""

import msgspec

from domain.durations import HOUR
from domain.errors import Refused
from domain.job.commands import Actor
from domain.job.model import Job
from domain.job.signing import Sign, may_sign
from handlers.registry import ANYBODY, handles
from handlers.sheets import Contents, may_see, note_printed
from handlers.talk import Talk
from proof.tokens import Purpose, signed, web_link
from storage.unit import Unit

LASTS = 4 * HOUR
"""How long a page to sign on stays open: as long as a visit."""


@handles("sheet", "服务单", "sheet", role=ANYBODY)
def sheet(talk: Talk) -> None:
    """服务单 [单号]: the numbered sheet as a file."""
    job: Job = talk.job
    if not may_see(job, talk.speaker):
        raise Refused("sheet-after-accepting" if talk.role == "technician" else "unknown-job", number=job.number)
    if talk.held and talk.role != "customer":
        note_printed(talk.unit, talk.held.id)
    talk.tell_with_next("sheet-here", sheets=[job.number])


@handles("sign_here", "手机签字", "sign-here", role="technician")
def sign_here(talk: Talk) -> None:
    """手机签字: a link and a QR code with which the customer signs on a phone, theirs or this one."""
    job: Job = talk.job
    if job.signed:
        raise Refused("signed-already")
    if not may_sign(job) or talk.speaker.person not in (job.technician, *job.team):
        raise Refused("sign-on-site")
    reach = talk.unit.reach
    token = signed(reach.secret, Purpose.SIGNING, job.number, talk.unit.now + LASTS)
    link = web_link(reach.pages or reach.web, token)
    talk.tell_with_next("sign-link", link=link, qr=link)


def sign(unit: Unit, contents: Contents, strokes: str) -> None:
    """The customer has signed `contents`, on a page that whoever has the link can open. Raises Refused.

    strokes  SHA-256 of the picture of it, stored already
    """
    held = unit.hold(unit.numbered(contents.number))
    job: Job = held.course.state
    if job.customer is None:
        raise Refused("unknown-job", number=contents.number)
    kept = unit.keep(msgspec.json.encode(contents).decode(), "sheet", held.id)
    unit.perform(held.id, Sign(Actor(job.customer, "customer"), strokes, kept, contents.digest), unit.now)
