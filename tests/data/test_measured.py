"""The chosen indicators of a dossier, site by site; one that cannot be counted stops no other."""

from workbench import data


def test_the_parts_stand_under_their_total_and_add_up(example):
    dossier = example("trajectoires")
    cleaned = data.understand(dossier)
    found, table = data.measured(dossier, cleaned), cleaned.table
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
    cleaned = data.understand(dossier)
    table = cleaned.table
    (total,) = [
        one
        for one in data.measured(dossier, cleaned).measures
        if one.total and one.indicator == "IND-20"
    ]
    assert total.numerator == table["exit_situation"].isna().sum() > 0
    assert total.denominator == len(table)


def test_what_cannot_be_counted_is_a_finding_and_the_others_are_counted(example, spoil):
    dossier = example("trajectoires")
    spoil(dossier, "indicators.yml", ("outcome: exit_unknown", "outcome: exit_situation"))
    found = data.measured(dossier, data.understand(dossier))
    assert [(f.id, f.where) for f in found.findings] == [("measures.not_a_number", "IND-20")]
    assert {one.indicator for one in found.measures} == {"IND-02", "IND-07", "IND-23", "IND-41"}


def test_nothing_chosen_gives_nothing(example):
    dossier = example("nsw", ("indicators.yml",))
    found = data.measured(dossier, data.understand(dossier))
    assert (found.measures, data.by_site(found, dossier, "en")) == ((), [])


def test_small_cells_are_hidden(club):
    found = data.measured(club, data.understand(club))
    rows = data.by_site(found, club, "en")
    small = [row for row, one in zip(rows, found.measures, strict=True) if one.small]
    assert small
    assert all(row["count"] == row["people"] == row["value"] for row in small)


def test_the_totals_stand_apart_with_one_row_an_indicator(example):
    dossier = example("trajectoires")
    found = data.measured(dossier, data.understand(dossier))
    whole = data.in_all(found, dossier, "en")
    assert len(whole) == len({one.indicator for one in found.measures}) == 5
    assert all(row in data.by_site(found, dossier, "en") for row in whole)


def test_the_reasons_are_those_that_the_files_say(club):
    cleaned = data.understand(club)
    why, table = cleaned.reasons, cleaned.table
    refused = why["situation"][table["situation"].isna()].tolist()
    assert refused == ["refused"] == why["positive_exit"].dropna().tolist()
    assert set(why["confidence__entry"].dropna()) <= {"unknown", "blank"}
    for name, told in why.items():
        assert told.notna().equals(table[name].isna()), name


def test_who_has_no_line_is_not_back_and_who_refused_all_is(club, spoil):
    path = club.path("received/exit.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = "P1,lille,refus,refus,refus"
    gone = [line for line in lines if not line.startswith("P2,")]
    path.write_text("\n".join(gone) + "\n", encoding="utf-8")
    why = data.understand(club).reasons["hours"]
    assert why.tolist()[:2] == ["refused", "not_back"]
