"""Everything the checks say about a dossier, step by step, as far as it has been filled."""

from collections.abc import Callable
from datetime import date

from workbench import (
    analysis,
    collection,
    contribution,
    data,
    evaluation,
    indicators,
    ledger,
    theory,
)
from workbench.analysis import configurations, costs, pooling
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, found_in, of_letter
from workbench.base.remembered import remembered
from workbench.collection import Instrument, Plan
from workbench.data import CLEAN, Received
from workbench.data.protection import purpose, sensitive
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.ledger import Ledger
from workbench.report import added
from workbench.theory import Theory

OF_THE_REPORT = (
    "report/index.html", "report/report.docx", "report/report.pdf",
    "results/findings.csv", "results/ledger.csv", "results/targets.csv",
)  # fmt: skip
"""What the report leaves: no step looks at it."""


def review(dossier: Dossier) -> list[Finding]:
    """Return the findings of every step that is there; an unreadable file is one of them.

    Asked again while no file has changed, it answers at once.
    """
    return _on(
        date.today(), dossier.state(OF_THE_REPORT), Dossier(dossier.folder, dossier.read_only)
    )


@remembered
def _on(_day: date, _state: object, dossier: Dossier) -> list[Finding]:
    found: list[Finding] = []
    for file, look in STEPS.items():
        if dossier.has(file):
            try:
                found += found_in(file, look(dossier))
            except LetterError as error:
                found.append(of_letter(error, file))
    return found


def _evaluation(dossier: Dossier) -> list[Finding]:
    return evaluation.check(dossier.read(Evaluation))


def _ledger(dossier: Dossier) -> list[Finding]:
    return ledger.check(dossier.read(Ledger))


def _theory(dossier: Dossier) -> list[Finding]:
    return theory.check(dossier.read(Theory), dossier.read(Evaluation))


def _indicators(dossier: Dossier) -> list[Finding]:
    return indicators.check(dossier.read(Choices), dossier.read(Theory))


def _collection(dossier: Dossier) -> list[Finding]:
    plan = dossier.read_if_there(Plan)
    instrument, choices = collection.instrument_of(dossier), dossier.read(Choices)
    found = collection.check(instrument, choices, plan)
    if not dossier.has(Theory.FILE):
        return found
    framing, beliefs = dossier.read(Evaluation), dossier.read(Theory)
    return [*found, *collection.blind_spots(framing, beliefs, choices, instrument)]


def _data(dossier: Dossier) -> list[Finding]:
    return [*data.understand(dossier).findings, *_protection(dossier)]


def _protection(dossier: Dossier) -> list[Finding]:
    """Return what is asked without need, or without care; nothing of it depends on the day."""
    instrument = dossier.read(Instrument)
    choices, plan = dossier.read_if_there(Choices), dossier.read_if_there(Plan)
    return [
        *purpose.columns_have_a_purpose(instrument, choices, plan),
        *sensitive.looks_sensitive(instrument),
    ]


STEPS: dict[str, Callable[[Dossier], list[Finding]]] = {
    Evaluation.FILE: _evaluation,
    Ledger.FILE: _ledger,
    Theory.FILE: _theory,
    Choices.FILE: _indicators,
    Instrument.FILE: _collection,
    Plan.FILE: analysis.deviations,
    Received.FILE: _data,
    CLEAN: analysis.doubts,
    **contribution.EVERY,
    pooling.FILE: pooling.check,
    configurations.Configurations.FILE: configurations.check,
    costs.Costs.FILE: costs.check,
    added.Added.FILE: added.check,
    added.TEMPLATE: added.check_template,
}
"""Which file opens which checks, in the order of an evaluation."""
