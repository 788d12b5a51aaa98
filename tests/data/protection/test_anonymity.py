"""How alone people are, held against a count by hand."""

import pandas as pd

from workbench.collection import Instrument
from workbench.data.load import load
from workbench.data.protection.anonymity import anonymity, check, quasi_identifiers, table_of


def by_hand(table, columns):
    """Return the sizes of the groups, counted without pandas."""
    sizes = {}
    for row in table[columns].astype(str).itertuples(index=False):
        sizes[tuple(row)] = sizes.get(tuple(row), 0) + 1
    return list(sizes.values())


def test_sites_dates_and_age_are_what_others_may_know(example):
    dossier = example("trajectoires")
    assert quasi_identifiers(dossier.read(Instrument)) == [
        "structure",
        "age",
        "qpv",
        "entry_date",
        "exit_date",
    ]


def test_the_people_who_are_alone_are_counted(example):
    dossier = example("trajectoires")
    table, instrument = load(dossier), dossier.read(Instrument)
    exact, coarse = anonymity(table, instrument)
    sizes = by_hand(table, quasi_identifiers(instrument))
    assert (exact.people, exact.groups, exact.smallest) == (213, len(sizes), min(sizes))
    assert exact.alone == sizes.count(1)
    assert exact.in_small == sum(size for size in sizes if size < 5)
    assert coarse.groups < exact.groups
    assert exact.same_answer is None


def test_columns_may_be_chosen(example):
    dossier = example("trajectoires")
    exact, _ = anonymity(load(dossier), dossier.read(Instrument), ["structure"])
    assert (exact.groups, exact.smallest, exact.alone) == (3, 68, 0)


def test_a_group_that_gave_one_sensitive_answer_is_seen(club, wrong):
    table = pd.DataFrame(
        {"place": list("aabbc"), "situation": ["job", "job", "job", "none", "job"]}
    )
    views = anonymity(table, club.read(Instrument))
    assert [view.same_answer for view in views] == [2, 2]
    assert wrong(check(views)) == {
        ("protection.alone", "exact"),
        ("protection.small_groups", "coarse"),
        ("protection.same_answer", "coarse"),
    }


def test_a_table_in_which_nobody_is_alone_passes(club, wrong):
    table = pd.DataFrame({"place": ["a"] * 6 + ["b"] * 6, "situation": ["job", "none"] * 6})
    assert wrong(check(anonymity(table, club.read(Instrument)))) == set()


def test_the_views_can_be_read_in_both_languages(example):
    dossier = example("trajectoires")
    views = anonymity(load(dossier), dossier.read(Instrument))
    for lang in ("fr", "en"):
        assert len(table_of(views, lang)) == 2
        assert all(finding.sentence(lang) for finding in check(views))
    assert [row["people"] for row in (view.row() for view in views)] == [213, 213]


def test_without_anything_known_everybody_is_alike(club):
    table = pd.DataFrame({"hours": [1.0, 2.0]})
    exact, _ = anonymity(table, club.read(Instrument))
    assert (exact.smallest, exact.alone) == (2, 0)
