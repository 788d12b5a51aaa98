"""A choice of indicators that is hard to defend is found, and the catalogue refuses a bad file."""

import shutil

import pytest
import yaml

from workbench import indicators
from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.records import changed
from workbench.base.yaml_files import read_yaml
from workbench.indicators import Choice, Choices, Indicator
from workbench.indicators import checks as indicator_checks
from workbench.indicators.table import baseline_text, target_text
from workbench.theory import Theory


@pytest.fixture
def chosen(club):
    return club.read(Choices)


@pytest.fixture
def beliefs(club):
    return club.read(Theory)


@pytest.fixture
def shelf(tmp_path):
    """A small catalogue to spoil."""
    folder = tmp_path / "shelf" / "individual"
    folder.mkdir(parents=True)
    shutil.copy(places.datasets() / "indicators" / "individual" / "IND-07.yml", folder)
    return folder.parent


def a_choice(**values):
    return Choice(**{"indicator": "IND-02", "node": "came", "outcome": "person", **values})


def choices(*some):
    return Choices(format=1, choices=some)


def test_a_sound_choice_has_nothing_wrong(chosen, beliefs, wrong):
    findings = indicators.check(chosen, beliefs)
    assert not wrong(findings)
    assert {f.id for f in findings} >= {"indicators.not_in_catalogue", "indicators.no_node"}


def test_an_unknown_indicator_is_found_with_the_nearest_id(beliefs, wrong):
    findings = indicators.check(choices(a_choice(indicator="IND-O2")), beliefs)
    assert ("indicators.not_in_catalogue", "IND-O2") in wrong(findings)
    found = next(f for f in findings if f.id == "indicators.not_in_catalogue")
    assert found.blocks
    assert found.holes["hint"].holes["near"].startswith("IND-")


def test_a_choice_for_no_node_is_found(beliefs, wrong):
    findings = indicators.check(choices(a_choice(node="cane")), beliefs)
    assert ("indicators.no_node", "IND-02") in wrong(findings)
    found = next(f for f in findings if f.id == "indicators.no_node")
    assert found.blocks
    assert found.holes["hint"].holes["near"] == "came"


def test_an_outcome_that_nothing_measures_is_a_warning(beliefs, wrong):
    findings = indicators.check(choices(a_choice()), beliefs)
    assert wrong(findings) == {("indicators.unmeasured", "confidence")}
    assert not any(finding.blocks for finding in findings)


def test_a_percentage_without_its_counts_is_refused_with_its_file(shelf):
    path = shelf / "individual" / "IND-07.yml"
    content = read_yaml(path)
    del content["denominator"]
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        indicators.catalogue(shelf)
    assert caught.value.key == "indicators.no_denominator"
    assert caught.value.holes["file"] == "IND-07.yml"


def test_too_many_indicators_are_a_warning(beliefs, wrong):
    many = choices(*[a_choice()] * (indicator_checks.MANY + 1))
    assert ("indicators.too_many", "indicators.yml") in wrong(indicators.check(many, beliefs))
    enough = choices(*[a_choice()] * indicator_checks.MANY)
    assert ("indicators.too_many", "indicators.yml") not in wrong(indicators.check(enough, beliefs))


def test_an_indicator_that_nobody_knows_is_refused_with_the_nearest_id():
    with pytest.raises(RecordError) as caught:
        indicators.get("IND_07")
    assert caught.value.key == "indicators.unknown"
    assert caught.value.holes["hint"].holes["near"] == "IND-07"


def test_a_catalogue_of_ones_own_is_read(shelf):
    assert list(indicators.catalogue(shelf)) == ["IND-07"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("id: IND-07", "id: IND-08", "indicators.misplaced"),
        ("domain: individual", "domain: political", "indicators.misplaced"),
        ("theme: exits", "theme: exit", "indicators.unknown_word"),
        ("reporting: periodic", "reporting: monthly", "record.faults"),
        ("level: beneficiary", "level: everybody", "record.faults"),
        ("format: 1", "format: 2", "dossier.newer"),
        ("format: 1\n", "", "dossier.no_format"),
        ("unit: percent", "unit: percents", "record.faults"),
        ("licence:", "license:", "record.faults"),
        ("format: 1\n", "format: 1\nformat: 1\n", "yaml.unreadable"),
    ],
)
def test_a_bad_indicator_is_refused_with_its_file(shelf, old, new, key):
    path = shelf / "individual" / "IND-07.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        indicators.catalogue(shelf)
    assert caught.value.key == key
    assert caught.value.holes["file"] == "IND-07.yml"


@pytest.mark.parametrize("field", sorted(Indicator.model_fields))
def test_an_indicator_without_a_key_it_needs_is_refused(field):
    content = dict(indicators.get("IND-07"))
    del content[field]
    if Indicator.model_fields[field].is_required():
        with pytest.raises(ValueError, match=field):
            Indicator.model_validate(content)
    else:
        assert Indicator.model_validate(content)


@pytest.mark.parametrize(
    ("indicator", "value", "fr", "en"),
    [("IND-07", 0.5, "50\u00a0%", "50%"), ("IND-02", 1320, "1\u202f320", "1,320")],
)
def test_a_target_is_written_in_the_unit_of_its_indicator(indicator, value, fr, en):
    choice = a_choice(indicator=indicator, target={"value": value})
    assert target_text(choice, "fr") == fr
    assert target_text(choice, "en") == en
    assert target_text(a_choice(), "en") == "–"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_says_each_choice_with_its_owner(chosen, lang):
    rows = indicators.table(chosen, lang)
    assert [row["id"] for row in rows] == ["IND-02", "IND-41"]
    assert [row["owner"] for row in rows] == ["–", {"fr": "Équipe", "en": "Team"}[lang]]


def test_a_baseline_in_percent_shows_its_two_counts():
    counted = a_choice(indicator="IND-07", baseline=0.4, baseline_counts={"count": 32, "n": 80})
    assert baseline_text(counted, "fr") == "40\u00a0% (32 sur 80)"
    assert baseline_text(counted, "en") == "40% (32 of 80)"
    assert baseline_text(a_choice(indicator="IND-07", baseline=0.4), "en") == "40%"
    assert baseline_text(a_choice(indicator="IND-41", baseline=4.5), "fr") == "4,5"
    assert baseline_text(a_choice(), "fr") == "–"


def test_each_box_shows_all_the_indicators_that_serve_it(chosen):
    two = changed(chosen, choices=(*chosen.choices, a_choice(indicator="IND-07", node="came")))
    told = indicators.by_node(two, "en")
    assert set(told) == {choice.node for choice in two.choices}
    assert "IND-02" in told["came"]
    assert "IND-07" in told["came"]
    assert indicators.by_node(None, "en") is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_domain_has_its_nearest_elsewhere(lang):
    rows = indicators.domains_table(lang)
    assert len(rows) == 5
    assert all(cell != "–" for row in rows for cell in row.values())
