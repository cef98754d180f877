"""The kinds of subject that carry events, each with what it looks like, decides and asks: jobs, assets (appliances),
duties (what a branch owes for every period), and notices.

Cases, claims and contracts join this list with a folder of their own beside `domain/job/`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.asset import decide as asset_decide
from domain.asset import evolve as asset_evolve
from domain.asset import questions as asset_questions
from domain.asset import telling as asset_telling
from domain.asset.model import Asset
from domain.duty import decide as duty_decide
from domain.duty import evolve as duty_evolve
from domain.duty import questions as duty_questions
from domain.duty import telling as duty_telling
from domain.duty.model import Duty
from domain.effects import Button, Effect, Question
from domain.events import Event
from domain.job.agenda import waits
from domain.job.decide import decide
from domain.job.evolve import evolve
from domain.job.facts import Facts
from domain.job.model import Breach, Job, Stage
from domain.job.options import options
from domain.job.questions import question
from domain.job.telling import about, seen_by
from domain.notice import decide as notice_decide
from domain.notice import evolve as notice_evolve
from domain.notice import questions as notice_questions
from domain.notice import telling as notice_telling
from domain.notice.model import Notice
from domain.policy import Policy
from domain.rules import Running


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of subject.

    blank     before its first event
    summary   what lists and indexes need to know beside the state: stage, owner (person id), number,
              team (people who help)
    about     what every text about it may name, to a person in a role
    options   what its customer can do at any time, beside the question
    found_by  values it is found by, by name: references
    waits     what it waits for at the desk, from its state, running clocks and the steps that were taken
    breaches  what was proposed against people on it, each with its state (§9)
    opened_by the verb of the button with which the desk opens it
    seen_by   who may know whose it is and where, of those who go there
    told      the role in which somebody reads who is told by id
    """

    name: str
    state: type
    blank: Any
    decide: Callable[[Facts, Any, Policy, int], list[Effect]]
    evolve: Callable[[Any, Event], Any]
    question: Callable[[Facts, str, int, Policy, int], Question | None]
    summary: Callable[[Any], Mapping[str, Any]]
    about: Callable[[Any, str, int], dict[str, Any]]
    options: Callable[[Any, Policy, int], tuple[Button, ...]] = lambda state, policy, now: ()
    found_by: Callable[[Any], Mapping[str, str]] = lambda _state: {}
    waits: Callable[[Any, Iterable[Running], Collection[Any]], str | None] = lambda _state, _running, _done: None
    breaches: Callable[[Any], tuple[Breach, ...]] = lambda _state: ()
    seen_by: Callable[[Any], frozenset[int]] = lambda _state: frozenset()
    opened_by: str = "open"
    told: str = "technician"


def _summary(job: Job) -> Mapping[str, Any]:
    return {
        "number": job.number,
        "branch": job.branch,
        "stage": job.stage.value,
        "owner": job.technician,
        "team": tuple(job.team),
        "customer": job.customer,
        "open": job.stage is not Stage.CLOSED,
    }


def _found_by(job: Job) -> Mapping[str, str]:
    return {name: job.details[name] for name in ("phone", "address") if name in job.details}


JOB = Subject(
    "job",
    Job,
    Job(),
    decide,
    evolve,
    question,
    _summary,
    about,
    options,
    _found_by,
    waits,
    lambda job: job.breaches,
    seen_by,
)
ASSET = Subject(
    "asset",
    Asset,
    Asset(),
    asset_decide.decide,
    asset_evolve.evolve,
    asset_questions.question,
    asset_telling.summary,
    asset_telling.about,
    waits=asset_questions.waits,
    opened_by="open_asset",
)
DUTY = Subject(
    "duty",
    Duty,
    Duty(),
    duty_decide.decide,
    duty_evolve.evolve,
    duty_questions.question,
    duty_telling.summary,
    duty_telling.about,
    waits=duty_questions.waits,
    opened_by="open_report",
)
NOTICE = Subject(
    "notice",
    Notice,
    Notice(),
    notice_decide.decide,
    notice_evolve.evolve,
    notice_questions.question,
    notice_telling.summary,
    notice_telling.about,
    waits=notice_questions.waits,
    opened_by="open_notice",
    told="customer",
)
SUBJECTS: Mapping[str, Subject] = {subject.name: subject for subject in (JOB, ASSET, DUTY, NOTICE)}
