"""What a comparison leaves: tables without a sentence, the same bytes in both languages."""

from collections.abc import Sequence
from pathlib import Path

from workbench.analysis.pilots.averages import COLUMNS, rows
from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.files import write_table
from workbench.base.words import say
from workbench.capitalisation.comparison.compare import Compared, side
from workbench.capitalisation.comparison.domains import by_domain, taxonomies
from workbench.capitalisation.comparison.doubts import doubts

AVERAGES = "results/comparison.csv"
"""One row a group of comparable figures."""
PILOTS = "results/comparison_pilots.csv"
"""One row a pilot and prerequisite, or domain: its score or state, and the evidence behind it."""
FINDINGS = "results/comparison_findings.csv"
PILOT_COLUMNS = ("pilot", "what", "list", "id", "value", "confidence", "claimed", "indicators")
FINDING_COLUMNS = ("id", "passed", "severity", "where")


def write(dossier: Dossier, compared: Compared) -> list[Path]:
    """Write the three tables of a comparison; return their places."""
    found = [*compared.findings, *doubts(compared)]
    notes = [{name: getattr(finding, name) for name in FINDING_COLUMNS} for finding in found]
    averages = [] if compared.alone else rows(side(compared))
    return [
        write_table(dossier.to_write(AVERAGES), averages, COLUMNS),
        write_table(dossier.to_write(PILOTS), pilot_rows(compared), PILOT_COLUMNS),
        write_table(dossier.to_write(FINDINGS), notes, FINDING_COLUMNS),
    ]


def pilot_rows(compared: Compared) -> list[dict[str, object]]:
    """Return the prerequisites of each pilot, then its domains by each list."""
    rated: list[dict[str, object]] = [
        {
            "pilot": card.pilot_id, "what": "prerequisite", "list": compared.grid.id,
            "id": one.prerequisite, "value": one.score, "confidence": one.confidence,
        }
        for card in compared.cards
        for one in card.prerequisites
    ]  # fmt: skip
    reached: list[dict[str, object]] = [
        {
            "pilot": one.pilot, "what": "domain", "list": taxonomy.id, "id": one.domain,
            "value": one.state or None, "claimed": one.claimed,
            "indicators": " ".join(one.indicators),
        }
        for taxonomy in taxonomies()
        for one in by_domain(compared.cards, compared.sums, taxonomy.id)
    ]  # fmt: skip
    return [*rated, *reached]


def written(paths: Sequence[Path], lang: str) -> str:
    """Return which tables the page has left."""
    named = [f"{path.parent.name}/{path.name}" for path in paths]
    return say("synthesis.written", lang, names=words.join(named, lang))
