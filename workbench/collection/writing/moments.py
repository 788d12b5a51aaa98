"""When people answer, and in which places: what the instrument says once for all its questions."""

from collections.abc import Sequence

from workbench.base.errors import DataError
from workbench.base.records import Text, changed
from workbench.base.wording import named
from workbench.base.words import LANGS, say
from workbench.collection.record import Instrument, Option, Question
from workbench.collection.writing.row import paired, retyped
from workbench.collection.writing.typed import line_of, lines
from workbench.collection.writing.whole import with_person

WAVES = ("entry", "exit", "follow_up")
"""The waves that may be chosen, in their order; one of a charity's own keeps its place."""


def waves_offered(instrument: Instrument) -> tuple[str, ...]:
    """Return the waves that may be ticked: the usual ones, then those of the file."""
    return tuple(dict.fromkeys((*WAVES, *instrument.waves)))


def with_waves(instrument: Instrument, chosen: Sequence[str], lang: str) -> Instrument:
    """Return the instrument with these waves; raise DataError where a question would have none.

    Who answers and where is asked at every wave, and what is computed follows.
    """
    waves = tuple(wave for wave in waves_offered(instrument) if wave in chosen)
    if not waves:
        raise DataError("asking.no_waves")
    made = []
    for question in instrument.questions:
        left = tuple(wave for wave in question.waves if wave in waves)
        everywhere = question.role != "answer"
        if not left and question.role == "answer" and question.type != "calculate":
            raise DataError("asking.only_then", name=line_of(question.label, lang))
        made.append(changed(question, waves=waves if everywhere or not left else left))
    return changed(instrument, waves=waves, questions=tuple(made))


def sites(instrument: Instrument, lang: str) -> str:
    """Return the places that people choose from, one a line; nothing where none is asked."""
    site = instrument.role("cluster")
    return "\n".join(line_of(option.label, lang) for option in site.options) if site else ""


def with_sites(instrument: Instrument, typed: str, lang: str, *, fixed: bool) -> Instrument:
    """Return the instrument that asks in which of these places, one a line; or does not ask.

    A place that was there keeps its code, whatever its words become. Raises DataError for one.
    """
    site, places = instrument.role("cluster"), lines(typed)
    if not places:
        rest = tuple(one for one in instrument.questions if one.role != "cluster")
        return changed(instrument, questions=rest)
    if len(places) < 2 or len({place.casefold() for place in places}) < len(places):
        raise DataError("asking.two_places")
    asked = site or _site(instrument)
    options = tuple(_placed(asked, places, lang, fixed=fixed))
    asked = changed(asked, type="select_one", options=options)
    whole = with_person(instrument)
    if site is not None:
        made = tuple(asked if one.role == "cluster" else one for one in whole.questions)
        return changed(whole, questions=made)
    at = 1 + next(n for n, one in enumerate(whole.questions) if one.role == "person")
    return changed(whole, questions=(*whole.questions[:at], asked, *whole.questions[at:]))


def _site(instrument: Instrument) -> Question:
    return Question(
        id=named("site", {one.id for one in instrument.questions}),
        label=Text.model_validate({lang: say("asking.site.label", lang) for lang in LANGS}),
        type="select_one",
        waves=instrument.waves,
        role="cluster",
        required=True,
        options=(),
    )


def _placed(site: Question, places: Sequence[str], lang: str, *, fixed: bool) -> list[Option]:
    pairs = paired(places, [line_of(option.label, lang) for option in site.options])
    olds = {place: site.options[at] for place, at in pairs.items()}
    taken = {option.code.lower() for option in (site.options if fixed else olds.values())}
    made = []
    for number, place in enumerate(places):
        old = olds.get(number)
        code = old.code if old else named(place, taken)
        taken.add(code.lower())
        made.append(Option(code=code, label=retyped(old.label if old else None, place, lang)))
    return made


def started(name: str) -> Instrument:
    """Return the instrument of a dossier that has none yet: who answers, at entry and at exit."""
    title = Text.model_validate({lang: say("asking.title", lang) for lang in LANGS})
    bare = Instrument(
        format=1, id=named(name, ()), title=title, waves=("entry", "exit"), questions=()
    )
    return with_person(bare)
