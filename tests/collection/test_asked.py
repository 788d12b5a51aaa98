"""One YAML file in the catalogue is enough: search, form, codebook and page follow."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from openpyxl import load_workbook

from workbench import collection
from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.records import changed, validated
from workbench.base.yaml_files import read_yaml
from workbench.collection import asked, codebook
from workbench.collection.record import column
from workbench.data import understand
from workbench.indicators import Choice, Choices, Indicator, catalogue

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates" / "indicator.yml"


def specimen(**ask):
    """The indicator of the template, asked in another way."""
    content = read_yaml(TEMPLATE)
    return validated(Indicator, {**content, "ask": {**content["ask"], **ask}}, TEMPLATE)


@pytest.fixture
def known(monkeypatch):
    """A caller: make the catalogue hold one indicator more."""

    def add(indicator):
        shelf = {**catalogue(), indicator.id: indicator}
        monkeypatch.setattr(asked, "catalogue", lambda: shelf)

    return add


def chosen(dossier, outcome):
    new = Choice(indicator="IND-00", node="came", outcome=outcome)
    choices = dossier.read(Choices)
    dossier.write(changed(choices, choices=(*choices.choices, new)))


def test_a_choice_without_a_question_brings_the_one_of_the_catalogue(club, known, wrong):
    known(specimen())
    chosen(club, "ind_00")
    own = club.read(collection.Instrument)
    instrument = collection.instrument_of(club)
    added = [one for one in instrument.questions if own.question(one.id) is None]
    assert [(one.id, one.type, one.indicator) for one in added] == [
        ("ind_00_answer", "select_one", "IND-00")
    ]
    assert added[0].waves == ("exit",)
    assert instrument.columns()[-1] == "ind_00"
    assert "ind_00_answer" in [row["column"] for row in codebook.table(instrument, "fr")]
    findings = collection.check(instrument, club.read(Choices), None)
    assert ("collection.not_asked", "IND-00") not in wrong(findings)


def test_a_question_of_the_dossier_itself_is_never_asked_twice(club, known):
    known(specimen())
    own = club.read(collection.Instrument)
    chosen(club, own.columns()[-1])
    assert collection.instrument_of(club) == own


def test_a_number_asked_twice_gives_a_column_a_wave(club, known):
    content = read_yaml(TEMPLATE)
    number = {"label": {"fr": "Combien", "en": "How many"}, "type": "integer", "low": 0, "high": 9}
    twice = {**content, "unit": "number", "timing": "entry_and_exit", "ask": number}
    known(validated(Indicator, twice, TEMPLATE))
    own = club.read(collection.Instrument)
    outcome = collection.outcome_of("IND-00", own)
    assert outcome == "ind_00__exit"
    chosen(club, outcome)
    question = collection.instrument_of(club).question("ind_00")
    assert [column(question, wave) for wave in question.waves] == ["ind_00__entry", outcome]


def test_an_indicator_that_says_no_question_is_found_and_stops_nothing(club, wrong):
    chosen(club, "ind_00")
    choices = club.read(Choices)
    assert ("collection.not_asked", "IND-00") in wrong(
        collection.check(collection.instrument_of(club), choices, None)
    )
    assert collection.export(club, "fr")


def test_files_that_came_back_before_the_question_are_still_read(club, known, wrong):
    before = understand(club)
    known(specimen())
    chosen(club, "ind_00")
    after = understand(club)
    assert after.table.equals(before.table)
    assert "data.asked_since" in {id for id, _ in wrong(after.findings)}


@pytest.mark.parametrize(
    ("key", "ask"),
    [
        ("indicators.ask_no_options", {"type": "select_one", "counts": []}),
        ("indicators.ask_unknown_code", {"counts": ["yess"]}),
        ("indicators.ask_counts_nothing", {"counts": []}),
    ],
)
def test_a_question_that_cannot_be_counted_is_refused(tmp_path, key, ask):
    folder = tmp_path / "individual"
    folder.mkdir()
    content = read_yaml(TEMPLATE)
    content["ask"].update(ask)
    (folder / "IND-00.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        catalogue(tmp_path)
    assert caught.value.key == key


def test_every_question_of_the_catalogue_makes_an_instrument_without_a_blocker(club):
    asking = [one for one in catalogue().values() if one.ask]
    own = club.read(collection.Instrument)
    choices = Choices(
        format=1,
        choices=tuple(
            Choice(indicator=one.id, node="came", outcome=collection.outcome_of(one.id, own))
            for one in asking
        ),
    )
    instrument = collection.completed(own, choices)
    findings = collection.check(instrument, choices, None)
    assert [f for f in findings if f.passed is False and f.severity == "blocker"] == []
    assert len(instrument.questions) == len(own.questions) + len(asking)


@pytest.mark.slow
def test_one_file_and_no_python_reaches_search_form_codebook_and_page(tmp_path):
    """In a checkout of its own: the file is copied from the template, and nothing else changes."""
    home = tmp_path / "checkout"
    for folder in ("workbench", "datasets", "templates", "notebooks"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    mine = TEMPLATE.read_text(encoding="utf-8").replace("IND-00", "IND-99")
    mine = mine.replace("venues régulièrement", "venues au trampoline", 1)
    (home / "datasets/indicators/individual/IND-99.yml").write_text(mine, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(home)}

    def call(*command):
        done = subprocess.run(
            [sys.executable, *command], env=env, capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    search = "from workbench import indicators as i; print(i.search('trampoline')[0].indicator.id)"
    assert call("-c", search).strip() == "IND-99"
    shutil.copytree(places.examples() / "trajectoires", tmp_path / "mine")
    path = tmp_path / "mine" / "indicators.yml"
    extra = "  - {indicator: IND-99, node: entered, outcome: ind_99}\n"
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")
    call("-m", "workbench", "forms", str(tmp_path / "mine"), "--out", str(tmp_path / "out"))
    survey = load_workbook(tmp_path / "out" / "form.xlsx")["survey"]
    assert "ind_99_answer" in [row[1] for row in survey.iter_rows(values_only=True)]
    with (tmp_path / "out" / "codebook.fr.csv").open(encoding="utf-8", newline="") as lines:
        assert "ind_99" in [row["column"] for row in csv.DictReader(lines)]
    pages = ["--pages", "03,04", "--lang", "fr", "--out", str(tmp_path / "run")]
    call("-m", "workbench", "run", str(tmp_path / "mine"), *pages)
    for page in ("03_indicators", "04_collection"):
        shown = nbformat.read(tmp_path / "run" / "pages" / f"{page}.ipynb", as_version=4)
        assert "trampoline" in json.dumps(shown, ensure_ascii=False)
