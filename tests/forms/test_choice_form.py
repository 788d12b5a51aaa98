"""A choice is filled, or taken away, and no other form's work is lost."""

import pytest

from workbench.forms import choice_form, live, table, watched
from workbench.forms.indicators import HIDDEN
from workbench.forms.search import with_choice
from workbench.indicators import Choices
from workbench.indicators import table as choices_table


@pytest.fixture
def work(club):
    """The club, watched, with a percentage among its indicators: IND-02, IND-41, IND-07."""
    club.write(with_choice(club.read(Choices), "IND-07", "confidence", None))
    return watched(club)


NAMES = (
    "which", "target", "baseline", "count", "among", "rhythm", "owner", "ready", "away", "reply",
)  # fmt: skip


def fields(form):
    return dict(zip(NAMES, form.children[1:], strict=True))


def click(button):
    button.fire_event("click", None)


def of(work, id):
    return next(one for one in work.read(Choices).choices if one.indicator == id)


def opened(work, id="IND-07", lang="fr"):
    form = fields(choice_form(work, lang))
    form["which"].v_model = next(
        item["value"] for item in form["which"].items if item["value"].startswith(id)
    )
    return form


@pytest.mark.parametrize(
    ("lang", "typed"), [("fr", "12,5 %"), ("en", "12.5"), ("fr", "12,5\u00a0%")]
)
def test_a_percentage_is_kept_with_its_two_counts(work, lang, typed):
    form = opened(work, lang=lang)
    form["target"].v_model, form["count"].v_model, form["among"].v_model = typed, "32", "80"
    form["rhythm"].v_model, form["owner"].v_model = "yearly", "Ana & <b>Jo</b>"
    click(form["ready"])
    kept = of(work, "IND-07")
    assert (kept.target.value, kept.baseline, kept.rhythm) == (0.125, 0.4, "yearly")
    assert (kept.baseline_counts.count, kept.baseline_counts.n) == (32, 80)
    assert kept.owner.say(lang) == "Ana & <b>Jo</b>"
    assert "32" in form["reply"].value
    assert "80" in form["reply"].value


def test_only_the_fields_of_the_unit_are_shown(work):
    form = opened(work)
    assert (form["baseline"].class_, form["count"].class_) == (HIDDEN, "")
    form["which"].v_model = next(
        item["value"] for item in form["which"].items if item["value"].startswith("IND-41")
    )
    assert (form["baseline"].class_, form["count"].class_) == ("", HIDDEN)


def test_a_baseline_that_is_no_percentage_is_one_figure(work):
    form = opened(work, "IND-41")
    form["baseline"].v_model = "4,25"
    click(form["ready"])
    assert (of(work, "IND-41").baseline, of(work, "IND-41").baseline_counts) == (4.25, None)
    form["baseline"].v_model = ""
    click(form["ready"])
    assert of(work, "IND-41").baseline is None


BAD = {
    "one count only": {"count": "32"},
    "more than there are": {"count": "81", "among": "80"},
    "out of nobody": {"count": "0", "among": "0"},
    "half a person": {"count": "1,5", "among": "3"},
    "words": {"count": "many <i>", "among": "3"},
    "a target above all": {"target": "120"},
    "a target in words": {"target": "half <i>"},
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_is_answered_by_a_letter_and_nothing_is_kept(work, fault):
    before = work.path("indicators.yml").read_bytes()
    form = opened(work)
    for name, typed in BAD[fault].items():
        form[name].v_model = typed
    click(form["ready"])
    assert "blocker" in form["reply"].value
    assert "<i>" not in form["reply"].value
    assert work.path("indicators.yml").read_bytes() == before


def test_what_is_not_touched_stays_as_it_was(work):
    before = work.read(Choices)
    for id in ("IND-02", "IND-41", "IND-07"):
        click(opened(work, id)["ready"])
    assert work.read(Choices) == before


def test_a_bare_baseline_written_by_hand_is_not_thrown_away(work):
    kept = work.read(Choices).model_dump()
    kept["choices"][-1]["baseline"] = 0.3
    work.write(Choices.model_validate(kept))
    click(opened(work)["ready"])
    assert of(work, "IND-07").baseline == 0.3


def test_an_indicator_is_taken_away_at_the_second_press(work):
    form = opened(work)
    click(form["away"])
    assert of(work, "IND-07")
    click(form["away"])
    assert [one.indicator for one in work.read(Choices).choices] == ["IND-02", "IND-41"]
    assert form["which"].v_model.startswith("IND-02")
    click(form["away"])
    assert len(work.read(Choices).choices) == 2


def test_a_press_on_another_indicator_does_not_count_as_the_second(work):
    form = opened(work)
    click(form["away"])
    form["which"].v_model = form["which"].items[0]["value"]
    click(form["away"])
    assert len(work.read(Choices).choices) == 3


def test_an_indicator_added_elsewhere_is_kept_and_offered(work):
    form = opened(work, "IND-02", "en")
    form["target"].v_model = "12"
    work.write(with_choice(work.read(Choices), "IND-31", "confidence", None))
    assert any(item["value"].startswith("IND-31") for item in form["which"].items)
    click(form["ready"])
    kept = work.read(Choices).choices
    assert [one.indicator for one in kept] == ["IND-02", "IND-41", "IND-07", "IND-31"]
    assert kept[0].target.value == 12


def test_a_table_follows_what_a_form_keeps(work):
    shown = live(work, lambda: table(choices_table(work.read(Choices), "en"), "en"), "en")
    assert "IND-07" in shown.value
    form = opened(work)
    click(form["away"])
    click(form["away"])
    assert "IND-07" not in shown.value
    assert shown._repr_mimebundle_()["text/html"] == shown.value


def test_a_table_that_cannot_be_made_again_shows_the_letter(work):
    shown = live(work, lambda: table(choices_table(work.read(Choices), "en"), "en"), "en")
    kept = work.read(Choices)
    work.write(with_choice(kept, "IND-31", "confidence", None).model_copy(update={"format": 99}))
    assert "blocker" in shown.value


def test_the_last_indicator_leaves_nothing_to_fill(work):
    work.write(Choices(format=1, choices=()))
    form = fields(choice_form(work, "fr"))
    for button in ("ready", "away"):
        click(form[button])
        assert "blocker" in form["reply"].value
