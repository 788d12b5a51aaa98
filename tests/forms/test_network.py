"""Page 08 on a network: four registers, each with its form; what is not there says so."""

import pytest

from workbench import forms
from workbench.forms.register import REGISTERS

LANGS = pytest.mark.parametrize("lang", ["fr", "en"])
ROW = {"id": "E90", "day": "2026-03-03", "kind": "webinar", "simulated": "no"}


@LANGS
def test_each_part_is_shown_and_simulated_registers_say_so(example, lang):
    work = example("anpss")
    assert "banner simulated" not in forms.proposals(work, lang).data
    for part in (forms.meetings, forms.pairs, forms.burden):
        assert "banner simulated" in part(work, lang).data


@LANGS
def test_a_register_that_is_not_there_is_named(example, lang):
    work = example("anpss", leave_out=("events.yml", "missions.csv", "burden.csv"))
    for part, file in (
        (forms.meetings, "events.yml"),
        (forms.pairs, "missions.csv"),
        (forms.burden, "burden.csv"),
    ):
        shown = part(work, lang).data
        assert file in shown
        assert "<table" not in shown


@pytest.mark.parametrize("file", REGISTERS)
def test_every_register_has_a_form_with_a_field_for_each_column(example, file):
    form = forms.register_form(example("anpss"), file, "en")
    assert len(form.children) == len(REGISTERS[file].columns) + 3  # title, button, answer


def filled(form, file, row):
    """Type a row into a form and press the button; return what it answers."""
    _, *boxes, button, answer = form.children
    for column, box in zip(REGISTERS[file].columns, boxes, strict=True):
        box.v_model = row.get(column.name, "")
    button.fire_event("click", {})
    return answer.value


def test_a_row_is_added_by_the_form_and_a_bad_one_answered(example):
    work = example("anpss")
    form = forms.register_form(work, "events.csv", "en")
    before = work.path("events.csv").read_text(encoding="utf-8")
    assert "blocker" in filled(form, "events.csv", {**ROW, "day": "tomorrow"})
    assert work.path("events.csv").read_text(encoding="utf-8") == before
    assert "kept" in filled(form, "events.csv", {**ROW, "theme": "<script>1</script>"})
    assert work.path("events.csv").read_text(encoding="utf-8").count("\n") == before.count("\n") + 1
    assert "<script>" not in forms.meetings(work, "en").data


def test_what_was_typed_stays_when_it_does_not_fit(example):
    form = forms.register_form(example("anpss"), "events.csv", "fr")
    filled(form, "events.csv", {**ROW, "questions": "some"})
    assert form.children[1].v_model == "E90"
