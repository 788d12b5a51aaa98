"""The doubts of the last analysis, kept as they were said: a page shows them without computing."""

from collections.abc import Sequence
from typing import Literal

from pydantic import ValidationError

from workbench.base.dossier import Dossier
from workbench.base.files import write_whole
from workbench.base.findings import Finding, gathered, worth_reading
from workbench.base.records import Record, Text
from workbench.base.words import LANGS
from workbench.base.work import FOLDER

FILE = f"{FOLDER}/doubts.json"


class Doubt(Record):
    """One doubt: its rule, how grave it is, and its sentence."""

    id: str
    severity: Literal["blocker", "warning", "note"]
    said: Text


class SaidDoubts(Record):
    """What could mislead, the gravest first, and how many checks found nothing."""

    doubts: tuple[Doubt, ...] = ()
    passed: int = 0


def keep(dossier: Dossier, found: Sequence[Finding]) -> SaidDoubts:
    """Keep what is wrong among the findings, said once where they say the same."""
    wrong = gathered(worth_reading(found))
    kept = SaidDoubts(
        doubts=tuple(Doubt(id=one.id, severity=one.severity, said=_said(one)) for one in wrong),
        passed=sum(one.passed is True for one in found),
    )
    write_whole(dossier.to_write(FILE), kept.model_dump_json(exclude_none=True))
    return kept


def said_doubts(dossier: Dossier) -> SaidDoubts | None:
    """Return what the last analysis found; None where it never ran, or its file is unreadable."""
    try:
        return SaidDoubts.model_validate_json(dossier.path(FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _said(finding: Finding) -> Text:
    return Text(**{lang: finding.sentence(lang) for lang in LANGS})
