"""A folder brings cards together: from dossiers, or begun by hand; nothing there is lost."""

import json

import pytest

from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.capitalisation.card import read_of, write_card
from workbench.capitalisation.card.folder import begin, bring, folder_of_cards, looked_over
from workbench.commands.main import main


def test_the_card_of_an_example_comes_into_a_folder_with_its_sums(tmp_path):
    into = folder_of_cards(tmp_path / "together")
    paths = bring(open_dossier("trajectoires"), into)
    assert [path.name for path in paths] == ["trajectoires.yml", "sums.csv"]
    cards, sums, findings = looked_over(into)
    assert (len(cards), len(sums["trajectoires"])) == (1, 3)
    assert not [finding for finding in findings if finding.blocks]


def test_what_people_wrote_on_a_card_stays_when_it_comes_again(tmp_path):
    into = folder_of_cards(tmp_path / "together")
    bring(open_dossier("sipa"), into)
    write_card(into, read_of(into, "sipa").model_copy(update={"cost_hours": 120.0}))
    bring(open_dossier("sipa"), into)
    assert read_of(into, "sipa").cost_hours == 120


def test_an_empty_card_is_begun_once(tmp_path):
    into = folder_of_cards(tmp_path / "together")
    assert begin(into, "north").is_file()
    for id, rule in (("north", "card.there_already"), ("Le Nord", "card.no_id")):
        with pytest.raises(RunError) as error:
            begin(into, id)
        assert error.value.key == rule


def test_sums_that_cannot_be_read_are_named_and_their_card_stays(tmp_path):
    into = folder_of_cards(tmp_path / "together")
    bring(open_dossier("trajectoires"), into)
    into.path("cards/trajectoires/sums.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    cards, sums, findings = looked_over(into)
    assert (len(cards), sums["trajectoires"]) == (1, ())
    assert "card.sums_columns" in {finding.id for finding in findings if finding.blocks}


def told(capsys, *args):
    code = main(["card", *map(str, args)])
    return code, capsys.readouterr()


def test_the_command_begins_makes_and_checks(capsys, tmp_path):
    place = tmp_path / "together"
    assert told(capsys, "from", "sipa", "--into", place)[0] == 0
    assert told(capsys, "new", place, "north")[0] == 0
    code, out = told(capsys, "check", place, "--json")
    content = json.loads(out.out)
    assert (code, [one["pilot"] for one in content["cards"]]) == (0, ["north", "sipa"])
    place.joinpath("cards/north.yml").write_text("format: 1\npilot_id: sipa\n", encoding="utf-8")
    code, out = told(capsys, "check", place)
    assert (code, "card.same_id" in out.out) == (1, True)


@pytest.mark.parametrize("args", [("chek", "x"), ("new", "x"), ("from", "sipa"), ("check", "none")])
def test_a_wrong_use_is_told_and_ends_with_two(capsys, tmp_path, args):
    code, out = told(capsys, *args)
    assert (code, bool(out.err), out.out) == (2, True, "")
