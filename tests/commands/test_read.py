"""`workbench read` tells what is in a file, in one object for programs or in words for people."""

import json

import pytest

KEYS = {"encoding", "separator", "decimal", "sheet", "header_rows", "rows", "columns"}
KEYS |= {"dropped", "findings", "refused"}
CONTENT = "Suivi;;;\nNom;CP;Montant;RSA\nDURAND;01000;1 234,5;oui\nPETIT;31000;NSP;non\nTOTAL;;1;\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "suivi.csv"
    path.write_bytes(CONTENT.encode("cp1252"))
    return path


def test_programs_get_one_object(said, file):
    code, out, _ = said("read", file, "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) == KEYS
    assert (told["rows"], told["header_rows"], told["decimal"]) == (2, 1, ",")
    types = {column["name"]: column["type"] for column in told["columns"]}
    assert types == {"Nom": "text", "CP": "text", "Montant": "number", "RSA": "boolean"}
    assert told["columns"][2]["missing"] == {"NSP": 1}
    assert {"row": 1, "why": "title"} in told["dropped"]
    assert {"row": 5, "why": "total"} in told["dropped"]


def test_names_of_people_are_neither_shown_nor_written(said, file, tmp_path):
    code, out, _ = said("read", file, "--json", "--out", tmp_path / "out.csv")
    told = json.loads(out)
    found = {(f["id"], f["passed"]) for f in told["findings"]}
    assert code == 0
    assert ("data.direct_identifier", False) in found
    assert "DURAND" not in out
    assert (tmp_path / "out.csv").read_text() == (
        "CP,Montant,RSA\n01000,1234.5,true\n31000,,false\n"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_people_are_told_in_words(said, file, lang):
    code, out, err = said("read", file, "--lang", lang)
    assert (code, err) == (0, "")
    assert "DURAND" not in out
    assert "reading.missing_codes" in out


def test_a_refusal_is_one_object_too(said, tmp_path):
    (tmp_path / "vide.csv").write_bytes(b"")
    code, out, _ = said("read", tmp_path / "vide.csv", "--json", "--out", tmp_path / "out.csv")
    told = json.loads(out)
    assert code == 1
    assert set(told) == KEYS
    assert told["refused"]
    assert [finding["id"] for finding in told["findings"]] == ["reading.empty"]
    assert not (tmp_path / "out.csv").exists()


def test_a_code_of_ones_own_is_missing(said, file):
    _, out, _ = said("read", file, "--json", "--missing", "31000")
    assert json.loads(out)["columns"][1]["missing"] == {"31000": 1}


@pytest.mark.parametrize("more", [(), ("a.csv", "b.csv"), ("a.csv", "--out", "a.docx")])
def test_wrong_usage_is_answered_with_two(said, more):
    assert said("read", *more)[0] == 2


def test_the_file_received_is_never_replaced(said, file):
    assert said("read", file, "--out", file)[0] == 2
    assert file.read_bytes() == CONTENT.encode("cp1252")
