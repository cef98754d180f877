"""转告: customer and technician talk through the bot; neither sees where the other is reached. U9.

The customer's words go to the technician who has taken the job; to the desk before that, and while the two are talking:
what a customer tells the desk about a technician is not for the technician. The technician's go to the customer,
from acceptance until the job is closed.
"""

from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Relay
from domain.job.model import Job


def relayed(job: Job, relay: Relay) -> list[Effect]:
    """Words, photos or a voice message for the other side; the log keeps references only."""
    if not (relay.words or relay.photos or relay.voice):
        raise Refused("example-relay")
    if relay.by.role == "technician":
        return _to_customer(job, relay)
    if relay.by.role != "customer":
        raise Refused("wrong-role")
    if not job.taken or (job.with_desk and relay.to != "technician"):
        return left_for_the_desk(job, relay)
    name = "message.added" if job.owed else "message.relayed"
    return [
        Log(name, _kept(relay) | {"to": "technician", "technician": job.technician}),
        Ask("technician", "customer-says", _said(relay), only=("relay",)),
        Tell("customer", "passed-on", {"technician": job.technician}),
    ]


def left_for_the_desk(job: Job, relay: Relay) -> list[Effect]:
    """No technician has the job, or the customer is talking with the desk: the desk reads it."""
    name = "message.added" if job.human else "message.left"
    return [
        Log(name, _kept(relay) | {"to": "desk"}),
        Ask("supervisor", "customer-says-desk", _said(relay), only=("relay", "phoned", "end_inquiry")),
        Ask("customer", "passed-on-desk") if job.wanting() and not job.inquiry else Tell("customer", "passed-on-desk"),
    ]


def _to_customer(job: Job, relay: Relay) -> list[Effect]:
    if not job.taken:
        raise Refused("accept-first")
    return [
        Log("message.answered", _kept(relay) | {"to": "customer", "technician": job.technician}),
        Ask("customer", "technician-says", {"technician": job.technician, **_said(relay)}, only=("relay",)),
        Tell("technician", "passed-on-without-number" if relay.less else "passed-on-customer"),
    ]


def _kept(relay: Relay) -> dict[str, Any]:
    kept = {"words": relay.words, "photos": list(relay.photos), "voice": relay.voice}
    return {name: value for name, value in kept.items() if value} | {"by": relay.by.person}


def _said(relay: Relay) -> dict[str, Any]:
    """As a text shows it: the words, and that photos or a voice message come with them."""
    said: list[dict[str, Any]] = []
    if relay.words:
        said += [{"text": "said-words", "words": relay.words}]
    if relay.photos:
        said += [{"text": "said-photos", "count": len(relay.photos)}]
    if relay.voice:
        said += [{"text": "said-voice"}]
    return {"said_now": said, "photos": list(relay.photos), "voice": relay.voice}
