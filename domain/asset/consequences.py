"""What clocks do to an appliance's file: remind, tell, ask how it goes, say that the next service is due."""

from collections.abc import Callable, Sequence

from domain.alarms import alarm
from domain.asset.model import FOLLOW_UP, SERVICE, TEST, Asset
from domain.effects import Ask, Effect, Log
from domain.job.clock_commands import Take, Unsaid
from domain.policy import Policy


def taken(asset: Asset, take: Take, policy: Policy, now: int) -> list[Effect]:
    """The effects of one due step, logged under its key as for a job."""
    step = take.step
    match step.does:
        case "remind" | "tell":
            return alarm(take, policy, "asset-customer" if step.who == "customer" else "asset-late")
        case _ if asset.refused and step.who != "call_customer":
            return [Log("step.done", take.key)]
        case _:
            return [Log("step.done", take.key), *DOES[step.who](asset, policy)]


def ask_followup(asset: Asset, policy: Policy) -> list[Effect]:
    """The next topics, none of them asked before. Who has no chat is phoned. A2 A3."""
    topics = policy.care.next_topics(asset.topics)
    if not topics:
        return []
    sent = Log("followup.sent", {"topics": list(topics), "how": "phone" if asset.phoned else "chat"})
    if asset.phoned:
        return [sent, _to_phone(topics, policy)]
    return [sent] if _waits(asset, FOLLOW_UP) else [sent, Ask("customer", "follow_up-due")]


def phone_followup(asset: Asset, policy: Policy) -> list[Effect]:
    """Unanswered: a person asks. A2."""
    if FOLLOW_UP not in asset.matters or asset.to_phone:
        return []
    return [Log("followup.unanswered"), _to_phone(asset.left, policy)]


def unsaid(asset: Asset, command: Unsaid, policy: Policy) -> list[Effect]:
    """What its customer was asked or told can be sent nowhere: a call for the desk, as for whoever only phones. U20"""
    unreached: list[Effect] = [] if asset.phoned else [Log("asset.unreached")]
    if command.key == "wish-answer":
        return [*unreached, Ask("supervisor", "answer-unsent", command.data)]
    asked = next((matter for matter in asset.matters if command.key == f"{matter}-due"), None)
    if asked is None:
        return []
    if asked == FOLLOW_UP:
        return [*unreached, _to_phone(asset.left, policy)]
    return [*unreached, Ask("supervisor", f"{asked}-due-phone")]


def _to_phone(topics: Sequence[str], policy: Policy) -> Ask:
    wordings = [{"text": "topic-row", "wording": words} for key in topics if (words := policy.care.topic(key))]
    return Ask("supervisor", "followup-phone", {"topics": wordings})


def offer_service(asset: Asset, policy: Policy) -> list[Effect]:
    """The next service is due. A5."""
    return _offered(asset, SERVICE)


def offer_test(asset: Asset, policy: Policy) -> list[Effect]:
    """A test while the warranty lasts. A6."""
    return _offered(asset, TEST)


def call_customer(asset: Asset, policy: Policy) -> list[Effect]:
    """A contact of the care plan is due. A9."""
    return [Log("contact.due"), Ask("supervisor", "contact-due")]


def _offered(asset: Asset, what: str) -> list[Effect]:
    if what in asset.matters:
        return []
    offered = Log(f"{what}.offered")
    if asset.phoned:
        return [offered, Ask("supervisor", f"{what}-due-phone")]
    return [offered] if _waits(asset, what) else [offered, Ask("customer", f"{what}-due")]


def _waits(asset: Asset, what: str) -> bool:
    """Whether another question about it is open: the customer is asked one at a time."""
    return any(matter != what for matter in asset.matters)


DOES: dict[str, Callable[[Asset, Policy], list[Effect]]] = {
    "ask_followup": ask_followup,
    "phone_followup": phone_followup,
    "offer_service": offer_service,
    "offer_test": offer_test,
    "call_customer": call_customer,
}
"""What a pack's `do` may name for an appliance."""
