"""A funnel keeps each count beside its denominator, and an unknown number stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import DataError
from workbench.base.words import say
from workbench.contribution import EVERY, Funnel, funnel_told
from workbench.contribution.funnel import Step, passed
from workbench.contribution.visits import visits

LANGS = ("fr", "en")
SLOW, FAST = 10, 12
FILE = Funnel.FILE


@pytest.fixture
def sipa(example):
    return example("sipa")


@pytest.fixture
def with_months(sipa, spoil):
    """A builder: SIPA with months before and months since, all alike on each side."""

    def make(before, since, *rows):
        months = [f"{2016 + n // 12}-{n % 12 + 1:02}" for n in range(8 - before, 8 + since)]
        counts = [SLOW] * before + [FAST] * since
        lines = [f"{m},{c}" for m, c in zip(months, counts, strict=True)]
        sipa.path("visits.csv").write_text("\n".join(["month,count", *lines, *rows]), "utf-8")
        return spoil(sipa, FILE, ("    began:", "    monthly: visits.csv\n    began:"))

    return make


def test_each_step_has_its_denominator_and_unknown_stays_unknown(sipa):
    met, visited, supported, reconnected = funnel_told.of(sipa, "en")
    assert (met.count, visited.count, supported.count, reconnected.count) == (None, None, 537, 249)
    assert (supported.before.id, supported.whole, supported.share) == ("visited", None, None)
    assert reconnected.share == pytest.approx(0.4637, abs=5e-5)
    assert [round(100 * end, 1) for end in reconnected.interval] == [42.2, 50.6]


def test_without_a_stated_reading_there_is_no_interval(sipa, spoil):
    spoil(sipa, FILE, ("    reading:\n", "    asks:\n"))
    last = funnel_told.of(sipa, "en")[-1]
    assert last.share is not None
    assert last.interval is None


def test_what_nobody_counted_mixed_named_or_declared_is_found(sipa, wrong):
    assert wrong(EVERY[FILE](sipa)) == {
        ("funnel.uncounted", "met"),
        ("funnel.uncounted", "visited"),
        ("funnel.no_denominator", "supported"),
        ("funnel.mixed", "reconnected"),
        ("funnel.group_unseen", "young"),
        ("funnel.group_unseen", "refugees"),
        ("funnel.group_unseen", "women"),
        ("funnel.base_undeclared", "visits"),
        ("funnel.few_months", "visits"),
    }


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        ("SIPA-06B", "SIPA-6B", ("funnel.unknown_figure", "reconnected")),
        (
            "figure: SIPA-06B",
            "count: 2\n    of: met_",
            ("funnel.unknown_step", "reconnected"),
        ),
        ("figure: SIPA-06B", "count: 538", ("funnel.grows", "reconnected")),
        ("id: visited", "id: met", ("funnel.id_twice", "met")),
        ("{fr: Femmes", "{fr: F", ("funnel.group_unseen", "women")),
    ],
)
def test_what_does_not_fit_is_found(sipa, spoil, wrong, old, new, id):
    assert id in wrong(EVERY[FILE](spoil(sipa, FILE, (old, new))))


def test_a_bound_is_shown_and_never_divided(sipa, spoil):
    spoil(sipa, FILE, ("figure: SIPA-06A", "figure: SIPA-07B"))
    *_, shown, last = funnel_told.of(sipa, "en")
    assert (shown.count, last.share) == (None, None)
    assert "800" in funnel_told.table([shown], "en")[0]["counted"]


def test_small_groups_are_masked(sipa, spoil, wrong):
    hidden = say("analysis.masked", "en")
    spoil(sipa, FILE, ("  - id: refugees", "    counts: {supported: 3}\n  - id: refugees"))
    young, refugees, _ = funnel_told.groups_table(sipa, "en")
    assert hidden in young.values()
    assert hidden not in refugees.values()
    assert "3" not in young.values()
    assert ("funnel.group_unseen", "young") not in wrong(EVERY[FILE](sipa))


def test_months_before_and_since_say_whether_a_break_could_be_seen(with_months):
    one = visits(with_months(8, 8))[0]
    assert (one.before_and_after, one.may_break) == ((8, 8), True)
    assert one.change == pytest.approx(FAST / SLOW - 1)


def test_too_few_months_are_found(with_months, wrong):
    dossier = with_months(7, 12)
    assert not visits(dossier)[0].may_break
    found = wrong(EVERY[FILE](dossier))
    assert ("funnel.few_months", "visits") in found
    assert ("funnel.base_undeclared", "visits") not in found


@pytest.mark.parametrize("row", ["2016-13,4", "2016-05,many", "2016-08,4", "mai,4"])
def test_odd_months_are_refused(with_months, row):
    with pytest.raises(DataError) as caught:
        visits(with_months(1, 1, row))
    assert caught.value.key == "visits.odd_row"


def test_months_outside_the_dossier_are_refused(sipa, spoil, tmp_path):
    (tmp_path / "other.csv").write_text("month,count\n2016-01,3\n", "utf-8")
    spoil(sipa, FILE, ("    began:", "    monthly: ../other.csv\n    began:"))
    with pytest.raises(DataError) as caught:
        visits(sipa)
    assert caught.value.key == "visits.outside"


@pytest.mark.parametrize("lang", LANGS)
def test_the_drawing_gives_no_length_of_its_own_to_an_unknown_number(sipa, lang):
    svg = funnel_told.picture(funnel_told.of(sipa, lang), lang)
    assert svg.count("stroke-dasharray") == 3  # two steps, and the sign that says what it means
    assert all(text in svg for text in ("537", "249"))


@given(counts=st.lists(st.none() | st.integers(0, 900), min_size=1, max_size=6))
def test_a_share_is_never_above_one_nor_made_of_an_unknown_number(counts):
    steps = tuple(
        Step(id=f"s{n}", label="Step", count=count, reading="A draw")
        for n, count in enumerate(counts)
    )
    for one in passed(Funnel(format=1, steps=steps), None, "en"):
        if one.share is None:
            assert one.interval is None
        else:
            assert 0 <= one.interval[0] <= one.share <= one.interval[1] <= 1
        assert one.share is None or (one.whole and one.count <= one.whole)
