"""Where commands of a visit that does not go straight are routed, and who may give them. D5 S6 S7 S8 S9 U2 U3 U7."""

from domain.effects import Effect
from domain.errors import Refused
from domain.job.commands import AmHere, Appoint, Arrive, AskHuman, Command, Describe, Leave, Note, Relay, Show, Speak
from domain.job.delaying import delayed
from domain.job.desk_commands import (
    AnswerHuman,
    AnswerQuality,
    Called,
    Claim,
    Correct,
    Join,
    JudgeRepeat,
    Opine,
    Separate,
    Tag,
    TryCall,
)
from domain.job.detour_commands import (
    Appeared,
    AskDesk,
    AtTheDoor,
    Decide,
    Delay,
    EndVisit,
    LeaveTeam,
    NobodyHome,
    Release,
    ReportUnits,
    Resume,
    SendHelp,
    StopWork,
    Suspend,
)
from domain.job.facts import Facts
from domain.job.model import Job
from domain.job.nameplates import AnswerPlate, NameMachine
from domain.job.requesting import asked, decided
from domain.job.stopping import help_sent, released, stopped
from domain.job.suspending import agreed_anew, resumed, suspended, visit_ended
from domain.job.teaming import arrived_too, left_too, withdrew
from domain.job.units import units_reported
from domain.job.waiting import appeared, at_the_door, nobody_home
from domain.policy import Policy

CUSTOMER, TECHNICIAN, DESK = ("customer",), ("technician",), ("supervisor", "manager")
WHO_MAY: dict[type[Command], tuple[str, ...]] = {
    Delay: TECHNICIAN,
    NobodyHome: TECHNICIAN,
    AtTheDoor: CUSTOMER,
    Appeared: TECHNICIAN,
    EndVisit: TECHNICIAN,
    Suspend: TECHNICIAN,
    Resume: TECHNICIAN + DESK,
    AskDesk: TECHNICIAN + DESK,
    Decide: DESK,
    LeaveTeam: TECHNICIAN,
    ReportUnits: TECHNICIAN,
    StopWork: TECHNICIAN,
    Release: DESK,
    SendHelp: DESK,
}
SECOND_MAY = (Arrive, Leave, Show, Note, AnswerPlate, NameMachine, LeaveTeam, ReportUnits, StopWork)
"""What a second technician may say; the first one agrees times, sets prices and finishes. U7."""

WHILE_STOPPED = (
    *(Describe, Show, AnswerPlate, NameMachine, Correct, StopWork, Release, SendHelp, LeaveTeam),
    *(
        Relay,
        Speak,
        AskHuman,
        AnswerHuman,
        Called,
        Join,
        Separate,
        TryCall,
        AmHere,
        Claim,
        Opine,
        JudgeRepeat,
        AnswerQuality,
        Tag,
    ),
)
"""What can be said while the work is stopped for danger. S9."""


def in_safety(job: Job, command: Command) -> None:
    """Nothing else moves while the work is stopped."""
    if job.stopped is not None and not isinstance(command, WHILE_STOPPED):
        raise Refused("work-is-stopped")


def detour(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect] | None:
    """What follows from such a command; None when it is another one."""
    job: Job = facts.job
    if job.team and command.by.role == "technician" and command.by.person != job.technician:
        return _second(job, command, policy) or _rare(facts, command, policy, now)
    match command:
        case Delay():
            return delayed(job, command, policy, now)
        case NobodyHome():
            return nobody_home(job)
        case AtTheDoor(_, comes):
            return at_the_door(job, comes)
        case Appeared():
            return appeared(job)
        case EndVisit(_, reason):
            return visit_ended(job, reason, policy)
        case Suspend(_, reason, resume_at):
            return suspended(job, reason, resume_at, policy, now)
        case Appoint(by, window) if job.suspended is not None:
            return agreed_anew(job, by, window, now)
        case Resume(by, anew):
            return resumed(job, by, anew)
        case AskDesk():
            return asked(facts, command, policy, now)
        case Decide():
            return decided(facts, command, policy, now)
    return _rare(facts, command, policy, now)


def _rare(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect] | None:
    match command:
        case ReportUnits(by, product, count):
            return units_reported(facts.job, by.person, product, count)
        case StopWork(by, reason):
            return stopped(facts.job, by, reason, policy)
        case Release():
            return released(facts.job)
        case SendHelp(by, colleague):
            return help_sent(facts, by, colleague)
        case LeaveTeam():
            raise Refused("not-now")  # the one who has the job hands it over
    return None


def _second(job: Job, command: Command, policy: Policy) -> list[Effect] | None:
    match command:
        case Arrive(by):
            return arrived_too(job, by.person)
        case Leave(by):
            return left_too(job, by.person)
        case LeaveTeam(by, reason):
            return withdrew(job, by.person, reason, policy)
    return None
