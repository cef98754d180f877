"""A flood is slowed down: a bucket of messages for each customer's address. Staff are never held up. X17, U8."""

from storage.people import Speaker
from storage.unit import Unit

MINUTE = 60_000


def held_up(unit: Unit, speaker: Speaker) -> bool:
    """Whether this message of a customer's is one too many. They are told once, and heard again after a while."""
    if speaker.roles:
        return False
    policy = unit.policy
    cost = MINUTE // policy.per_minute
    full = policy.burst * cost
    before = full if speaker.credit is None else speaker.credit
    credit = min(full, before + max(0, unit.now - speaker.used_at))
    if credit >= cost:
        if speaker.slowed or credit - cost != speaker.credit:
            unit.people.spend(speaker, credit - cost, slowed=False)
        return False
    unit.people.spend(speaker, credit, slowed=True)
    if not speaker.slowed:
        unit.tell(speaker, "slow-down")
    return True
