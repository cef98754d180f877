"""What the desk is asked for, and its answer: a solution, more time, a second technician, a hand-over. S6 S7 U7.

And what a pack's own rules want a yes for. I8.
"""

from domain.durations import MINUTE
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.detour_commands import AskDesk, Decide
from domain.job.dispatching import suggest
from domain.job.requesting import KINDS, may_ask, reasons_for
from domain.job.telling import spelled
from handlers.reasons import BACK, ask_reason, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

ANYBODY = "any"
MOST_NAMES = 4


@handles("unsolved", "修不了", "unsolved", role="technician")
def unsolved(talk: Talk) -> None:
    """修不了: why, in a tap, words or a photo; the desk says what now. S6."""
    if talk.args:
        talk.perform(AskDesk(talk.actor, "solution", tapped_reason(talk, _reasons(talk, "solution"), 0)))
    elif talk.words.strip():
        unsolved_words(talk)
    else:
        _possible(talk, "solution")
        ask_reason(talk, "why-unsolved", "unsolved", (), _reasons(talk, "solution"), "unsolved")


@answers("unsolved", "technician")
def unsolved_words(talk: Talk) -> None:
    """Why, in the technician's own words."""
    talk.perform(AskDesk(talk.actor, "solution", typed_reason(talk, _reasons(talk, "solution"))))


def unsolved_photos(talk: Talk) -> None:
    """Photos in answer to "why can it not be fixed?", with what was written under them."""
    reason = talk.keep(talk.said.text, "reason") if talk.said.text.strip() else ""
    talk.perform(AskDesk(talk.actor, "solution", reason, photos=talk.said.photos))


@handles("extend", "延期", "extend", role="technician")
def extend(talk: Talk) -> None:
    """延期: how long, then why; before the time. S7."""
    if len(talk.args) > 1:
        reason = tapped_reason(talk, _reasons(talk, "extension"), 1)
        talk.perform(AskDesk(talk.actor, "extension", reason, by_ms=talk.number(0) * MINUTE))
        return
    _possible(talk, "extension")
    if talk.args:
        minutes = str(talk.number(0))
        ask_reason(talk, "why-extend", "extend", (minutes,), _reasons(talk, "extension"), f"extend.{minutes}")
        return
    buttons = tuple(
        Button("extend", (str(length // MINUTE),), "button-extend-by", {"span": spelled(length)})
        for length in talk.policy.detours.extend
    )
    talk.tell("how-long-extend", Question("choose", buttons=(*buttons, BACK)))


@answers("extend.", "technician")
def extend_words(talk: Talk) -> None:
    """Why it needs longer, in the technician's own words."""
    minutes = int(talk.form["expects"].removeprefix("extend."))
    talk.perform(
        AskDesk(talk.actor, "extension", typed_reason(talk, _reasons(talk, "extension")), by_ms=minutes * MINUTE)
    )


@handles("second", "加人", "colleague", role="technician")
def second(talk: Talk) -> None:
    """加人: the desk sends a second technician along. U7."""
    talk.perform(AskDesk(talk.actor, "second"))


@handles("hand_over", "转单", "转给", "handover", role="technician")
def hand_over(talk: Talk) -> None:
    """转单: to whom, then why; the desk confirms. U7."""
    if len(talk.args) > 1:
        colleague = None if talk.arg(0) == ANYBODY else talk.number(0)
        talk.perform(AskDesk(talk.actor, "handover", tapped_reason(talk, _reasons(talk, "handover"), 1), colleague))
        return
    _possible(talk, "handover")
    whom = talk.args[0] if talk.args else _named(talk)
    if whom:
        ask_reason(talk, "why-hand-over", "hand_over", (whom,), _reasons(talk, "handover"))
        return
    names = _colleagues(talk, "hand_over", "button-colleague")
    anybody = Button("hand_over", (ANYBODY,), "button-anybody")
    talk.tell("hand-over-whom", Question("choose", buttons=(*names, anybody, BACK)))


def _named(talk: Talk) -> str | None:
    """The colleague whose name was typed after the word."""
    name = talk.words.strip()
    if not name:
        return None
    row = talk.unit.tx.one(talk.unit.q.technician_named, name=name, branch=talk.job.branch, now=talk.unit.now)
    if row is None:
        raise Unclear("unknown-name", name=name)
    return str(row["id"])


def _colleagues(talk: Talk, verb: str, label: str) -> tuple[Button, ...]:
    """One button for each who could come, the most suitable first."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    without = (talk.job.technician or 0, *talk.job.team)
    best = suggest(talk.held.course.facts(), talk.said.happened_at, without)
    there = [one for one in best if not one.absent and not one.lacks][:MOST_NAMES]
    return tuple(Button(verb, (str(one.technician),), label, {"colleague": one.technician}) for one in there)


def _reasons(talk: Talk, what: str) -> str:
    return reasons_for(talk.job, what, talk.policy)


def _possible(talk: Talk, what: str) -> None:
    """Says at once when it cannot be asked, before a list is put."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    if what in talk.job.asks:
        raise Refused("asked-already")
    if not may_ask(talk.held.course.facts(), what, talk.policy, talk.said.happened_at):
        raise Refused("too-late-to-ask" if what == "extension" else "not-to-ask-now")


@handles("decide", role=DESK)
def decide(talk: Talk) -> None:
    """The desk's tap: yes, whom, which way; a no says why. S6 S7 U7."""
    what, answer = talk.arg(0), talk.arg(1)
    if answer != "no" and what not in KINDS:
        talk.perform(Decide(talk.actor, what))
    elif answer != "no":
        talk.perform(Decide(talk.actor, what, choice="" if answer == "yes" else answer))
    elif len(talk.args) > 2:
        talk.perform(Decide(talk.actor, what, granted=False, reason=tapped_reason(talk, "refuse", 2)))
    else:
        ask_reason(talk, "why-refuse", "decide", (what, "no"), "refuse", f"refuse.{what}")


@answers("refuse.", DESK)
def refuse_words(talk: Talk) -> None:
    """Why not, in the desk's own words."""
    what = talk.form["expects"].removeprefix("refuse.")
    talk.perform(Decide(talk.actor, what, granted=False, reason=typed_reason(talk, "refuse")))


@answers("grant.", DESK)
def grant_words(talk: Talk) -> None:
    """Yes, with what the pack wants written: a handling plan. I8."""
    what = talk.form["expects"].removeprefix("grant.")
    talk.perform(Decide(talk.actor, what, choice="words", reason=talk.keep(talk.words, "approval")))


@handles("ask_for", role=("technician", *DESK))
def ask_for(talk: Talk) -> None:
    """请批准: whoever must wait for a yes asks for it, with a reason where the pack wants one."""
    what = talk.arg(0)
    reasons = reasons_for(talk.job, what, talk.policy)
    if len(talk.args) > 1:
        talk.perform(AskDesk(talk.actor, what, tapped_reason(talk, reasons, 1)))
    elif reasons:
        ask_reason(talk, "why-ask-for", "ask_for", (what,), reasons, f"ask_for.{what}")
    else:
        talk.perform(AskDesk(talk.actor, what))


@answers("ask_for.", ("technician", *DESK))
def ask_for_words(talk: Talk) -> None:
    """Why, in their own words."""
    what = talk.form["expects"].removeprefix("ask_for.")
    talk.perform(AskDesk(talk.actor, what, typed_reason(talk, reasons_for(talk.job, what, talk.policy))))


@answers("solution", DESK)
def solution_words(talk: Talk) -> None:
    """What the technician should try, in the desk's own words. S6."""
    talk.perform(Decide(talk.actor, "solution", choice="words", reason=talk.keep(talk.words, "solution")))
