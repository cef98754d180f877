"""A place that somebody sends: the technician's arrival, or where the customer is. A hint, never required. D4."""

from domain.distance import Place, metres_between
from domain.errors import Refused, Unclear
from domain.job.commands import Arrive, Describe
from domain.job.model import Job, Stage
from handlers.choosing import as_technician, open_jobs
from handlers.registry import DESK
from handlers.talk import Talk


def location(talk: Talk) -> None:
    """Where the sender says to be."""
    if as_technician(talk):
        _technicians(talk)
    elif talk.role in DESK:
        raise Unclear("location-not-needed")
    else:
        _customers(talk)


def _technicians(talk: Talk) -> None:
    """Under way, it says 到场; at any other time it says nothing. Only the distance is kept, never the place."""
    jobs = open_jobs(talk)
    ways = [held for held in jobs if held.course.state.stage is Stage.UNDER_WAY]
    asked = [held for held in ways if held.id == talk.form.get("subject")]
    if not ways:
        talk.held = jobs[0] if jobs else None
        raise Refused("location-not-now")
    talk.held = (asked or ways)[0]
    talk.forget_question()
    talk.perform(Arrive(talk.actor, _metres(talk)))


def _metres(talk: Talk) -> int | None:
    """From the technician to the address, where the customer has sent its place."""
    job: Job = talk.job
    kept = talk.unit.reveal(job.details["location"]) if "location" in job.details else None
    here = talk.said.location
    return metres_between(here, _place(kept)) if kept and here else None


def _customers(talk: Talk) -> None:
    """The place of the address: with the job it is asked for, or kept for the report to come."""
    place = spelled(talk.said.location or (0, 0))
    jobs = open_jobs(talk)
    if not jobs:
        kept = {"expects": None, "photos": talk.form.get("photos", []), "location": talk.unit.keep(place, "location")}
        talk.unit.people.set_form(talk.speaker.channel, talk.speaker.address, kept)
        talk.tell("location-first-words")
        return
    talk.held = next((held for held in jobs if held.id == talk.form.get("subject")), jobs[0])
    talk.perform(Describe(talk.actor, details={"location": talk.keep(place, "location")}))


def spelled(place: Place) -> str:
    """As kept and shown: degrees north and east, to a metre."""
    return f"{place[0]:.5f},{place[1]:.5f}"


def _place(text: str) -> Place:
    north, _, east = text.partition(",")
    return float(north), float(east)
