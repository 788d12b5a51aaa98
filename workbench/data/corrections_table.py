"""The log of corrections as rows to read: what was put right, and whether it still fits."""

from workbench.base.dossier import Dossier
from workbench.base.words import Phrase, date_text, say
from workbench.collection import Instrument
from workbench.data.cells import cells
from workbench.data.corrections import corrections, replayed
from workbench.data.record import Received


def corrections_table(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row a correction, in the order of the log.

    Columns: file, person (or the line), column, old, new, reason, who, when, and state:
    applied, or why it no longer fits.
    """
    log = corrections(dossier)
    if not log:
        return []
    instrument, received = dossier.read(Instrument), dossier.read(Received)
    files = {file.file: file for file in received.files}
    fates: dict[str, list[Phrase | None]] = {}
    for name in {item.file for item in log} & set(files):
        texts = cells(dossier.path(name), files[name].sheet, files[name].month_first)
        fate = replayed(texts, files[name], instrument, log)[1]
        fates[name] = [why for _, why in fate]
    gone = Phrase("importing.unfit.file")
    return [
        {
            "file": item.file,
            "person": item.person or item.line,
            "column": item.column,
            "old": item.old,
            "new": item.new,
            "reason": item.why,
            "who": item.who,
            "when": date_text(item.when, lang),
            "state": _fate(fates[item.file].pop(0) if item.file in fates else gone, lang),
        }
        for item in log
    ]


def _fate(why: Phrase | None, lang: str) -> str:
    return why.say(lang) if why else say("importing.applied", lang)
