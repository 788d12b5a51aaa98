"""The love plot: every covariate on it, each gap said in words, nothing of a masked effect."""

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from workbench import forms
from workbench.analysis.checks import balance_at_entry, love_plot, love_plots
from workbench.base.errors import DataError
from workbench.base.words import LANGS, number
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.collection import Analysis, Plan
from workbench.data.simulate import Programme, simulate

PLAN = Analysis(
    id="a", design="weighting", outcome="after", treatment="treated", label="Esteem",
    covariates=("before", "age", "qpv"), unit="points",
)  # fmt: skip
CHOSEN = Programme(clubs=12, arms="people", confounding=1.0, treated_share=0.3)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def table():
    return simulate(CHOSEN, 1)


def words_of(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


def about(svg):
    return ET.fromstring(svg).find(f"{SVG}desc").text


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_is_said_to_those_who_do_not_see(table, lang):
    svg = love_plot(PLAN, table, lang)
    lines = balance_at_entry(PLAN, table).figures
    for column in ("before", "after"):
        for value in lines[column]:
            assert number(round(value, 2), lang, 2) in about(svg)
    assert ET.fromstring(svg).attrib["role"] == "img"


def test_every_covariate_stands_on_the_plot_under_its_own_words(table):
    svg = love_plot(PLAN, table, "fr", names={"before": "Estime à l’entrée"})
    assert {"Estime à l’entrée", "age", "qpv = yes", "qpv = no"} <= set(words_of(svg))
    assert "before" not in words_of(svg)


def test_a_long_name_is_broken_and_a_hostile_one_is_harmless(table):
    svg = love_plot(PLAN, table, "en", names={"age": "<script>alert(1)</script> " * 4})
    assert "<script" not in svg
    assert sum("script" in str(word) for word in words_of(svg)) > 1


def test_without_weights_there_is_one_sign_only(table):
    plain = PLAN.model_copy(update={"design": "comparison"})
    both, one = (words_of(love_plot(plan, table, "en")) for plan in (PLAN, plain))
    assert len(both) == len(one) + 1


def test_weights_of_ones_own_move_the_second_sign(table):
    plain = PLAN.model_copy(update={"design": "comparison"})
    mine = pd.Series(1.0, table.index).where(table["before"] < 6, 0.2)
    assert about(love_plot(plain, table, "en", mine)) != about(love_plot(plain, table, "en"))
    found = balance_at_entry(plain, table, mine).figures
    assert not found["before"].equals(found["after"])


def test_weights_mend_what_they_are_made_for(table):
    found = balance_at_entry(PLAN, table).figures
    assert found["after"].abs().max() < 0.3 * found["before"].abs().max()


def test_the_same_data_give_the_same_picture(table):
    assert love_plot(PLAN, table, "fr") == love_plot(PLAN, table, "fr")


def test_a_dossier_has_a_plot_for_each_comparison_with_covariates(example):
    dossier = example("nsw")
    drawn = love_plots(dossier, "fr")
    compared = [one for one in dossier.read(Plan).analyses if one.covariates]
    assert len(drawn) == len(compared) >= 2
    assert forms.love_plots(dossier, "en").data.count("<svg") == len(drawn)


def test_a_dossier_without_comparison_says_so(example):
    dossier = example("trajectoires")
    assert love_plots(dossier, "fr") == []
    assert "<svg" not in forms.love_plots(dossier, "fr").data


def test_a_masked_effect_has_no_plot(example, monkeypatch):
    from workbench.analysis.checks import love
    from workbench.data.protection.estimates import Masks

    dossier = example("nsw")
    ids = {one.id for one in dossier.read(Plan).analyses}
    monkeypatch.setattr(love, "masks", lambda *_: Masks(effects=frozenset(ids)))
    assert love_plots(dossier, "fr") == []


def test_a_treatment_of_words_has_no_two_groups_to_draw(example):
    dossier = example("nsw")
    path = dossier.path("plan.yml")
    plan = read_yaml(path)
    analyses = [{**one, "treatment": "educ"} for one in plan["analyses"] if "treatment" in one]
    write_yaml(path, {**plan, "analyses": analyses})
    assert love_plots(dossier, "fr") == []


def test_bad_weights_and_bad_groups_get_a_letter(table):
    for plan, weights, key in (
        (PLAN, pd.Series(-1.0, table.index), "designs.negative_weights"),
        (PLAN, pd.Series(float("nan"), table.index), "designs.negative_weights"),
        (PLAN.model_copy(update={"treatment": "age"}), None, "analysis.not_two_groups"),
        (PLAN.model_copy(update={"covariates": ()}), None, "checks.no_covariates"),
        (PLAN.model_copy(update={"treatment": None}), None, "checks.no_groups"),
    ):
        with pytest.raises(DataError) as error:
            love_plot(plan, table, "fr", weights)
        assert error.value.key == key
