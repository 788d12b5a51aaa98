"""All that a charity takes along to collect, written together: the whole of it, or nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench import indicators
from workbench import theory as theories
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError, RunError
from workbench.base.files import table_text
from workbench.base.findings import blocking, found_in
from workbench.base.folders import ours, put
from workbench.collection import cids, schedule
from workbench.collection.asked import instrument_of
from workbench.collection.checks import check, untranslated
from workbench.collection.codebook import table
from workbench.collection.notice import notice
from workbench.collection.record import Instrument, Plan
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.theory import Theory

Pieces = dict[str, str | bytes]


def take_along(dossier: Dossier, out: Path, langs: Sequence[str]) -> list[Path]:
    """Write every form, list and notice into *out*; raise and write nothing if a check blocks.

    The theory and the chosen indicators are looked at too: what is written speaks of them. A text
    that is missing in one of *langs* stops it: nobody is handed half a form.
    """
    instrument, choices = instrument_of(dossier), dossier.read(Choices)
    evaluation, theory = dossier.read(Evaluation), dossier.read(Theory)
    own = found_in(Instrument.FILE, check(instrument, choices, dossier.read_if_there(Plan)))
    stops = [
        *blocking(found_in(Theory.FILE, theories.check(theory, evaluation))),
        *blocking(found_in(Choices.FILE, indicators.check(choices, theory))),
        *blocking(own),
        *(found for found in own if untranslated(found) & set(langs)),
    ]
    if stops:
        faults = [finding.told(langs[0]) for finding in stops]
        raise RecordError("collection.blocked", faults=faults)
    if not ours(out):
        raise RunError("collection.out_taken", out=out)
    pieces = _for_all(instrument, evaluation, theory, choices)
    for lang in langs:
        pieces |= _in(lang, instrument, evaluation)
    return put(pieces, out)


def _for_all(
    instrument: Instrument, evaluation: Evaluation, theory: Theory, choices: Choices
) -> Pieces:
    """Return what is one file for both languages."""
    from workbench.collection import limesurvey  # heavy, by way of the XLSForm: pyxform
    from workbench.collection.xlsform import xlsform  # heavy: pyxform and openpyxl

    return {
        "form.xlsx": xlsform(instrument),
        "limesurvey.txt": limesurvey.limesurvey(instrument),
        "limesurvey_codes.csv": _csv(limesurvey.codes(instrument)),
        "impact_data.jsonld": cids.linked_data(evaluation, theory, choices, instrument),
    }


def _in(lang: str, instrument: Instrument, evaluation: Evaluation) -> Pieces:
    """Return what is made for the readers of one language."""
    from workbench.collection.paper import paper  # heavy: typst
    from workbench.collection.workbook import workbook  # heavy: openpyxl

    return {
        f"workbook.{lang}.xlsx": workbook(instrument, lang),
        f"paper.{lang}.pdf": paper(instrument, evaluation, lang),
        f"codebook.{lang}.csv": _csv(table(instrument, lang)),
        f"schedule.{lang}.csv": _csv(schedule.schedule(instrument, lang)),
        f"notice.{lang}.html": notice(instrument, evaluation, lang),
        f"impact_data.{lang}.csv": _csv(cids.mapping(lang)),
    }


def _csv(rows: Sequence[Mapping[str, object]]) -> str:
    return table_text(rows, list(rows[0]))
