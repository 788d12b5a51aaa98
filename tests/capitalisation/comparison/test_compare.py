"""Pilots stand side by side from cards and sums alone; what is not alike is named, never ranked."""

import random

import pytest

from tests.capitalisation.by_hand import card, dossier_of
from workbench.base.errors import RecordError
from workbench.capitalisation import comparison
from workbench.capitalisation.card import Sum, write_sums
from workbench.capitalisation.comparison import doubts, side
from workbench.capitalisation.comparison.compare import LONGEST, names
from workbench.capitalisation.comparison.told import (
    components,
    components_table,
    domains,
    pilots_table,
    prerequisites,
    truth_table,
)

RATED = ("accessible", "stakeholders", "used")


def a_rate(yes=20, n=40, definition="job", indicator="IND-07", **more):
    return Sum(indicator, definition, numerator=yes, denominator=n, **more)


def rated(used, stakeholders=2):
    scores = {"accessible": 1, "stakeholders": stakeholders, "used": used}
    return [{"prerequisite": id, "score": scores[id], "evidence": "x"} for id in RATED]


def compared(folder, *pairs, **files):
    """Return the comparison of cards with their sums; *files* are YAML texts, by name."""
    dossier = dossier_of(folder / "d", *(one for one, _ in pairs))
    for one, sums in pairs:
        if sums:
            write_sums(dossier, one.pilot_id, sums)
    for name, text in files.items():
        dossier.path(f"{name}.yml").write_text("format: 1\n" + text, encoding="utf-8")
    return comparison.compare(dossier)


def wrong(found):
    return {finding.id for finding in doubts(found) if finding.passed is False}


def test_pilots_of_one_definition_are_averaged_and_the_others_named(tmp_path):
    found = compared(
        tmp_path,
        (card("north"), [a_rate()]),
        (card("south"), [a_rate(30, 60)]),
        (card("west"), [a_rate(10, 50, "job or training")]),
    )
    (group,) = side(found).groups
    assert [row.pilot for row in group.rows] == ["north", "south"]
    assert "synthesis.definitions" in wrong(found)


def test_the_order_is_that_of_files_whatever_the_figures(tmp_path):
    ids = ["alpha", "beta", "gamma", "delta"]
    rates = random.Random(1).sample(range(10, 31), 4)
    pairs = [(card(id), [a_rate(yes)]) for id, yes in zip(ids, rates, strict=True)]
    found = compared(tmp_path, *pairs)
    assert [one.pilot_id for one in found.cards] == sorted(ids)
    assert [row[0] for row in prerequisites(found, "fr").rows] == sorted(ids)
    assert [next(iter(row.values())) for row in pilots_table(found, "en")] == sorted(ids)
    assert [row.pilot for row in side(found).groups[0].rows] == sorted(ids)


def test_one_pilot_alone_is_shown_and_not_compared(tmp_path):
    found = compared(tmp_path, (card("north"), [a_rate()]))
    assert found.alone
    assert found.crossed is None
    assert wrong(found) == {"comparison.one_pilot"}
    assert len(pilots_table(found, "fr")) == 1


def test_a_card_that_does_not_fit_is_left_out_and_the_others_are_compared(tmp_path):
    strange = card("west", prerequisites=[{"prerequisite": "speed", "score": 2}])
    found = compared(tmp_path, (card("north"), None), (card("south"), None), (strange, None))
    assert [one.pilot_id for one in found.cards] == ["north", "south"]
    assert [f.id for f in found.findings if f.blocks] == ["card.not_in_grid"]


@pytest.mark.parametrize(("audience", "seen"), [("day", 3), ("network", 2), ("public", 1)])
def test_cards_and_sums_go_as_far_as_they_are_shared(tmp_path, audience, seen):
    pairs = [
        (card(id, share_level=level), [a_rate()])
        for id, level in (("a", "day"), ("b", "network"), ("c", "public"))
    ]
    found = compared(tmp_path, *pairs, comparison=f"audience: {audience}\n")
    assert (len(found.cards), found.kept_back) == (seen, 3 - seen)
    assert set(found.sums) == {one.pilot_id for one in found.cards}
    assert ("comparison.kept_back" in wrong(found)) == (seen < 3)


def test_a_quote_is_not_even_read_where_its_audience_is_too_wide(tmp_path):
    told = {"text": "On nous a écoutés", "consent": {"level": "inside"}}
    for audience, shown in (("day", True), ("public", False)):
        pairs = [(card("a", quote=told), None), (card("b"), None)]
        found = compared(tmp_path / audience, *pairs, comparison=f"audience: {audience}\n")
        assert (found.cards[0].quote is not None) is shown


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ({"level": "city"}, {"level": "region"}, "comparison.levels"),
        ({"level": "city"}, {}, "comparison.level_unknown"),
        ({"start": "2018", "end": "2019"}, {"start": "2020"}, "comparison.periods"),
        ({"start": "2018"}, {}, "comparison.start_unknown"),
        ({"people_covered": 40, "people_concerned": 60}, {"people_covered": 50},
         "comparison.no_denominator"),
        ({"simulated": True}, {}, "comparison.simulated_mixed"),
        ({"maturity": "idea"}, {"maturity": "regular"}, "comparison.maturity"),
        ({"taxonomy": "drome"}, {}, "comparison.taxonomies"),
        ({"evidence_level": "declared"}, {"evidence_level": "verified"}, "comparison.evidence"),
    ],
)  # fmt: skip
def test_what_is_not_alike_is_named(tmp_path, one, other, rule):
    same = compared(tmp_path / "same", *[(card(id, **one), None) for id in ("a", "b")])
    apart = compared(tmp_path / "apart", (card("a", **one), None), (card("b", **other), None))
    assert rule in wrong(apart)
    assert rule not in wrong(same) or rule in ("comparison.level_unknown",)


def test_a_rate_without_its_counts_is_named(tmp_path):
    bare = Sum("IND-07", "job", estimate=0.5, ci_low=0.4, ci_high=0.6)
    found = compared(tmp_path, (card("a"), [bare]), (card("b"), [a_rate()]))
    assert "comparison.no_counts" in wrong(found)


def test_a_domain_is_claimed_measured_or_verified_by_what_stands_behind_it(tmp_path):
    indicators = [{"id": "IND-07", "state": "verified"}, {"id": "x", "domain": "political"}]
    one = card("a", domains_claimed=["societal"], indicators=indicators)
    other = card("b", taxonomy="drome", domains_claimed=["fulfilment"])
    found = compared(tmp_path, (one, None), (other, [a_rate()]))
    marks = {
        taxonomy: [
            [cell.strong for cell in cells] for _, cells in domains(found, taxonomy, "fr").rows
        ]
        for taxonomy in ("five_domains", "drome")
    }
    assert marks["five_domains"] == [[3, 1, None, None, 1], [2, None, None, None, None]]
    assert marks["drome"] == [[3, 1, None, None, 1], [2, None, None, None, None]]


def test_pilots_with_the_same_conditions_and_another_outcome_contradict(tmp_path):
    people = [{"who": "x", "steps": ["question", "use"]}]
    both = {"stakeholders": people, "methods": ["questionnaire", "stories"]}
    cards = [card("a", prerequisites=rated(3), **both), card("b", prerequisites=rated(0), **both)]
    cards.append(card("c", prerequisites=rated(3), stakeholders=people, methods=["stories"]))
    found = compared(tmp_path, *[(one, None) for one in (*cards, card("d"))])
    rows = found.crossed.answer.rows
    assert [(row.cases, row.contradictory) for row in rows] == [(("c",), False), (("a", "b"), True)]
    assert {name: who for name, who in found.crossed.unknown.items() if who} == {
        "several_steps": ("d",), "figures_and_words": ("d",), "used": ("d",),
    }  # fmt: skip
    assert len(truth_table(found, "en")) == 2
    assert "comparison.contradicts" in wrong(found)


def test_a_condition_that_nobody_knows_is_refused_with_the_nearest(tmp_path):
    text = "outcome: used\nconditions: [stakeholder, accessible]\n"
    with pytest.raises(RecordError) as error:
        compared(tmp_path, (card("a"), None), (card("b"), None), comparison=text)
    assert error.value.key == "comparison.unknown_condition"


@pytest.mark.parametrize("count", [1, 4])
def test_a_truth_table_has_two_or_three_conditions(tmp_path, count):
    ids = ["accessible", "territory", "stakeholders", "regular"][:count]
    with pytest.raises(RecordError) as error:
        compared(tmp_path, (card("a"), None), comparison=f"conditions: [{', '.join(ids)}]\n")
    assert [fault.key for fault in error.value.holes["faults"]] == ["comparison.two_or_three"]


COMPONENTS = """components:
  - {id: referent, name: A referent, kind: core, at: [
      {site: roubaix, state: same}, {site: torcy, state: adapted}, {site: strasbourg, state: same}]}
  - {id: sport, name: The sport, kind: variable, at: [
      {site: roubaix, state: adapted, how: boxing}, {site: torcy, state: same}]}
"""


def test_three_local_projects_say_what_is_core_and_what_varies(tmp_path):
    found = compared(tmp_path, (card("a"), None), (card("b"), None), components=COMPONENTS)
    rules = [(f.id, f.where) for f in doubts(found) if f.file == "components.yml" and not f.passed]
    assert rules == [
        ("comparison.core_changed", "referent"),
        ("comparison.no_reason", "referent"),
        ("comparison.component_unknown", "sport"),
    ]
    core = components(found, "core", "fr")
    assert core.columns == ("roubaix", "torcy", "strasbourg")
    assert [cell.strong for cell in core.rows[0][1]] == [2, 1, 2]
    (row,) = components_table(found, "core", "fr")
    assert list(row)[1:] == list(core.columns)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (COMPONENTS.replace("id: sport", "id: referent"), "comparison.twice"),
        ("sites: [{id: lens, name: Lens}]\n" + COMPONENTS, "comparison.unknown_site"),
    ],
)
def test_components_that_contradict_themselves_are_refused(tmp_path, text, rule):
    with pytest.raises(RecordError) as error:
        compared(tmp_path, (card("a"), None), components=text)
    assert [fault.key for fault in error.value.holes["faults"]] == [rule]


def test_names_are_short_and_two_pilots_of_one_name_keep_their_ids():
    long = "Une expérimentation départementale au nom interminable et précis"
    cards = [card("a", name="Lens"), card("b", name="Lens"), card("c", name=long)]
    called = names(cards, "fr")
    assert (called["a"], called["b"]) == ("a", "b")
    assert len(called["c"]) <= LONGEST + 1


def test_what_is_left_is_the_same_in_both_languages_and_ranks_nobody(tmp_path):
    pairs = [(card("a", prerequisites=rated(3)), [a_rate()]), (card("b"), [a_rate(12)])]
    found = compared(tmp_path, *pairs)
    dossier = dossier_of(tmp_path / "d")
    text = "".join(path.read_text() for path in comparison.write(dossier, found))
    assert not {"rank", "total", "score_sum", "mean"} & set(text.replace("\n", ",").split(","))
    assert text.count("\na,prerequisite") + text.startswith("a,prerequisite") == 3
