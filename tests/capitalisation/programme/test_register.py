"""A register takes a line that fits, and answers one that does not; a bound stays a bound."""

from fractions import Fraction

import pytest

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.capitalisation.programme.events import EVENTS, events
from workbench.capitalisation.programme.matching import VOLUNTEERS, volunteers
from workbench.capitalisation.programme.register import add, counted, read

EVENT = {"id": "E1", "day": "2025-03-11", "kind": "webinar", "simulated": "no"}
PERSON = {"id": "V1", "age": "19", "territory": "T1", "from_day": "2026-01-05", "hours": "24",
          "simulated": "no"}  # fmt: skip
REFUSED = {
    "register.no_day": {"day": "11/03/2025"},
    "register.no_whole": {"questions": "some"},
    "register.no_count": {"attended": "many"},
    "register.no_token": {"id": "a name"},
    "register.no_yes_no": {"simulated": "perhaps"},
    "register.empty_cell": {"kind": " "},
    "register.too_long": {"agenda": "x" * 10_000},
}


@pytest.fixture
def dossier(tmp_path):
    return Dossier(tmp_path)


def test_a_line_that_fits_is_added_and_read_back(dossier):
    assert add(dossier, EVENTS, {**EVENT, "attended": ">800", "theme": "Aller vers, ici"}) == 1
    assert add(dossier, EVENTS, {**EVENT, "id": "E2"}) == 2
    first, second = events(dossier)
    assert first["theme"] == "Aller vers, ici"
    assert (first["attended"].low, first["attended"].open_low) == (Fraction(800), True)
    assert second["attended"] is None  # nobody knows: no nought


@pytest.mark.parametrize("key", REFUSED)
def test_a_line_that_does_not_fit_is_answered_and_nothing_is_written(key, dossier):
    add(dossier, EVENTS, EVENT)
    before = dossier.path(EVENTS.file).read_bytes()
    with pytest.raises(DataError) as caught:
        add(dossier, EVENTS, {**EVENT, "id": "E2", **REFUSED[key]})
    assert caught.value.key == key
    assert caught.value.holes["line"] == "3"
    assert dossier.path(EVENTS.file).read_bytes() == before


def test_a_code_stands_once(dossier):
    add(dossier, EVENTS, EVENT)
    with pytest.raises(DataError) as caught:
        add(dossier, EVENTS, EVENT)
    assert caught.value.key == "register.twice"


def test_html_in_a_line_is_kept_as_text(dossier):
    add(dossier, EVENTS, {**EVENT, "theme": "<script>1</script>"})
    assert events(dossier)[0]["theme"] == "<script>1</script>"


def test_a_register_of_volunteers_has_no_place_for_a_name(dossier):
    assert not {"name", "sex", "origin", "address", "email"} & set(VOLUNTEERS.names)
    add(dossier, VOLUNTEERS, {**PERSON, "axes": "education inclusion", "reach": "T2 T3"})
    assert volunteers(dossier)[0].reach == ("T2", "T3")
    with pytest.raises(DataError) as caught:
        add(dossier, VOLUNTEERS, {**PERSON, "id": "V2", "axes": "cooking"})
    assert caught.value.key == "register.no_choice"


def test_a_column_too_many_or_too_few_is_named(dossier):
    path = dossier.path(EVENTS.file)
    add(dossier, EVENTS, EVENT)
    text = path.read_text()
    path.write_text(text.replace("speakers", "speaker"))
    with pytest.raises(DataError) as caught:
        read(dossier, EVENTS)
    assert caught.value.holes["column"] == "speakers"
    path.write_text(text.replace(",simulated", ",simulated,mail").replace(",no", ",no,x"))
    with pytest.raises(DataError) as caught:
        read(dossier, EVENTS)
    assert (caught.value.key, caught.value.holes["column"]) == ("register.other_column", "mail")


@pytest.mark.parametrize(
    ("text", "low", "high"), [("12", 12, 12), ("≥ 8", 8, None), ("<9", 0, 9), ("<= 9", 0, 9)]
)
def test_a_count_is_read_as_it_was_written(text, low, high):
    found = counted(text)
    assert found.low == low
    assert high is None or found.high == high
