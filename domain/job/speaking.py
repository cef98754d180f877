"""Voice messages: kept, and played to whoever has the job. A machine does not read them. U25."""

from domain.effects import Ask, Effect, Log, Tell
from domain.job.commands import Speak
from domain.job.model import Job, Stage

WITH_TECHNICIAN = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE)
"""While one technician has the job, a customer's voice is theirs to hear; before and after, the desk's."""


def spoken(job: Job, command: Speak) -> list[Effect]:
    """The customer's voice goes to the technician or the desk, the technician's to the desk."""
    by, voice = command.by, {"voice": command.voice}
    kept = Log("voice.received", {**voice, "by": by.person})
    if by.role == "technician":
        heard = Tell("supervisor", "technician-voice-desk", {**voice, "technician": by.person})
        return [kept, heard, Ask("technician", "voice-passed-desk")]
    if job.technician is not None and job.stage in WITH_TECHNICIAN:
        heard_by = Tell("technician", "customer-voice", voice)
        return [kept, heard_by, Ask("customer", "voice-passed-technician", {"technician": job.technician})]
    return [kept, Ask("supervisor", "customer-voice-desk", voice), Ask("customer", "voice-passed-desk")]


def spoken_too(voice: str) -> dict[str, str]:
    """What an event and its words say of an answer that was spoken."""
    return {"voice": voice} if voice else {}
