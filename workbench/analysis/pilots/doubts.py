"""What could mislead when pilots are set side by side: who is missing, and what is not alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from workbench.analysis.pilots.clubs import INNER, OUTER, Clubs, clubs
from workbench.analysis.pilots.compare import Compared, Group, Outcome
from workbench.analysis.pilots.record import Member, PilotEffect
from workbench.analysis.pilots.told import QUANTITIES
from workbench.base.findings import Finding, Severity, Together
from workbench.base.records import Text
from workbench.base.words import Phrase
from workbench.collection.plan import DESIGN_NAMES

WHY = {
    "failed": "synthesis.failed",
    "waiting": "synthesis.waiting",
    "not_run": "synthesis.not_run",
    "no_effect": "synthesis.no_effect",
    "unreadable": "synthesis.unreadable",
    "not_there": "synthesis.not_there",
}
"""Why a pilot is not in a programme: the rule of its finding."""


def doubts(compared: Compared) -> list[Finding]:
    """Return the findings about a programme: its pilots, then outcome by outcome, by name.

    None of them compares a pilot with another: they say what keeps pilots from being compared.
    """
    found = [*_members(compared), *_together(compared)]
    for outcome in compared.shared:
        found += [finding for look in OF_AN_OUTCOME for finding in look(compared, outcome)]
        groups = [group for group in compared.groups if group.outcome is outcome]
        found += [finding for group in groups for finding in _of_group(compared, group)]
    return found


def _members(compared: Compared) -> Iterator[Finding]:
    """Yield why each pilot that is not in it is not."""
    for member in compared.gathered.members:
        if member.state != "taken":
            holes = {"label": Text(any=member.name), "page": member.page or "", "why": why(member)}
            yield Finding(WHY[member.state], False, member.name, "warning", holes)


def why(member: Member) -> Text | str:
    """Return the letter about a file of a pilot; nothing where none was written."""
    return member.why or ""


def _together(compared: Compared) -> Iterator[Finding]:
    taken = compared.gathered.taken
    few = {"n": len(taken)}
    yield Finding("synthesis.few", len(taken) > 1, "", "warning", few)
    simulated = [member.name for member in taken if member.simulated]
    mixed = 0 < len(simulated) < len(taken)
    holes = {"names": Together(tuple(simulated)), "n": len(simulated)}
    yield Finding("synthesis.simulated_mixed", not mixed, "", "warning", holes)
    alone = [one for one in compared.outcomes if len(one.pilots) == 1]
    if alone and len(taken) > 1:
        names = {"names": Together(tuple(one.label for one in alone)), "n": len(alone)}
        yield Finding("synthesis.alone", False, "", "note", names)


def _definitions(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    """The answers that count are the same, by the codes of the instrument."""
    kinds = _by(outcome.rows, lambda row: row.counted)
    yield _alike("synthesis.definitions", outcome, kinds)


def _words(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    """What counts is asked in the same words."""
    same = _by(outcome.rows, lambda row: row.counted)
    asked = {_asked(row): row.statement for row in outcome.rows if row.statement}
    if len(same) == 1:
        yield _alike("synthesis.words", outcome, _by(outcome.rows, _asked), asked, "note")


def _asked(row: PilotEffect) -> str:
    return str(row.statement.plain()) if row.statement else ""


def _units(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    yield _alike("synthesis.units", outcome, _by(outcome.rows, lambda row: row.unit))


def _quantities(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    """All pilots tell a level, or all a change, or all a difference."""
    said = {name: Phrase(key) for name, key in QUANTITIES.items()}
    kinds = _by(outcome.rows, lambda row: row.quantity)
    yield _alike("synthesis.quantities", outcome, kinds, said)


def _designs(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    """The pilots that compare groups do it in one way, for the same people."""
    compared = [row for row in outcome.rows if row.quantity in ("difference", "ratio")]
    kinds = _by(compared, lambda row: f"{row.design} {row.estimand or ''}".strip())
    if len(compared) > 1:
        said = {kind: Phrase(DESIGN_NAMES[kind.split()[0]]) for kind in kinds if " " not in kind}
        yield _alike("synthesis.designs", outcome, kinds, said)


def _simulated(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    kinds = _by(outcome.rows, lambda row: str(row.simulated))
    said = {"True": Phrase("synthesis.simulated"), "False": Phrase("synthesis.real")}
    if len(kinds) > 1:
        yield _alike("synthesis.simulated_beside_real", outcome, kinds, said)


def _levels(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    kinds = _by(outcome.rows, lambda row: f"{row.level:g}")
    if len(kinds) > 1:
        yield _alike("synthesis.levels", outcome, kinds, severity="note")


def _periods(compared: Compared, outcome: Outcome) -> Iterator[Finding]:
    """There is a day on which all pilots were at work."""
    members = {member.name: member for member in compared.gathered.members}
    known = [members[name] for name in outcome.pilots]
    dated = [(one.start, one.end, one.name) for one in known if one.start and one.end]
    if len(dated) < 2:
        return
    last_start, first_end = max(dated)[0], min(end for _, end, _ in dated)
    holes = {"label": outcome.label, "end": first_end, "start": last_start}
    yield Finding("synthesis.periods", last_start <= first_end, outcome.key, "warning", holes)


def _others(_: Compared, outcome: Outcome) -> Iterator[Finding]:
    """Each pilot has one analysis of an outcome; of several, the first one planned is told."""
    several = [row.pilot for row in outcome.rows if row.others]
    if several:
        holes = {"label": outcome.label, "names": Together(tuple(several)), "n": len(several)}
        yield Finding("synthesis.others", False, outcome.key, "note", holes)


OF_AN_OUTCOME: tuple[Callable[[Compared, Outcome], Iterator[Finding]], ...] = (
    _definitions,
    _words,
    _units,
    _quantities,
    _designs,
    _simulated,
    _periods,
    _levels,
    _others,
)
"""Every doubt about an outcome that pilots share."""


def _by(rows: Iterable[PilotEffect], kind: Callable[[PilotEffect], str]) -> dict[str, list[str]]:
    """Return the pilots of each kind, both by name."""
    found: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (kind(row), row.pilot)):
        found.setdefault(kind(row), []).append(row.pilot)
    return found


def _alike(
    id: str,
    outcome: Outcome,
    kinds: Mapping[str, list[str]],
    said: Mapping[str, object] | None = None,
    severity: Severity = "warning",
) -> Finding:
    """Return whether there is one kind of pilot; else which are of which, as *said* names them."""
    named = {kind: (said or {}).get(kind, kind or "–") for kind in kinds}
    parts = tuple(
        Phrase("synthesis.kind", {"kind": named[kind], "names": _some(names), "n": len(names)})
        for kind, names in kinds.items()
    )
    holes = {"label": outcome.label, "kinds": Together(parts)}
    return Finding(id, len(kinds) <= 1, outcome.key, severity, holes)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return f"{shown}…" if len(names) > SHOWN else shown


SHOWN = 5
"""How many pilots a finding names at most."""


def _of_group(compared: Compared, group: Group) -> Iterator[Finding]:
    """Yield who is masked, and which clubs stand beyond what chance leaves."""
    masked = [row.pilot for row in group.rows if row.masked]
    holes: dict[str, object] = {"label": group.outcome.label, "k": len(group.rows)}
    if masked:
        gone = {**holes, "names": _some(masked), "n": len(masked)}
        yield Finding("synthesis.masked", False, group.outcome.key, "warning", gone)
    found = clubs(group, compared.gathered)
    if found is not None:
        yield from _beyond(found, holes)


def _beyond(found: Clubs, holes: Mapping[str, object]) -> Iterator[Finding]:
    outer, inner = found.beyond(OUTER), found.beyond(INNER)
    where = found.group.outcome.key
    told = {**holes, "names": Together(outer), "n": len(outer), "k": len(found.clubs)}
    yield Finding("synthesis.beyond", not outer, where, "note", told)
    expected = round((1 - INNER) * len(found.clubs))
    if len(inner) > 0:
        chance = {**holes, "n": len(inner), "k": len(found.clubs), "expected": expected}
        yield Finding("synthesis.by_chance", False, where, "note", chance)
