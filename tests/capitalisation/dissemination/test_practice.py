"""A change of practice is confirmed by a second person of a dated example, or it is declared."""

from datetime import date

import pytest

from workbench.capitalisation.dissemination import Practice, practice
from workbench.capitalisation.dissemination.practice import Changed

WHOLE = {
    "id": "x", "role": "r", "before": "b", "now": "n", "example": "e",
    "example_on": date(2026, 1, 1), "confirmed_by": "colleague", "confirmed_on": date(2026, 2, 1),
}  # fmt: skip


def without(*names, **values):
    kept = {name: value for name, value in WHOLE.items() if name not in names}
    return Changed.model_validate({**kept, **values})


@pytest.mark.parametrize(
    ("one", "standing", "found"),
    [
        (without(), "confirmed", set()),
        (without("confirmed_by"), "declared", {"dissemination.practice_declared"}),
        (without("example"), "without_example", {"dissemination.practice_example"}),
        (without("example_on"), "without_example", {"dissemination.practice_example"}),
        (without("before"), "confirmed", {"dissemination.practice_before"}),
        (without(confirmed_on=date(2025, 1, 1)), "confirmed", {"dissemination.confirmed_before"}),
    ],
)
def test_how_far_a_change_is_known(one, standing, found, wrong):
    assert one.standing == standing
    told = Practice(format=1, changes=(one,))
    assert {id for id, _ in wrong(practice.check(told))} == found
    assert practice.sentence(told, "fr")
