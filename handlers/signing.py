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
from proof.tokens import Purpose, opened, signed, web_link
from storage.unit import Unit

LASTS = 4 * HOUR
"""How long a page to sign on stays open: as long as a visit."""
APART = "."
"""Stands in a link between the job, who asked for it, and the visit."""


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
    person = talk.speaker.person
    if not may_sign(job) or not _works(job, person):
        raise Refused("sign-on-site")
    reach = talk.unit.reach
    token = signed(reach.secret, Purpose.SIGNING, _page(job, person), talk.unit.now + LASTS)
    link = web_link(reach.pages or reach.web, token)
    talk.tell_with_next("sign-link", link=link, qr=link)


def job_to_sign(unit: Unit, token: str) -> str:
    """The job whose sheet a link of 手机签字 shows. X5, X6, X15.

    raises  Refused: "sign-page-over" once who asked for it no longer works on that visit, or nothing is to be signed
            and nothing was
    """
    page = opened(unit.reach.secret, token, Purpose.SIGNING, unit.now)
    number, _, rest = page.partition(APART)
    job: Job = unit.hold(unit.numbered(number)).course.state
    person = int(rest.partition(APART)[0] or 0)
    if page != _page(job, person) or not _works(job, person) or not (may_sign(job) or job.signed):
        raise Refused("sign-page-over")
    return number


def _works(job: Job, person: int) -> bool:
    """Whether the visit is theirs, or they help and have not left."""
    return person == job.technician or job.helps(person)


def _page(job: Job, person: int) -> str:
    """What names a visit's page that somebody asked for."""
    return APART.join((job.number, str(person), str(len(job.visits))))


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
