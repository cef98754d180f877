"""One-time subscriptions (订阅通知): each consent, given on our page, carries one message, whenever it is sent. U20.

A consent stays with its message while a try of it may have gone: WeChat counts it then, or it does not, and its event
tells which.
"""

from collections.abc import Sequence

from bot.channels.wechat.inbound import NAME, Consent
from domain.errors import ChannelError
from storage.unit import Unit

TELLS_WITHIN_MS = 600_000
"""WeChat's event about a message comes within seconds: after so long without one it did not go."""


def answered(unit: Unit, event_id: str, address: str, consents: Sequence[Consent]) -> None:
    """They said yes or no to templates; the platform's second try counts once."""
    if not unit.first_time(NAME, event_id, address):
        return
    for consent in consents:
        place = {"address": address, "template": consent.template}
        if consent.given:
            unit.tx.run(unit.q.wechat_consent, **place, at=unit.now)
        else:
            unit.tx.run(unit.q.wechat_drop_consents, **place)


def spent(unit: Unit, address: str, template: str, outbox: int) -> bool:
    """Whether a message may go by a consent: then that one is used up. What was tried before goes by its own."""
    place = {"address": address, "template": template}
    return unit.tx.run(unit.q.wechat_spend_consent, **place, outbox=outbox) == 1


def returned(unit: Unit, outbox: int) -> None:
    """The message did not go: the consent still stands, unless an earlier try may have taken it."""
    unit.tx.run(unit.q.wechat_return_consent, outbox=outbox)


def freed(unit: Unit, outbox: int) -> None:
    """The message went another way: a consent that it had is good for another one."""
    unit.tx.run(unit.q.wechat_free_consent, outbox=outbox)


def doubted(unit: Unit, outbox: int) -> None:
    """The message may have gone: nobody said."""
    unit.tx.run(unit.q.wechat_doubt_consent, outbox=outbox, at=unit.now)


def arrived(unit: Unit, outbox: int) -> bool:
    """Whether a try that nobody answered is known to have arrived."""
    row = unit.tx.one(unit.q.wechat_doubted, outbox=outbox)
    return row is not None and row["delivered_at"] is not None


def unknown_there(unit: Unit, address: str, template: str, outbox: int) -> None:
    """The platform knows of no consent, so that we forget ours.

    raises  ChannelError while it may be that an earlier try took it: the event about that one is awaited
    """
    row = unit.tx.one(unit.q.wechat_doubted, outbox=outbox)
    if row is not None and unit.now - row["unknown_at"] < TELLS_WITHIN_MS:
        raise ChannelError("result-awaited", retry_after=60)
    unit.tx.run(unit.q.wechat_drop_consent, outbox=outbox)
    unit.tx.run(unit.q.wechat_drop_consents, address=address, template=template)


def left(unit: Unit, address: str, template: str) -> int:
    """How many messages they still agreed to."""
    row = unit.tx.one(unit.q.wechat_consents, address=address, template=template)
    return int(row["n"]) if row else 0
