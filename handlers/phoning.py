"""What a customer says on the phone, recorded by the desk; and that a call was made. I10."""

from domain.errors import Refused
from domain.job.desk_commands import Called
from domain.job.phoned import HEARD
from domain.job.questions import said_on_the_phone
from handlers.reasons import in_time
from handlers.registry import DESK, VERBS, answer_to, answers, handles
from handlers.talk import Talk


@handles("customer_says", "来电", "客户说", "phoned", role=DESK)
def customer_says(talk: Talk) -> None:
    """来电 <单号>: what the customer is asked now and can do, for the desk to tap as they say it. I10."""
    question = said_on_the_phone(talk.job, talk.policy, talk.said.happened_at)
    if question is None:
        raise Refused("nothing-asked-of-customer")
    talk.tell("phoned-now", question)


@handles("heard", role=DESK)
def heard(talk: Talk) -> None:
    """The customer's own step, said on the phone: their handler runs, the core keeps who heard it."""
    entry = VERBS.get(talk.arg(0))
    if entry is None or "customer" not in entry.roles or not entry.subject:
        raise Refused("old-button")
    _on_the_phone(talk)
    talk.args = talk.args[1:]
    entry.run(talk)


@answers(HEARD, DESK)
def heard_words(talk: Talk) -> None:
    """The customer's words on the phone, typed by the desk."""
    in_time(talk)
    expects = talk.form["expects"].removeprefix(HEARD)
    run = answer_to(expects, "customer")
    if run is None:
        raise Refused("not-now")
    _on_the_phone(talk)
    talk.form = {**talk.form, "expects": expects}
    run(talk)


@handles("called", role=DESK)
def called(talk: Talk) -> None:
    """说过了: the customer was told on the phone. I10."""
    talk.perform(Called(talk.actor))


def _on_the_phone(talk: Talk) -> None:
    talk.heard_as, talk.role = talk.role, "customer"
