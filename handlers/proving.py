"""Photos, notes, ticks, and proofs that cannot be had. S2, S3, S5, U23, U25."""

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.commands import AskWaiver, Note, NoteSeveral, Show
from domain.job.desk_commands import Waive
from domain.job.evidence import NAMEPLATE
from domain.job.model import Job, Stage
from domain.job.questions_on_site import FINISH
from domain.rules import Gate
from handlers import missing
from handlers.choosing import open_jobs
from handlers.court import contest_photos
from handlers.nameplates import from_customer
from handlers.qualities import quality_photos
from handlers.reasons import ask_reason, in_time, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.requesting import unsolved_photos
from handlers.talk import Talk
from storage.held import Held
from storage.tasks import LOOK, REUSE, later

MOST_BUTTONS = 10
CAMERA = "camera."
"""Before the name of a proof: its button was tapped, and its photo is to follow."""


def _takes_photos(talk: Talk, asked: Held) -> bool:
    """What was asked about a closed job, or about an appliance's file, wants no photo."""
    over = talk.role == "customer" and asked.course.state.outcome
    return asked.course.subject.name == "job" and not over


def photos(talk: Talk) -> None:
    """Photos without a button: for the job they were asked for, the one on site, or kept for the report to come."""
    asked = talk.form.get("subject")
    if asked and talk.form.get("expects") == "unsolved":
        talk.held = talk.unit.hold(asked)
        unsolved_photos(talk)
        return
    if asked and talk.form.get("expects") == "quality":
        talk.held = talk.unit.hold(asked)
        quality_photos(talk)
        return
    if asked and str(talk.form.get("expects")).startswith("contest."):
        talk.held = talk.unit.hold(asked)
        contest_photos(talk)
        return
    jobs = open_jobs(talk)
    if asked and not _takes_photos(talk, talk.unit.hold(asked)):
        asked = None
    on_site = [held for held in jobs if held.course.state.stage is Stage.ON_SITE]
    if len(on_site) == 1 or (jobs and not asked):
        talk.held = on_site[0] if on_site else jobs[0]
    elif asked:
        talk.held = talk.unit.hold(asked)
    else:
        _before_a_job(talk)
        return
    if talk.role == "customer":
        from_customer(talk, tapped=_tapped(talk) == NAMEPLATE)
    elif talk.role == "technician" and _at_work(talk):
        _on_site(talk)
    else:
        talk.perform(Show(talk.actor, talk.said.photos))


def _at_work(talk: Talk) -> bool:
    """Whether the photo may be a proof: on site, not before a closed door, not where the work was stopped; or the desk
    asked for another."""
    job, person = talk.job, talk.speaker.person
    if job.again and person == job.technician:
        return True
    there = person == job.technician or job.team.get(person) == "on_site"
    return bool(there and job.stage is Stage.ON_SITE and job.awaited is None and job.stopped is None)


def kept_for_report(talk: Talk) -> bool:
    """Whether the words under a customer's photos are the first of a job: then the photos wait for it."""
    if talk.role != "customer" or open_jobs(talk):
        return False
    _keep_for_report(talk)
    return True


def _before_a_job(talk: Talk) -> None:
    """Kept until there is a job: the next sentence takes them along."""
    if talk.role != "customer":
        raise Refused("photo-without-job")
    talk.tell("photo-first-words", count=_keep_for_report(talk))


def _keep_for_report(talk: Talk) -> int:
    kept = [*talk.form.get("photos", []), *talk.said.photos][:MOST_BUTTONS]
    talk.form = {**talk.form, "expects": None, "photos": kept}
    talk.unit.people.set_form(talk.speaker.channel, talk.speaker.address, talk.form)
    return len(kept)


def _on_site(talk: Talk) -> None:
    """One photo for the proof that was asked for; several, when several proofs are open, need one question. U25."""
    tapped = _tapped(talk)
    if tapped:
        _show(talk, talk.said.photos, _proof(talk, tapped))
        return
    question = talk.unit.question(talk.held, talk.role, talk.speaker.person) if talk.held else None
    expects = (question.expects if question else None) or ""
    missing = _photo_gates(talk)
    if expects.startswith("photo.") and (len(talk.said.photos) == 1 or len(missing) == 1):
        _show(talk, talk.said.photos, expects)
        return
    talk.perform(Show(talk.actor, talk.said.photos))
    _which_photo(talk, missing)


def _show(talk: Talk, photos: tuple[str, ...], needs: str) -> None:
    """Evidence. Once it is committed it is looked at: what it shows, where the pack asks, and when it was taken. S2"""
    held = talk.held
    talk.perform(Show(talk.actor, photos, needs))
    gate = talk.policy.proof(needs)
    if held is None or gate is None:
        return
    for photo in photos:
        task = {"subject": held.id, "photo": photo, "needs": needs}
        later(talk.unit, LOOK, task | {"technician": talk.speaker.person, "shows": gate.shows})
        later(talk.unit, REUSE, task | {"person": talk.speaker.person, "at": talk.said.happened_at})


def _proof(talk: Talk, needs: str) -> str:
    """The proof a camera button is of; one that only says "the nameplate" is of the pack's proof that shows it."""
    if needs != NAMEPLATE:
        return needs
    gates = (rule for rule in talk.policy.rules.values() if isinstance(rule, Gate) and rule.shows == NAMEPLATE)
    return next((gate.needs for gate in gates), needs)


def _tapped(talk: Talk) -> str:
    """The proof whose camera button was tapped before these photos came, on a channel whose buttons open no camera."""
    asked = str(talk.form.get("expects") or "")
    mine = talk.held is not None and talk.form.get("subject") == talk.held.id
    return asked.removeprefix(CAMERA) if mine and asked.startswith(CAMERA) else ""


def _photo_gates(talk: Talk) -> list[Gate]:
    job: Job = talk.job
    missing = talk.policy.missing(FINISH, job.evidence, job.view())
    return [gate for gate in missing if gate.needs.startswith("photo.")]


def _which_photo(talk: Talk, missing: list[Gate]) -> None:
    """What is it that they show? One photo: one button a proof. Several: which of them is the first proof."""
    job: Job = talk.job
    if not missing:
        talk.tell_with_next("photo-kept", count=len(talk.said.photos))
        return
    first = len(job.photos) - len(talk.said.photos)
    if len(talk.said.photos) == 1:
        buttons = [Button("label", (gate.needs, str(first)), gate.ask, tone="primary") for gate in missing]
        talk.tell(
            "what-photo", Question("choose", buttons=(*buttons, Button("back", (), "button-just-keep")), lasting=True)
        )
        return
    numbers = [
        Button("label", (missing[0].needs, str(first + n)), "button-number", {"count": n + 1})
        for n in range(min(len(talk.said.photos), MOST_BUTTONS))
    ]
    question = Question("choose", buttons=(*numbers, Button("back", (), "button-none-of-them")), lasting=True)
    talk.tell("which-photo", question, count=len(talk.said.photos), wording=missing[0].ask)


@handles("label", role="technician")
def label(talk: Talk) -> None:
    """Which proof a photo is."""
    needs, index = talk.arg(0), talk.number(1)
    kept = talk.job.photos
    if index >= len(kept):
        raise Refused("old-button")
    _show(talk, (kept[index],), needs)


@handles("photo", role=("technician", "customer"))
def photo(talk: Talk) -> None:
    """A photo taken with a button: it says what it is of. Where a button opens no camera, the photo comes next."""
    if not talk.said.photos:
        talk.tell("send-photo-now", Question("choose", expects=CAMERA + talk.arg(0)))
        return
    if talk.role == "customer":
        from_customer(talk, tapped=talk.arg(0) == NAMEPLATE)
        return
    _show(talk, talk.said.photos, _proof(talk, talk.arg(0)))


@answers(CAMERA, "customer")
def words_for_nameplate(talk: Talk) -> None:
    """The model in words, after all."""
    missing.model(talk)


@answers(CAMERA, "technician")
@answers("photo.", "technician")
def words_for_photo(talk: Talk) -> None:
    """Words where a photo was asked for."""
    raise Unclear("photo-wanted")


@answers("note.", "technician")
def note(talk: Talk) -> None:
    """Cause, remedy or parts in the technician's own words. S5."""
    talk.perform(Note(talk.actor, talk.form["expects"], talk.keep(talk.words, talk.form["expects"])))


@handles("note", role="technician")
def note_choice(talk: Talk) -> None:
    """One of the pack's answers. S2, S5."""
    needs, index = talk.arg(0), talk.number(1)
    gate = talk.policy.proof(needs)
    if gate is None or index >= len(gate.choices):
        raise Refused("old-button")
    words = gate.choices[index][talk.speaker.language or "zh"]
    talk.perform(Note(talk.actor, needs, talk.keep(words, needs)))


@handles("usual", role="technician")
def usual(talk: Talk) -> None:
    """Cause, remedy and parts that often go together, from the pack's list. S5."""
    index, known = talk.number(0), talk.policy.usual.work
    if index >= len(known):
        raise Refused("old-button")
    language = talk.speaker.language or "zh"
    kept = tuple((needs, talk.keep(words[language], needs)) for needs, words in known[index].items())
    talk.perform(NoteSeveral(talk.actor, kept))


@handles("ask_waiver", role="technician")
def ask_waiver(talk: Talk) -> None:
    """拍不了: why, from the pack's list or in words; then the supervisor decides. U23."""
    needs = talk.arg(0)
    if len(talk.args) > 1:
        if talk.policy.reason("waive", talk.arg(1)) is None:
            raise Refused("old-button")
        talk.perform(AskWaiver(talk.actor, needs, talk.arg(1)))
        return
    reasons = talk.policy.reasons.get("waive", ())
    buttons = (
        *(Button("ask_waiver", (needs, reason["key"]), reason) for reason in reasons),
        Button("back", (), "button-back"),
    )
    talk.tell("why-waive", Question("choose", buttons=buttons, expects=f"waiver.{needs}"))


@answers("waiver.", "technician")
def waiver_reason(talk: Talk) -> None:
    """The reason in the technician's own words."""
    needs = talk.form["expects"].removeprefix("waiver.")
    talk.perform(AskWaiver(talk.actor, needs, talk.keep(talk.words, "waiver")))


@handles("waive", role=DESK)
def waive(talk: Talk) -> None:
    """The supervisor lets it go, or does not, or lets it go as the technician's own fault, with the reason. U23 S3."""
    needs, answer = talk.arg(0), talk.arg(1)
    if answer != "blame":
        talk.perform(Waive(talk.actor, needs, granted=answer == "yes"))
    elif len(talk.args) > 2:
        talk.perform(Waive(talk.actor, needs, tapped_reason(talk, "waive", 2), blamed=True))
    else:
        ask_reason(talk, "why-blame", "waive", (needs, "blame"), "waive", f"blame.{needs}")


@answers("blame.", DESK)
def blame_words(talk: Talk) -> None:
    """Why it is the technician's own fault, in the desk's own words. S3."""
    in_time(talk)
    needs = talk.form["expects"].removeprefix("blame.")
    talk.perform(Waive(talk.actor, needs, typed_reason(talk, "waive"), blamed=True))
