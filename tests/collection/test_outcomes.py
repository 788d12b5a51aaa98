"""What a column will hold is known from the instrument, before any answer comes."""

import pytest

from workbench.base.dossier import open_dossier
from workbench.collection import Instrument, instrument_of
from workbench.collection.outcomes import outcome, site, yes_no_columns


@pytest.fixture(scope="module")
def instrument():
    return instrument_of(open_dossier("trajectoires"))


@pytest.mark.parametrize(
    ("name", "kind", "before"),
    [("positive_exit", "share", None), ("confidence__exit", "number", "confidence__entry"),
     ("confidence__entry", "number", None), ("age", "number", None), ("qpv", "words", None),
     ("entry_date", "other", None), ("person", "other", None), ("nothing", "absent", None)],
)  # fmt: skip
def test_each_column_has_its_kind_and_what_stood_before(instrument, name, kind, before):
    found = outcome(name, instrument)
    assert (found.kind, found.before) == (kind, before)


def test_one_option_of_several_answers_is_a_share():
    several = {
        "id": "help", "label": "Help", "type": "select_multiple", "waves": ["entry", "exit"],
        "options": [{"code": "food", "label": "Food"}, {"code": "home", "label": "Home"}],
    }  # fmt: skip
    content = {"format": 1, "id": "one", "title": "One", "waves": ["entry", "exit"]}
    instrument = Instrument.model_validate({**content, "questions": [several]})
    found = outcome("help__food__exit", instrument)
    assert (found.kind, found.before) == ("share", "help__food__entry")
    assert found.label.say("fr") == "Food"


def test_a_yes_or_no_may_say_who_takes_part(instrument):
    assert set(yes_no_columns(instrument)) == {"positive_exit", "remobilised"}
    trial = instrument_of(open_dossier("nsw"))
    assert "treat" in yes_no_columns(trial)
    assert outcome("treat", trial).kind == "share"


def test_sites_are_told_apart_where_there_are_several(instrument):
    assert site(instrument, 0) == "structure"
    assert site(instrument_of(open_dossier("nsw")), 3) is None
