"""A policy made of a resolved pack: each section read, each rule by its kind; what is wrong is said with its place."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from domain import care, causes, certificates, court, nameplate, on_the_way
from domain.calendars import calendars
from domain.durations import duration
from domain.effects import Wording
from domain.errors import PackError
from domain.hours import Quiet
from domain.policy import Policy
from domain.rules import Approving, Counting, Gate, Rule, Timed, kinds
from domain.rules.row import near
from domain.seasons import SECTION, Overlay, Season, Year, changed, read_overlays, stretches
from domain.tags import check_when, read_tags
from domain.usual import read_usual

SECTIONS = (
    "pack",
    "intake",
    "dispatch",
    "warranty",
    "hours",
    "holidays",
    "quiet",
    "reasons",
    "repeat",
    "on_the_way",
    "usual",
    "court",
    "care",
    "tags",
    "overlay",
    "causes",
    "nameplate",
)
INTAKE = {"open_jobs": 5, "burst": 60, "per_minute": 60}
"""What a pack says of floods, where it says nothing."""


def build(table: Mapping[str, Any], zone: str) -> Policy:
    """A policy from a resolved pack (no `extends` left), with its seasons. Raises PackError."""
    year = Year()
    plain = _built(table, zone, year)
    overlays = read_overlays(table, tuple(kinds()))
    year.set(plain, [_season(table, zone, year, *stretch) for stretch in stretches(overlays, zone)])
    return plain


def _season(
    table: Mapping[str, Any], zone: str, year: Year, begins: int, ends: int, overlays: tuple[Overlay, ...]
) -> Season:
    """What holds while these overlays do. A change that its rule cannot take is said with the overlay's name."""
    for overlay in overlays:
        try:
            policy = _built(changed(table, [overlay]), zone, year)
        except PackError as error:
            wrong = PackError(f"{SECTION} {overlay.id}: {error.key}", error.wanted, error.near)
            raise wrong from None
    if len(overlays) > 1:
        policy = _built(changed(table, overlays), zone, year)
    return Season(begins, ends, policy)


def _built(table: Mapping[str, Any], zone: str, year: Year) -> Policy:
    """One policy of a pack, without regard to its seasons. Raises PackError."""
    readers = kinds()
    rules: dict[str, Rule] = {}
    kind_of: dict[str, str] = {}
    for section, rows in table.items():
        if section in SECTIONS:
            continue
        if section not in readers:
            known = [*SECTIONS, *readers]
            raise PackError(f"[{section}]", f"a section of a pack ({', '.join(known)})", near(section, known))
        if not isinstance(rows, list):
            raise PackError(f"[{section}]", f"two brackets: [[{section}]]")
        for row in rows:
            rule = readers[section](row)
            if rule.id in rules:
                raise PackError(f"{section} {rule.id}", "an id of its own; this one stands twice")
            rules[rule.id], kind_of[rule.id] = rule, section
    known_hours = calendars(table.get("hours", {}), table.get("holidays", {}), zone)
    timed = [rule for rule in rules.values() if isinstance(rule, Timed)]
    counts = [rule for rule in rules.values() if isinstance(rule, Counting)]
    for name, hours in [(rule.id, rule.hours) for rule in timed] + [(rule.id, rule.hours) for rule in counts]:
        if hours not in known_hours:
            where = f"{kind_of[name]} {name}: hours"
            raise PackError(where, f"a calendar ({', '.join(known_hours)})", near(hours, known_hours))
    tags = read_tags(table.get("tags", {}))
    check_when(((kind_of[rule.id], rule) for rule in rules.values()), tags, (rule.id for rule in counts))
    # What a fault comes from may say by itself whether it is free: it is asked first (I6).
    gates = sorted((r for r in rules.values() if isinstance(r, Gate)), key=lambda gate: gate.needs != causes.EVIDENCE)
    dispatch = _section(table, "dispatch", ("mode", "ask", "take", "certificates"))
    mode = dispatch.get("mode", "one_tap")
    if mode not in ("one_tap", "auto"):
        raise PackError("[dispatch] mode", f'"one_tap" or "auto"; found {mode!r}')
    take = dispatch.get("take", False)
    if not isinstance(take, bool):
        raise PackError("[dispatch] take", f"true or false; found {take!r}")
    intake = _section(table, "intake", tuple(INTAKE))
    for key, most in intake.items():
        if not isinstance(most, int) or isinstance(most, bool) or most < 1:
            raise PackError(f"[intake] {key}", f"a number from 1 on; found {most!r}")
    reasons = _reasons(table.get("reasons", {}))
    head = _section(table, "pack", ("name", "extends", "drop", "zh", "en"))
    return Policy(
        name=head.get("name", "?"),
        zone=zone,
        title={"zh": head.get("zh", ""), "en": head.get("en", "")},
        rules=rules,
        calendars=known_hours,
        auto=mode == "auto",
        at_once=int(dispatch.get("ask", 3)),
        take=take,
        **{**INTAKE, **intake},
        reasons=reasons,
        certificates=certificates.read(dispatch.get("certificates", {}), reasons.get("certificates", ())),
        warranty=_warranty(table.get("warranty", {})),
        approvals=tuple(rule for rule in rules.values() if isinstance(rule, Approving)),
        counts={rule.id: rule for rule in counts},
        counting={name: tuple(r for r in counts if name in r.counts) for name in {n for r in counts for n in r.counts}},
        clearing={name: tuple(r for r in counts if name in r.clears) for name in {n for r in counts for n in r.clears}},
        quiet=_quiet(table, zone),
        repeat_within=_repeat(table, "within", "30d"),
        reopen_within=_repeat(table, "reopen", "1d"),
        detours=on_the_way.read(table.get("on_the_way", {})),
        usual=read_usual(_section(table, "usual", ("work", "prices")), rules),
        court=court.read(table.get("court", {})),
        care=care.read(table.get("care", {})),
        tags=tags,
        year=year,
        causes=causes.read(table.get("causes", {}), rules),
        nameplate=nameplate.read(table.get("nameplate", {})),
        clocks={rule.id: rule for rule in timed},
        listening={
            name: tuple(r for r in timed if name in r.listens) for name in {n for r in timed for n in r.listens}
        },
        gating={name: tuple(g for g in gates if name in g.before) for name in {n for g in gates for n in g.before}},
    )


def _section(table: Mapping[str, Any], name: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    section: Mapping[str, Any] = table.get(name, {})
    for key in section:
        if key not in known:
            raise PackError(f"[{name}] {key}", f"one of {', '.join(known)}", near(key, known))
    return section


def _quiet(table: Mapping[str, Any], zone: str) -> Quiet | None:
    section = _section(table, "quiet", ("from", "to"))
    if not section:
        return None
    try:
        begins, to = (time.fromisoformat(section[key]) for key in ("from", "to"))
    except (TypeError, KeyError, ValueError):
        raise PackError("[quiet]", 'from = "22:00" and to = "07:00"') from None
    return Quiet(zone, begins, to) if begins != to else None


def _reasons(table: Mapping[str, Any]) -> dict[str, tuple[Wording, ...]]:
    for name, entries in table.items():
        for entry in entries:
            if not isinstance(entry, dict) or set(entry) != {"key", "zh", "en"}:
                raise PackError(f"[reasons] {name}", 'a list such as [{ key = "far", zh = "太远", en = "Too far" }]')
    return {name: tuple(entries) for name, entries in table.items()}


def _repeat(table: Mapping[str, Any], name: str, default: str) -> int:
    length = _section(table, "repeat", ("within", "reopen")).get(name, default)
    try:
        return duration(length)
    except (ValueError, AttributeError):
        raise PackError(f"[repeat] {name}", f'a length of time, such as "{default}"; found {length!r}') from None


def _warranty(table: Mapping[str, Any]) -> dict[str, int]:
    days = {"default": 365}
    for product, length in table.items():
        years = str(length)
        if not (years.endswith("y") and years[:-1].isdigit()):
            raise PackError(f"[warranty] {product}", 'years, such as "6y"')
        days[product] = int(years[:-1]) * 365 + int(years[:-1]) // 4
    return days
