"""No set of published tables lets anybody compute a hidden cell by adding and subtracting."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.base.errors import DataError
from workbench.data.protection.cells import Ask, cell, coded, members, silent, split
from workbench.data.protection.masking import count_text, publish
from workbench.data.protection.published import Session
from workbench.data.protection.rules import SMALL

DAY = date(2025, 1, 31)
SITES, SEXES, EXITS = ("a", "b", "c"), ("f", "m"), ("job", "none", "")
COLUMNS = {"site": SITES, "sex": SEXES, "exit": EXITS}


def people(*counts):
    """Return a table of people from (site, sex, exit, how many)."""
    rows = [(a, b, c) for a, b, c, n in counts for _ in range(n)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


@st.composite
def tables(draw):
    """Draw a table of people with small and large groups."""
    sizes = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 15])
    corners = [(a, b, c) for a in SITES for b in SEXES for c in EXITS]
    drawn = people(*((*corner, draw(sizes)) for corner in corners))
    return drawn if len(drawn) else people(("a", "f", "job", 7))


@st.composite
def programmes(draw, table):
    """Draw a few sets of asks, published one set after the other; some differ by one group."""
    known = coded(table)
    columns = st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=2, unique=True)
    rounds = []
    for number in range(draw(st.integers(1, 3))):
        by = tuple(split(known, name) for name in draw(columns))
        left_out = draw(st.sampled_from([None, *known["site"].unique()]))
        kept = tuple(site for site in known["site"].unique() if site != left_out)
        among = cell([("site", kept)]) if left_out is not None and kept else ()
        rounds.append([Ask(f"round {number}", by, among)])
    return rounds


def told(table, rounds):
    """Publish round after round; a round that is refused is not published."""
    session = Session()
    for asks in rounds:
        try:
            session = publish(table, asks, session, DAY).session
        except DataError as letter:
            assert letter.key == "protection.already_told"  # noqa: PT017
    return session


@given(data=st.data())
@settings(max_examples=40)
def test_no_set_of_tables_lets_a_hidden_cell_be_computed(attack, data):
    table = data.draw(tables())
    session = told(table, data.draw(programmes(table)))
    known = coded(table)
    values = {name: tuple(sorted(set(known[name]))) for name in COLUMNS}
    attacker = attack(values, [(entry.cell, entry.count) for entry in session.entries])
    counts = {entry.cell: int(members(known, entry.cell).sum()) for entry in session.entries}
    assert all(n == counts[group] for group, n in attacker.known.items())
    for group, n in counts.items():
        if 0 < n < SMALL and not silent(group):
            assert group not in attacker.known
            assert not attacker.finds(group)
            low, high = attacker.bounds(group)
            assert low < 1e-6
            assert high > SMALL - 1e-6
            assert attacker.whole_bounds(group, SMALL) == (True, True)


@given(table=tables(), group=st.sampled_from(SITES))
@settings(max_examples=25)
def test_a_table_with_a_group_and_one_without_it_do_not_tell_of_the_group(attack, table, group):
    known = coded(table)
    others = cell([("site", tuple(site for site in SITES if site != group))])
    exits = (split(known, "exit"),)
    session = told(table, [[Ask("all", exits)], [Ask("others", exits, others)]])
    values = {name: tuple(sorted({*known[name], *COLUMNS[name]})) for name in COLUMNS}
    attacker = attack(values, [(entry.cell, entry.count) for entry in session.entries])
    for leaving in EXITS[:2]:
        alone = cell([("site", (group,)), ("exit", (leaving,))])
        if 0 < members(known, alone).sum() < SMALL:
            assert attacker.whole_bounds(alone, SMALL) == (True, True)


def test_an_attacker_who_could_find_a_cell_is_seen(attack):
    told = [((), 10), (cell([("site", ("a",))]), 7)]
    attacker = attack({"site": ("a", "b")}, told)
    alone = cell([("site", ("b",))])
    assert attacker.finds(alone)
    assert attacker.bounds(alone) == (3, 3)
    assert attacker.whole_bounds(alone, SMALL) == (False, False)


def test_one_small_cell_takes_a_second_with_it():
    table = people(("a", "f", "job", 3), ("b", "f", "job", 9), ("c", "f", "job", 20))
    shown = publish(table, [Ask("sites", (split(coded(table), "site"),))], Session(), DAY)
    counts = list(shown.table("sites").values())
    assert counts == [32, None, None, 20]


def test_a_table_without_small_cells_is_shown_whole_zeros_included():
    table = people(("a", "f", "job", 6), ("b", "f", "none", 9))
    known = coded(table)
    asked = Ask("all", (split(known, "site"), split(known, "exit")))
    shown = publish(table, [asked], Session(), DAY).table("all")
    assert None not in shown.values()
    assert 0 in shown.values()


def test_where_an_answer_is_sensitive_nobody_is_not_shown_either():
    table = people(("a", "f", "job", 12), ("b", "f", "job", 9), ("b", "f", "none", 9))
    known = coded(table)
    asked = Ask("all", (split(known, "site"), split(known, "exit")), zeros=False)
    shown = publish(table, [asked], Session(), DAY).table("all")
    assert shown[cell([("site", ("a",)), ("exit", ("none",))])] is None
    assert shown[cell([("site", ("a",)), ("exit", ("job",))])] is None


def test_what_was_published_stays_as_it_was():
    table = people(("a", "f", "job", 3), ("b", "f", "job", 9), ("c", "f", "job", 20))
    asks = [Ask("sites", (split(coded(table), "site"),))]
    first = publish(table, asks, Session(), DAY)
    again = publish(table, asks, first.session, DAY)
    assert again.cells == first.cells
    assert again.session == first.session


def test_one_person_more_since_the_last_table_is_not_shown():
    before = people(("a", "f", "job", 9), ("a", "f", "none", 9), ("b", "f", "none", 12))
    after = people(("a", "f", "job", 10), ("a", "f", "none", 9), ("b", "f", "none", 12))
    exits = [Ask("exits", (split(coded(before), "exit"),))]
    session = publish(before, exits, Session(), DAY).session
    shown = publish(after, exits, session, DAY).table("exits")
    assert shown[cell([("exit", ("job",))])] is None
    assert shown[cell([("exit", ("none",))])] is None
    assert shown[()] == 31


def test_many_people_more_since_the_last_table_are_shown():
    before = people(("a", "f", "job", 9), ("a", "f", "none", 9))
    after = people(("a", "f", "job", 20), ("a", "f", "none", 30))
    exits = [Ask("exits", (split(coded(before), "exit"),))]
    session = publish(before, exits, Session(), DAY).session
    assert None not in publish(after, exits, session, DAY).table("exits").values()


def test_a_table_shown_whole_or_not_at_all_is_not_shown_in_part():
    table = people(("a", "f", "job", 30), ("a", "f", "none", 3), ("a", "f", "", 20))
    exits = (split(coded(table), "exit"),)
    shown = publish(table, [Ask("share", exits, whole=True)], Session(), DAY).table("share")
    assert set(shown.values()) == {None}


def test_a_few_who_did_not_answer_are_counted():
    table = people(("a", "f", "job", 30), ("a", "f", "none", 9), ("a", "f", "", 2))
    exits = (split(coded(table), "exit"),)
    shown = publish(table, [Ask("exits", exits)], Session(), DAY).table("exits")
    assert sorted(shown.values()) == [2, 9, 30, 41]


def test_tables_that_earlier_ones_betray_are_refused():
    table = people(("a", "f", "job", 8), ("b", "f", "job", 9), ("c", "f", "job", 3))
    asked = Ask("sites", (split(coded(table), "site"),))
    loose = publish(table, [asked], Session(), DAY, least=1).session
    with pytest.raises(DataError) as letter:
        publish(table, [asked], loose, DAY)
    assert letter.value.key == "protection.already_told"


def test_too_many_columns_crossed_are_refused():
    wide = pd.DataFrame({f"x{i}": [str(n % 7) for n in range(50)] for i in range(6)})
    known = coded(wide)
    with pytest.raises(DataError) as letter:
        publish(wide, [Ask("all", tuple(split(known, name) for name in wide))], Session(), DAY)
    assert letter.value.key == "protection.too_many_crossed"


def test_columns_that_are_never_crossed_cost_little():
    rng = np.random.default_rng(1)
    wide = pd.DataFrame({f"x{i}": rng.choice(list("abcd"), 300) for i in range(9)})
    known = coded(wide)
    asks = [Ask(name, (split(known, "x0"), split(known, name))) for name in list(wide)[1:]]
    shown = publish(wide, asks, Session(), DAY)
    assert all(n is None or not 0 < n < SMALL for n in (one.count for one in shown.cells))


def test_a_solver_that_is_wrong_is_not_believed(monkeypatch):
    import scipy.optimize

    class Wrong:
        x = np.zeros(100)

    table = people(("a", "f", "job", 3), ("b", "f", "job", 9), ("c", "f", "job", 20))
    asks = [Ask("sites", (split(coded(table), "site"),))]
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: Wrong())
    with pytest.raises(DataError) as letter:
        publish(table, asks, Session(), DAY)
    assert letter.value.key == "protection.already_told"


def test_a_hidden_count_is_said_in_the_same_words_whatever_it_was():
    assert count_text(None, "fr") != count_text(None, "en")
    assert not any(sign.isdigit() for sign in count_text(None, "en"))
