"""Page 06 shows configurations, scales and costs where the dossier has them, else one line."""

import shutil

import numpy as np
import pandas as pd
import pytest

from workbench import forms
from workbench.analysis.reliability import Scales
from workbench.base import places
from workbench.base.words import LANGS
from workbench.base.yaml_files import write_yaml
from workbench.report.review import review

ALL = (forms.configurations, forms.reliability, forms.costs)

QCA = {
    "format": 1,
    "table": "pilots.csv",
    "outcome": "kept",
    "conditions": ["mentor", "age"],
    "id": "club",
    "anchors": {"age": [18, 21.1, 25]},
}
COSTS = {
    "format": 1,
    "currency": "EUR",
    "year": 2024,
    "inputs": [{"id": "team", "label": "Team <b>", "amount": {"uniform": [4000, 6000]}}],
    "proxies": [{"id": "wage", "label": "Wage", "value": 900, "source": "Survey"}],
    "outcomes": [
        {"id": "jobs", "label": "Jobs", "stakeholder": "people", "quantity": 46,
         "deadweight": 0.6, "displacement": 0.25, "attribution": 0.8, "proxy": "wage"},
    ],
    "alternatives": [
        {"id": "usual", "label": "Usual", "cost": 100, "effect": {"normal": [1, 0.1]}},
        {"id": "more", "label": "More", "cost": 150, "effect": {"normal": [2, 0.1]}},
    ],
    "willing": 80,
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("show", ALL)
def test_a_dossier_without_any_gets_one_line(show, lang, club):
    shown = show(club, lang).data
    assert shown.startswith('<p class="told">')
    assert shown.count("<p") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_configurations_are_a_table_to_discuss(lang, club):
    rows = ["club;mentor;age;kept", "a;1;24;1", "b;1;19;1", "c;0;24;0", "d;0;18;0"]
    club.path("pilots.csv").write_text("\n".join(rows), encoding="utf-8")
    write_yaml(club.path("configurations.yml"), QCA)
    shown = forms.configurations(club, lang).data
    assert "●" in shown
    assert "mentor" in shown
    assert 'data-id="qca.' in forms.configurations(club, lang).data or "ok" in shown


def test_a_table_outside_the_dossier_is_refused(club):
    write_yaml(club.path("configurations.yml"), {**QCA, "table": "../pilots.csv"})
    assert "qca.table_outside" in {finding.id for finding in review(club)}


@pytest.mark.parametrize("lang", LANGS)
def test_costs_carry_their_banner_pictures_and_escape_what_people_wrote(lang, club):
    write_yaml(club.path("costs.yml"), COSTS)
    shown = forms.costs(club, lang).data
    assert 'class="banner"' in shown
    assert shown.count("<svg") == 2
    assert "<b>" not in shown


def test_the_review_of_a_dossier_looks_at_costs(club):
    write_yaml(club.path("costs.yml"), COSTS)
    assert "sroi.one_proxy" in {finding.id for finding in review(club)}
    write_yaml(club.path("costs.yml"), {key: COSTS[key] for key in COSTS if key != "year"})
    assert "costs.no_year" in {finding.id for finding in review(club)}


def test_the_files_to_copy_can_be_read_and_shown(club):
    for name in ("costs.yml", "configurations.yml", "scales.yml"):
        shutil.copy(places.templates() / name, club.path(name))
    rows = ["site;mentor;size;kept", "a;1;24;1", "b;1;11;1", "c;0;24;0", "d;0;9;0"]
    club.path("sites.csv").write_text("\n".join(rows), encoding="utf-8")
    assert "<svg" in forms.costs(club, "fr").data
    assert "●" in forms.configurations(club, "fr").data
    assert club.read(Scales).scales[0].reverse == ("confidence_3__exit",)


@pytest.mark.parametrize("lang", LANGS)
def test_a_scale_is_examined_and_few_people_are_not_shown(lang, club):
    rng = np.random.default_rng(1)
    made = np.clip(np.round(3 + rng.normal(size=(60, 1)) + rng.normal(size=(60, 3))), 1, 5)
    table = pd.DataFrame(made, columns=["q1", "q2", "q3"])
    club.path("data").mkdir(exist_ok=True)
    scales = [{"label": "Trust", "items": ["q1", "q2", "q3"], "low": 1, "high": 5}]
    write_yaml(club.path("scales.yml"), {"format": 1, "scales": scales})
    table.to_csv(club.path("data/clean.csv"), index=False)
    assert "<table" in forms.reliability(club, lang).data
    table.head(8).to_csv(club.path("data/clean.csv"), index=False)
    assert "<table" not in forms.reliability(club, lang).data
