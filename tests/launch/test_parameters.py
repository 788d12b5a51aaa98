"""What a page may be told: a misspelt name and a value of another kind are refused."""

import pytest

from workbench.base.errors import RunError
from workbench.launch import parameters
from workbench.launch.contents import page, pages


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("one", pages(), ids=lambda one: one.id)
def test_every_parameter_is_documented_and_the_runner_gives_two(one, lang):
    known = parameters.declared(one, lang)
    assert set(parameters.GIVEN_BY_THE_RUNNER) <= set(known)
    assert all(parameter.help for parameter in known.values())
    assert known["lang"].default == lang


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [("level=0.9", "level", 0.9), ("people=60", "people", 60), ("name=a=b", "name", "a=b"),
     ("on=true", "on", True)],
)  # fmt: skip
def test_a_value_is_read_from_the_command(text, name, value):
    assert parameters.asked([text]) == {name: value}


@pytest.mark.parametrize("text", ["level", "=3", "", "level=[1", "level=2024-02-30", "level={a"])
def test_what_is_no_name_and_value_is_refused(text):
    with pytest.raises(RunError) as caught:
        parameters.asked([text])
    assert caught.value.key == "run.not_name_value"
    assert caught.value.holes["given"] == text


@pytest.mark.parametrize("name", ["poeple", "dossier", "lang"])
def test_a_parameter_that_no_page_offers_is_refused(name):
    with pytest.raises(RunError) as caught:
        parameters.check({name: 3}, pages(), "en")
    assert caught.value.key == "run.unknown_parameter"
    assert caught.value.holes["name"] == name
    if name == "poeple":
        assert caught.value.holes["hint"].holes["near"] == "people"


def test_a_parameter_of_a_page_that_is_not_run_is_refused():
    parameters.check({"level": 0.9}, [page("06_analysis")], "en")
    with pytest.raises(RunError) as caught:
        parameters.check({"level": 0.9}, [page("04_collection")], "en")
    assert caught.value.key == "run.unknown_parameter"


@pytest.mark.parametrize(
    ("name", "value"),
    [("people", "many"), ("people", 3.5), ("people", True), ("people", None), ("level", "high"),
     ("level", True), ("level", [0.9]), ("level", {"a": 1})],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(name, value):
    with pytest.raises(RunError) as caught:
        parameters.check({name: value}, pages(), "en")
    assert caught.value.key == "run.wrong_parameter"
    assert caught.value.holes["name"] == name
    assert caught.value.holes["example"] == {"people": "60", "level": "0.95"}[name]


def test_each_page_is_told_only_what_it_declares_in_its_own_kind():
    told = parameters.for_page({"level": 1, "people": 40}, page("06_analysis"), "en")
    assert told == {"level": 1.0}
    assert isinstance(told["level"], float)
    assert parameters.for_page({"level": 1}, page("01_evaluation"), "fr") == {}
