"""Telling the report: one HTML file, whole by itself, in the reader's language."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from workbench.analysis import Effect, kept, ladder
from workbench.analysis import table as effects_table
from workbench.analysis.effect import with_mark
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.files import write_table, write_whole
from workbench.base.findings import SEVERITY_NAMES, Finding, gathered, worth_reading
from workbench.base.words import say
from workbench.collection import Plan
from workbench.evaluation import Evaluation
from workbench.evaluation import table as evaluation_table
from workbench.indicators import Choices
from workbench.ledger import Ledger
from workbench.report import targets
from workbench.report.figures import figures
from workbench.report.review import review
from workbench.theory import Theory, draw
from workbench.theory.narrative import narrative

REPORT = "report/index.html"
FINDING_COLUMNS = ("id", "passed", "severity", "where")
LEDGER_COLUMNS = ("figure", "value", "unit", "kind")


def tell(dossier: Dossier, lang: str) -> Path:
    """Write ``report/index.html`` and the tables it cites: findings, targets, published figures.

    Raises DataError when the analysis has not been done.
    """
    effects, findings = kept(dossier), review(dossier)
    plan, choices = dossier.read(Plan), dossier.read(Choices)
    html = render(dossier, effects, findings, lang)
    _write_findings(dossier, findings)
    _write_ledger(dossier)
    rows = targets.targets(choices, plan, effects)
    write_table(dossier.to_write("results", "targets.csv"), rows, with_mark(targets.COLUMNS, rows))
    return write_whole(dossier.to_write("report", "index.html"), html)


def render(
    dossier: Dossier, effects: Sequence[Effect], findings: Sequence[Finding], lang: str
) -> str:
    """Return the report as HTML; every text of a person is escaped."""
    evaluation, theory = dossier.read(Evaluation), dossier.read(Theory)
    plan, choices = dossier.read(Plan), dossier.read(Choices)
    return _template().render(
        lang=lang,
        say=lambda key, **holes: say(key, lang, **holes),
        look=(places.templates() / "look" / "look.css").read_text(encoding="utf-8"),
        evaluation=evaluation,
        framing=evaluation_table(evaluation, lang),
        narrative=narrative(theory, lang, evaluation),
        drawing=draw(theory, lang),
        targets=targets.table(choices, plan, effects, lang),
        unanswered=targets.unanswered(choices, plan, effects, lang),
        effects=effects_table(effects, lang),
        figures=figures(effects, lang),
        may=[ladder.sentence(effect, lang) for effect in effects],
        may_not=list(dict.fromkeys(ladder.forbidden(effect, lang) for effect in effects)),
        rests_on=list(dict.fromkeys(say(key, lang) for e in effects for key in e.rests_on)),
        findings=[
            (finding.severity, say(SEVERITY_NAMES[finding.severity], lang), finding.sentence(lang))
            for finding in gathered(worth_reading(findings))
        ],
    )


def _template() -> Template:
    folder = places.templates() / "report"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html", "j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _write_findings(dossier: Dossier, findings: Sequence[Finding]) -> None:
    rows = [{name: getattr(finding, name) for name in FINDING_COLUMNS} for finding in findings]
    write_table(dossier.to_write("results", "findings.csv"), rows, FINDING_COLUMNS)


def _write_ledger(dossier: Dossier) -> None:
    ledger = dossier.read_if_there(Ledger)
    figures_kept = ledger.figures if ledger else ()
    rows = [
        {"figure": figure.id, "value": figure.value, "unit": figure.unit, "kind": figure.kind}
        for figure in figures_kept
    ]
    write_table(dossier.to_write("results", "ledger.csv"), rows, LEDGER_COLUMNS)
