"""The plan step: a proposal is taken, changed, left out; what was written by hand stays."""

import pytest

from workbench.base.records import changed
from workbench.base.words import LANGS, say
from workbench.collection import Frozen, Instrument, Plan, check, instrument_of
from workbench.collection.planning import Planning
from workbench.forms.app.ask import Questions
from workbench.forms.live import watched
from workbench.forms.plan import freeze_plan
from workbench.forms.planning import planning_form
from workbench.forms.planning_group import TOOK_PART, with_group_question
from workbench.indicators import Choices


def inside(widget, kind):
    """Yield every widget of a kind that stands in another."""
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        if not isinstance(child, str):
            yield from inside(child, kind)


class Page:
    """The plan step as a person works in it."""

    def __init__(self, dossier, lang="fr"):
        self.work, self.lang = watched(dossier), lang
        self.form = planning_form(self.work, lang)

    def asked(self, id):
        every = list(inside(self.form, Questions))
        cards = [q for q in every if q.place.endswith(f"#{id}")]
        return next(iter(cards or [q for q in every if id in [o["id"] for o in q.questions]]))

    def question(self, id):
        questions = self.asked(id).questions
        return next((one for one in questions if one["id"] == id), questions[0])

    def answer(self, id, value):
        widget, told = self.asked(id), []
        widget.send = lambda content, **_: told.append(content)
        question = self.question(id)
        content = {"id": question["id"], "value": value, "was": question["value"], "asked": 1}
        widget._handle_custom_msg(content, [])
        return told[-1] if told else None

    def press(self, key, **holes):
        words = say(key, self.lang, **{"label": "", **holes})
        every = [b for b in inside(self.form, object) if getattr(b, "children", None) == [words]]
        assert every, f"no button says {words!r}"
        every[0].fire_event("click", None)

    def has_button(self, key):
        words = say(key, self.lang, label="")
        return any(getattr(b, "children", None) == [words] for b in inside(self.form, object))

    @property
    def plan(self):
        return self.work.read(Plan)

    @property
    def html(self):
        from ipywidgets import HTML

        return "".join(one.value for one in inside(self.form, HTML))


@pytest.fixture
def page(example):
    def make(name="trajectoires", lang="fr", **planning):
        dossier = example(name)
        dossier.write(Plan(format=1, analyses=()))
        if planning:
            dossier.write(Planning(format=1, **planning))
        return Page(dossier, lang)

    return make


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_plan_is_taken_with_one_press(page, lang):
    at = page(lang=lang)
    assert at.plan.analyses == ()
    at.press("planning.take")
    assert [one.design for one in at.plan.analyses] == ["progress", "progress", "before_after"]
    assert not at.has_button("planning.take")
    assert at.question("confidence__exit")["value"] == "before_after"
    assert say("planning.say.evolved", lang) in at.html


def test_opening_the_step_decides_nothing(page):
    assert page().plan == Plan(format=1, analyses=())


@pytest.mark.parametrize("lang", LANGS)
def test_no_technical_word_is_shown(page, lang):
    shown = page(lang=lang).html.lower()
    words = ("p-value", "valeur p", "interval", "signific", "significat", "covari", "regress")
    assert [word for word in words if word in shown] == []


def test_a_line_is_left_out_and_taken_again(page):
    at = page()
    at.press("planning.take")
    assert at.answer("remobilised", "none")["state"] == "kept"
    assert [one.outcome for one in at.plan.analyses] == ["positive_exit", "confidence__exit"]
    assert at.has_button("planning.take")
    at.answer("remobilised", "progress")
    assert len(at.plan.analyses) == 3


@pytest.mark.parametrize("value", ["comparison", "weighting", "", "../plan", "<b>"])
def test_what_is_not_offered_is_not_kept(page, value):
    at = page()
    assert at.answer("remobilised", value)["state"] == "refused"
    assert at.plan.analyses == ()


def test_a_group_to_compare_with_changes_what_is_offered(page):
    at = page("nsw")
    assert at.question("employed_78")["value"] == "none"
    at.answer("planning.comparison", "yes")
    at.answer("planning.who", "treat")
    at.answer("planning.lot", "yes")
    offered = [code for code, _ in at.question("re78")["options"]]
    assert offered == ["comparison", "none"]
    at.press("planning.take")
    assert {(one.design, one.randomised) for one in at.plan.analyses} == {("comparison", True)}
    assert at.work.read(Planning).lot is True


def test_a_group_that_no_question_tells_apart_gets_one(page, spoil):
    at = page()
    instrument = at.work.read(Instrument)
    at.work.write(changed(instrument, derived=()))
    choices = at.work.read(Choices)
    kept = tuple(one for one in choices.choices if one.outcome == "confidence__exit")
    at.work.write(changed(choices, choices=kept))
    at.answer("planning.comparison", "yes")
    at.press("planning.add_who")
    assert at.work.read(Planning).who == TOOK_PART
    assert at.question("planning.who")["value"] == TOOK_PART
    offered = [code for code, _ in at.question("confidence__exit")["options"]]
    assert offered == ["before_after", "comparison", "weighting", "none"]
    assert not [one for one in check(at.work.read(Instrument), at.work.read(Choices), None)
                if one.blocks]  # fmt: skip


def test_the_question_about_taking_part_can_be_asked(example):
    instrument = with_group_question(instrument_of(example("trajectoires")))
    assert TOOK_PART in instrument.columns()


@pytest.mark.parametrize("typed", ["beaucoup", "-3", "12,5"])
def test_a_number_of_people_that_is_none_is_refused(page, typed):
    at = page()
    assert at.answer("planning.people", typed)["state"] == "refused"
    assert not at.work.has(Planning.FILE)


def test_few_people_lower_what_may_be_said(page):
    at = page()
    assert say("planning.say.evolved", "fr") in at.html
    at.answer("planning.people", "12")
    assert say("planning.say.evolved", "fr") not in at.html


def test_what_was_written_by_hand_is_told_and_goes_only_when_asked(example):
    at = Page(example("nsw"))
    at.answer("employed_78", "progress")
    assert len(at.plan.analyses) == 6
    label = next(one for one in at.plan.analyses if one.id == "earnings_78_lin").label.say("fr")
    at.press("planning.remove", label=label)
    assert "earnings_78_lin" not in [one.id for one in at.plan.analyses]
    assert len(at.plan.analyses) == 5


def test_a_plan_left_behind_by_an_earlier_answer_is_brought_up_to_date(page, spoil):
    at = page()
    at.press("planning.take")
    spoil(at.work, Choices.FILE, ("value: 0.5", "value: 0.6"))
    again = Page(at.work)
    assert 'data-id="planning.outdated"' in again.html
    again.press("planning.update")
    assert 'data-id="planning.outdated"' not in again.html
    assert again.plan.analyses[0].target == 0.6


def test_a_frozen_plan_says_so(page):
    at = page()
    at.press("planning.take")
    freeze_plan(at.work)
    assert at.work.has(Frozen.FILE)
    assert say("planning.frozen", "fr") in Page(at.work).html


def test_what_cannot_be_analysed_says_why_and_where_to_go(page):
    at = page("nsw")
    assert 'data-id="planning.lacks.entry"' in at.html
    assert 'data-go="collection"' in at.html
