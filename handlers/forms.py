"""对得上吗: the filed evaluation beside what the customer says in chat. S13."""

from domain.job.desk_commands import CompareForm
from handlers.registry import DESK, handles
from handlers.talk import Talk


@handles("form_matches", role=DESK, lasting=True)
def form_matches(talk: Talk) -> None:
    """对得上, or 对不上."""
    talk.perform(CompareForm(talk.actor, matches=talk.arg(0) == "yes"))
