"""A sentence may only cite what the ledger holds: the number as it is known, with its source."""

import re
import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workbench.base import words
from workbench.base.errors import RecordError
from workbench.base.words import Phrase, Sayable, say, shown
from workbench.ledger.derive import quantity
from workbench.ledger.quantity import Quantity
from workbench.ledger.record import Derived, Figure, Kind, Ledger
from workbench.ledger.relations import other_reading
from workbench.ledger.written import Amount, amount, of_derived

KIND_NAMES: dict[Kind, str] = {
    "design": "ledger.kind.design",
    "input": "ledger.kind.input",
    "target": "ledger.kind.target",
    "request": "ledger.kind.request",
    "announced": "ledger.kind.announced",
    "budget": "ledger.kind.budget",
    "output": "ledger.kind.output",
    "result": "ledger.kind.result",
    "intention": "ledger.kind.intention",
    "schedule": "ledger.kind.schedule",
    "metadata": "ledger.kind.metadata",
}
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
FULL, SOURCED = "full", "source"


@dataclass(frozen=True)
class Citation:
    """A number that may stand in a sentence.

    *number* is written as the language writes it, with its bound; *full* has the unit and the
    time too. *kind* says what sort of figure it is, in words; *source* where it was published, or
    of which figures it was made. *warning* is empty, or says why the number could mislead: it
    then stands beside the number. *other* is empty, or the number that other published figures
    give, where they contradict it. *derived* says that the sources do not publish it.
    """

    id: str
    number: str
    full: str
    label: str
    kind: str
    source: str
    derived: bool = False
    warning: str = ""
    other: str = ""
    lang: str = words.LANGS[0]

    def __str__(self) -> str:
        """Return the number."""
        return self.number

    @property
    def sourced(self) -> str:
        """The number with unit, kind and source, what contradicts it, and the warning."""
        holes = {"full": self.full, "kind": self.kind, "source": self.source}
        text = say("ledger.sourced", self.lang, **holes)
        if self.other:
            text = say("ledger.doubt", self.lang, sourced=text, other=self.other)
        return f"{text} {self.warning}".rstrip()


def cite(ledger: Ledger, id: str, lang: str, *, warned: bool = False) -> Citation:
    """Return the number of that id, ready for a sentence in *lang*.

    Raises RecordError for an id that the ledger does not have, with the nearest one; and for a
    number that misleads, unless *warned* says that its warning will be read beside it.

    >>> people = Figure(id="SHOWN", label="Presentations", value=800, bound="more_than",
    ...                 kind="output", source="Final report")
    >>> ledger = Ledger(format=1, figures=(people,))
    >>> cite(ledger, "SHOWN", "en").number, cite(ledger, "SHOWN", "fr").sourced
    ('more than 800', 'plus de 800 (réalisation\u202f; source\u00a0: Final report)')
    """
    entry = ledger.entry(id)
    if entry is None:
        raise RecordError("ledger.cite_unknown", name=id, hint=words.hint(id, ledger.ids()))
    if isinstance(entry, Figure):
        return _published(ledger, entry, lang)
    if entry.warning is not None and not warned:
        raise RecordError("ledger.behind_a_warning", name=id, warning=entry.warning)
    found = quantity(ledger, id)
    if found is None:
        raise RecordError("ledger.no_number", name=id)
    return _computed(ledger, entry, found, lang)


def fill(
    text: str,
    lang: str,
    ledger: Ledger,
    results: Mapping[str, object] | None = None,
    names: Collection[str] = (),
) -> str:
    """Return *text* with its ``{id}`` holes filled from the ledger, or from *results*.

    ``{id}`` gives the number, ``{id:full}`` its unit too, ``{id:source}`` all that and where it
    comes from; a result is written as *lang* writes it. A number that was typed into the text is
    refused: RecordError names the figure that has this value, where one has. *names* are words
    that have a number in them and are none, such as “100 % inclusion”. Also refused: an id that
    nobody has, a hole of another shape, a number behind a warning without ``{id:source}``.

    >>> places = Figure(id="PLACES", label="Places", value=3, kind="design", source="Page")
    >>> fill("They work in {PLACES} places.", "en", Ledger(format=1, figures=(places,)))
    'They work in 3 places.'
    """
    own = dict(results or {})
    whole = ""
    for literal, name, spec in _pieces(text):
        _refuse_typed(literal, ledger, lang, names)
        whole += literal
        if name is not None:
            found = _hole(name, spec, ledger, own, lang)
            whole += found[:1].upper() + found[1:] if not whole.strip() else found
    return whole


def _pieces(text: str) -> Iterator[tuple[str, str | None, str]]:
    try:
        for literal, name, spec, conversion in string.Formatter().parse(text):
            if conversion or spec not in (None, "", FULL, SOURCED):
                raise RecordError("ledger.odd_hole", hole=name, allowed=f"{FULL}, {SOURCED}")
            yield literal, name, spec or ""
    except ValueError:
        raise RecordError("ledger.braces", text=text[:60]) from None


def _hole(name: str, spec: str, ledger: Ledger, results: Mapping[str, object], lang: str) -> str:
    if name in results and ledger.entry(name) is None:
        return shown(results[name], lang)
    if ledger.entry(name) is None:
        allowed = [*ledger.ids(), *results]
        raise RecordError("ledger.cite_unknown", name=name, hint=words.hint(name, allowed))
    found = cite(ledger, name, lang, warned=spec == SOURCED)
    return {FULL: found.full, SOURCED: found.sourced}.get(spec, found.number)


def _refuse_typed(literal: str, ledger: Ledger, lang: str, names: Collection[str]) -> None:
    for name in sorted(names, key=len, reverse=True):
        literal = literal.replace(name, "")
    typed = NUMBER.search(literal)
    if typed is None:
        return
    same = [f.id for f in ledger.figures if f.value is not None and _same(typed.group(), f, lang)]
    near = Phrase("ledger.cite_instead", {"id": ", ".join(same)}) if same else ""
    raise RecordError("ledger.typed_number", number=typed.group(), hint=near)


def _same(typed: str, figure: Figure, lang: str) -> bool:
    """Whether somebody who typed this meant that figure."""
    number = NUMBER.search(amount(figure).say(lang))
    return number is not None and _bare(number.group()) == _bare(typed)


def _bare(number: str) -> str:
    return re.sub(r"[\u00a0\u202f ]", "", number).replace(",", ".")


def _published(ledger: Ledger, figure: Figure, lang: str) -> Citation:
    written: Sayable = amount(figure)
    number, other = written.say(lang), other_reading(ledger, figure.id)
    return Citation(
        id=figure.id,
        number=number,
        full=written.full(lang) if isinstance(written, Amount) else number,
        label=figure.label.say(lang),
        kind=say(KIND_NAMES[figure.kind], lang),
        source=ledger.source(figure.source).say(lang),
        other=Amount(other, figure.unit).say(lang) if other else "",
        lang=lang,
    )


def _computed(ledger: Ledger, derived: Derived, found: Quantity, lang: str) -> Citation:
    written, other = of_derived(derived, found), other_reading(ledger, derived.id)
    return Citation(
        id=derived.id,
        number=written.say(lang),
        full=written.full(lang),
        label=derived.label.say(lang),
        kind=say("ledger.kind.derived", lang),
        source=say("ledger.made_of", lang, ids=words.join(derived.of, lang)),
        derived=True,
        warning=derived.warning.say(lang) if derived.warning else "",
        other=of_derived(derived, other).say(lang) if other else "",
        lang=lang,
    )
