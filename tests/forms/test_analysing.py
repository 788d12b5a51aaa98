"""The analysis step: what the data bear, results as computed, doubts as they were said."""

import os
import re

import pytest
from ipywidgets import HTML

from tests.forms.test_planning import inside
from workbench import analysis
from workbench.base.findings import gathered, worth_reading
from workbench.base.words import LANGS, say
from workbench.collection import Plan
from workbench.forms.analysing import analysis_form
from workbench.forms.lacking import for_a_report, for_an_analysis
from workbench.forms.work import WorkButton
from workbench.report import jobs
from workbench.report.said_doubts import FILE, said_doubts


def html(form):
    return "".join(one.value for one in inside(form, HTML))


def computed(form):
    """Press the button where no server answers."""
    button = next(iter(inside(form, WorkButton)))
    button.pressed += 1
    assert button.told["state"] == "done"
    return html(form)


@pytest.mark.parametrize("lang", LANGS)
def test_results_and_doubts_are_shown_once_computed(example, lang):
    dossier = example("trajectoires", leave_out=("results/*", "data/*"))
    form = analysis_form(dossier, lang)
    before = html(form)
    assert say("analysing.none_yet", lang) in before
    assert say("analysing.doubts.later", lang) in before
    after = computed(form)
    assert say("report.may_say", lang) in after
    assert say("report.may_not_say", lang) in after
    ids = re.findall(r'data-id="([\w.]+)"', after)
    assert "analysis.lost" in ids


def test_doubts_are_shown_as_they_were_said_the_gravest_first(example):
    dossier = example("trajectoires")
    jobs.analysis(dossier, "fr")
    found = gathered(worth_reading(analysis.doubts(dossier)))
    kept = said_doubts(dossier)
    assert [(one.id, one.severity) for one in kept.doubts] == [(f.id, f.severity) for f in found]
    for lang in LANGS:
        assert [one.said.say(lang) for one in kept.doubts] == [f.sentence(lang) for f in found]
    shown = html(analysis_form(dossier, "fr"))
    assert [one.id for one in kept.doubts] == [
        id for id in re.findall(r'data-id="([\w.]+)"', shown) if id in {f.id for f in found}
    ]


@pytest.mark.parametrize("text", ["", "{", '{"doubts": [{"id": "x"}]}'])
def test_doubts_that_cannot_be_read_are_computed_again(example, text):
    dossier = example("trajectoires")
    jobs.analysis(dossier, "fr")
    dossier.path(FILE).write_text(text)
    assert (said_doubts(dossier) is None) or text == ""
    assert html(analysis_form(dossier, "fr"))


def test_results_that_an_answer_left_behind_say_so(example):
    dossier = example("trajectoires")
    jobs.analysis(dossier, "fr")
    assert 'data-id="analysing.changed"' not in html(analysis_form(dossier, "fr"))
    later = dossier.path("results/effects.csv").stat().st_mtime + 60
    os.utime(dossier.path("received.yml"), (later, later))
    assert 'data-id="analysing.changed"' in html(analysis_form(dossier, "fr"))


def test_results_of_another_plan_say_so_without_naming_a_page(example):
    dossier = example("trajectoires")
    jobs.analysis(dossier, "fr")
    plan = dossier.read(Plan)
    dossier.write(plan.model_copy(update={"analyses": plan.analyses[:1]}))
    form = analysis_form(dossier, "fr")
    assert 'data-id="analysing.changed"' in html(form)
    assert 'data-id="analysing.changed"' not in computed(form)


def test_what_is_missing_is_told_with_the_step_where_it_is(example):
    dossier = example("trajectoires")
    assert for_an_analysis(dossier) == []
    assert for_a_report(dossier) == []
    for file in ("received.yml", "data/clean.csv"):
        dossier.path(file).unlink()
    assert [one.step for one in for_an_analysis(dossier)] == ["data"]
    dossier.write(Plan(format=1, analyses=()))
    assert [one.step for one in for_an_analysis(dossier)] == ["plan", "data"]
    dossier.path("theory.yml").unlink()
    assert [one.step for one in for_a_report(dossier)] == ["theory", "plan", "data"]
    dossier.path("indicators.yml").unlink()
    assert [one.step for one in for_a_report(dossier)][:2] == ["theory", "indicators"]
