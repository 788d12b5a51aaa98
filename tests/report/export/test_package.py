"""The tables describe themselves: a validator that knows nothing of us agrees, in both shapes."""

import csv
import io
import json
from datetime import date

import pytest
from frictionless import Package, validate

from workbench.base.words import LANGS
from workbench.report.export.export import Wanted, export
from workbench.report.export.package import FILE, slug

DAY = date(2026, 1, 5)


@pytest.fixture
def exported(tmp_path):
    """A builder: export a dossier into a folder of its own."""

    def make(dossier, wanted=None, name="out"):
        export(dossier, dossier, tmp_path / name, DAY, wanted or Wanted(("tidy", "esf")))
        return tmp_path / name

    return make


def faults(folder):
    report = validate(str(folder / FILE))
    return [error.note for task in report.tasks for error in task.errors] + [
        error.note for error in report.errors
    ]


@pytest.mark.parametrize("name", ["trajectoires", "nsw"])
@pytest.mark.parametrize("comma", [False, True])
def test_a_validator_finds_nothing_wrong(example, exported, name, comma):
    folder = exported(example(name), Wanted(("tidy", "esf"), "fr", comma=comma))
    assert faults(folder) == []
    resources = Package(str(folder / FILE)).resources
    assert {f"{one.name}.csv" for one in resources} == {path.name for path in folder.glob("*.csv")}
    assert all(len(one.read_rows()) >= 0 for one in resources)


def test_the_validator_sees_a_changed_byte_and_a_lost_key(example, exported):
    folder = exported(example("trajectoires"))
    path = folder / "estimates.csv"
    path.write_text(path.read_text("utf-8").replace("positive_exits,0", "nobody_knows,0"), "utf-8")
    assert faults(folder)


def test_numbers_are_read_as_numbers_from_both_shapes(example, exported):
    dossier = example("trajectoires")
    plain = Package(str(exported(dossier, name="plain") / FILE))
    french = Package(str(exported(dossier, Wanted(("tidy", "esf"), comma=True), "french") / FILE))
    rows = [one.get_resource("estimates").read_rows() for one in (plain, french)]
    assert [row.to_dict() for row in rows[0]] == [row.to_dict() for row in rows[1]]
    assert float(rows[0][0]["estimate"]) == pytest.approx(80 / 170)


def test_every_field_has_a_name_and_a_meaning_in_both_languages(example, exported):
    content = json.loads((exported(example("trajectoires")) / FILE).read_text("utf-8"))
    assert content["simulated"] is True
    assert content["licenses"][0]["name"] == "CC-BY-4.0"
    assert content["sources"]
    for resource in content["resources"]:
        fields, keys = resource["schema"]["fields"], resource["schema"]["primaryKey"]
        assert set(keys) <= {field["name"] for field in fields}
        for field in fields:
            assert all(field[f"title_{lang}"] for lang in LANGS)
            assert all(field[f"description_{lang}"] for lang in LANGS)
            assert field["title_fr"] == field["title"]
            if field["type"] == "integer" and field["name"] != "part":
                assert field["unit"]


def test_the_tables_hold_the_results_of_the_dossier(example, exported, rows):
    dossier = example("trajectoires")
    theirs = {row["id"]: row for row in _rows(dossier.path("results", "effects.csv"))}
    for row in rows(exported(dossier), "estimates.csv"):
        for name in ("estimate", "ci_low", "ci_high", "n", "count", "worst"):
            assert row[name] == theirs[row["analysis"]][name]


def test_a_bound_is_never_told_as_a_count(example, exported, rows, with_keys):
    dossier = example("trajectoires")
    figures = [
        {"id": "A", "label": "A", "value": 800, "bound": "more_than", "kind": "output",
         "source": "x"},
        {"id": "A", "label": "twice", "value": 1, "kind": "output", "source": "x"},
        {"id": "B", "label": "B", "written": "=many", "kind": "output", "source": "x"},
    ]  # fmt: skip
    for key in ("sources", "relations", "derived", "lists", "apart", "remarks"):
        with_keys(dossier, "ledger.yml", **{key: []})
    with_keys(dossier, "ledger.yml", figures=figures)
    folder = exported(dossier, Wanted(("tidy",)))
    one, other = rows(folder, "published.csv")
    assert (one["id"], one["figure"], one["bound"]) == ("A", "800", "more_than")
    assert (other["figure"], other["written_fr"]) == ("", "'=many")
    assert faults(folder) == []


def test_an_analysis_of_several_values_has_a_row_for_each(example, exported, rows):
    folder = exported(example("nsw"), Wanted(("tidy",)))
    found = rows(folder, "estimates.csv")
    assert len({(row["analysis"], row["part"]) for row in found}) == len(found)


def test_a_text_of_a_person_is_never_a_formula(example, exported, with_keys, spoil):
    dossier = spoil(
        example("trajectoires"), "plan.yml", ("fr: Sorties positives", "fr: '=HYPERLINK(\"x\")'")
    )
    with_keys(dossier, "evaluation.yml", organisation="@SUM(A1)")
    folder = exported(dossier)
    for path in folder.glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert faults(folder) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_dictionary_names_every_column_once_a_table(example, exported, lang):
    folder = exported(example("trajectoires"))
    text = (folder / f"dictionary.{lang}.md").read_text("utf-8")
    content = json.loads((folder / FILE).read_text("utf-8"))
    for resource in content["resources"]:
        part = text.split(f"## {resource['path']}")[1].split("\n## ")[0]
        for field in resource["schema"]["fields"]:
            assert part.count(f"| `{field['name']}` |") == 1
    widths = {line.replace(r"\|", "").count("|") for line in text.splitlines() if line[:1] == "|"}
    assert widths == {4}


def test_the_same_dossier_gives_the_same_bytes(example, exported):
    dossier = example("trajectoires")
    one, two = exported(dossier, name="one"), exported(dossier, name="two")
    assert sorted(p.name for p in one.iterdir()) == sorted(p.name for p in two.iterdir())
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("name", "short"),
    [("Été  2024", "ete-2024"), ("a_b.c", "a_b.c"), ("日本", "export")],
)
def test_a_name_becomes_a_short_one(name, short):
    assert slug(name) == short


def _rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
