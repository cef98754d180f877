"""A sticker's code, scanned: a customer's report begins with what is known; a technician on site binds it. S3, X15.

It shows nothing of whoever has the appliance: only what kind of appliance it is.
"""

from domain.effects import Question
from domain.errors import Refused
from domain.job.model import Stage
from handlers.choosing import as_technician, open_jobs
from handlers.talk import Talk
from proof.tokens import Purpose, opened
from storage.stickers import Sticker, bind, sticker


def is_code(words: str) -> bool:
    """Whether it may be a sticker's code, and no invitation's."""
    return words.startswith(Purpose.STICKER) and len(words) > 24 and " " not in words


def scanned(talk: Talk, code: str) -> None:
    """What a sticker opens. Raises Refused for one that is not ours."""
    unit = talk.unit
    found = sticker(unit, opened(unit.reach.secret, code, Purpose.STICKER, unit.now))
    if found is None:
        raise Refused("qr-unknown")
    if as_technician(talk):
        _posted(talk, found)
    else:
        _begun(talk, found)


def _posted(talk: Talk, found: Sticker) -> None:
    """A technician on site has posted it."""
    there = [held for held in open_jobs(talk) if held.course.state.stage is Stage.ON_SITE]
    if len(there) != 1:
        raise Refused("sticker-on-site")
    talk.held = there[0]
    if not bind(talk.unit, found.id, talk.held) and found.subject != talk.held.id:
        raise Refused("sticker-used")
    talk.tell_with_next("sticker-bound")


def _begun(talk: Talk, found: Sticker) -> None:
    """Plain intake, or with product and warranty known: the next sentence becomes the report."""
    talk.forget_question()
    if found.subject is None:
        talk.tell("sticker-plain")
        return
    state = talk.unit.hold(found.subject).course.state
    product, bought_on = state.product or "other", state.bought_on
    talk.tell("sticker-known", Question("choose"), product=product)
    known = {"expects": None, "product": state.product, "bought_on": bought_on}
    talk.unit.people.set_form(talk.speaker.channel, talk.speaker.address, known)
