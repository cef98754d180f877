"""What a clock says about a subject that is no job: to whom its step says, with why."""

from domain.effects import Ask, Effect, Log
from domain.job.clock_commands import Take
from domain.job.court import short, why
from domain.policy import Policy


def alarm(take: Take, policy: Policy, words: str) -> list[Effect]:
    """A reminder or an escalation, logged under its key. words: the text's id"""
    clock, step = take.clock, take.step
    rule = policy.rule_of(clock)
    said = {"rule": short(rule.id), "due_at": clock.due, "wording": step.wording or rule.wording}
    buttons = () if step.who == "customer" else why(policy, rule.id, clock.started_by)
    name = "step.reminded" if step.does == "remind" else "step.escalated"
    return [Log(name, take.key | {"who": step.who}), Ask(step.who, words, said, buttons=buttons)]
