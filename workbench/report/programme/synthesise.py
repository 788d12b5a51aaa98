"""Synthesis: the folder on which the programme's own page works, written whole or not at all."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from workbench.analysis.pilots.record import EFFECTS, SITES, Gathered, Programme
from workbench.base.dossier import FORMAT, MARK
from workbench.base.errors import RunError
from workbench.base.files import draft_beside, write_whole
from workbench.base.records import Text, write_record
from workbench.base.words import LANGS, say
from workbench.evaluation import Evaluation
from workbench.evaluation.record import Period, Question
from workbench.report.programme.gather import gather
from workbench.report.programme.kept import tables

INPUTS = (MARK, Programme.FILE, EFFECTS, SITES)
"""The files of a programme's folder that its page reads."""


def synthesise(outs: Sequence[Path], folder: Path) -> None:
    """Gather the runs *outs* into *folder*: the inputs of the page 08_programme.

    The same runs leave the same bytes, in whatever order they are named. What else the folder
    holds stays. The inputs are there whole or not at all: they are made in a hidden folder beside,
    which then takes the place of this one. Raises RunError where two runs bear one name, where
    *folder* is a file, or where nothing can be written beside it.
    """
    gathered = gather(outs)
    if folder.is_file():
        raise RunError("synthesis.not_written", folder=folder)
    try:
        with draft_beside(folder) as draft:
            _write(gathered, draft)
            _put(draft, folder)
    except OSError:
        raise RunError("synthesis.not_written", folder=folder) from None


def _write(gathered: Gathered, folder: Path) -> None:
    write_record(framing(gathered), folder / MARK)
    write_record(Programme(format=FORMAT, members=gathered.members), folder / Programme.FILE)
    for file, text in tables(gathered).items():
        write_whole(folder / file, text)


def _put(draft: Path, folder: Path) -> None:
    """Put the inputs in the place of the folder's own; nothing moves where they are the same."""
    if folder.is_dir():
        if all(_same(draft / file, folder / file) for file in INPUTS):
            return
        for path in folder.iterdir():
            if path.name not in (*INPUTS, Path(EFFECTS).parent.name):
                _take(path, draft / path.name)
    with draft_beside(folder) as former:
        aside = former / folder.name
        try:
            if folder.is_dir():
                folder.rename(aside)
            draft.rename(folder)
        except OSError:
            if aside.is_dir():
                aside.rename(folder)
            raise


def _take(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to)
    else:
        shutil.copy2(path, to)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def framing(gathered: Gathered) -> Evaluation:
    """Return what a programme says of itself: how many pilots, and from when to when."""
    taken, k = gathered.taken, len(gathered.members)
    starts = [member.start for member in taken if member.start]
    ends = [member.end for member in taken if member.end]
    words = {
        name: Text(**{lang: say(key, lang, n=k, taken=len(taken)) for lang in LANGS})
        for name, key in FRAMING.items()
    }
    asked = Text(**{lang: say("synthesis.question", lang) for lang in LANGS})
    return Evaluation(
        format=FORMAT,
        questions=(Question(id="together", text=asked, kind="descriptive"),),
        period=Period(start=min(starts), end=max(ends)) if starts and ends else None,
        simulated=bool(taken) and all(member.simulated for member in taken),
        **words,
    )


FRAMING = {
    "title": "synthesis.title",
    "summary": "synthesis.summary",
    "organisation": "synthesis.organisation",
    "beneficiaries": "synthesis.beneficiaries",
}
