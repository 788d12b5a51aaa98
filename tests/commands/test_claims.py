"""`workbench claims`: where the claims of a dossier stand, for people and for programs."""

import json

import pytest

from workbench.base.words import LANGS
from workbench.commands.main import main
from workbench.contribution.coding import CODING, COLUMNS

CARRIED_ON = "carried_on"


def told(capsys, *args):
    code = main(["claims", *args])
    return code, capsys.readouterr()


def test_sipa_as_one_object_contributed_only_where_a_rival_was_set_aside(capsys):
    code, out = told(capsys, "sipa", "--json")
    claims = json.loads(out.out)["claims"]
    assert code == 0
    assert {one["id"] for one in claims if one["level"] == "contributed"} == {CARRIED_ON}
    for one in claims:
        aside = any(rival["set_aside"] for rival in one["rivals"])
        assert aside == (one["level"] == "contributed")
        assert one["fr"] != one["en"]


def test_reliance_has_nothing_to_claim(capsys):
    code, out = told(capsys, "reliance", "--json")
    assert (code, json.loads(out.out)["claims"]) == (0, [])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["sipa", "reliance"])
def test_people_read_sentences(capsys, lang, name):
    code, out = told(capsys, name, "--lang", lang)
    assert code == 0
    assert out.out.strip()
    assert "Traceback" not in out.err


def test_the_agreement_of_coders_is_in_the_object(club, capsys):
    rows = [f"s{i},i1,{i} min,Words,{code},{who},inside" for i, who, code in
            ((1, "a", "x"), (1, "b", "x"), (2, "a", "y"), (2, "b", "x"))]  # fmt: skip
    club.path(CODING).write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    code, out = told(capsys, str(club.folder), "--json")
    found = json.loads(out.out)
    assert code == 0
    assert (found["agreement"]["n"], found["agreement"]["share"]) == (2, 0.5)
    assert found["quotes"] == {"shown": 0, "left_out": 2}
    assert found["stories"] is None


@pytest.mark.parametrize(
    ("args", "code"), [((), 2), (("a", "b"), 2), (("siap",), 2), (("sipa", "--jsn"), 2)]
)
def test_wrong_usage_is_a_letter(capsys, args, code):
    found, out = told(capsys, *args)
    assert found == code
    assert out.err.startswith("workbench: ")


def test_a_broken_file_is_a_letter_with_its_line(example, spoil, capsys):
    dossier = spoil(example("sipa"), "claims.yml", ("verdict: not_upheld", "verdict: refuted"))
    code, out = told(capsys, str(dossier.folder))
    assert code == 1
    assert "claims.yml" in out.err
