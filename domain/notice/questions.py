"""What the desk can say about a notice now, and what waits there: calls to make, letters to send."""

from collections.abc import Collection, Iterable
from typing import Any

from domain.effects import Button, Question
from domain.job.facts import Facts
from domain.notice.model import Notice, Stage
from domain.policy import Policy
from domain.rules import Running

CUSTOMER_OR_TECHNICIAN = ("customer", "technician")


def question(facts: Facts, role: str, person: int, policy: Policy, now: int) -> Question | None:
    """What `person`, in `role`, can do now. Customers and technicians are asked nothing about it."""
    notice: Notice = facts.state
    if role in CUSTOMER_OR_TECHNICIAN:
        return None
    buttons: list[Button] = []
    if notice.stage is Stage.DRAFTED:
        send = Button("notice_send", (), "button-notice-send", tone="primary")
        buttons += [send, Button("notice_cancel", (), "button-notice-cancel")]
    if notice.stage is Stage.SENDING:
        buttons.append(Button("notice_cancel", (), "button-notice-stop"))
    if notice.to_call:
        buttons.append(Button("notice_calls", (), "button-notice-calls", {"count": len(notice.to_call)}))
    if notice.to_write:
        buttons.append(Button("notice_letters", (), "button-notice-letters", {"count": len(notice.to_write)}))
    return Question("choose", buttons=tuple(buttons)) if buttons else None


def waits(notice: Notice, running: Iterable[Running], done: Collection[Any]) -> str | None:
    """The queue of the desk it stands in."""
    if notice.to_call:
        return "notice_call"
    return "letter" if notice.to_write else None
