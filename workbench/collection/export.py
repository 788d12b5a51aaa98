"""Everything a charity takes along to collect: the form and the codebook."""

from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.files import write_table, write_whole
from workbench.base.findings import blocking, found_in
from workbench.collection.asked import instrument_of
from workbench.collection.checks import check
from workbench.collection.codebook import table
from workbench.collection.record import Instrument, Plan
from workbench.indicators import Choices


def export(dossier: Dossier, lang: str) -> list[Path]:
    """Write ``collection/form.xlsx`` and ``collection/codebook.csv``; nothing if a check blocks."""
    instrument = instrument_of(dossier)
    findings = check(instrument, dossier.read(Choices), dossier.read_if_there(Plan))
    stops = blocking(found_in(Instrument.FILE, findings))
    if stops:
        raise RecordError("collection.blocked", faults=[f.told(lang) for f in stops])
    from workbench.collection.xlsform import xlsform  # heavy: pyxform and openpyxl

    form = xlsform(instrument)
    rows = table(instrument, lang)
    return [
        write_whole(dossier.to_write("collection", "form.xlsx"), form),
        write_table(dossier.to_write("collection", "codebook.csv"), rows, list(rows[0])),
    ]
