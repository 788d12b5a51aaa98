"""A sentence takes its numbers from the ledger, or is refused."""

import pytest

from workbench import ledger
from workbench.base.errors import RecordError
from workbench.base.words import LANGS
from workbench.ledger import Ledger

FIGURES = [
    {"id": "SHOWN", "value": 800, "bound": "more_than", "kind": "output"},
    {"id": "PEOPLE", "value": 537, "unit": "persons", "kind": "output"},
    {"id": "HELPED", "value": 249, "unit": "persons", "kind": "result"},
    {"id": "YEARS", "value": 3, "unit": "years", "kind": "design"},
    {"id": "COST", "value": 1573139.87, "unit": "euros", "kind": "budget"},
    {"id": "ASKED", "value": 50000000, "unit": "euros", "kind": "request"},
    {"id": "CITY", "value": 2000000000, "unit": "euros", "kind": "announced"},
    {"id": "AGE", "value": 16, "upper": 29, "unit": "age", "kind": "design"},
    {"id": "ABOUT", "value": 30, "bound": "about", "unit": "persons", "kind": "output"},
    {"id": "RATE", "value": 80, "unit": "persons", "kind": "target", "per": "year"},
    {"id": "MORE", "value": 0.24, "unit": "share", "kind": "result", "change": True},
    {"id": "WHEN", "unit": "date", "kind": "schedule", "period": {"start": "2019-10-01"}},
    {"id": "WORDS", "kind": "intention", "written": {"fr": "trente ans", "en": "thirty years"}},
]
DERIVED = [
    {"id": "SHARE", "by": "share", "of": ["HELPED", "PEOPLE"], "unit": "share"},
    {"id": "A-YEAR", "by": "ratio", "of": ["SHOWN", "YEARS"], "per": "year"},
    {"id": "A-HEAD", "by": "ratio", "of": ["COST", "PEOPLE"], "unit": "euros", "digits": 2,
     "warning": {"fr": "Tout le projet.", "en": "The whole project."}},
]  # fmt: skip


@pytest.fixture
def figures():
    said = {"source": "Page"}
    return Ledger.model_validate(
        {
            "format": 1,
            "figures": [{"label": one["id"], **said, **one} for one in FIGURES],
            "derived": [{"label": one["id"], **one} for one in DERIVED],
        }
    )


WRITTEN = {
    "SHOWN": ("plus de 800", "more than 800"),
    "COST": ("1\u202f573\u202f139,87\u00a0€", "€1,573,139.87"),
    "ASKED": ("50\u00a0M€", "€50 million"),
    "CITY": ("2\u00a0Md€", "€2 billion"),
    "AGE": ("16 à 29", "16 to 29"),
    "ABOUT": ("environ 30", "about 30"),
    "RATE": ("80", "80"),
    "MORE": ("+24\u00a0%", "+24%"),
    "WHEN": ("1er octobre 2019", "October 1, 2019"),
    "WORDS": ("trente ans", "thirty years"),
    "SHARE": ("46,4\u00a0%", "46.4%"),
    "A-YEAR": ("plus de 266,7", "more than 266.7"),
}


@pytest.mark.parametrize("id", WRITTEN)
def test_a_number_is_written_as_the_language_writes_it_with_its_bound(figures, id):
    said = [ledger.cite(figures, id, lang).number for lang in LANGS]
    assert tuple(said) == WRITTEN[id]


def test_a_citation_brings_its_unit_its_kind_and_its_source(figures):
    found = ledger.cite(figures, "RATE", "en")
    assert (found.full, found.kind, found.source) == ("80 people a year", "target", "Page")
    assert not found.derived
    assert ledger.cite(figures, "SHARE", "fr").derived


@pytest.mark.parametrize("name", ["PEOPEL", "people", "", "PEOPLE.__class__", "0"])
def test_a_figure_that_is_not_there_cannot_be_cited(figures, name):
    with pytest.raises(RecordError) as letter:
        ledger.cite(figures, name, "fr")
    assert letter.value.key == "ledger.cite_unknown"


def test_the_letter_names_the_nearest_figure(figures):
    with pytest.raises(RecordError) as letter:
        ledger.cite(figures, "PEOPEL", "fr")
    assert letter.value.holes["hint"].holes == {"near": "PEOPLE"}


def test_a_number_that_misleads_comes_only_with_its_warning(figures):
    with pytest.raises(RecordError) as letter:
        ledger.cite(figures, "A-HEAD", "fr")
    assert letter.value.key == "ledger.behind_a_warning"
    found = ledger.cite(figures, "A-HEAD", "fr", warned=True)
    assert found.number == "2\u202f929,50\u00a0€"
    assert found.sourced.endswith(found.warning)
    assert found.warning


def test_a_sentence_is_filled_from_the_ledger_and_from_results(figures):
    text = "{SHOWN} presentations; {HELPED} of {PEOPLE:full}, and {exits} of them now."
    told = ledger.fill(text, "en", figures, {"exits": 12.5})
    assert told == "More than 800 presentations; 249 of 537 people, and 12.5 of them now."


REFUSED = {
    "a number typed by hand": ("We reached 537 people.", "ledger.typed_number"),
    "a number that nobody has": ("We reached 538 people.", "ledger.typed_number"),
    "an unknown figure": ("We reached {PEPLE}.", "ledger.cite_unknown"),
    "a number behind a warning": ("It costs {A-HEAD}.", "ledger.behind_a_warning"),
    "an attribute": ("We reached {PEOPLE.label}.", "ledger.cite_unknown"),
    "an index": ("We reached {PEOPLE[0]}.", "ledger.cite_unknown"),
    "a conversion": ("We reached {PEOPLE!r}.", "ledger.odd_hole"),
    "a format": ("We reached {PEOPLE:>90000}.", "ledger.odd_hole"),
    "an open brace": ("We reached {PEOPLE.", "ledger.braces"),
    "a hole without a name": ("We reached {}.", "ledger.cite_unknown"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_sentence_is_refused_for(figures, fault):
    text, key = REFUSED[fault]
    with pytest.raises(RecordError) as letter:
        ledger.fill(text, "en", figures)
    assert letter.value.key == key
    assert all(letter.value.say(lang) for lang in LANGS)


def test_a_number_typed_by_hand_is_told_the_figure_that_has_it(figures):
    with pytest.raises(RecordError) as letter:
        ledger.fill("Nous avons dépensé 1 573 139,87 €.", "fr", figures)
    assert letter.value.holes["hint"].holes == {"id": "COST"}


def test_a_name_with_a_number_in_it_may_be_declared(figures):
    told = ledger.fill("100 % inclusion: {PEOPLE}", "en", figures, names=["100 % inclusion"])
    assert told == "100 % inclusion: 537"


def test_a_warned_number_may_stand_where_its_warning_stands_too(figures):
    assert "whole project" in ledger.fill("It costs {A-HEAD:source}", "en", figures)
