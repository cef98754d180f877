"""A proof (凭证): evidence without which a step does not count. Rules: D6 I6 S1 S2 S3 S5, waived as U23 says.

Written in a pack as

    before        the events that must wait for it
    needs         the evidence: "photo.sheet", "note.cause", "tick.trial_run", "consent.price", "settled.service",
                  "settled.cause" (a class of [causes])
    waive         the role that may let it go with a reason; without it nobody may
    shows         what is looked for in the photo: "service_number", "sheet", "nameplate"; nothing where it is left out
    ask_zh ask_en what the technician is asked, a few words
    choices       answers one tap away: [{ zh, en }, …]
    items         what a tick stands for: [{ zh, en }, …]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules import View
from domain.rules.row import ROLES, Row, one_of
from domain.rules.when import When

KIND = "proof"
EVIDENCE = ("photo", "note", "tick", "consent", "settled")
GATED = ("technician.departed", "work.noted", "work.finished")
"""The events that ask for proofs before they count."""

SHOWS = ("service_number", "sheet", "nameplate")
"""What a photo can be looked at for."""

NAMED = {"consent": ("price",), "settled": ("service", "cause")}
"""Evidence that the program knows by name."""

KEYS = ["id", "source", "zh", "en", "before", "needs", "waive", "ask_zh", "ask_en", "choices", "items", "shows", "when"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof rule of a pack."""

    id: str
    source: str
    wording: Wording
    before: frozenset[str]
    needs: str
    waive: str | None
    ask: Wording
    choices: tuple[Wording, ...]
    items: tuple[Wording, ...]
    shows: str
    when: When

    def unmet(self, evidence: Mapping[str, Any], view: View) -> bool:
        """Whether the step must still wait for this proof."""
        return self.needs not in evidence and self.when.holds(view)


def read(table: Mapping[str, Any]) -> Proof:
    """A proof from its row in a pack. Raises PackError."""
    row = Row(KIND, table)
    waive = row.take("waive")
    proof = Proof(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        before=row.events("before"),
        needs=row.text("needs"),
        waive=waive and one_of(row.key("waive"), waive, ROLES, "a role"),
        ask=row.wording("ask_"),
        choices=_wordings(row, "choices"),
        items=_wordings(row, "items"),
        shows=str(row.take("shows", "")),
        when=row.when(),
    )
    one_of(row.key("needs"), proof.needs.split(".")[0], EVIDENCE, "a kind of evidence and its name")
    kind, _, name = proof.needs.partition(".")
    if not name or name not in NAMED.get(kind, (name,)):
        known = f"{kind}.{NAMED[kind][0]}" if kind in NAMED else "photo.sheet"
        raise PackError(row.key("needs"), f'a kind of evidence and its name, such as "{known}"')
    for event in proof.before:
        one_of(row.key("before"), event, GATED, "an event that waits for proofs")
    if "work.noted" in proof.before and kind in ("note", "tick"):
        raise PackError(row.key("needs"), 'a photo, "consent.price" or "settled.service" before anything is noted')
    if "technician.departed" in proof.before and kind != "tick":
        raise PackError(row.key("needs"), 'a tick before leaving, such as "tick.pre_visit"')
    if kind == "tick" and "technician.departed" not in proof.before and not proof.choices:
        raise PackError(row.key("choices"), "at least one answer to tap")
    if proof.shows:
        one_of(row.key("shows"), proof.shows, SHOWS, "what a photo can be looked at for")
        if kind != "photo":
            raise PackError(row.key("shows"), 'it beside a photo only, such as needs = "photo.service_number"')
    row.done(KEYS)
    return proof


def _wordings(row: Row, name: str) -> tuple[Wording, ...]:
    found = []
    for entry in row.take(name, []):
        if not isinstance(entry, dict) or set(entry) != {"zh", "en"}:
            raise PackError(
                row.key(name), f'a list of words in both languages, such as {name} = [{{ zh = "…", en = "…" }}]'
            )
        found.append(entry)
    return tuple(found)
