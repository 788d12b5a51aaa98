"""How far a dossier is, and when something was last done, is told as it is."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from workbench.base import places, shelf
from workbench.base.dossier import Dossier
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.launch.contents import pages
from workbench.launch.home import steps
from workbench.launch.home.steps import STEPS, moment, standing


@pytest.fixture
def fresh():
    name = shelf.new("Club")
    return shelf.own()[name]


def test_a_new_dossier_holds_nothing_yet(fresh):
    stands = standing(fresh)
    assert stands.done == frozenset()
    assert stands.after.id == "project"


def test_a_step_holds_something_once_its_file_is_another_one(fresh):
    evaluation = read_yaml(fresh.path("evaluation.yml"))
    write_yaml(fresh.path("evaluation.yml"), {**evaluation, "organisation": "Le club"})
    stands = standing(fresh)
    assert stands.done == {"project"}
    assert (stands.after.id, stands.last.id) == ("theory", "project")


@pytest.mark.parametrize(
    ("file", "step"),
    [
        ("theory.yml", "theory"),
        ("indicators.yml", "indicators"),
        ("collection/instrument.yml", "collection"),
        ("plan_frozen.yml", "collection"),
        ("received/in_app.csv", "people"),
        ("data/clean.csv", "data"),
        ("results/effects.csv", "analysis"),
        ("report/index.html", "report"),
    ],
)
def test_the_last_file_says_what_was_last_done(fresh, file, step):
    fresh.path(file).parent.mkdir(exist_ok=True)
    fresh.path(file).write_text("format: 1\n", encoding="utf-8")
    then = datetime.now(UTC).timestamp() + 60
    os.utime(fresh.path(file), (then, then))
    stands = standing(fresh)
    assert stands.done == {step}
    assert stands.last.id == step
    assert stands.when.timestamp() == pytest.approx(then, abs=1)


def test_a_whole_example_holds_every_step():
    stands = standing(Dossier(places.examples() / "trajectoires"))
    assert stands.done >= {"project", "theory", "indicators", "collection", "data", "analysis"}


def test_each_page_of_an_evaluation_is_a_step():
    assert [step.page for step in STEPS if step.page] == [page.id for page in pages()]


def test_what_begins_with_a_dot_is_nobodys_work(fresh):
    fresh.path(".history").mkdir()
    fresh.path(".history", "theory.yml").write_text("x")
    assert standing(fresh).done == frozenset()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_moment_is_said_by_its_distance(lang):
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    said = [moment(now - timedelta(days=days), lang, now) for days in (0, 1, 2, 400)]
    assert len(set(said)) == 4
    assert "2025" in said[3]


def test_a_file_that_is_taken_away_while_one_looks_stops_nothing(fresh, monkeypatch):
    content = steps.zipped.content
    there = [*content(fresh.folder), fresh.path("report", "gone.docx")]
    monkeypatch.setattr(steps.zipped, "content", lambda folder: there)
    assert standing(fresh).done == frozenset()
