"""The search form finds, escapes what it shows, and adds to the dossier without losing anything."""

import pytest

from workbench.base.errors import DataError
from workbench.forms import search_form, target_form
from workbench.forms.search import column_of, found, with_choice
from workbench.indicators import Choices, search


def parts(form):
    return form.children[1:]


def click(button):
    button.fire_event("click", None)


def test_what_is_found_is_added_and_kept(club):
    question, go, which, node, ready, reply = parts(search_form(club, "fr"))
    question.v_model = "solitude"
    click(go)
    assert "IND-31" in reply.value
    assert which.v_model == "IND-31"
    click(ready)
    last = club.read(Choices).choices[-1]
    assert (last.indicator, last.node, last.outcome) == ("IND-31", node.v_model, "ind_31")
    click(ready)
    assert "blocker" in reply.value
    assert len(club.read(Choices).choices) == 3


def test_a_search_without_answer_says_what_to_try(club):
    question, go, which, _, ready, reply = parts(search_form(club, "en"))
    question.v_model = "<b>xyzzy</b>"
    click(go)
    assert "<b>" not in reply.value
    assert not which.v_model
    click(ready)
    assert "blocker" in reply.value


def test_a_target_keeps_an_indicator_that_was_added_meanwhile(club):
    which, value, ready, reply = parts(target_form(club, "en"))
    club.write(with_choice(club.read(Choices), "IND-31", "confidence", None))
    value.v_model = "12,5"
    click(ready)
    choices = club.read(Choices).choices
    assert [choice.indicator for choice in choices] == ["IND-02", "IND-41", "IND-31"]
    assert choices[0].target.value == 12.5
    assert "12.5" in reply.value
    assert which.v_model == "IND-02"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_answer_says_its_definition_and_status(lang):
    hits = search("emploi")
    html = found(hits, lang)
    assert all(hit.indicator.id in html for hit in hits)


def test_nothing_and_the_same_twice_are_refused(club):
    choices = club.read(Choices)
    for id, key in (("", "indicators.nothing_to_add"), ("IND-02", "indicators.chosen_already")):
        with pytest.raises(DataError) as caught:
            with_choice(choices, id, "came", None)
        assert caught.value.key == key
    assert column_of("CAAS-SF", None) == "caas_sf"
