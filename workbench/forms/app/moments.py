"""When people answer, and in which places, as the app asks it once for the whole questionnaire."""

from collections.abc import Callable

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.words import Phrase
from workbench.collection import Instrument
from workbench.collection.writing import (
    doubt,
    line_of,
    sites,
    waves_offered,
    with_sites,
    with_waves,
)
from workbench.evaluation import Evaluation
from workbench.forms.app.asking import around, wave_names
from workbench.forms.app.question import Question

Change = Callable[[Instrument, str, str], Instrument]


def moments(work: Dossier) -> tuple[Question, ...]:
    """Return what is asked once for the whole questionnaire: when people answer, and where."""
    return (
        Question(
            "asking.waves",
            "ticks",
            lambda record, _: " ".join(record.waves),
            lambda record, typed, lang: with_waves(record, typed.split(), lang),
            offered=lambda lang: wave_names(waves_offered(work.read(Instrument)), lang),
            doubt=_sure(work, lambda record, typed, lang: with_waves(record, typed.split(), lang)),
        ),
        Question(
            "asking.several_places",
            "choice",
            lambda record, _: "yes" if record.role("cluster") else "no",
            lambda record, typed, lang: _in_places(work, record, typed, lang),
            options={"no": "asking.one_place", "yes": "asking.some_places"},
            doubt=_sure(work, lambda record, typed, lang: _in_places(work, record, typed, lang)),
        ),
        Question(
            "asking.places",
            "text",
            sites,
            lambda record, typed, lang: _with_sites(work, record, typed, lang),
            doubt=_sure(work, lambda record, typed, lang: _with_sites(work, record, typed, lang)),
        ),
    )


def _sure(work: Dossier, change: Change) -> Callable[[Instrument, str, str], Phrase | None]:
    def told(record: Instrument, typed: str, lang: str) -> Phrase | None:
        return doubt(record, change(record, typed, lang), around(work), lang)

    return told


def _with_sites(work: Dossier, record: Instrument, typed: str, lang: str) -> Instrument:
    return with_sites(record, typed, lang, fixed=around(work).fixed)


def _in_places(work: Dossier, record: Instrument, typed: str, lang: str) -> Instrument:
    """Return the instrument that asks for the place, or not; the places are the project's."""
    if typed != "yes":
        return _with_sites(work, record, "", lang)
    if record.role("cluster"):
        return record
    known = work.read_if_there(Evaluation)
    places = "\n".join(line_of(place, lang) for place in known.places) if known else ""
    if not places:
        raise DataError("asking.two_places")
    return _with_sites(work, record, places, lang)
