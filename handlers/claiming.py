"""记一笔: the desk says that a rule was broken, with a reason and photos. Decided later, never by itself. D7 D9 D15."""

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.claiming import claimable
from domain.job.court import short
from domain.job.desk_commands import Claim
from handlers.reasons import BACK, in_time
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

EXPECTS = "claim."


@handles("claim", "记一笔", "记", "claim", role=DESK, lasting=True)
def claim(talk: Talk) -> None:
    """记一笔 [单号] [条款] [原因]: which rule, then why; beside a doubtful photo, about that."""
    word, _, rest = talk.words.strip().partition(" ")
    rule, about = (*talk.args, "", "")[:2] if talk.args else (word, "")
    known = [one.id for one in claimable(talk.policy)]
    if not known:
        raise Refused("not-to-claim")
    if talk.job.technician is None and not about:
        raise Refused("nobody-to-claim-of")
    more = (about,) if about else ()
    if not rule:
        names = (Button("claim", (one.id, *more), one.wording) for one in claimable(talk.policy))
        talk.tell("claim-which", Question("choose", buttons=(*names, BACK)))
        return
    found = next((one for one in known if rule.casefold() in (one.casefold(), short(one).casefold())), None)
    if found is None:
        raise Unclear("example-claim")
    if not rest.strip():
        why = Question("choose", buttons=(BACK,), expects=" ".join((f"{EXPECTS}{found}", *more)))
        talk.tell("claim-why", why, rule=short(found))
        return
    talk.perform(Claim(talk.actor, found, reason=talk.keep(rest.strip(), "reason"), about=about))


@answers(EXPECTS, DESK)
def claim_words(talk: Talk) -> None:
    """What happened, in the desk's own words."""
    in_time(talk)
    rule, about = _meant(talk.form["expects"])
    talk.perform(Claim(talk.actor, rule, reason=talk.keep(talk.words, "reason"), about=about))


def claim_photos(talk: Talk) -> bool:
    """Photos in answer to "what happened?", with what was written under them. Returns whether that was asked."""
    expects = talk.form.get("expects") or ""
    if not expects.startswith(EXPECTS) or not talk.form.get("subject"):
        return False
    in_time(talk)
    talk.held = talk.unit.visible(talk.form["subject"], talk.speaker)
    talk.forget_question()
    reason = talk.keep(talk.said.text, "reason") if talk.said.text.strip() else ""
    rule, about = _meant(expects)
    talk.perform(Claim(talk.actor, rule, reason=reason, photos=talk.said.photos, about=about))
    return True


def _meant(expects: str) -> tuple[str, str]:
    """The rule that "what happened?" asks about, and the doubtful photo, "" for none."""
    rule, _, about = expects.removeprefix(EXPECTS).partition(" ")
    return rule, about
