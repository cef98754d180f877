"""Everything that can be said to have happened: the names of the log, each with the rules that need it.

An event is `noun.verb`, never changed once written, and never holds a name, a number or a sentence of a person:
such values stand in an erasable row, the event keeps a reference with a salted digest (`~id.digest`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Event:
    """One line of a subject's log.

    seq          1, 2, 3 … within the subject
    at           when it happened, UTC ms: the platform's time where it gave one, the due time for what a clock did
    recorded_at  when it was written, UTC ms
    data         plain values; people by id, personal values by reference
    """

    seq: int
    name: str
    at: int
    recorded_at: int
    data: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


JOB_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        # intake
        "job.reported": "I1 I6: a customer's sentence became a numbered job",
        "job.described": "I2: a missing detail was added",
        "intake.completed": "I2 I4: phone, address and fault are known; it can be dispatched",
        # dispatch
        "job.offered": "U5 U6: one technician is asked",
        "job.dispatched": "D1 D2: the one who is to go; at once when one is asked, on acceptance when several are",
        "offer.delivered": "U5: the offer was shown on the technician's phone; an offer runs from here",
        "offer.passed": "U5: an offer ended without acceptance (unanswered, undelivered, taken, reassigned, late)",
        "offers.exhausted": "U5: everybody suitable has been asked; the supervisor has the job again",
        "job.accepted": "D1: the technician takes it",
        "job.declined": "U7: the technician does not take it, with a reason from the list",
        # appointment
        "appointment.proposed": "D2: times for the customer to pick from",
        "appointment.rejected": "D2: none of the proposed times suits",
        "appointment.agreed": "D2 U22: the visit time is agreed, picked or stated",
        "appointment.disputed": "U22: the customer says that the stated time was not agreed",
        # visit
        "technician.departed": "D6: on the way, pre-visit checklist ticked",
        "technician.arrived": "D4: at the customer's",
        "service.settled": "I6: free or paid, settled on site",
        "cause.found": "I6: what the fault comes from, and whether it is free then",
        "price.quoted": "S1: an itemised price for the customer",
        "price.agreed": "S1: the customer consents",
        "price.refused": "S1: the customer does not consent",
        "photo.received": "S2 S3: a photo of the visit",
        "photo.looked": "S2 S3 X18: what was seen in it, and what is doubtful",
        "photo.passed_up": "S2 S3: the desk is asked about a doubtful photo",
        "photo.judged": "S2 S3: the desk's word on it: accepted, once more, or a breach",
        "photo.reused": "X18 S3: it looks like a photo that was shown before, on another job or for another proof",
        "nameplate.read": "I2 S3: what a photo of the nameplate seems to say; whoever sent it is asked",
        "nameplate.answered": "I2 S3: whether it is so (`answer`: right, wrong, skipped, typed)",
        "voice.received": "U25: a voice message, kept and played to whoever has the job",
        "work.noted": "S5 S2: trial run, cause, remedy, parts",
        "waiver.asked": "U23: a proof cannot be had; the technician says why",
        "waiver.refused": "U23: the supervisor wants the proof",
        "proof.waived": "U23: the supervisor lets it go, with the reason",
        "work.finished": "D3 S2 S3 S5: done, every proof there",
        "technician.left": "S10: checked out",
        # when the visit does not go straight
        "visit.delayed": "D5: told before the agreed time ended; the window moves with it",
        "lateness.told": "D5: told only afterwards; the customer knows, the clocks keep the agreed time",
        "customer.awaited": "U2: nobody opens; the customer is asked, the pack's minutes run",
        "customer.coming": "U2: the customer says: on the way home",
        "customer.appeared": "U2: the door was opened after all",
        "customer.absent": "U2: nobody at home: an outcome of its own, not the technician's fault",
        "visit.ended": "U7: a visit that did not finish the job, with its reason; another one is needed",
        "job.suspended": "U3: stands still, with a reason and when it is expected to go on",
        "job.resumed": "U3: goes on",
        "appointment.reopened": "U3: after a standstill a new visit is agreed, with a fresh clock",
        "approval.asked": "S6 S7 U7: the technician asks the desk for something (`what`), with a reason",
        "approval.passed": "S6 S7 U7: one of those who decide in turn said yes; the next one is asked",
        "approval.granted": "S6 S7 U7 I8: the desk says yes, or which way",
        "approval.refused": "S6 S7 U7: the desk says no, with a reason",
        "work.extended": "S7: the desk gave more time (`by_ms`)",
        "colleague.joined": "U7 S9: a second technician is sent",
        "colleague.arrived": "U7: the second technician is at the customer's",
        "colleague.left": "U7: the second technician left the customer's",
        "colleague.withdrew": "U7: the second technician is out of the team",
        "units.reported": "S8: more units on site than were reported",
        "work.stopped": "S9: danger, everything stops",
        "danger.named": "S9: what the danger is",
        "work.released": "S9: the desk says that it is safe",
        # after
        "quality.raised": "R7: a design fault, a machine nobody can fix, a serious quality problem",
        "quality.answered": "R7: the company has taken it up, or passed it on (`how`)",
        "report.sent": "S5: the customer has the report of the work",
        "time.stated": "S5: time used and restored, stated anew by the technician",
        "work.confirmed": "U17: the customer says it works",
        "work.disputed": "U11: the customer says it does not",
        "rating.given": "U17: stars, once, from who reported",
        "form.asked": "S13: the desk compares the filed evaluation with what the customer says in chat",
        "form.compared": "S13: the two match or not (`matches`: yes, no)",
        "callback.sent": "A1: asked how it goes",
        "callback.answered": "A1: what the customer said, in chat or by phone",
        "job.sent_back": "U11: the supervisor sends the technician again",
        "job.closed": "the end, with its outcome",
        # what the customer can do on the way
        "inquiry.converted": "I1: an inquiry became a repair",
        "appointment.wished": "D2: the customer names a time of their own; the technician agrees it with a tap",
        "appointment.moved": "U2: the customer moves the visit; the delay is theirs, not the technician's",
        "move.asked": "U2: the customer wants to move a visit that is under way; the technician decides",
        "move.refused": "U2: the technician comes all the same",
        "job.cancelled": "U1: called off, with the reason",
        "cancel.asked": "U1: to be called off while the technician is on site; technician or desk decides",
        "cancel.refused": "U1: it is not called off",
        "job.reopened": "U1: a cancelled job is wanted after all",
        "repeat.raised": "S12: a repeat is finished; the desk is to decide whose fault it was",
        "repeat.judged": "S12: whose fault it was (`fault`: technician, material, customer), with the reason",
        "job.repeated": "S12: the same fault again after closing; the new job is linked",
        # words passed on
        "message.relayed": "U9: the customer's words went to the technician, who owes an answer",
        "message.added": "U9: more words while an answer is owed",
        "message.left": "U9 I1: words for the desk, where no technician has the job",
        "message.answered": "U9: the technician's words went to the customer",
        "human.asked": "I3: the customer wants a person",
        "human.answered": "I3: somebody of the desk answered, in chat or by phone",
        # the desk
        "call.owed": "I10: something is to be said to a customer who has no chat: the desk phones",
        "call.made": "I10: it was said on the phone",
        "opinion.given": "I4: the company's handling opinion, said to the customer",
        "job.taken_over": "U10: the desk takes the job off the technician",
        "job.volunteered": "U26: a technician wants a job that nobody was asked to take",
        "job.merged": "U8: it was the same as another job, which is kept",
        "job.joined": "U8 U21: another report was the same; its customer and details are here now",
        "job.unmerged": "U8: it was not the same after all",
        "job.tagged": "I5: the desk set a tag of its customer, or took it off; all there are now (`tags`)",
        "job.separated": "U8: what had joined is a job of its own again",
        "job.invalidated": "U8: nonsense, closed with a reason from the list",
        "job.objected": "U8: the customer says that it is meant; open again",
        "call.tried": "D8: the desk phoned (`whom`: technician or customer) and nobody answered, or it was off (`how`)",
        "call.returned": "D8: the technician answered after all",
        "breach.claimed": "D7 D9 D15: the desk says that a rule was broken, with a reason; proposed, decided later",
        # clocks and corrections
        "step.reminded": "a clock reminded somebody",
        "step.escalated": "a clock told somebody that it is late",
        "step.done": "a clock did something itself",
        "count.reached": "D8 S12: so many of the same within a time; a clock may start from it",
        "breach.proposed": "§9: proposed with its evidence, never applied",
        "breach.withdrawn": "§9: it proved not to be true",
        "breach.contested": "§9: the person says why it should not stand",
        "breach.accepted": "§9: the person has nothing to say against it; it is decided all the same",
        "breach.upheld": "§9: it counts, decided with a reason by somebody who was not part of it",
        "breach.waived": "§9: it does not count, decided likewise",
        "outage.recorded": "DESIGN 5: our own standstill; people's clocks stood still with it",
        "event.corrected": "U23: when something really happened, with the reason",
    }
)

ASSET_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "asset.opened": "I7: the file of an appliance, opened by the first job finished on it",
        "asset.continued": "I7: a further job on it was finished and is in its file",
        "asset.described": "I7: model and serial number, known once the work was finished",
        "asset.served": "A2 A5 A6: the job on it is closed; follow-ups and the next service are reckoned from here",
        "followup.sent": "A2 A3: asked how it goes, with the topics",
        "followup.unanswered": "A2: the customer has not answered; the desk phones",
        "followup.answered": "A2 A3: what the customer said to these topics, in chat or by phone",
        "asset.unreached": "U20: what its customer was asked or told can be sent nowhere; the desk phones from now on",
        "followup.missed": "A2 A8: the desk phoned and reached nobody",
        "wish.noted": "A2: a wish or complaint that somebody must handle",
        "wish.explained": "A2: the customer's own words to it",
        "wish.passed_up": "A4: the desk cannot answer it; the manager has it",
        "answer.found": "A4: there is an answer; the customer is to hear it the same day",
        "wish.handled": "A2 A4: handled, and the customer heard what there was to hear",
        "wish.waits": "A4: one was handled, another still waits",
        "service.offered": "A5: the next service is due; the customer was told",
        "service.booked": "A5: the customer wants it; a job was opened",
        "service.put_off": "A5: not this time",
        "test.offered": "A6: the test before the warranty ends was offered",
        "test.booked": "A6: the owner consents; a job was opened",
        "test.put_off": "A6: the owner does not want it",
        "care.refused": "U19: no questions and no reminders any more",
        "care.wanted": "U19: the customer wants them again",
        "care.planned": "A9: a key customer: somebody is in touch every so often",
        "care.ended": "A9: the plan is ended",
        "contact.due": "A9: the next contact is due",
        "contact.made": "A9 A8: somebody was in touch",
        "owner.spoken": "A11 A8: on a round somebody spoke to the owner, by phone or at the place (`how`)",
        "owner.missed": "A11 A8: on a round nobody was reached",
        "letter.posted": "A8: a letter went to the customer",
    }
)
"""What may happen to an appliance's file; what clocks do is logged there as it is for a job."""

DUTY_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "duty.opened": "R1 R2 R3 R5 R6 R11: a branch owes this report from now on, for every period",
        "duty.ended": "R1 R2 R3 R5 R6 R11: the pack changed; what was begun is still filed, no further one begins",
        "report.begun": "R1 R2 R3 R5 R6: a period is over; its figures were taken",
        "report.noted": "R1 R5 R6 R11: words or photos for a report that is not filed yet",
        "report.filed": "R1 R2 R3 R5 R6 R11: handed in",
        "report.received": "R1 R2 R3 R5 R6: who reads it has seen it",
        "report.returned": "R1 R2 R3 R5 R6: who reads it asks for more",
        "count.reckoned": "D14: a period is over; how many there were, and how many the pack wants at least",
    }
)
"""What may happen to a branch's report."""

NOTICE_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "notice.drafted": "A7: what is to be told to many, and to how many",
        "notice.ordered": "A7: the desk has seen to how many it goes, and says: send",
        "notice.wave": "A7: these customers were written to, those are to be phoned",
        "notice.undelivered": "A7: the message reached nobody; this customer is to be phoned instead",
        "notice.waited": "A7 U4: it is night; the next wave goes in the morning",
        "notice.sent": "A7: everybody who can be written to was",
        "notice.called": "A7 A8: told by phone",
        "notice.missed": "A7 A8: phoned, nobody reached",
        "notice.spared": "U19: neither a call nor a letter, they want no notices",
        "notice.done": "A7: everybody was written to or phoned",
        "notice.cancelled": "A7: nobody else hears of it",
        "letter.owed": "A7: somebody was not reached and is owed a letter",
        "letter.sent": "A7 A8: the letter went",
        "letter.spared": "A7: no letter is needed",
        "letters.done": "A7: no letter is owed any more",
    }
)
"""What may happen to a notice."""

EVENTS: Mapping[str, str] = MappingProxyType({**JOB_EVENTS, **ASSET_EVENTS, **DUTY_EVENTS, **NOTICE_EVENTS})
"""What a pack's rules may name."""

AUDIENCES = ("customer", "technician", "desk")
"""Who is asked things about a job."""

NOBODY: tuple[str, ...] = ()
OUTDATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "job.described": NOBODY,
        "intake.completed": ("customer", "desk"),
        "offer.delivered": NOBODY,
        "photo.received": NOBODY,
        "photo.looked": NOBODY,
        "photo.passed_up": NOBODY,
        "photo.judged": NOBODY,
        "photo.reused": NOBODY,
        "nameplate.read": NOBODY,
        "nameplate.answered": NOBODY,
        "voice.received": NOBODY,
        "work.noted": NOBODY,
        "waiver.asked": ("desk",),
        "waiver.refused": ("desk",),
        "proof.waived": ("desk",),
        "customer.coming": ("customer",),
        "approval.asked": ("desk",),
        "approval.passed": ("desk",),
        "approval.granted": ("desk",),
        "approval.refused": ("desk",),
        "work.extended": NOBODY,
        "colleague.joined": ("desk",),
        "colleague.arrived": NOBODY,
        "colleague.left": NOBODY,
        "colleague.withdrew": ("desk",),
        "danger.named": ("technician",),
        "quality.raised": NOBODY,
        "quality.answered": NOBODY,
        "form.asked": NOBODY,
        "form.compared": NOBODY,
        "report.sent": NOBODY,
        "time.stated": NOBODY,
        "work.confirmed": ("customer",),
        "rating.given": ("customer",),
        "callback.sent": ("customer", "desk"),
        "callback.answered": ("customer", "desk"),
        "technician.left": ("technician",),
        "call.owed": ("desk",),
        "call.made": ("desk",),
        "opinion.given": NOBODY,
        "job.volunteered": ("desk",),
        "job.joined": NOBODY,
        "job.tagged": NOBODY,
        "job.separated": NOBODY,
        "call.tried": NOBODY,
        "call.returned": NOBODY,
        "breach.claimed": NOBODY,
        "count.reached": NOBODY,
        "step.reminded": NOBODY,
        "step.escalated": NOBODY,
        "step.done": NOBODY,
        "breach.proposed": NOBODY,
        "breach.withdrawn": NOBODY,
        "breach.contested": NOBODY,
        "breach.accepted": NOBODY,
        "breach.upheld": NOBODY,
        "breach.waived": NOBODY,
        "outage.recorded": NOBODY,
        "event.corrected": NOBODY,
        "move.asked": ("technician",),
        "move.refused": ("technician",),
        "job.repeated": ("customer",),
        "repeat.raised": NOBODY,
        "repeat.judged": NOBODY,
        "message.relayed": NOBODY,
        "message.added": NOBODY,
        "message.left": NOBODY,
        "message.answered": NOBODY,
        "human.asked": NOBODY,
        "human.answered": NOBODY,
        "asset.opened": NOBODY,
        "asset.continued": NOBODY,
        "asset.described": NOBODY,
        "asset.unreached": ("customer",),
        "followup.unanswered": ("desk",),
        "wish.noted": NOBODY,
        "wish.explained": ("customer",),
        "wish.passed_up": NOBODY,
        "answer.found": NOBODY,
        "wish.handled": NOBODY,
        "wish.waits": NOBODY,
        "service.offered": NOBODY,
        "test.offered": NOBODY,
        "care.planned": NOBODY,
        "care.ended": NOBODY,
        "contact.due": NOBODY,
        "contact.made": NOBODY,
        "duty.opened": NOBODY,
        "duty.ended": NOBODY,
        "report.begun": NOBODY,
        "report.noted": NOBODY,
        "report.filed": ("desk",),
        "report.received": NOBODY,
        "report.returned": NOBODY,
        "count.reckoned": NOBODY,
        "owner.spoken": NOBODY,
        "owner.missed": NOBODY,
        "letter.posted": NOBODY,
        "notice.wave": NOBODY,
        "notice.undelivered": NOBODY,
        "notice.waited": NOBODY,
        "notice.called": NOBODY,
        "notice.missed": NOBODY,
        "notice.spared": NOBODY,
        "letter.owed": NOBODY,
        "letter.sent": NOBODY,
        "letter.spared": NOBODY,
        "letters.done": NOBODY,
    }
)
"""Whose buttons an event makes old. What is not listed changes what everybody can say."""


def outdates(name: str) -> tuple[str, ...]:
    """Whose buttons, shown before it, an event of this name makes old."""
    return OUTDATES.get(name, AUDIENCES)


def audience(role: str) -> str:
    """The audience a role belongs to: supervisors and managers are the desk."""
    return role if role in AUDIENCES else "desk"
