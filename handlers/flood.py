"""A flood is slowed down: a bucket of messages for each customer's address. Staff are never held up. X17, U8."""

from storage.people import Speaker
from storage.unit import Unit

MINUTE = 60_000


def held_up(unit: Unit, speaker: Speaker) -> bool:
    """Whether this message of a customer's is one too many. They are told once, and heard again after a while.

    Notes that they were here, and what is left of their credit.
    """
    if speaker.roles:
        unit.people.touch(speaker)
        return False
    policy = unit.policy
    cost = MINUTE // policy.per_minute
    full = policy.burst * cost
    before = full if speaker.credit is None else speaker.credit
    credit = min(full, before + max(0, unit.now - speaker.used_at))
    if credit >= cost:
        unit.people.touch(speaker, credit - cost)
        return False
    unit.people.touch(speaker, credit, slowed=True)
    if not speaker.slowed:
        unit.tell(speaker, "slow-down")
    return True
