"""The long work of a dossier, step by step: the analysis, the report, what people take along."""

from pathlib import Path

from workbench.analysis import doubts, results
from workbench.base.dossier import Dossier
from workbench.base.progress import progress
from workbench.base.words import LANGS
from workbench.base.work import FOLDER
from workbench.collection import check, instrument_of, take_along
from workbench.collection.checks import untranslated
from workbench.data import Received, clean
from workbench.indicators import Choices
from workbench.report.review import review
from workbench.report.said_doubts import keep
from workbench.report.tell import tell
from workbench.report.unestimated import nothing_to_estimate

OUTFIT = f"{FOLDER}/outfit"
"""Where what people take along is made: it can be made again, so it is no part of the dossier."""


def analysis(dossier: Dossier, lang: str) -> None:
    """Bring the clean table and the results of a dossier up to date, and look for doubts.

    Doubts are kept as they are said, so that the page finds them. Raises DataError where the data
    cannot carry the plan, RecordError where a file breaks a rule.
    """
    del lang  # results hold no sentence
    _computed(dossier, of=3)
    progress(3, 3, "work.step.doubts")
    keep(dossier, doubts(dossier))


def report(dossier: Dossier, lang: str) -> None:
    """Make the report of a dossier in *lang* from its answers as they are now.

    Where nobody has answered there is nothing to compute, and the report says so.
    Raises what `analysis` raises, and RecordError where what people added breaks a rule.
    """
    if not nothing_to_estimate(dossier):
        _computed(dossier, of=4)
        progress(3, 4, "work.step.doubts")
        keep(dossier, doubts(dossier))
    review(dossier)
    progress(4, 4, "work.step.report")
    tell(dossier, lang)


def outfit(dossier: Dossier, lang: str) -> None:
    """Make all that people take along to collect, in *lang* alone while the other has gaps.

    Raises RecordError where a check blocks.
    """
    progress(1, 2, "work.step.look_over")
    found = check(instrument_of(dossier), dossier.read(Choices), None)
    whole = not any(map(untranslated, found))
    progress(2, 2, "work.step.outfit")
    take_along(dossier, dossier.to_write(OUTFIT), LANGS if whole else (lang,))


def outfit_files(dossier: Dossier) -> list[Path]:
    """Return what people take along, as it was made last; nothing where it never was."""
    folder = dossier.path(OUTFIT)
    made = sorted(folder.glob("*.*")) if folder.is_dir() else []
    return [file for file in made if file.suffix != ".json"]


def _computed(dossier: Dossier, of: int) -> None:
    """Bring the clean table and the results up to date."""
    progress(1, of, "work.step.data")
    if dossier.has(Received.FILE):
        clean(dossier)
    progress(2, of, "work.step.results")
    results(dossier)
