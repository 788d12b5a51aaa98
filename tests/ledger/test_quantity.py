"""What is known of a number stays known through arithmetic: no more, and no less."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger.quantity import Quantity, exact, more_than, of_figure, step, verdict
from workbench.ledger.record import Figure

NUMBERS = st.fractions(-1000, 1000, max_denominator=100)


@st.composite
def ranges(draw):
    """A range, and a value inside it."""
    low, inside, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Quantity(low, high), inside


@given(ranges(), ranges())
def test_what_is_inside_stays_inside(first, other):
    (one, a), (two, b) = first, other
    for found, value in (
        (one.plus(two), a + b),
        (one.minus(two), a - b),
        (one.times(two), a * b),
    ):
        assert found.low <= value <= found.high
    if two.low <= 0 <= two.high:
        with pytest.raises(ZeroDivisionError):
            one.over(two)
    else:
        assert one.over(two).low <= a / b <= one.over(two).high


@given(NUMBERS, NUMBERS)
def test_exact_numbers_stay_exact(a, b):
    one, two = exact(a), exact(b)
    assert one.plus(two) == exact(a + b)
    assert one.minus(two) == exact(a - b)
    assert one.times(two) == exact(a * b)
    assert b == 0 or one.over(two) == exact(a / b)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_bound_stays_a_bound(bound, value):
    for found, low in (
        (more_than(bound).plus(exact(value)), bound + value),
        (more_than(bound).times(exact(value)), bound * value),
        (more_than(bound).over(exact(value)), Fraction(bound, value)),
    ):
        assert (found.low, found.open_low) == (low, True)
        assert not found.is_exact
        assert found.high == float("inf")


def test_a_number_over_a_bound_is_below_and_above_nothing():
    found = exact(240).over(more_than(800))
    assert (found.low, found.high) == (0, Fraction(3, 10))
    assert found.open_low
    assert found.open_high


VERDICTS = [
    (exact(240), exact(240), 1, "exact"),
    (exact(Fraction(249, 537)), exact(0.464), Fraction(1, 1000), "rounded"),
    (exact(240), exact(320), 1, "contradicted"),
    (Quantity(Fraction(6), Fraction(8)), exact(7), 1, "possible"),
    (Quantity(Fraction(6), Fraction(8)), exact(9), 1, "contradicted"),
    (more_than(800), exact(900), 1, "possible"),
    (more_than(800), exact(800), 1, "contradicted"),
    (exact(28), Quantity(Fraction(30), Fraction(30), about=True), 1, "possible"),
    (exact(26), Quantity(Fraction(30), Fraction(30), about=True), 1, "contradicted"),
]


@pytest.mark.parametrize(("expected", "published", "rounding", "found"), VERDICTS)
def test_the_verdict(expected, published, rounding, found):
    assert verdict(expected, published, Fraction(rounding)) == found


@given(NUMBERS, NUMBERS)
def test_one_unit_off_is_never_missed(a, b):
    assert (verdict(exact(a), exact(b), Fraction(0)) == "contradicted") == (a != b)


@pytest.mark.parametrize(
    ("value", "unit"), [(320.0, 1), (0.464, Fraction(1, 1000)), (1e-7, Fraction(1, 10**7))]
)
def test_the_last_digit_that_was_written(value, unit):
    assert step(value) == unit


BOUNDS = {
    "more_than": (5, float("inf"), True, True),
    "at_least": (5, float("inf"), False, True),
    "less_than": (0, 5, False, True),
    "at_most": (0, 5, False, False),
    "exact": (5, 5, False, False),
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_figure_says_what_its_bound_says(bound):
    figure = Figure(id="A", label="A", value=5, bound=bound, kind="output", source="Page")
    found = of_figure(figure)
    assert (found.low, found.high, found.open_low, found.open_high) == BOUNDS[bound]
