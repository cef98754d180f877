"""One-time subscriptions (订阅通知): each consent, given on our page, carries one message, whenever it is sent. U20."""

from collections.abc import Sequence

from bot.channels.wechat.inbound import NAME, Consent
from storage.unit import Unit


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
    """Whether a message may go by a consent: then that one is used up."""
    place = {"address": address, "template": template}
    return unit.tx.run(unit.q.wechat_spend_consent, **place, outbox=outbox) == 1


def returned(unit: Unit, outbox: int) -> None:
    """The message did not go: the consent still stands."""
    unit.tx.run(unit.q.wechat_return_consent, outbox=outbox)


def none_left(unit: Unit, address: str, template: str) -> None:
    """The platform knows of no consent."""
    unit.tx.run(unit.q.wechat_drop_consents, address=address, template=template)


def left(unit: Unit, address: str, template: str) -> int:
    """How many messages they still agreed to."""
    row = unit.tx.one(unit.q.wechat_consents, address=address, template=template)
    return int(row["n"]) if row else 0
