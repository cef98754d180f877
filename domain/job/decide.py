"""What follows when a command reaches a job. The gates live here, never in a button or a page."""

from domain.effects import Effect, Log
from domain.errors import Refused
from domain.job.aftercare import after_visit, objected
from domain.job.appointing import picked, proposed, stated, time_disputed
from domain.job.asking_human import human
from domain.job.calling import reachable
from domain.job.changing import changed
from domain.job.claiming import claimed, reached
from domain.job.clock_commands import Anything, AskFor, FoundAgain, Looked, Reached, SitOut, Take, Unsaid, Withdraw
from domain.job.commands import (
    Accept,
    AmHere,
    AnswerCallOff,
    AnswerMove,
    Appoint,
    Arrive,
    AskHuman,
    BrokenAgain,
    CallOff,
    Command,
    Consent,
    Decline,
    Delivered,
    Depart,
    Describe,
    DisputeTime,
    Find,
    Move,
    Object,
    Pick,
    Propose,
    Quote,
    RaiseQuality,
    Rate,
    Relay,
    Reopen,
    Repeat,
    Report,
    Settle,
    Speak,
    StateTime,
    TakeWish,
    Volunteer,
)
from domain.job.consequences import taken
from domain.job.correcting import corrected
from domain.job.court import COURT, court, withdrawn
from domain.job.deciding import gated
from domain.job.desk import invalidated, sent_back, taken_over
from domain.job.desk_commands import (
    AnswerHuman,
    AnswerQuality,
    ByPhone,
    Called,
    Claim,
    CompareForm,
    Correct,
    Dispatch,
    EndInquiry,
    Invalidate,
    Join,
    JudgeRepeat,
    Merge,
    Opine,
    SendBack,
    Separate,
    Tag,
    TakeOver,
    TryCall,
    Unmerge,
)
from domain.job.detour_commands import Decide
from domain.job.detours import SECOND_MAY, detour, in_safety
from domain.job.detours import WHO_MAY as WHO_MAY_DETOUR
from domain.job.facts import Facts
from domain.job.forms import compared
from domain.job.handing_over import PassOn, passed_on
from domain.job.intake import described, reported
from domain.job.looking import InsistOnPhoto, JudgePhoto, found_again, insisted, left_over, looked
from domain.job.looking import judged as photo_judged
from domain.job.merging import joined, merged, separated, unmerged
from domain.job.model import Job, Stage
from domain.job.nameplates import AnswerPlate, NameMachine, PlateRead, machine_named, plate_answered, plate_read
from domain.job.offering import accepted, declined, delivered, dispatched, volunteered
from domain.job.opining import opined
from domain.job.phoned import called, heard, told_by_phone, unsaid
from domain.job.proving import on_the_job
from domain.job.quality import answered, raised
from domain.job.relaying import relayed
from domain.job.repeats import judged
from domain.job.requesting import asked_by_itself
from domain.job.signing import Sign, signed
from domain.job.speaking import spoken
from domain.job.visiting import arrived, consented, departed, found, quoted, settled
from domain.job.work_report import stated as stated_anew
from domain.policy import Policy

STAFF_ROLES = ("supervisor", "manager")
AFTER_THE_END = (
    Correct,
    Rate,
    Reopen,
    Repeat,
    Object,
    Unmerge,
    Separate,
    AmHere,
    Claim,
    JudgePhoto,
    JudgeRepeat,
    AnswerQuality,
    CompareForm,
)
"""What a closed job still takes."""


def decide(facts: Facts, command: Anything, policy: Policy, now: int) -> list[Effect]:
    """What follows when `command` reaches the job. Reads nothing, writes nothing.

    facts    the job as folded from its log, and the branch's technicians where dispatch needs them
    now      when it happened, UTC ms: the platform's time where it gave one
    returns  Log, Tell and Ask in the order they are kept; stage and clocks follow from the Logs
    raises   Refused(text id) when the rules say no
    """
    effects = _follows(facts, command, policy, now)
    if isinstance(command, Command) and not isinstance(command, Decide):
        gated(facts.job, effects, policy)
    return told_by_phone(facts, command, [*effects, *left_over(facts, effects)])


def _follows(facts: Facts, command: Anything, policy: Policy, now: int) -> list[Effect]:
    match command:
        case Take():
            return taken(facts, command, policy, now)
        case Withdraw():
            return withdrawn(facts.job, command)
        case Reached():
            return reached(facts, command, policy, now)
        case AskFor():
            return asked_by_itself(facts, command, policy)
        case FoundAgain():
            return found_again(facts.job, command, policy)
        case SitOut(_, until):
            return [Log("outage.recorded", {"until": until})]
        case Looked():
            return looked(facts, command)
        case PlateRead():
            return plate_read(facts.job, command)
        case Unsaid():
            return unsaid(facts.job, command)
        case Report():
            return reported(facts, command, policy, now)
    if isinstance(command, COURT):
        return court(facts, command, policy, now)
    job: Job = facts.job
    said = command.said if isinstance(command, ByPhone) else command
    if job.stage is Stage.CLOSED and not isinstance(said, AFTER_THE_END):
        raise Refused("job-is-closed")
    if isinstance(command, PassOn):
        return passed_on(facts, command, now)
    _allowed(job, command)
    if isinstance(command, ByPhone) and command.said is not None:
        return heard(command.by, _follows(facts, command.said, policy, now))
    in_safety(job, command)
    if (effects := detour(facts, command, policy, now)) is not None:
        return effects
    match command:
        case Describe():
            return described(facts, command, policy, now)
        case Dispatch(by, technicians, reason):
            return dispatched(facts, by.person, technicians, reason, policy, now)
        case Delivered(by):
            return delivered(job, by.person)
        case Accept(by):
            return accepted(job, by.person)
        case Volunteer(by):
            return volunteered(facts, by.person, policy, now)
        case Decline(by, reason):
            return declined(facts, by.person, reason, policy, now)
        case Propose(_, windows):
            return proposed(job, windows, now)
        case Pick(_, choice):
            return picked(job, choice, now)
        case Appoint(_, window):
            return stated(job, window, now)
        case DisputeTime():
            return time_disputed(job)
        case Depart(_, ticked):
            return departed(job, ticked, policy)
        case Arrive(_, metres):
            return arrived(job, metres)
        case Speak():
            return spoken(command)
        case Sign():
            return signed(job, command)
        case Settle(_, service):
            return settled(job, service)
        case Find(_, cause):
            return found(job, cause, policy)
        case Quote(_, items):
            return quoted(job, items)
        case Consent(_, agreed):
            return consented(job, agreed)
        case Called(by):
            return called(job, by.person)
        case TryCall() | AmHere():
            return reachable(job, command)
        case Claim():
            return claimed(job, command, policy)
        case Tag(by, tags):
            return [Log("job.tagged", {"tags": list(tags), "by": by.person})]
        case Opine():
            return opined(job, command)
        case StateTime():
            return stated_anew(facts, command, now)
        case RaiseQuality():
            return raised(facts, command, policy)
        case AnswerQuality():
            return answered(facts, command, policy)
        case CompareForm():
            return compared(job, command)
        case InsistOnPhoto():
            return insisted(facts, command)
        case AnswerPlate():
            return plate_answered(facts, command, policy, now)
        case NameMachine():
            return machine_named(facts, command, policy, now)
        case JudgePhoto():
            return photo_judged(job, command, policy)
        case JudgeRepeat():
            return judged(job, command, policy)
        case TakeOver(by, reason):
            return taken_over(job, by.person, reason, policy)
        case SendBack(by, reason):
            return sent_back(facts, by.person, reason, policy)
        case Invalidate(by, reason):
            return invalidated(job, by.person, reason, policy)
        case Object():
            return objected(job)
        case Merge(by, kept):
            return merged(job, by.person, kept)
        case Join(by, other):
            return joined(job, by.person, other)
        case Unmerge(by):
            return unmerged(job, by.person)
        case Separate(by, number):
            return separated(job, by.person, number)
        case Correct(by, seq, at, reason):
            if at > now:
                raise Refused("not-yet-happened")
            return corrected(facts, by.person, seq, at, reason)
        case Relay():
            return relayed(job, command)
        case _:
            return (
                changed(facts, command, policy, now)
                or human(facts, command, policy, now)
                or on_the_job(job, command, policy)
                or after_visit(facts, command, policy, now)
            )


def _allowed(job: Job, command: Command) -> None:
    """Whoever speaks is the job's customer, asked or sent, or of its branch's desk (the unit made sure of that)."""
    by = command.by
    if by.role == "customer" and by.person not in job.customers:
        raise Refused("not-your-job")
    if by.role == "technician" and by.person != job.technician:
        if by.person in job.team and isinstance(command, SECOND_MAY):
            return
        if isinstance(command, Accept | Decline | Delivered | Volunteer | AmHere):
            return
        if by.person in job.team:
            raise Refused("first-does-that", technician=job.technician)
        raise Refused("not-yours-now" if by.person in job.offers else "not-your-job")
    needed = WHO_MAY.get(type(command))
    if needed and by.role not in needed:
        raise Refused("wrong-role")
    if isinstance(command, ByPhone) and by.person == job.technician:
        raise Refused("not-your-own-customer")
    if isinstance(command, ByPhone) and (command.said is None or command.said.by.role != "customer"):
        raise Refused("not-the-customers")


CUSTOMER, TECHNICIAN, DESK = ("customer",), ("technician",), STAFF_ROLES
WHO_MAY: dict[type[Command], tuple[str, ...]] = {
    Describe: CUSTOMER + DESK,
    Dispatch: DESK,
    Delivered: TECHNICIAN,
    Accept: TECHNICIAN,
    Decline: TECHNICIAN,
    Propose: TECHNICIAN,
    Pick: CUSTOMER,
    Appoint: TECHNICIAN,
    DisputeTime: CUSTOMER,
    Depart: TECHNICIAN,
    Arrive: TECHNICIAN,
    Settle: TECHNICIAN,
    Find: TECHNICIAN,
    Speak: TECHNICIAN,
    Sign: CUSTOMER,
    Quote: TECHNICIAN,
    StateTime: TECHNICIAN,
    Consent: CUSTOMER,
    Volunteer: TECHNICIAN,
    ByPhone: DESK,
    Called: DESK,
    TryCall: DESK,
    AmHere: TECHNICIAN,
    Claim: DESK,
    Tag: DESK,
    TakeOver: DESK,
    InsistOnPhoto: TECHNICIAN,
    AnswerPlate: CUSTOMER + TECHNICIAN,
    NameMachine: CUSTOMER + TECHNICIAN,
    JudgePhoto: DESK,
    JudgeRepeat: DESK,
    CompareForm: DESK,
    RaiseQuality: TECHNICIAN,
    AnswerQuality: DESK,
    Opine: DESK,
    SendBack: DESK,
    Invalidate: DESK,
    Object: CUSTOMER,
    Merge: DESK,
    Join: DESK,
    Unmerge: DESK,
    Separate: DESK,
    Correct: DESK,
    Move: CUSTOMER,
    TakeWish: TECHNICIAN,
    AnswerMove: TECHNICIAN,
    CallOff: CUSTOMER,
    AnswerCallOff: TECHNICIAN + DESK,
    Reopen: CUSTOMER,
    BrokenAgain: CUSTOMER,
    Repeat: CUSTOMER,
    Relay: CUSTOMER + TECHNICIAN,
    AskHuman: CUSTOMER,
    AnswerHuman: DESK,
    EndInquiry: DESK,
} | WHO_MAY_DETOUR
