"""What else can happen now: the menu under a technician's main step, and the questions that detours ask.

The menu asks the same `may_…` as the gates, so it never shows what the core would refuse. D5 S6 S7 S8 S9 U2 U3 U7.
"""

from collections.abc import Iterator

from domain.causes import EVIDENCE as CAUSE
from domain.durations import MINUTE
from domain.effects import Button, Question
from domain.job.deciding import may_decide
from domain.job.delaying import may_delay
from domain.job.dispatching import suggest
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.job.quality import may_raise
from domain.job.requesting import KINDS, may_ask
from domain.job.solving import WAYS
from domain.job.stopping import may_stop
from domain.job.suspending import may_end, may_suspend
from domain.job.teaming import others
from domain.job.telling import spelled
from domain.job.units import may_report_units
from domain.job.waiting import may_wait
from domain.policy import Policy

MORE = Button("more", (), "button-more")
RESUME = Button("resume", ("anew",), "button-resume-anew", tone="primary")


def possible(facts: Facts, person: int, policy: Policy, now: int) -> tuple[Button, ...]:
    """What else this technician can say about the job, the likeliest first; empty when nothing."""
    return tuple(_possible(facts, person, policy, now))


def anything(facts: Facts, person: int, policy: Policy, now: int) -> bool:
    """Whether there is anything else: asked with every message, so it looks no further than the first."""
    return next(_possible(facts, person, policy, now), None) is not None


def _possible(facts: Facts, person: int, policy: Policy, now: int) -> Iterator[Button]:
    job: Job = facts.job
    if job.stopped is not None or job.stage in (Stage.FINISHED, Stage.CLOSED):
        return
    if person == job.technician:
        yield from _menu(facts, policy, now)
    elif person in job.team:
        yield from _of_second(job, person)


def _menu(facts: Facts, policy: Policy, now: int) -> Iterator[Button]:
    job: Job = facts.job
    if may_delay(job):
        for length in policy.detours.late:
            yield Button("late", (str(length // MINUTE),), "button-late", {"span": spelled(length)})
        yield Button("late", (), "button-late-other")
    if may_wait(job):
        yield Button("nobody", (), "button-nobody")
    if may_ask(facts, "solution", policy, now):
        yield Button("unsolved", (), "button-unsolved")
    if may_end(job):
        yield Button("end_visit", (), "button-end-visit")
    if may_suspend(job) and job.stage is not Stage.SUSPENDED:
        yield Button("suspend", (), "button-suspend")
    if may_ask(facts, "extension", policy, now):
        yield Button("extend", (), "button-extend")
    if job.stage is Stage.ON_SITE and CAUSE in job.evidence:
        yield Button("found", (), "button-cause-again")
    if may_report_units(job):
        yield Button("units", (), "button-units")
    if may_ask(facts, "second", policy, now):
        yield Button("second", (), "button-second")
    if may_ask(facts, "handover", policy, now):
        yield Button("hand_over", (), "button-hand-over")
    if may_raise(job, policy):
        yield Button("quality", (), "button-quality")
    if job.taken:
        yield Button("sheet", (), "button-sheet")
    if may_stop(job):
        yield Button("danger", (), "button-danger", tone="danger")


def _of_second(job: Job, person: int) -> Iterator[Button]:
    if may_report_units(job) and job.team[person] == "on_site":
        yield Button("units", (), "button-units")
    if job.team[person] == "joined":
        yield Button("leave_team", (), "button-leave-team")
    if may_stop(job):
        yield Button("danger", (), "button-danger", tone="danger")


def stopped(job: Job, policy: Policy) -> Question:
    """What a technician is asked while everything stands still: what the danger is, once."""
    if job.stopped is None or job.stopped[1]:
        return Question("wait-release")
    named = (Button("danger", (reason["key"],), reason) for reason in policy.reasons.get("danger", ()))
    return Question("ask-danger", buttons=tuple(named), expects="danger")


def waiting() -> Question:
    """At the door."""
    return Question("wait-at-door", buttons=(Button("appeared", (), "button-appeared", tone="primary"),))


def at_the_door(job: Job) -> Question:
    """The customer, whom somebody waits for."""
    coming = Button("door", ("yes",), "button-coming", tone="primary")
    move = Button("door", ("no",), "button-another-time")
    if job.awaited == "coming":
        return Question("may-not-make-it", buttons=(move,))
    return Question("ask-door", buttons=(coming, move), expects="door")


def standing_still(job: Job) -> Question:
    """The technician of a job that is suspended."""
    longer = Button("suspend", (), "button-suspend-longer")
    if job.suspended is not None and job.suspended.on_site:
        return Question(
            "ask-resume", buttons=(Button("resume", ("on",), "button-resume", tone="primary"), RESUME, longer)
        )
    return Question("ask-resume", buttons=(RESUME, longer))


def second(job: Job, person: int) -> Question | None:
    """A second technician, before and after being there."""
    state = job.team[person]
    if state == "joined" and job.stage in (Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE):
        return Question("ask-arrive", buttons=(Button("arrive", (), "button-arrive", tone="primary"),))
    if state == "on_site" and job.stage in (Stage.ON_SITE, Stage.SUSPENDED, Stage.FINISHED):
        return Question("ask-leave", buttons=(Button("leave", (), "button-leave"),))
    return Question("wait-first") if state == "joined" else None


def desk(facts: Facts, person: int, policy: Policy, now: int) -> Question | None:
    """What the desk has to decide about a detour; None when nothing."""
    job: Job = facts.job
    if job.stopped is not None:
        safe = Button("release", (), "button-release", tone="primary")
        send = (Button("send_help", (), "button-send-help"),) if others(facts) else ()
        return Question("decide-stopped", buttons=(safe, *send, Button("call", (), "button-call")))
    what = next((what for what, ask in job.asks.items() if may_decide(facts, ask, person)), None)
    if what is None:
        return None
    if what not in KINDS:
        return _own(job, what, policy)
    yes = Button("decide", (what, "yes"), "button-grant", tone="primary")
    no = Button("decide", (what, "no"), "button-refuse")
    if what == "solution":
        ways = tuple(Button("decide", (what, way), f"button-way-{way}") for way in WAYS)
        return Question("decide-solution", buttons=(*ways, no), expects="solution")
    if what == "second":
        best = [s for s in suggest(facts, now, (job.technician or 0, *job.team)) if not s.absent and not s.lacks][:3]
        picks = tuple(
            Button(
                "decide", (what, str(s.technician)), "button-add-second", {"technician": s.technician}, tone="primary"
            )
            for s in best
        )
        return Question("decide-request", buttons=(*picks, no))
    return Question("decide-request", buttons=(yes, no))


def _own(job: Job, what: str, policy: Policy) -> Question | None:
    """A request of the pack's own: yes or no, or the words that belong to the yes. I8."""
    rule = policy.approval(what, job.view())
    if rule is None:
        return None
    no = Button("decide", (what, "no"), "button-refuse")
    if rule.answer is not None:
        return Question("decide-with-words", {"wording": rule.answer}, (no,), expects=f"grant.{what}")
    return Question("decide-request", buttons=(Button("decide", (what, "yes"), "button-grant", tone="primary"), no))


def waiting_for_yes(job: Job, event: str, policy: Policy) -> Question | None:
    """What must be approved before `event`: asked for with a tap, then waited for. None: nothing."""
    rule = policy.unapproved(event, job.approved, job.view())
    if rule is None:
        return None
    if rule.what in job.asks:
        return Question("wait-approval", {"wording": rule.wording})
    ask = Button("ask_for", (rule.what,), "button-ask-for", tone="primary")
    return Question("ask-approval", {"wording": rule.wording}, (ask,))
