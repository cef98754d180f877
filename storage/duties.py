"""What each branch owes by the pack in use: its reports begin, and end, with the pack. R1 R2 R3 R5 R6 R11 D14.

A report that is begun is filed under the rules it was begun under; a changed rule begins anew beside it.
"""

from typing import TYPE_CHECKING

from domain.duty.commands import Cease
from storage.memory import remember, remembered

if TYPE_CHECKING:
    from storage.unit import Unit

OWED = "duties"
"""The program's own note: branch → rule → its subject."""


def settle_duties(unit: "Unit") -> None:
    """Every branch owes what the pack in use wants, and nothing else."""
    policy = unit.policy
    wanted = policy.periodic()
    owed: dict[str, dict[str, int]] = remembered(unit, OWED) or {}
    if not wanted and not owed:
        return
    kept: dict[str, dict[str, int]] = {}
    branches = [row["branch"] for row in unit.tx.all(unit.q.branches, now=unit.now)]
    for branch in dict.fromkeys([*branches, *owed]):
        for rule, subject in owed.get(branch, {}).items():
            held = unit.hold(subject)
            same = rule in wanted and held.course.policy.rules[rule] == wanted[rule]
            if same and branch in branches:
                kept.setdefault(branch, {})[rule] = subject
            else:
                unit.perform(subject, Cease(), unit.now)
    for branch in branches:
        for rule in wanted:
            if rule not in kept.get(branch, {}):
                kept.setdefault(branch, {})[rule] = unit.open_duty(branch, rule).id
    if kept != owed:
        remember(unit, OWED, kept)


def owed_in(unit: "Unit", branch: str) -> list[int]:
    """The subjects of what a branch owes."""
    owed: dict[str, dict[str, int]] = remembered(unit, OWED) or {}
    return list(owed.get(branch, {}).values())
