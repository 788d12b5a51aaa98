"""How many answers came in already, by question: what is then changed with care."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.remembered import remembered
from workbench.collection import Instrument, instrument_of
from workbench.collection.record import columns
from workbench.data.collected import collect
from workbench.data.record import Received
from workbench.indicators import Choices

LEAST = 1
"""What is said of a question of a file that cannot be read: it may have been answered."""


def answered(dossier: Dossier) -> dict[str, int]:
    """Return how many answers came in, by the id of the question; nothing where none did.

    Where the files cannot be read, each question of their waves counts as answered once: nobody is
    told that a change is harmless when it may not be.
    """
    if not dossier.has(Received.FILE):
        return {}
    files = [dossier.path(name) for name in (Received.FILE, Instrument.FILE, Choices.FILE)]
    files += sorted(dossier.folder.glob("received/*"))
    return dict(_known(Dossier(dossier.folder, dossier.read_only), _stands(files)))


def _stands(paths: Sequence[Path]) -> tuple[tuple[int, int], ...]:
    """Return when each file was last changed, and its size."""
    stats = [path.stat() for path in paths if path.exists()]
    return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)


@lru_cache(maxsize=8)
def _known(dossier: Dossier, _: object) -> dict[str, int]:
    """Return the counts, looked up once for each state of the files that say what is asked."""
    received = dossier.read(Received)
    if not received.files:
        return {}
    stands = _stands([dossier.path(file.file) for file in received.files])
    asked = tuple((q.id, q.type, q.waves, q.options) for q in instrument_of(dossier).questions)
    return _counted(dossier, received, stands, asked)


@remembered
def _counted(dossier: Dossier, received: Received, stands: object, asked: object) -> dict[str, int]:
    """Return the counts of files that stand so, for questions that are asked so."""
    instrument = instrument_of(dossier)
    try:
        waves = collect(dossier).waves
    except LetterError:
        came = {file.wave for file in received.files}
        return {q.id: LEAST for q in instrument.questions if came & set(q.waves)}
    counts = dict.fromkeys((question.id for question in instrument.questions), 0)
    for wave in waves:
        for question in instrument.questions:
            names = [name for name in columns(question, wave.id) if name in wave.rows]
            if names and wave.id in question.waves:
                counts[question.id] += int(wave.rows[names].notna().any(axis=1).sum())
    return {id: n for id, n in counts.items() if n}
