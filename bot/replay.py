"""`paidan policy replay`: the stored log under another pack, counted by rule and by person. Reads only."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from domain.policy import Policy
from domain.replay import Counts as Recounted
from domain.replay import Outcome, came_out, would_come_out
from domain.subjects import SUBJECTS
from policies.prose.pen import Pen
from storage.logs import Logs

COLUMNS = {
    "breach": ("拟记", "breaches"),
    "remind": ("提醒", "reminders"),
    "tell": ("升级", "escalations"),
    "do": ("自动", "by itself"),
}

Counts = Counter[tuple[str, str]]


@dataclass
class Tally:
    """What came out and what would have: by (rule, does), and by (person id, does)."""

    subjects: int = 0
    events: int = 0
    rules: tuple[Counts, Counts] = field(default_factory=lambda: (Counter(), Counter()))
    people: tuple[Counts, Counts] = field(default_factory=lambda: (Counter(), Counter()))

    def add(self, side: int, outcomes: Iterable[Outcome], since: int) -> None:
        for outcome in outcomes:
            if outcome.at >= since:
                self.rules[side][outcome.rule, outcome.does] += 1
                if outcome.on is not None:
                    self.people[side][str(outcome.on), outcome.does] += 1


def replay_all(logs: Logs, policy: Policy, since: int, console: Console) -> Tally:
    """Every log since a time, UTC ms, as it went and as it would have gone under `policy`."""
    tally = Tally()
    counts = Recounted(policy)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=logs.count(since))
        for log in logs.each(since):
            subject = SUBJECTS[log.kind]
            tally.add(0, came_out(log.events), since)
            tally.add(1, would_come_out(subject, policy, log.events, log.until), since)
            counts.add(subject, log.events)
            tally.subjects += 1
            tally.events += len(log.events)
            bar.advance(task)
    tally.add(1, counts.outcomes(), since)
    return tally


def tables(tally: Tally, policy: Policy, name: Callable[[int], str], language: str) -> Iterator[Table]:
    """By rule and by person, what differs most first. Each cell: what would come out, and how much that differs."""
    pen = Pen(language)
    read = pen(
        f"读了 {tally.subjects:,} 单、{tally.events:,} 条记录；按这份制度会有几次（与原来相差）",
        f"{tally.subjects:,} jobs, {tally.events:,} events read; what would come out (and how much that differs)",
    )
    wordings = {rule.id: f"{rule.id} {rule.wording[language]}" for rule in policy.rules.values()}
    yield _table(read, pen("条款", "rule"), tally.rules, lambda rule: wordings.get(rule, rule), pen)
    yield _table("", pen("师傅", "technician"), tally.people, lambda person: name(int(person)) or person, pen)


def _table(title: str, first: str, sides: tuple[Counts, Counts], shown: Callable[[str], str], pen: Pen) -> Table:
    table = Table(title=title or None, title_justify="left")
    table.add_column(first, min_width=20)
    for words in COLUMNS.values():
        table.add_column(pen(*words), justify="right", no_wrap=True)
    before, after = sides
    for who in sorted({who for who, _does in before | after}, key=lambda who: (-_difference(before, after, who), who)):
        table.add_row(shown(who), *(_cell(before[who, does], after[who, does]) for does in COLUMNS))
    total = [sum(n for (_who, d), n in side.items() if d == does) for does in COLUMNS for side in sides]
    table.add_section()
    table.add_row(pen("合计", "all"), *(_cell(*total[n : n + 2]) for n in range(0, len(total), 2)))
    return table


def _difference(before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int], who: str) -> int:
    """How much differs for them; a breach weighs more than all else."""
    return sum(abs(after[who, does] - before[who, does]) * (1_000_000 if does == "breach" else 1) for does in COLUMNS)


def _cell(before: int, after: int) -> str:
    if before == after:
        return f"{before:,}" if before else "·"
    return f"{after:,} ([bold]{after - before:+,}[/])"
