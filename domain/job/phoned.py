"""A customer without chat: what they would be told is a call for the desk, what they say the desk records. I10.

The customer's own commands are used, said by phone: so a new one of theirs can be said by phone at once. Every event
that follows carries `how` and `by`.
"""

from dataclasses import replace
from typing import Any

from domain.effects import Ask, Button, Effect, Log, Question, Tell
from domain.errors import Refused
from domain.job.clock_commands import Unsaid
from domain.job.commands import Actor, Appoint, Report
from domain.job.desk_commands import ByPhone
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.job.options import options
from domain.policy import Policy

HEARD = "heard."
"""Before the name of a customer's question that the desk answers for them."""

NO_CALL = frozenset(
    {
        *("registered", "noted", "intake-complete", "photo-kept", "technician-found"),  # nothing to do or to know
        *("visit-stated", "will-propose-again", "time-dispute-noted"),  # said to the technician or to the desk
        *("technician-on-the-way", "technician-arrived", "step-customer"),  # the technician phones, or is there
        *("service-settled-free", "service-settled-paid", "cause-found-free", "cause-found-paid"),  # they are there
        *("consent-noted", "refusal-noted", "work-finished"),
        *("confirmed", "rated", "comes-again", "problem-noted", "closed", "closed-price-refused", "objection-noted"),
        *("move-noted", "move-asked", "cancel-asked", "reopened", "coming-noted", "passed-on", "passed-on-desk"),
        *("human-called", "human-called-already", "desk-says", "inquiry-ended"),  # said to the desk, or by it
        *("technician-replaced", "visit-kept", "colleague-joins-customer", "resumed-anew-customer"),  # nothing to do
        *("resumed-customer", "visit-ended-customer", "visit-ended-plain"),  # they were there
        *("nameplate-read-both", "nameplate-read-model", "nameplate-read-serial"),  # they hold the machine's photo
        *("nameplate-unread", "nameplate-unread-again", "nameplate-skipped", "nameplate-other"),
        *("we-called", "sheet-signed-copy"),  # they were phoned
        *("service-report", "report-time-changed"),  # the sheet they signed says it
        *("work-stopped-customer", "work-released-customer"),  # whoever is there says it, and the desk as it sees fit
    }
)
"""Texts to a customer that are not worth a call: they were there, said it themselves, or lose nothing without it."""

ON_THE_PHONE = ("move", "cancel_job", "relay", "broken", "reopen")
"""What a customer can do at any time that the desk does for them; it is a person already (I3)."""

READ_OUT = frozenset(
    {
        *("ask-phone", "ask-address", "ask-fault", "ask-at_home"),
        *("ask-consent", "ask-confirm", "ask-stars"),
    }
)
"""Questions to a customer that can be read out on the phone as they stand: none of them has places."""


def told_by_phone(facts: Facts, command: Any, effects: list[Effect]) -> list[Effect]:
    """What a decision says to a customer without chat becomes one call for the desk, with the words to say; unless it
    can be written to them: what is not, is handed back as `Unsaid`."""
    job: Job = facts.job
    if not (job.phones or (isinstance(command, Report) and command.heard_by is not None)):
        return effects
    spoken = isinstance(command, ByPhone | Appoint) or any(
        isinstance(effect, Log) and effect.data.get("how") == "phone" for effect in effects
    )
    say = [effect for effect in effects if isinstance(effect, Tell) and _worth_a_call(effect, job)]
    if spoken and job.calls:
        return [Log("call.made", {"by": command.by.person, "what": list(job.calls)}), *effects]
    if spoken:
        return effects
    who = (command.by.person,) if isinstance(command, Report) else job.customers
    if not say or facts.ask_written(who):
        return effects
    ends = any(isinstance(effect, Log) and effect.name == "job.closed" for effect in effects)
    words = {"say": [{"text": told.key, **told.data} for told in say]}
    if ends:
        return [*effects, Tell("supervisor", "please-phone", words)]
    owed = Log("call.owed", {"what": [told.key for told in say]})
    said = [_not_sent(effect) for effect in effects] if job.phoned else effects
    return [*said, owed, Ask("supervisor", "please-phone", words)]


def unsaid(job: Job, command: Unsaid) -> list[Effect]:
    """A message that can be sent nowhere is a call for the desk, where it is worth one. U20"""
    if job.stage is Stage.CLOSED or command.key in NO_CALL:
        return []
    words = {"say": [{"text": command.key, **command.data}]}
    return [Log("call.owed", {"what": [command.key]}), Ask("supervisor", "please-phone", words)]


def _not_sent(effect: Effect) -> Effect:
    """The technician hears that the desk phones, where nothing was sent to the customer."""
    if isinstance(effect, Tell) and effect.key in ("times-sent", "price-sent"):
        return replace(effect, key=f"{effect.key}-by-phone")
    return effect


def _worth_a_call(told: Tell, job: Job) -> bool:
    if told.who != "customer" or told.key in NO_CALL:
        return False
    return told.key != "technician-changes" or job.visit is not None


def heard(by: Actor, effects: list[Effect]) -> list[Effect]:
    """What follows from the customer's own words, as the desk heard them."""
    said: list[Effect] = [
        replace(effect, data={**effect.data, "how": "phone", "by": by.person}) if isinstance(effect, Log) else effect
        for effect in effects
    ]
    if not any(isinstance(effect, Tell) and effect.who == "supervisor" for effect in effects):
        said += [Tell("supervisor", "heard-noted")]
    return said


def called(job: Job, by: int) -> list[Effect]:
    """[说过了]: they know."""
    if not job.calls:
        raise Refused("no-call-owed")
    return [Log("call.made", {"by": by, "what": list(job.calls)}), Ask("supervisor", "call-noted")]


def as_heard(question: Question) -> Question:
    """The customer's question, for the desk to answer as they say it on the phone."""
    buttons = tuple(
        replace(button, verb="heard", args=(button.verb, *button.args), kind="tap")
        for button in question.buttons
        if button.kind == "tap" and button.verb != "open"
    )
    expects = HEARD + question.expects if question.expects else None
    if question.key not in READ_OUT:
        return replace(question, key="ask-heard", data={}, buttons=buttons, expects=expects)
    asked = {"text": question.key}
    return replace(question, key="ask-heard-read", data={"asked": asked}, buttons=buttons, expects=expects)


def on_the_phone(job: Job, asked: Question | None, policy: Policy, now: int) -> Question | None:
    """What a customer who phones can say: what they are asked, and what they can do at any time. None for nothing."""
    more = tuple(button for button in options(job, policy, now) if button.verb in ON_THE_PHONE)
    if asked is None:
        return as_heard(Question("choose", buttons=more)) if more else None
    return as_heard(replace(asked, buttons=(*asked.buttons, *more)))


def pressing(job: Job, question: Question | None) -> Question | None:
    """The customer's question where the job cannot go on without their answer."""
    waits = (job.stage is Stage.ACCEPTED and job.proposed) or (job.stage is Stage.ON_SITE and job.consent == "asked")
    return as_heard(question) if question and question.buttons and job.phones and waits else None


def with_call(job: Job, question: Question | None) -> Question | None:
    """The desk's question; while a call is owed, that it was made is the first answer."""
    if not job.calls:
        return question
    told = Button("called", (), "button-called", tone="primary")
    if question is None or question.key == "ask-reassign":  # the call comes first
        return Question("choose", buttons=(told,))
    if {"heard", "callback"} & {button.verb for button in question.buttons}:  # to hear the answer is to have called
        return replace(question, buttons=(*question.buttons, replace(told, tone="plain")))
    return replace(question, buttons=(told, *question.buttons))
