"""On site: photos, notes and ticks, waivers, and the gate before a job counts as finished. S1 S2 S3 S5 U23."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.claiming import blames
from domain.job.commands import AskWaiver, Command, Finish, Leave, Note, NoteSeveral, Show
from domain.job.desk_commands import Waive
from domain.job.evidence import NAMEPLATE
from domain.job.model import Job, Stage
from domain.job.questions_on_site import FINISH
from domain.job.repeats import raised
from domain.job.speaking import spoken_too
from domain.policy import Policy


def on_the_job(job: Job, command: Command, policy: Policy) -> list[Effect] | None:
    """What follows from what is said on site; None when the command is not about the visit."""
    match command:
        case Show():
            return _shown(job, command, policy)
        case Note():
            return _noted(job, command, ((command.needs, command.value),), policy, command.voice)
        case NoteSeveral(_, notes):
            return _noted(job, command, notes, policy)
        case AskWaiver():
            return _waiver_asked(job, command, policy)
        case Waive():
            return _waived(job, command, policy)
        case Finish():
            return _finished(job, command, policy)
        case Leave():
            return _left(job, command)
    return None


def _shown(job: Job, show: Show, policy: Policy) -> list[Effect]:
    """A photo: evidence where it was asked for, else kept with the job."""
    if not show.photos:
        raise Refused("photo-wanted")
    if show.by.role == "technician" and show.needs:
        if show.needs not in job.again:
            _on_site(job)
        if not show.needs.startswith("photo.") or policy.proof(show.needs) is None:
            raise Refused("unknown-proof")
        data = {"photos": list(show.photos), "needs": show.needs, "by": show.by.person, **_of(show, policy)}
        return [Log("photo.received", data), Ask(show.by.person, "photo-kept", {"count": len(show.photos)})]
    data = {"photos": list(show.photos), "by": show.by.person, **_of(show, policy)}
    kept: list[Effect] = [Log("photo.received", data)]
    if job.stopped is not None and show.by.role == "technician":
        danger = {"count": len(show.photos), "photos": list(show.photos), "person": show.by.person}
        return [*kept, Tell("desk", "danger-photo", danger), Ask(show.by.person, "photo-kept", danger)]
    if show.by.role == "technician" and job.stage is Stage.ON_SITE and job.awaited is None:
        return kept  # which proof it is, is asked at once
    if show.by.role == "customer":
        shown = {"count": len(show.photos), "photos": list(show.photos)}
        kept += [Tell("technician", "customer-photo", shown)] if job.taken else []
        # Before anybody has taken the job, its photos wait for whoever does; after the work they may show a problem.
        for_the_desk = job.inquiry or job.with_desk or job.stage is Stage.FINISHED
        kept += [Tell("supervisor", "customer-photo", shown)] if for_the_desk else []
    whom: str | int = show.by.person if show.by.role == "technician" else show.by.role
    return [*kept, Ask(whom, "photo-kept", {"count": len(show.photos)})]


def _of(show: Show, policy: Policy) -> dict[str, str]:
    """That it is of the nameplate, where it will be read. I2"""
    gate = policy.proof(show.needs) if show.needs and show.by.role == "technician" else None
    shows = gate.shows if gate else show.needs if policy.nameplate and show.by.role == "customer" else ""
    return {"of": NAMEPLATE} if shows == NAMEPLATE else {}


def _noted(
    job: Job, command: Command, notes: tuple[tuple[str, str], ...], policy: Policy, voice: str = ""
) -> list[Effect]:
    _technicians(command)
    _on_site(job)
    for needs, _value in notes:
        if policy.proof(needs) is None or needs.split(".", maxsplit=1)[0] not in ("note", "tick"):
            raise Refused("unknown-proof")
    _in_order(job, "work.noted", policy)
    by = {"technician": command.by.person, **spoken_too(voice)}
    logs = [Log("work.noted", {**by, "needs": needs, "value": value}) for needs, value in notes]
    return [*logs, Ask(command.by.person, "step-noted")]


def _waiver_asked(job: Job, command: AskWaiver, policy: Policy) -> list[Effect]:
    _technicians(command)
    _on_site(job)
    needs, reason = command.needs, command.reason
    gate = policy.proof(needs)
    if gate is None or gate.waive is None:
        raise Refused("cannot-be-waived")
    if needs in job.evidence:
        raise Refused("have-it-already")
    if not reason:
        raise Refused("reason-needed")
    voice = spoken_too(command.voice)
    data = {"technician": job.technician, "needs": needs, "reason": reason, **voice}
    words = policy.reason("waive", reason) or reason
    said = {"wording": gate.ask, "reason_given": words, "technician": job.technician, **voice}
    return [
        Log("waiver.asked", data),
        Ask("supervisor", "waiver-asked", said),
        Ask("technician", "waiver-sent", {"wording": gate.ask}),
    ]


def _waived(job: Job, command: Waive, policy: Policy) -> list[Effect]:
    """The supervisor's word, with a reason: the technician's own unless the supervisor gives another. U23.

    Missing by the technician's own fault it is let go too; what that counts for is proposed, with why. S3.
    """
    needs, reason = command.needs, command.reason
    if command.by.role == "technician" or command.by.person == job.technician:
        raise Refused("not-your-own-proof")
    if command.by.role not in ("supervisor", "manager"):
        raise Refused("wrong-role")
    _on_site(job)
    gate = policy.proof(needs)
    if gate is None or gate.waive is None:
        raise Refused("cannot-be-waived")
    if not job.waiver_asked(needs):
        raise Refused("no-waiver-asked")
    said = {"wording": gate.ask}
    if not command.granted:
        return [
            Log("waiver.refused", {"needs": needs, "by": command.by.person}),
            Ask("technician", "waiver-refused", said),
            Tell("supervisor", "waiver-refused-desk", said),
        ]
    data = {"needs": needs, "by": command.by.person, "reason": reason or job.waivers[needs][1]}
    if command.blamed:
        if blames(job, needs, policy) is None:
            raise Refused("not-to-blame")
        if not reason:
            raise Refused("reason-needed")
        data |= {"blame": "technician", "technician": job.technician}
    words = "waiver-blamed-desk" if command.blamed else "waiver-granted-desk"
    return [
        Log("proof.waived", data),
        Ask("technician", "waiver-granted", said),
        Tell("supervisor", words, said | {"technician": job.technician}),
    ]


def _finished(job: Job, command: Command, policy: Policy) -> list[Effect]:  # 完工, D3 S2 S3 S5
    _technicians(command)
    if job.stage is Stage.FINISHED:
        raise Refused("finished-already")
    _on_site(job)
    _in_order(job, FINISH, policy)
    return [
        Log("work.finished", {"technician": job.technician}),
        Ask("customer", "work-finished", {"technician": job.technician}),
        Ask("technician", "finished"),
        *raised(job, policy),
    ]


def _left(job: Job, command: Command) -> list[Effect]:  # 离场报备, S10
    _technicians(command)
    technician = {"technician": job.technician}
    if job.stage is Stage.ON_SITE and job.consent == "refused":
        return [
            Log("technician.left", technician),
            Log("job.closed", {"outcome": "price_refused"}),
            Tell("technician", "left"),
            Tell("customer", "closed-price-refused"),
            Tell("supervisor", "closed-price-refused-desk", technician),
        ]
    if job.stage is not Stage.FINISHED:
        raise Refused("finish-first")
    if job.left:
        raise Refused("left-already")
    return [Log("technician.left", technician), Tell("technician", "left")]


def _in_order(job: Job, event: str, policy: Policy) -> None:
    """The gate: nothing counts while a proof that must come before it is missing."""
    missing = policy.missing(event, job.evidence, job.view())
    if missing:
        raise Refused("proof-missing", wording=missing[0].ask, rule=missing[0].id, count=len(missing))


def _technicians(command: Command) -> None:
    if command.by.role != "technician":
        raise Refused("wrong-role")


def _on_site(job: Job) -> None:
    if job.stage is not Stage.ON_SITE:
        raise Refused("resume-first" if job.stage is Stage.SUSPENDED else "not-on-site")
