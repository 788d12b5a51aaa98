"""Page 04 freezes a plan once and rehearses it; page 06 says what the dossier bears."""

import pytest

from workbench import analysis, forms
from workbench.analysis.chooser import Advice, Answers
from workbench.analysis.designs import ALL
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError, RunError
from workbench.base.words import LANGS, say
from workbench.collection import Frozen, Plan
from workbench.collection.plan import DESIGN_NAMES, plan_table
from workbench.data import Received
from workbench.forms.parts import number_typed
from workbench.forms.plan import freeze_plan, programme, quick


def pressed(form):
    ready, reply = form.children[-2:]
    ready.fire_event("click", None)
    return reply.value


def without_outcomes(dossier):
    """Keep the first wave only, as on the day before the exits come in."""
    received = dossier.read(Received)
    dossier.write(received.model_copy(update={"files": received.files[:1]}))
    return dossier


@pytest.mark.parametrize("lang", LANGS)
def test_opening_the_page_freezes_nothing_and_the_button_does(example, lang):
    dossier = without_outcomes(example("trajectoires"))
    form = forms.freeze_form(dossier, lang)
    assert not dossier.has(Frozen.FILE)
    told = pressed(form)
    kept = dossier.read(Frozen)
    assert kept.analyses == dossier.read(Plan).analyses
    assert not kept.late
    assert kept.sha256[:16] in told
    assert 'download="plan_frozen.yml"' in told
    assert say("page06.freeze.late", lang) not in told


def test_the_same_bytes_are_frozen_in_both_languages(example, tmp_path):
    frozen = []
    for lang in LANGS:
        dossier = example("trajectoires")
        pressed(forms.freeze_form(dossier, lang))
        frozen.append(dossier.path(Frozen.FILE).read_bytes())
        dossier.folder.rename(tmp_path / lang)
    assert frozen[0] == frozen[1]


def test_a_plan_frozen_after_outcomes_came_says_so(example):
    dossier = example("trajectoires")
    assert say("page06.freeze.late", "fr") in pressed(forms.freeze_form(dossier, "fr"))
    assert dossier.read(Frozen).late


def test_one_wave_that_came_is_late_too(example):
    dossier = example("nsw")
    freeze_plan(dossier)
    assert dossier.read(Frozen).late


def test_a_plan_is_not_frozen_twice(example):
    dossier = example("trajectoires")
    form = forms.freeze_form(dossier, "en")
    pressed(form)
    before = dossier.path(Frozen.FILE).read_bytes()
    plan = dossier.read(Plan)
    dossier.write(Plan(**{**dict(plan), "analyses": plan.analyses[:1]}))
    assert "blocker" in pressed(form)
    assert dossier.path(Frozen.FILE).read_bytes() == before
    assert say("page06.freeze.moved", "en") in forms.freeze_form(dossier, "en").children[-1].value


def test_what_cannot_be_carried_out_is_not_frozen(example, spoil):
    dossier = spoil(example("trajectoires"), Plan.FILE, ("outcome: remobilised", "outcome: none"))
    with pytest.raises(RunError) as refused:
        freeze_plan(dossier)
    assert refused.value.key == "page06.freeze.blocked"
    assert "none" in refused.value.say("fr")
    assert not dossier.has(Frozen.FILE)


def test_an_empty_plan_is_not_frozen(example):
    dossier = example("trajectoires")
    dossier.write(Plan(format=1, analyses=()))
    with pytest.raises(RunError) as refused:
        freeze_plan(dossier)
    assert refused.value.key == "page06.freeze.empty"


def test_an_example_is_not_frozen():
    with pytest.raises(RunError) as refused:
        freeze_plan(open_dossier("trajectoires"))
    assert refused.value.key == "dossier.read_only"


NAMES = ("which", "clubs", "size", "alike", "effect", "lost", "ready", "reply")


def rehearsal(plan, lang="fr"):
    return dict(zip(NAMES, forms.rehearsal_form(plan, 0.05, lang).children[1:], strict=True))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["nsw", "trajectoires"])
def test_a_plan_is_rehearsed_when_the_page_opens(name, lang):
    plan = open_dossier(name).read(Plan)
    form = rehearsal(plan, lang)
    assert form["reply"].value.count("<li>") >= 3
    assert "blocker" not in form["reply"].value
    assert form["which"].v_model == next(a.id for a in plan.analyses if quick(a))


def test_what_is_typed_is_rehearsed_again():
    form = rehearsal(open_dossier("nsw").read(Plan))
    before = form["reply"].value
    form["clubs"].v_model = "60"
    form["ready"].fire_event("click", None)
    assert form["reply"].value != before
    assert "blocker" not in form["reply"].value


@pytest.mark.parametrize(
    "typed",
    [{"clubs": "1"}, {"clubs": "9999"}, {"size": "deux"}, {"alike": "0,9"}, {"effect": "80"},
     {"lost": "120 %"}, {"effect": "nan"}],
    ids=str,
)  # fmt: skip
def test_numbers_that_cannot_be_are_answered_by_a_letter(typed):
    form = rehearsal(open_dossier("trajectoires").read(Plan))
    for name, text in typed.items():
        form[name].v_model = text
    form["ready"].fire_event("click", None)
    assert "blocker" in form["reply"].value


def test_another_analysis_has_its_own_likeness_and_effect():
    plan = open_dossier("nsw").read(Plan)
    form = rehearsal(plan)
    assert number_typed(form["alike"].v_model) == 0  # a lot drew people one by one
    form["which"].v_model = "employed_78_unadjusted"
    assert form["effect"].v_model == "10"
    one_group = open_dossier("trajectoires").read(Plan).analyses[0]
    assert programme(one_group, 20, 15, 0.05, 0.1, 10).arms == "all"
    with pytest.raises(DataError):
        programme(one_group, 20, 15, 0.05, 0.1, float("nan"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_advice_says_the_design_and_whether_the_plan_follows_it(lang):
    dossier = open_dossier("trajectoires")
    advice = analysis.choose(analysis.answers_from(dossier))
    html = forms.advised(advice, dossier.read(Plan), lang).data
    assert 'data-design="before_after"' in html
    assert say("page06.advice.chosen", lang) in html
    other = Advice("comparison", (), (), "associated")
    names = forms.advised(other, dossier.read(Plan), lang).data
    assert say(DESIGN_NAMES["before_after"], lang) in names


@pytest.mark.parametrize("lang", LANGS)
def test_a_refusal_says_what_is_needed(lang):
    advice = analysis.choose(Answers(question="causal", comparison=False, before=False, people=60))
    html = forms.advised(advice, open_dossier("trajectoires").read(Plan), lang).data
    assert 'data-design=""' in html
    assert say("chooser.refused", lang) in html
    assert all(need.say(lang) in html for need in advice.needs)


@pytest.mark.parametrize("lang", LANGS)
def test_what_left_the_plan_is_shown(example, lang):
    dossier = example("trajectoires")
    none = forms.deviated(analysis.deviations(dossier), lang).data
    assert say("page06.deviations.none", lang) in none
    freeze_plan(dossier)
    plan = dossier.read(Plan)
    dossier.write(Plan(**{**dict(plan), "analyses": plan.analyses[:2]}))
    told = forms.deviated(analysis.deviations(dossier), lang).data
    assert 'data-id="freeze.dropped"' in told
    assert 'data-id="freeze.late"' in told


def test_every_design_has_a_name_in_the_plan():
    plan = open_dossier("nsw").read(Plan)
    first = plan.analyses[0]
    each = tuple(first.model_copy(update={"design": design}) for design in DESIGN_NAMES)
    rows = plan_table(plan.model_copy(update={"analyses": each}), "fr")
    assert len({row["design"] for row in rows}) == len(ALL)
