"""The questions that chosen indicators bring along, as their files in the catalogue ask them."""

from collections.abc import Iterator

from workbench.base.dossier import Dossier
from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.collection.record import Derived, Instrument, Option, Question
from workbench.indicators import Ask, Choice, Choices, Indicator, catalogue

FOLLOW_UP = "follow_up"
ANSWER = "_answer"
"""The end of the id of a question whose answers are counted as yes or no."""


def instrument_of(dossier: Dossier) -> Instrument:
    """Return the instrument of a dossier, with the questions of the indicators chosen since."""
    instrument, choices = dossier.read(Instrument), dossier.read_if_there(Choices)
    return completed(instrument, choices) if choices else instrument


def completed(instrument: Instrument, choices: Choices) -> Instrument:
    """Return the instrument with a question for each choice that has none, as its indicator asks.

    A choice whose column the instrument makes already keeps its own question, and an indicator
    without ``ask`` brings none: the check ``collection.not_asked`` finds it.
    """
    for choice in choices.choices:
        indicator = catalogue().get(choice.indicator)
        if indicator and indicator.ask and choice.outcome not in instrument.columns():
            instrument = _with(instrument, _stem(choice), indicator, indicator.ask)
    return instrument


def outcome_of(id: str, instrument: Instrument) -> str:
    """Return the column that will hold the answers of an indicator chosen now.

    It is the id in small letters; asked at several waves and not counted, the last wave is named.
    """
    indicator = catalogue()[id]
    name = id.lower().replace("-", "_")
    ask = indicator.ask
    if ask is None or ask.counted:
        return name
    waves = _waves(indicator, instrument)
    return name if len(waves) == 1 else f"{name}__{waves[-1]}"


def _stem(choice: Choice) -> str:
    return choice.outcome.partition("__")[0]


def _with(instrument: Instrument, name: str, indicator: Indicator, ask: Ask) -> Instrument:
    """Return the instrument with the question of an indicator, and what is counted of it."""
    taken = {question.id for question in instrument.questions}
    id = f"{name}{ANSWER}" if ask.counted else name
    if id in taken:
        return instrument
    question = Question(
        id=id,
        label=ask.label,
        type="select_one" if ask.type == "yes_no" else ask.type,
        waves=_waves(indicator, instrument),
        indicator=indicator.id,
        options=tuple(_options(ask)),
        low=ask.low,
        high=ask.high,
        sensitive=indicator.sensitive,
        hint=ask.hint,
    )
    derived = instrument.derived
    if ask.counted:
        rule = {"from": id, "among": ask.counts, "above": ask.above}
        yes = Derived.model_validate({"id": name, "label": indicator.name, **rule})
        derived = (*derived, yes)
    return changed(instrument, questions=(*instrument.questions, question), derived=derived)


def _options(ask: Ask) -> Iterator[Option]:
    if ask.type == "yes_no":
        yield Option(code="yes", label=Text(fr=say("word.yes", "fr"), en=say("word.yes", "en")))
        yield Option(code="no", label=Text(fr=say("word.no", "fr"), en=say("word.no", "en")))
    for option in ask.options:
        yield Option(code=option.code, label=option.label)


def _waves(indicator: Indicator, instrument: Instrument) -> tuple[str, ...]:
    """Return when an indicator is asked, among the waves that this instrument has."""
    waves = instrument.waves
    before = [wave for wave in waves if wave != FOLLOW_UP] or list(waves)
    if indicator.timing == "entry":
        return (before[0],)
    if indicator.timing == "entry_and_exit":
        return tuple(dict.fromkeys((before[0], before[-1])))
    if indicator.timing == "follow_up":
        return (waves[-1],)
    return (before[-1],)
