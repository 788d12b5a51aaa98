"""The network: known truths, who is new, who left, who is alone, and a picture with their names."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import DataError
from workbench.capitalisation.dissemination import network, picture
from workbench.capitalisation.dissemination.network import Tie, networks


def ties(before, after):
    waves = [("before", pair) for pair in before] + [("after", pair) for pair in after]
    return [Tie(wave, one, other, n) for n, (wave, (one, other)) in enumerate(waves, 2)]


TRIANGLE = [("a", "b"), ("b", "c"), ("a", "c")]
BOTH = ties([("a", "b"), ("c", "")], [*TRIANGLE, ("d", ""), ("b", "a")])


def test_density_degrees_and_parts_of_a_known_network():
    after = networks(BOTH).after
    assert after.members == ("a", "b", "c", "d")
    assert after.density == 3 / 6
    assert after.degrees == {"a": 2, "b": 2, "c": 2, "d": 0}
    assert (after.isolated, after.parts, len(after.ties)) == (("d",), 2, 3)


def test_who_is_new_and_who_left():
    both = networks(ties([("a", "b"), ("x", "a")], TRIANGLE))
    assert (both.new, both.left) == (("c",), ("x",))


def test_with_one_wave_nobody_is_new(wrong):
    one = ties([], TRIANGLE)
    states = [list(row.values())[-1] for row in network.members_table(networks(one), "en")]
    assert len(set(states)) == 1
    assert ("dissemination.wave_missing", "before") in wrong(network.check(one))


@pytest.mark.parametrize(
    ("tie", "id"),
    [
        (Tie("avant", "a", "b", 9), "dissemination.unknown_wave"),
        (Tie("after", "a", "a", 9), "dissemination.tie_with_itself"),
        (Tie("after", "c", "b", 9), "dissemination.same_tie"),
    ],
)
def test_a_bad_row_is_found(tie, id, wrong):
    found = ties([("a", "b")], TRIANGLE)
    assert wrong(network.check([*found, tie])) == {(id, "9")}


def test_a_missing_column_is_refused_with_a_letter(club):
    club.path(network.FILE).write_text("wave,one,othr\nbefore,a,b\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        network.ties(club)
    assert error.value.key == "dissemination.no_column"


def test_the_picture_names_everybody_and_escapes_what_they_are_called():
    found = ties([("a", "b")], [("a", "<script>"), ("b", "")])
    svg = picture(networks(found), "fr")
    names = {text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}
    assert {"a", "b", "<script>"} <= names


def test_too_many_members_are_not_drawn():
    assert picture(networks(ties([], [(f"m{n}", "x") for n in range(80)])), "en") is None


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=20))
def test_density_is_a_share_and_degrees_add_up_to_twice_the_ties(pairs):
    net = networks(ties([], pairs)).after
    assert net.density is None or 0 <= net.density <= 1
    assert sum(net.degrees.values()) == 2 * len(net.ties)
