"""Whether the evaluation that was filed matches what the customer says in chat: a person looks. S13 (T7 art.8)."""

from domain.effects import Button, Effect, Log, Tell
from domain.errors import Refused
from domain.job.desk_commands import CompareForm
from domain.job.model import Job
from domain.policy import Policy

EVALUATION = "photo.evaluation"
ASKED, COMPARED = "form.asked", "form.compared"
BAD = 2
"""Stars at which the customer is plainly not content."""


def doubted(job: Job, policy: Policy, said: str) -> list[Effect]:
    """The customer says in chat that it was bad, and filled in a form: the desk is asked once whether the two match.

    said  a text id: how it was bad; its places are those of any text about the job
    """
    photos = [photo for photo in job.evidence.get(EVALUATION, ()) if photo != "waived"]
    if not photos or job.form or COMPARED not in policy.counting:
        return []
    buttons = (
        Button("form_matches", ("yes",), "button-form-matches", tone="primary"),
        Button("form_matches", ("no",), "button-form-differs"),
    )
    about = {"technician": job.technician, "said": {"text": said}, "photos": photos}
    return [Log(ASKED), Tell("supervisor", "form-compare", about, buttons=buttons)]


def compared(job: Job, command: CompareForm) -> list[Effect]:
    """The desk has looked. Where they differ a mark is proposed, with the form as evidence; somebody else decides."""
    if job.form != "asked":
        raise Refused("answered-already" if job.form else "nothing-asked")
    if command.by.person == job.technician:
        raise Refused("not-your-own-proof")
    data = {
        "matches": "yes" if command.matches else "no",
        "technician": job.technician,
        "by": command.by.person,
        "reason": "",
        "photos": [photo for photo in job.evidence.get(EVALUATION, ()) if photo != "waived"],
    }
    words = "form-matches-noted" if command.matches else "form-differs-noted"
    return [Log(COMPARED, data), Tell("supervisor", words, {"technician": job.technician})]
