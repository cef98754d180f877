"""After the job: follow-ups, wishes, the next service, the test before the warranty ends, 退订. A2–A6, A9, U19."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.asset.commands import AnswerTopic, Book, Contacted, Handle, NotReached, PassUp, PutOff, Told, Wish
from domain.asset.model import FOLLOW_UP, TEST, Asset
from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.commands import Actor
from handlers.reading.mood import sounds_good
from handlers.reasons import in_time
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage.files import opt_out

ASSET = "asset"
BOTH = ("customer", *DESK)


@handles("topic", role=BOTH, kind=ASSET)
def topic(talk: Talk) -> None:
    """好 or 不好: the customer's tap, or what the desk heard on the phone. A2 A3."""
    talk.perform(AnswerTopic(talk.actor, good=talk.arg(0) == "good"))


@answers("followup", "customer")
def followup_words(talk: Talk) -> None:
    """How it goes, in words. Plainly good words are an answer; anything else is handled by somebody."""
    talk.perform(AnswerTopic(talk.actor, sounds_good(talk.words), talk.keep(talk.words, "wish")))


@answers("wish_words", "customer")
def wish_words(talk: Talk) -> None:
    """What is wrong, in the customer's words."""
    talk.perform(Wish(talk.actor, talk.keep(talk.words, "wish")))


@handles("reached_wish", role=DESK, kind=ASSET)
def reached_wish(talk: Talk) -> None:
    """The desk reached them, and they wish something."""
    talk.tell("which-wish", Question("choose", expects="heard_wish"))


@answers("heard_wish", DESK)
def heard_wish(talk: Talk) -> None:
    """What the customer said on the phone. A2 A8."""
    in_time(talk)
    words = talk.keep(talk.words, "wish")
    asset: Asset = talk.job
    on_follow_up = FOLLOW_UP in asset.matters
    talk.perform(AnswerTopic(talk.actor, good=False, words=words) if on_follow_up else Wish(talk.actor, words))


@handles("not_reached", role=DESK, kind=ASSET)
def not_reached(talk: Talk) -> None:
    """没打通: in the register, and this follow-up is over. A8."""
    talk.perform(NotReached(talk.actor))


@handles("wish_handled", role=DESK, kind=ASSET, lasting=True)
def wish_handled(talk: Talk) -> None:
    """处理好了: the customer hears it."""
    talk.perform(Handle(talk.actor, talk.number(0)))


@handles("wish_answer", role=DESK, kind=ASSET, lasting=True)
def wish_answer(talk: Talk) -> None:
    """An answer in words is asked for."""
    how = "which-answer-phone" if talk.job.phoned else "which-answer"
    talk.tell(how, Question("choose", expects=f"wish_answer.{talk.number(0)}"))


@answers("wish_answer.", DESK)
def wish_answer_words(talk: Talk) -> None:
    """The answer: the customer reads it at once, or hears it by phone today. A4."""
    in_time(talk)
    seq = int(talk.form["expects"].partition(".")[2])
    talk.perform(Handle(talk.actor, seq, talk.keep(talk.words, "answer")))


@handles("wish_up", role=DESK, kind=ASSET, lasting=True)
def wish_up(talk: Talk) -> None:
    """The desk cannot answer it. A4."""
    talk.perform(PassUp(talk.actor, talk.number(0)))


@handles("wish_told", role=DESK, kind=ASSET, lasting=True)
def wish_told(talk: Talk) -> None:
    """说过了: the customer heard the answer on the phone. A4."""
    talk.perform(Told(talk.actor, talk.number(0)))


@handles("contacted", role=DESK, kind=ASSET)
def contacted(talk: Talk) -> None:
    """Somebody was in touch with a key customer. A9."""
    talk.perform(Contacted(talk.actor))


@handles("book", role=BOTH, kind=ASSET)
def book(talk: Talk) -> None:
    """约保养: a job with everything that is known, one tap. A5 A6."""
    assert talk.held is not None  # noqa: S101  a handler about an appliance
    asset: Asset = talk.job
    what = talk.arg(0)
    if what not in asset.matters or what == FOLLOW_UP or asset.customer is None:
        raise Refused("old-button")
    file = talk.held
    words = talk.unit.keep({"zh": WORDS_ZH, "en": WORDS_EN}[talk.speaker.language or "zh"][what], "fault")
    details = {**asset.details, "fault": words, "said": words}
    report = {
        "kind": "service",
        "product": asset.product,
        "area": asset.area,
        "details": details,
        "service": _service(talk, asset, what),
        "bought_on": asset.bought_on,
        "heard_by": talk.speaker.person if talk.role in DESK else None,
    }
    opened = talk.unit.open_job(Actor(asset.customer, "customer"), report, asset.branch, talk.said.happened_at)
    talk.unit.perform(file.id, Book(talk.actor, what, opened.course.state.number), talk.said.happened_at)


WORDS_ZH = {"service": "定期保养", "test": "保修期满前检测"}
WORDS_EN = {"service": "regular service", "test": "test before the warranty ends"}


def _service(talk: Talk, asset: Asset, what: str) -> str:
    """The test is free (A6); a service is settled as any visit is."""
    if what == TEST:
        return "free"
    bought = date.fromisoformat(asset.bought_on) if asset.bought_on else None
    today = datetime.fromtimestamp(talk.said.happened_at / 1000, UTC).astimezone(ZoneInfo(talk.zone)).date()
    return "paid" if bought and talk.policy.service(asset.product, bought, None, today) == "paid" else "check"


@handles("put_off", role=BOTH, kind=ASSET)
def put_off(talk: Talk) -> None:
    """这次不用. A5 A6."""
    talk.perform(PutOff(talk.actor, talk.arg(0)))


@handles("unsubscribe", "退订", "unsubscribe", role="customer", subject=False)
def unsubscribe(talk: Talk) -> None:
    """退订: no notices, reminders and follow-ups; jobs go on as ever. U19."""
    talk.held = None
    talk.forget_question()
    opt_out(talk.unit, talk.actor, talk.said.happened_at, refused=True)
    talk.tell("unsubscribed", Question("choose", buttons=(Button("resubscribe", (), "button-resubscribe"),)))


@handles("resubscribe", "恢复通知", "resubscribe", role="customer", subject=False)
def resubscribe(talk: Talk) -> None:
    """They are wanted again."""
    talk.held = None
    opt_out(talk.unit, talk.actor, talk.said.happened_at, refused=False)
    talk.tell("resubscribed")
