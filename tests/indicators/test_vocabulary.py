"""The shared words are data: whole, in both languages, and replaceable."""

import shutil

import pytest

from workbench import indicators
from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.records import read_record
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.indicators import vocabulary
from workbench.indicators.vocabulary import Themes
from workbench.theory import Theory

FOLDER = places.datasets() / "vocabulary"


@pytest.fixture
def shelf(tmp_path):
    """A vocabulary of one's own, to change or to spoil."""
    return shutil.copytree(FOLDER, tmp_path / "vocabulary")


def texts(thing):
    """Yield every Text in a record."""
    for _, value in thing:
        for one in value if isinstance(value, tuple) else (value,):
            if hasattr(one, "rewritten"):
                yield one
            elif hasattr(one, "model_fields_set"):
                yield from texts(one)


def test_the_catalogue_is_whole():
    known = indicators.catalogue()
    starts = [id.split("-")[0][:4] for id in known]
    counts = {start: starts.count(start) for start in sorted(set(starts))}
    expected = {"ECO": 30, "EECO": 19, "EECR": 6, "ENV": 10, "IND": 42, "POL": 15, "SOC": 16}
    assert counts == expected


def test_every_theme_of_the_list_is_used_and_known():
    used = {indicator.theme for indicator in indicators.catalogue().values()}
    assert used == set(indicators.themes())


def test_every_scale_that_an_indicator_names_is_there():
    named = {indicator.scale for indicator in indicators.catalogue().values()} - {None}
    assert named <= set(indicators.scales())


def test_indicators_that_another_cites_exist():
    known = indicators.catalogue()
    for meaning in indicators.positive_exit().definitions:
        assert set(meaning.indicators) <= set(known)
    for situation in indicators.positive_exit().situations:
        assert set(situation.esf_codes) <= set(known)


@pytest.mark.parametrize("thing", [indicators.domains(), indicators.positive_exit()])
def test_every_wording_stands_in_both_languages(thing):
    found = list(texts(thing))
    assert found
    assert all(text.fr and text.en for text in found)


def test_the_crosswalk_leads_from_every_domain_to_another():
    found = indicators.domains()
    ours, theirs = ({d.id for d in taxonomy.domains} for taxonomy in found.taxonomies)
    assert {passage.start for passage in found.crosswalk} == ours
    assert {passage.end for passage in found.crosswalk} == theirs
    assert all(passage.status != "sourced" for passage in found.crosswalk)


def test_the_three_meanings_disagree():
    counts = {
        meaning.id: [s.counts[meaning.id] for s in indicators.positive_exit().situations]
        for meaning in indicators.positive_exit().definitions
    }
    assert len(counts) == 3
    assert len({tuple(answers) for answers in counts.values()}) == 3


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_tables_say_each_situation_and_each_meaning(lang):
    assert len(indicators.positive_exit_table(lang)) == len(indicators.positive_exit().situations)
    assert len(indicators.meanings_table(lang)) == 3


def test_a_theme_of_ones_own_is_read(shelf):
    path = shelf / "themes.yml"
    write_yaml(path, {"format": 1, "themes": {"boxing": {"fr": "Boxe", "en": "Boxing"}}})
    assert list(vocabulary.themes(shelf)) == ["boxing"] == list(read_record(Themes, path).themes)


BAD = {
    "a domain that is not there": (
        "domains.yml",
        "to: governance",
        "to: government",
        vocabulary.domains,
        "indicators.unknown_word",
    ),
    "a definition that is not there": (
        "positive_exit.yml",
        "{anpss: yes, iae: no",
        "{anpsss: yes, iae: no",
        vocabulary.positive_exit,
        "indicators.unknown_word",
    ),
    "a situation that forgets a definition": (
        "positive_exit.yml",
        "{anpss: yes, iae: no, ",
        "{anpss: yes, ",
        vocabulary.positive_exit,
        "indicators.situation_undecided",
    ),
    "a wrong status": (
        "positive_exit.yml",
        "status: sourced",
        "status: certain",
        vocabulary.positive_exit,
        "record.faults",
    ),
    "themes of a newer format": (
        "themes.yml",
        "format: 1",
        "format: 9",
        vocabulary.themes,
        "dossier.newer",
    ),
    "synonyms that are no list": (
        "synonyms.yml",
        "groups:\n",
        "group:\n",
        vocabulary.synonyms,
        "record.faults",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_vocabulary_is_refused_with_its_file(fault, shelf):
    file, old, new, load, key = BAD[fault]
    text = (shelf / file).read_text(encoding="utf-8")
    assert old in text
    (shelf / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        load(shelf)
    assert caught.value.key == key
    assert caught.value.holes["file"] == file


PLANTED = {
    "a baseline in percent without counts": (
        "indicators.bare_percentage",
        "IND-07",
        [{"indicator": "IND-07", "baseline": 0.4}],
    ),
    "another way of reporting": (
        "indicators.reporting_mix",
        "IND-02",
        [{"indicator": "IND-02"}, {"indicator": "IND-02", "reporting": "cumulative"}],
    ),
    "two meanings of positive exit": (
        "indicators.two_positive_exits",
        "indicators.yml",
        [{"indicator": "IND-07"}, {"indicator": "IND-10"}],
    ),
    "a copyrighted scale": (
        "indicators.scale_licence",
        "IND-32",
        [{"indicator": "IND-32"}],
    ),
}
SOUND = [
    {"indicator": "IND-07", "baseline": 0.4, "baseline_counts": {"count": 4, "n": 10}},
    {"indicator": "IND-02", "reporting": "periodic"},
    {"indicator": "IND-26"},
]


def choices(club, rows):
    made = [{"node": "came", "outcome": "x", **row} for row in rows]
    write_yaml(club.path("indicators.yml"), {"format": 1, "choices": made})
    return indicators.check(club.read(indicators.Choices), club.read(Theory))


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found_and_told(fault, club, wrong):
    id, where, rows = PLANTED[fault]
    findings = choices(club, rows)
    assert (id, where) in wrong(findings)
    assert all(f.sentence(lang) for f in findings for lang in ("fr", "en"))
    assert read_yaml(club.path("indicators.yml"))["format"] == 1


def test_sound_choices_raise_no_alarm(club, wrong):
    findings = choices(club, SOUND)
    rules = {id for id, _, _ in PLANTED.values()}
    assert {f.id for f in findings} >= rules
    assert not {id for id, _ in wrong(findings)} & rules
