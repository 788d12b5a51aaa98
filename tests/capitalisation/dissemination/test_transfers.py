"""The log of transfers: unknown names, dates in disorder, a receiver that is its own giver."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import RecordError
from workbench.base.records import validated
from workbench.capitalisation.dissemination import Dissemination, Transfer, Transfers, transfers

TOLD = Dissemination.model_validate({
    "format": 1,
    "components": [{"id": "rhythm", "label": "r", "core": True}, {"id": "place", "label": "p"}],
    "sites": [
        {"id": "a", "name": "A", "role": "gives"}, {"id": "b", "name": "B", "role": "receives"},
    ],
})  # fmt: skip
GOOD = {
    "id": "t", "giver": "a", "receiver": "b", "component": "rhythm", "kind": "duplication",
    "begun": date(2026, 1, 2), "done": date(2026, 3, 4),
}  # fmt: skip


def log(*lines):
    return Transfers(format=1, transfers=tuple(Transfer.model_validate(one) for one in lines))


def test_a_good_line_has_no_doubt(wrong):
    assert wrong(transfers.check(log(GOOD), TOLD)) == set()


@pytest.mark.parametrize(
    ("change", "id"),
    [
        ({"giver": "nobody"}, "dissemination.unknown_site"),
        ({"receiver": "nobody"}, "dissemination.unknown_site"),
        ({"component": "nothing"}, "dissemination.unknown_component"),
        ({"receiver": "a"}, "dissemination.own_giver"),
        ({"done": date(2025, 1, 1)}, "dissemination.date_order"),
        ({"begun": None}, "dissemination.no_date"),
        ({"adapted": "smaller"}, "dissemination.adapted_without_reason"),
        ({"giver": "b", "receiver": "a"}, "dissemination.not_a_giver"),
        ({"component": ""}, "dissemination.not_filled"),
    ],
)
def test_a_bad_line_is_found(change, id, wrong):
    found = transfers.check(log({**GOOD, **change}), TOLD)
    assert wrong(found) == {(id, "t")}
    for finding in found:
        assert finding.sentence("fr")
        assert finding.sentence("en")


def test_a_line_that_repeats_another_is_found(wrong):
    again = {**GOOD, "id": "again"}
    assert wrong(transfers.check(log(GOOD, again), TOLD)) == {
        ("dissemination.same_transfer", "again")
    }


def test_two_sites_with_one_id_are_refused(tmp_path):
    twice = {"format": 1, "sites": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}
    with pytest.raises(RecordError) as error:
        validated(Dissemination, twice, tmp_path / "dissemination.yml")
    assert error.value.holes["faults"][0].key == "dissemination.twice"


@given(st.lists(st.tuples(st.sampled_from("abz"), st.sampled_from("abz"), st.booleans())))
def test_the_table_has_each_line_once_in_the_order_of_the_log(lines):
    made = [
        {"id": f"t{n}", "giver": giver, "receiver": receiver, "component": "rhythm"}
        | ({"done": date(2026, 1, 1)} if done else {})
        for n, (giver, receiver, done) in enumerate(lines)
    ]
    rows = transfers.table(log(*made), TOLD, "en")
    names = {"a": "A", "b": "B", "z": "z"}
    assert [next(iter(row.values())) for row in rows] == [names[giver] for giver, _, _ in lines]
    blocking = [f for f in transfers.check(log(*made), TOLD) if f.id == "dissemination.own_giver"]
    assert [f.passed for f in blocking] == [giver != receiver for giver, receiver, _ in lines]
