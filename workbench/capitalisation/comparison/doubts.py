"""What keeps pilots from being compared: territories, periods, definitions, denominators."""

from collections.abc import Callable, Iterator, Sequence

from workbench.analysis import pilots
from workbench.base.findings import Finding, Severity, Together, found_in
from workbench.base.words import Phrase
from workbench.capitalisation.card import Card
from workbench.capitalisation.card.record import FOLDER
from workbench.capitalisation.card.told import EVIDENCE_NAMES, LEVEL_NAMES, MATURITY_NAMES
from workbench.capitalisation.comparison.compare import Compared, moment, names, side
from workbench.capitalisation.comparison.record import Comparison, Components

TOLD_HERE = ("synthesis.few", "synthesis.simulated_mixed")
"""What is said here of all cards, not only of those that share figures."""


def doubts(compared: Compared, lang: str | None = None) -> list[Finding]:
    """Return what keeps these pilots from being compared; pilots by their name, or by their id.

    No finding sets one pilot above another: each says what is not alike, or not known.
    """
    called = names(compared.cards, lang) if lang else {}
    found = list(_together(compared))
    if not compared.alone:
        found += [finding for look in LOOKS for finding in look(compared.cards, called)]
        found += [
            finding
            for finding in pilots.doubts(side(compared, lang))
            if finding.id not in TOLD_HERE
        ]
        found += list(_counts(compared, called))
    found = found_in(FOLDER, found)
    if compared.components:
        found += found_in(Components.FILE, _components(compared.components, called))
    return [*found, *_contradictions(compared, called)]


def _together(compared: Compared) -> Iterator[Finding]:
    few = {"n": len(compared.cards)}
    yield Finding("comparison.one_pilot", not compared.alone, "", "warning", few)
    if compared.kept_back:
        away = {"n": compared.kept_back}
        yield Finding("comparison.kept_back", False, "", "note", away)


def _levels(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    """The territories of the pilots are of one level."""
    yield from _alike("comparison.levels", cards, called, "level", LEVEL_NAMES)


def _maturity(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    yield from _alike("comparison.maturity", cards, called, "maturity", MATURITY_NAMES, "note")


def _evidence(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    yield from _alike(
        "comparison.evidence", cards, called, "evidence_level", EVIDENCE_NAMES, "note"
    )


def _taxonomies(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    """The pilots name their domains from one list; else a passage to be confirmed joins them."""
    yield from _alike("comparison.taxonomies", cards, called, "taxonomy", {}, "note")


def _alike(
    id: str,
    cards: Sequence[Card],
    called: dict[str, str],
    field: str,
    said: dict[str, str],
    severity: Severity = "warning",
) -> Iterator[Finding]:
    """Yield whether all pilots that say it say the same, and which of them say what."""
    kinds: dict[str, list[str]] = {}
    for card in cards:
        if value := getattr(card, field):
            kinds.setdefault(value, []).append(called.get(card.pilot_id, card.pilot_id))
    parts = tuple(
        Phrase(
            "comparison.kind",
            {
                "kind": Phrase(said[kind]) if kind in said else kind,
                "names": ", ".join(who),
                "n": len(who),
            },
        )
        for kind, who in kinds.items()
    )
    yield Finding(id, len(kinds) < 2, "", severity, {"kinds": Together(parts)})


def _periods(cards: Sequence[Card], _: dict[str, str]) -> Iterator[Finding]:
    """There is a day on which all pilots were at work."""
    starts = [day for card in cards if (day := moment(card.start))]
    ends = [day for card in cards if (day := moment(card.end, last=True))]
    if len(starts) < 2 or not ends:
        return
    holes = {"start": max(starts), "end": min(ends)}
    yield Finding("comparison.periods", max(starts) <= min(ends), "", "warning", holes)


def _missing(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    """Territory, period and number of people are known for each pilot."""
    for id, fields in UNKNOWN.items():
        lacking = [
            called.get(card.pilot_id, card.pilot_id)
            for card in cards
            if any(getattr(card, field) in (None, "") for field in fields)
        ]
        holes = {"n": len(lacking), "names": Together(tuple(lacking))}
        yield Finding(id, not lacking, "", "warning", holes)


UNKNOWN = {
    "comparison.level_unknown": ("level",),
    "comparison.start_unknown": ("start",),
    "comparison.no_denominator": ("people_covered", "people_concerned"),
}
"""What a comparison needs of every card: the rule, and the fields that it looks at."""


def _simulated(cards: Sequence[Card], called: dict[str, str]) -> Iterator[Finding]:
    simulated = [called.get(card.pilot_id, card.pilot_id) for card in cards if card.simulated]
    mixed = 0 < len(simulated) < len(cards)
    holes = {"n": len(simulated), "names": Together(tuple(simulated))}
    yield Finding("comparison.simulated_mixed", not mixed, "", "warning", holes)


LOOKS: tuple[Callable[[Sequence[Card], dict[str, str]], Iterator[Finding]], ...] = (
    _levels, _periods, _missing, _taxonomies, _maturity, _evidence, _simulated,
)  # fmt: skip
"""Every doubt about the cards themselves."""


def _counts(compared: Compared, called: dict[str, str]) -> Iterator[Finding]:
    """A rate that is shared comes with its two counts."""
    bare = [
        f"{called.get(card.pilot_id, card.pilot_id)} ({one.indicator})"
        for card in compared.cards
        for one in compared.sums[card.pilot_id]
        if one.quantity == "level" and one.unit == "share" and not one.masked
        if one.numerator is None or one.denominator is None
    ]
    holes = {"n": len(bare), "names": Together(tuple(bare))}
    yield Finding("comparison.no_counts", not bare, "", "warning", holes)


def _contradictions(compared: Compared, called: dict[str, str]) -> Iterator[Finding]:
    """Pilots with the same conditions have the same outcome; else they have much to tell."""
    answer = compared.crossed.answer if compared.crossed else None
    for row in answer.rows if answer else ():
        who = tuple(called.get(case, case) for case in row.cases)
        holes = {"n": len(who), "names": Together(who)}
        if row.contradictory:
            yield Finding("comparison.contradicts", False, Comparison.FILE, "warning", holes)


def _components(found: Components, called: dict[str, str]) -> Iterator[Finding]:
    """A core component is the same everywhere, and each component is known at each site."""
    places = [site.id for site in found.places()]
    known = {site.id: called.get(site.id) or site.name for site in found.places()}
    for one in found.components:
        holes = {"label": one.name, "core": one.kind}
        changed = [known[at.site] for at in one.at if at.state in ("adapted", "absent")]
        if one.kind == "core":
            where = {**holes, "n": len(changed), "names": Together(tuple(changed))}
            yield Finding("comparison.core_changed", not changed, one.id, "warning", where)
        unexplained = [
            known[at.site] for at in one.at if at.state in ("adapted", "absent") and not at.because
        ]
        if unexplained and one.kind == "core":
            why = {**holes, "n": len(unexplained), "names": Together(tuple(unexplained))}
            yield Finding("comparison.no_reason", False, one.id, "note", why)
        told = {at.site for at in one.at if at.state != "unknown"}
        unknown = [known[site] for site in places if site not in told]
        gone = {**holes, "n": len(unknown), "names": Together(tuple(unknown))}
        yield Finding("comparison.component_unknown", not unknown, one.id, "note", gone)
