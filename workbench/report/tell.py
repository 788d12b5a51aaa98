"""Telling the report: one document, as a page, a Word file and a PDF, and the tables it cites."""

from collections.abc import Sequence
from pathlib import Path

from workbench import ledger
from workbench.analysis.effect import with_mark
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.files import write_table, write_whole
from workbench.base.findings import Finding
from workbench.press.printed import printed
from workbench.press.word import Template, word
from workbench.report import targets
from workbench.report.added import TEMPLATE
from workbench.report.compose import compose
from workbench.report.known import known
from workbench.report.page import page

REPORT, WORD, PDF = "report/index.html", "report/report.docx", "report/report.pdf"
FINDING_COLUMNS = ("id", "passed", "severity", "where")


def tell(dossier: Dossier, lang: str) -> Path:
    """Write the report as a page, a Word file and a PDF in ``report/``; return the page.

    The tables it cites are written too: findings, targets, published figures. Nothing is written
    when one of them cannot be made. Raises DataError when the analysis has not been done,
    RecordError when the Word template or a picture breaks a rule.
    """
    found = known(dossier, lang)
    document = compose(found)
    made: dict[str, str | bytes] = {
        REPORT: page(document),
        WORD: word(document, template(dossier)),
        PDF: printed(document, places.templates() / "report" / "report.typ"),
    }
    _write_findings(dossier, found.findings)
    published = ledger.rows(found.ledger)
    write_table(dossier.to_write("results", "ledger.csv"), published, ledger.COLUMNS)
    rows = targets.targets(found.choices, found.plan, found.effects)
    write_table(dossier.to_write("results", "targets.csv"), rows, with_mark(targets.COLUMNS, rows))
    for file, content in made.items():
        write_whole(dossier.to_write(file), content)
    return dossier.path(REPORT)


def files(dossier: Dossier) -> list[Path]:
    """Return the files to save: the report as Word file, PDF and page, and its Word template."""
    made = [dossier.path(file) for file in (WORD, PDF, REPORT) if dossier.has(file)]
    return [*made, template(dossier).path]


def template(dossier: Dossier) -> Template:
    """Return the Word template: the dossier's own, where its folder holds one, else ours."""
    ours, own = places.templates() / "report" / "template.docx", dossier.path(TEMPLATE)
    held = own.is_file() and own.resolve().is_relative_to(dossier.folder.resolve())
    return Template(own if held else ours, ours)


def _write_findings(dossier: Dossier, findings: Sequence[Finding]) -> None:
    rows = [{name: getattr(finding, name) for name in FINDING_COLUMNS} for finding in findings]
    write_table(dossier.to_write("results", "findings.csv"), rows, FINDING_COLUMNS)
