"""Voice messages of a technician: an answer where words are asked, else for the desk to hear. U25.

A customer's voice message is passed on as their words are (`relaying.py`). A machine reads neither.
"""

from domain.effects import Ask, Effect, Log, Tell
from domain.job.commands import Speak


def spoken(command: Speak) -> list[Effect]:
    """What a technician says to nobody in particular is the desk's to hear."""
    voice = {"voice": command.voice}
    return [
        Log("voice.received", {**voice, "by": command.by.person}),
        Tell("supervisor", "technician-voice-desk", {**voice, "technician": command.by.person}),
        Ask("technician", "voice-passed-desk"),
    ]


def spoken_too(voice: str) -> dict[str, str]:
    """What an event and its words say of an answer that was spoken."""
    return {"voice": voice} if voice else {}
