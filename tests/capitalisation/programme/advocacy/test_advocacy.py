"""Advocacy: amounts within amounts count once, nothing unknown is filled in, every doubt stays."""

from fractions import Fraction

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.records import changed
from workbench.capitalisation.programme import advocacy
from workbench.capitalisation.programme.advocacy import Advocacy, Proposal, obtained, share
from workbench.ledger import Ledger

MILLION = 1_000_000


@pytest.fixture(scope="module")
def anpss():
    return Dossier(places.examples() / "anpss", read_only=True)


@pytest.fixture(scope="module")
def told(anpss):
    return {one.number: one for one in anpss.read(Advocacy).proposals}


@pytest.fixture(scope="module")
def ledger(anpss):
    return anpss.read(Ledger)


@pytest.fixture(scope="module")
def found(anpss, ledger):
    return advocacy.check(anpss.read(Advocacy), ledger)


def ends(quantity):
    return quantity.low / MILLION, quantity.high / MILLION


def test_six_of_fifty_millions_are_twelve_in_a_hundred(told, ledger):
    assert share(told[1], ledger).low == Fraction(12, 100)


def test_forty_of_seven_hundred_millions_count_once(told, ledger):
    low, high = ends(obtained(told[2], ledger))
    assert (low, high) == (700, 820)  # the 120 of the PEC: within or beside, nobody says
    alone = changed(told[2], obtained=("ADV-02D", "ADV-02E"))
    assert ends(obtained(alone, ledger)) == (700, 700)


def test_a_part_that_may_be_one_gives_two_ends(told, ledger):
    assert ends(obtained(told[9], ledger)) == (50, 90)


def test_what_the_ledger_keeps_apart_is_not_added(told, ledger):
    assert obtained(told[10], ledger) is None


def test_amounts_are_added_only_where_somebody_says_why(told, ledger):
    both = changed(told[6], added={"en": "The source says ‘also’"})
    assert ends(obtained(told[6], ledger)) == (180, 280)
    assert ends(obtained(both, ledger)) == (280, 280)


def test_what_was_given_before_is_no_second_amount(told, ledger):
    assert "ADV-06B" in told[6].earlier
    assert obtained(told[6], ledger).high < 390 * MILLION


def test_four_and_five_stay_unknown_and_are_flagged(told, found):
    assert [n for n, one in told.items() if one.follow_up == "missing"] == [4, 5]
    assert {told[n].status for n in (4, 5)} == {"unknown"}
    assert [f.passed for f in found if f.id == "advocacy.silent"] == [False]


def test_every_doubt_of_the_figures_is_kept(found, ledger, told):
    cited = {id for one in told.values() for id in one.figures}
    doubtful = {f.id for f in ledger.figures if f.question and f.id.startswith("ADV")}
    assert doubtful <= cited
    assert {f.where for f in found if f.id == "advocacy.open"} == doubtful
    assert {f.id for f in ledger.figures if f.id.startswith("ADV")} - cited == {"ADV-00"}


def test_there_is_no_total_and_it_says_which_amounts_forbid_it(found):
    (no_total,) = [f for f in found if f.id == "advocacy.no_total"]
    assert no_total.holes["first"].startswith("ADV")


def test_the_proposals_are_all_there_and_an_undated_source_is_said(found):
    by_id = {f.id: f.passed for f in found}
    assert by_id["advocacy.all_there"] is True
    assert by_id["advocacy.undated"] is False


def test_a_figure_that_is_not_there_blocks(told, ledger):
    wrong = Advocacy(format=1, proposals=(changed(told[1], asked=("ADV-01Z",)),))
    blocked = [f for f in advocacy.check(wrong, ledger) if f.blocks]
    assert [f.id for f in blocked] == ["advocacy.no_figure"]


@pytest.mark.parametrize(
    "more",
    [{"status": "funded"}, {"status": "funded", "basis": "inferred"}, {"basis": "sourced"},
     {"follow_up": "missing", "obtained": ["ADV-01B"]}],
)  # fmt: skip
def test_a_status_that_rests_on_nothing_is_refused(more):
    plain = {"number": 1, "subject": "x", "follow_up": "given", "status": "unknown", "source": "p"}
    assert Proposal.model_validate(plain)
    with pytest.raises(ValueError, match="advocacy.rule"):
        Proposal.model_validate({**plain, **more})


def test_a_number_stands_once(anpss, tmp_path, spoil, example):
    with pytest.raises(RecordError):
        spoil(example("anpss"), "advocacy.yml", ("number: 2", "number: 1")).read(Advocacy)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_is_by_number_and_a_part_stands_after_its_whole(anpss, ledger, lang):
    everything = anpss.read(Advocacy)
    assert [row["advocacy_number"] for row in advocacy.table(everything, ledger, lang)] == [
        str(n) for n in range(1, 11)
    ]
    rows = [row["advocacy_figure"] for row in advocacy.amounts_table(everything, ledger, lang)]
    assert rows.index("ADV-02E") == rows.index("ADV-02D") + 1
