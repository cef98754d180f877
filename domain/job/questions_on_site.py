"""What a technician is asked on site: the first proof that is missing, a tap for what the pack calls usual."""

from collections.abc import Mapping
from typing import Any

from domain.causes import EVIDENCE as CAUSE
from domain.effects import Button, Question
from domain.job import possible
from domain.job.evidence import SHEET
from domain.job.model import Job
from domain.policy import Policy
from domain.rules import Gate

FINISH = "work.finished"
NOTE = "work.noted"
DEPART = "technician.departed"


def checklist(job: Job, policy: Policy) -> list[Mapping[str, Any]]:
    """What must be with the technician before leaving, in the pack's words. D6."""
    return [
        {"text": "checklist-item", "wording": item}
        for gate in policy.missing(DEPART, job.evidence, job.view())
        for item in gate.items
    ]


def on_site(job: Job, policy: Policy) -> Question:
    """The next proof that is missing, or the tap that finishes. One by one, nothing typed that can be tapped."""
    first = policy.missing(NOTE, job.evidence, job.view())
    missing = [*first, *(gate for gate in policy.missing(FINISH, job.evidence, job.view()) if gate not in first)]
    blocked = bool(first)
    if not blocked and (waits := possible.waiting_for_yes(job, NOTE, policy)):
        return waits
    for gate in missing:
        if job.waiver_asked(gate.needs):
            continue
        if blocked and gate.needs.startswith(("note.", "tick.")):
            continue  # it may not be noted before a proof that the supervisor is still deciding about
        return _proof(job, gate, policy)
    if missing:
        asked = next(gate for gate in missing if job.waiver_asked(gate.needs))
        return Question("wait-waiver", {"wording": asked.ask})
    if waits := possible.waiting_for_yes(job, FINISH, policy):
        return waits
    return Question("ask-finish", buttons=(Button("finish", (), "button-finish", tone="primary"),))


def _proof(job: Job, gate: Gate, policy: Policy) -> Question:
    kind, _, _name = gate.needs.partition(".")
    data = {"wording": gate.ask, "rule": gate.id}
    waive = (Button("ask_waiver", (gate.needs,), "button-cannot"),) if gate.waive else ()
    chosen = tuple(
        Button("note", (gate.needs, str(index)), choice, tone="primary") for index, choice in enumerate(gate.choices)
    )
    match kind:
        case "settled" if gate.needs == CAUSE:
            return Question("ask-cause", data, cause_buttons(policy))
        case "settled":
            free = Button("settle", ("free",), "button-free", tone="primary")
            return Question("ask-settle", data, (free, Button("settle", ("paid",), "button-paid", tone="primary")))
        case "consent":
            return _price(job, data, waive, policy)
        case "photo":
            camera = Button("photo", (gate.needs,), "button-camera", kind="photo", tone="primary")
            sign = (Button("sign_here", (), "button-sign-here"),) if gate.needs == SHEET else ()
            return Question("ask-photo", data, (camera, *sign, *waive), expects=gate.needs)
        case "tick":
            return Question("ask-tick", data, (*chosen, *waive))
        case _:
            return Question("ask-note", data, (*_usual(job, gate, policy), *chosen, *waive), expects=gate.needs)


def cause_buttons(policy: Policy) -> tuple[Button, ...]:
    """What a fault may come from, one tap each. I6."""
    return tuple(Button("found", (cause.key,), cause.wording, tone="primary") for cause in policy.causes)


def _usual(job: Job, gate: Gate, policy: Policy) -> tuple[Button, ...]:
    """Cause, remedy and parts in one tap, while none of them is there. S5."""
    missing = [one.needs for one in policy.missing(FINISH, job.evidence, job.view())]
    return tuple(
        Button("usual", (str(index),), words, tone="primary")
        for index, words in policy.usual.fitting(missing)
        if gate.needs in policy.usual.work[index]
    )


def _price(job: Job, data: Mapping[str, Any], waive: tuple[Button, ...], policy: Policy) -> Question:
    if job.consent == "asked":
        return Question("wait-consent", data, (Button("requote", (), "button-requote"), *waive), expects="price")
    if job.consent == "refused":
        leave = Button("leave", (), "button-leave-refused", tone="danger")
        return Question(
            "price-refused", data, (Button("requote", (), "button-requote", tone="primary"), leave), expects="price"
        )
    usual = usual_prices(policy)
    return Question("ask-price-usual" if usual else "ask-price", data, (*usual, *waive), expects="price")


def usual_prices(policy: Policy) -> tuple[Button, ...]:
    """The pack's prices, one tap each. S1."""
    return tuple(
        Button(
            "usual_price", (str(index),), "button-price", {"wording": price, "price_fen": price["fen"]}, tone="primary"
        )
        for index, price in enumerate(policy.usual.prices)
    )
