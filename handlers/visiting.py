"""出发, 到场, 离场: where the technician is. D4, D6, S10."""

from domain.job.commands import Arrive, Depart, Leave
from handlers.registry import handles
from handlers.talk import Talk


@handles("depart", "出发", "depart", role="technician")
def depart(talk: Talk) -> None:
    """出发: the button stands under the checklist and says that it is complete; the bare word shows it first. D6."""
    talk.perform(Depart(talk.actor, ticked="ticked" in talk.args))


@handles("arrive", "到场", "到了", "arrived", role="technician")
def arrive(talk: Talk) -> None:
    """到场. D4."""
    talk.perform(Arrive(talk.actor))


@handles("leave", "离场", "报备", "leave", role="technician")
def leave(talk: Talk) -> None:
    """离场报备. S10."""
    talk.perform(Leave(talk.actor))
