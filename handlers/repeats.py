"""返修责任: the desk decides whose fault a repeat was, with the reason. S12."""

from domain.errors import Unclear
from domain.job.desk_commands import JudgeRepeat
from domain.job.repeats import FAULTS
from handlers.reasons import ask_reason, in_time, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

WORDS = {
    **{"师傅": "technician", "technician": "technician"},
    **{"材料": "material", "配件": "material", "material": "material", "part": "material"},
    **{"客户": "customer", "customer": "customer"},
}


@handles("repeat_fault", "返修责任", "repeat-fault", role=DESK, lasting=True)
def repeat_fault(talk: Talk) -> None:
    """返修责任 <单号> <师傅/材料/客户> [原因]: a tap and then why, or in one line."""
    if talk.args:
        fault = talk.arg(0)
        if len(talk.args) > 1:
            talk.perform(JudgeRepeat(talk.actor, fault, tapped_reason(talk, "repeat", 1)))
            return
    else:
        word, _, talk.words = talk.words.strip().partition(" ")
        fault = WORDS.get(word.casefold(), "")
        if fault not in FAULTS:
            raise Unclear("example-repeat-fault")
        if talk.words.strip():
            talk.perform(JudgeRepeat(talk.actor, fault, typed_reason(talk, "repeat")))
            return
    ask_reason(talk, "why-repeat-fault", "repeat_fault", (fault,), "repeat", f"repeat.{fault}")


@answers("repeat.", DESK)
def repeat_words(talk: Talk) -> None:
    """Why it was theirs, in the desk's own words."""
    in_time(talk)
    fault = talk.form["expects"].removeprefix("repeat.")
    talk.perform(JudgeRepeat(talk.actor, fault, typed_reason(talk, "repeat")))
