"""What pages read again and again is read once, before any page opens: a rehearsal without people.

The warm process asks for it, and every page that is forked from it finds it done.
"""

import contextlib
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench import analysis, evaluation, indicators
from workbench.analysis.checks import love_plots
from workbench.base import glossary, places, words
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.records import made_ready
from workbench.base.remembered import FOLDER
from workbench.collection import Plan, instrument_of
from workbench.data import CLEAN, load
from workbench.forms.app import progress
from workbench.forms.app.steps import STEPS as APP

OF_TODAY = 1.5, words.Share(0.5)
"""Figures that make the two languages read how they write figures."""


def read() -> list[Path]:
    """Read the phrases, the catalogue and its index; return the files that were read.

    They are read-only: pages never write there. Every kind of record is made ready.
    """
    made_ready()
    for lang in words.LANGS:
        words.say("serve.name", lang)
        for figure in OF_TODAY:
            words.shown(figure, lang)
    indicators.search("emploi")
    for lang in words.LANGS:
        indicators.scales_table(lang)
        indicators.meanings_table(lang)
        glossary.pieces("", lang)
    phrases = sorted(words.FOLDER.rglob("*.po"))
    return [*phrases, *sorted(places.datasets().glob("*/*.yml")), *sorted(_catalogue())]


def examples() -> list[Path]:
    """Carry out the analyses of the worked examples in copies; return no file.

    What was computed is known by the content of the tables: a page whose table has changed
    computes for itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        for example in sorted(places.examples().iterdir()):
            copy = Path(folder) / example.name
            shutil.copytree(example, copy)
            dossier = Dossier(copy)
            if dossier.has(CLEAN) and dossier.has(Plan.FILE):
                for step in STEPS:
                    with contextlib.suppress(LetterError):  # its own page will say it
                        step(dossier)
    return []


def _read_by_pages(dossier: Dossier) -> None:
    evaluation.check(dossier.read(evaluation.Evaluation))
    instrument_of(dossier)
    load(dossier)


STEPS: tuple[Callable[[Dossier], object], ...] = (
    _read_by_pages,
    lambda dossier: analysis.choose(analysis.answers_from(dossier)),
    analysis.results,
    analysis.doubts,
    lambda dossier: love_plots(dossier, words.LANGS[0]),
    lambda dossier: _apart(progress.told, dossier, APP, words.LANGS[0]),
)
"""What page 06 and the app do on opening, one thing after the other."""


def _apart(done: Callable[..., object], *given: object) -> None:
    """Do it in a process of its own where pages share what it remembers: it starts threads."""
    if os.environ.get(FOLDER):
        process = multiprocessing.get_context("fork").Process(target=done, args=given)
        process.start()
        process.join()


def _catalogue() -> list[Path]:
    return list((places.datasets() / "indicators").glob("*/*.yml"))
