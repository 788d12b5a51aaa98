"""The chosen indicators of a dossier, site by site; one that cannot be counted stops no other."""

from workbench import data


def test_the_parts_stand_under_their_total_and_add_up(example):
    dossier = example("trajectoires")
    table = data.understand(dossier).table
    found = data.measured(dossier, table)
    assert not found.findings
    for total in (one for one in found.measures if one.total):
        parts = [p for p in found.measures if p.indicator == total.indicator and not p.total]
        assert len(parts) == 3
        assert sum(part.people for part in parts) == total.people == len(table)
    rows = data.by_site(found, dossier, "fr")
    assert len(rows) == len(found.measures)
    assert set(rows[0]) == {
        "indicator", "group", "value", "count", "answered", "people", "missing",
    }  # fmt: skip


def test_the_unknown_exits_are_those_without_an_answer(example):
    dossier = example("trajectoires")
    table = data.understand(dossier).table
    (total,) = [
        one
        for one in data.measured(dossier, table).measures
        if one.total and one.indicator == "IND-20"
    ]
    assert total.numerator == table["exit_situation"].isna().sum() > 0
    assert total.denominator == len(table)


def test_what_cannot_be_counted_is_a_finding_and_the_others_are_counted(example, spoil):
    dossier = example("trajectoires")
    spoil(dossier, "indicators.yml", ("outcome: exit_unknown", "outcome: exit_situation"))
    found = data.measured(dossier, data.understand(dossier).table)
    assert [(f.id, f.where) for f in found.findings] == [("measures.not_a_number", "IND-20")]
    assert {one.indicator for one in found.measures} == {"IND-02", "IND-07", "IND-23", "IND-41"}


def test_nothing_chosen_gives_nothing(example):
    dossier = example("nsw", ("indicators.yml",))
    found = data.measured(dossier, data.understand(dossier).table)
    assert (found.measures, data.by_site(found, dossier, "en")) == ((), [])


def test_small_cells_are_hidden(club):
    found = data.measured(club, data.understand(club).table)
    rows = data.by_site(found, club, "en")
    small = [row for row, one in zip(rows, found.measures, strict=True) if one.small]
    assert small
    assert all(row["count"] == row["people"] == row["value"] for row in small)


def test_the_totals_stand_apart_with_one_row_an_indicator(example):
    dossier = example("trajectoires")
    found = data.measured(dossier, data.understand(dossier).table)
    whole = data.in_all(found, dossier, "en")
    assert len(whole) == len({one.indicator for one in found.measures}) == 5
    assert all(row in data.by_site(found, dossier, "en") for row in whole)
