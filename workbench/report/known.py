"""All that a report is made from, read once, in the reader's language."""

import csv
import io
from dataclasses import dataclass

from workbench.analysis import Effect, deviations, kept
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.collection import Instrument, Plan, instrument_of
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.ledger import Ledger
from workbench.report.added import Added
from workbench.report.review import review
from workbench.report.unestimated import nothing_to_estimate
from workbench.theory import Theory

SITES = "results/sites.csv"
KEY_FIGURES = 3
"""How many figures the board's page shows."""


@dataclass(frozen=True)
class Known:
    """What the dossier holds for a report. *sites* are the rows of ``results/sites.csv``."""

    dossier: Dossier
    lang: str
    evaluation: Evaluation
    theory: Theory
    plan: Plan
    choices: Choices
    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Finding, ...]
    ledger: Ledger
    added: Added
    sites: tuple[dict[str, str], ...]

    def say(self, key: str, **holes: object) -> str:
        """Say a phrase in the language of the report."""
        return say(key, self.lang, **holes)

    def site(self, code: str) -> str:
        """Return the name of a site as the instrument says it, or its code."""
        if not self.dossier.has(Instrument.FILE):
            return code
        question = instrument_of(self.dossier).role("cluster")
        options = question.options if question else ()
        return next((one.label.say(self.lang) for one in options if one.code == code), code)


def known(dossier: Dossier, lang: str) -> Known:
    """Read what a report is made from.

    Where there was nothing to estimate it has no effects, and a plan of no analysis. Raises
    DataError when the analysis has not been done, RecordError when a file breaks a rule.
    """
    estimated = not nothing_to_estimate(dossier)
    effects = tuple(kept(dossier)) if estimated else ()
    return Known(
        dossier=dossier,
        lang=lang,
        evaluation=dossier.read(Evaluation),
        theory=dossier.read(Theory),
        plan=dossier.read(Plan) if estimated else Plan(format=1, analyses=()),
        choices=dossier.read_if_there(Choices) or Choices(format=1, choices=()),
        effects=effects,
        findings=tuple(review(dossier)),
        changes=tuple(deviations(dossier)),
        ledger=dossier.read_if_there(Ledger) or Ledger(format=1, figures=()),
        added=dossier.read_if_there(Added) or Added(format=1),
        sites=_sites(dossier),
    )


def key_effects(known: Known) -> list[Effect]:
    """Return the effects that the board looks at: the first of each outcome, targets first."""
    first: dict[str, Effect] = {}
    for effect in known.effects:
        first.setdefault(effect.outcome, effect)
    chosen = sorted(first.values(), key=lambda one: "target" not in one.detail)
    return chosen[:KEY_FIGURES]


def _sites(dossier: Dossier) -> tuple[dict[str, str], ...]:
    path = dossier.path(SITES)
    if not path.is_file():
        return ()
    return tuple(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
