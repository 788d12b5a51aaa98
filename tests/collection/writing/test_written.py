"""A questionnaire written in words is one that can be given to people, and nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.base.errors import DataError
from workbench.base.findings import blocking
from workbench.base.records import as_written, changed
from workbench.base.wording import named
from workbench.collection import Instrument, Plan, check, completed
from workbench.collection.writing import (
    KINDS,
    Around,
    doubt,
    followed,
    rows,
    started,
    to_ask,
    with_sites,
    with_waves,
    written,
)
from workbench.collection.xlsform import xlsform
from workbench.indicators import Choice, Choices

BLANK = {
    "key": "", "label": "", "kind": "yes_no", "options": "", "low": "", "high": "",
    "waves": "entry exit", "indicator": "", "counts": "", "only_if": "", "hint": "",
    "required": "no",
}  # fmt: skip
SMALL = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def trajectoires(example):
    return example("trajectoires")


def chosen(*pairs):
    made = [Choice(indicator=id, node="n", outcome=outcome) for id, outcome in pairs]
    return Choices(format=1, choices=tuple(made))


def row(label, **more):
    return {**BLANK, "label": label, **more}


def write(typed, instrument=None, around=None, lang="fr"):
    return written(instrument or started("club"), typed, around or Around(chosen()), lang)


def labelled(instrument):
    return {question.id: question for question in instrument.questions}


words = st.text(min_size=1, max_size=40)
lines = st.lists(words, min_size=0, max_size=4).map("\n".join)
typed_rows = st.lists(
    st.fixed_dictionaries(
        {
            **{name: st.just(value) for name, value in BLANK.items()},
            "label": words,
            "hint": st.just("") | words,
            "kind": st.sampled_from(sorted(KINDS)),
            "options": lines,
            "counts": lines,
            "low": st.sampled_from(["", "0", "1,5", "-3"]),
            "high": st.sampled_from(["", "10", "2.5"]),
            "waves": st.sampled_from(["entry", "exit", "entry exit", "follow_up", ""]),
            "indicator": st.sampled_from(["", "IND-41", "IND-07", "ECO-11"]),
            "required": st.sampled_from(["yes", "no"]),
        }
    ),
    max_size=3,
)


@given(typed=typed_rows, lang=st.sampled_from(["fr", "en"]))
@SMALL
def test_what_is_written_can_be_asked_and_reads_back_the_same(typed, lang):
    choices = chosen(("IND-41", "ind_41__exit"), ("IND-07", "ind_07"), ("ECO-11", "eco_11"))
    around = Around(choices)
    try:
        made = written(started("club"), typed, around, lang)
    except DataError:
        return
    assert Instrument.model_validate(as_written(made)) == made
    whole = completed(made, followed(started("club"), made, choices))
    assert blocking(check(whole, choices, None)) == []
    xlsform(whole)
    read = rows(made, lang)
    assert written(made, read, around, lang) == made
    labels = [question.label for question in made.questions if question.role == "answer"]
    assert len(labels) == len([one for one in typed if one["label"].strip()])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_written_by_hand_is_left_as_it_is(trajectoires, lang):
    instrument, choices = trajectoires.read(Instrument), trajectoires.read(Choices)
    assert written(instrument, rows(instrument, lang), Around(choices), lang) == instrument
    assert followed(instrument, instrument, choices) == choices


def test_what_a_row_does_not_show_stays():
    first = write([row("Code postal", kind="text")])
    by_hand = {"pattern": "[0-9]{5}", "sensitive": True, "who": "families"}
    held = changed(first, questions=(first.questions[0], changed(first.questions[1], **by_hand)))
    after = write([{**rows(held, "fr")[0], "label": "Votre code postal"}], held)
    question = after.questions[1]
    assert (question.pattern, question.sensitive, question.who) == ("[0-9]{5}", True, "families")


def test_a_name_follows_the_words_until_an_answer_came():
    made = write([row("Com")])
    assert "com" in labelled(made)
    typed = [{**rows(made, "fr")[0], "label": "Combien d’heures ?"}]
    assert "combien_d_heures" in labelled(write(typed, made))
    came = Around(chosen(), answered={"com": 3})
    assert "com" in labelled(write(typed, made, came))


def test_a_name_by_hand_and_a_translation_change_no_name():
    made = write([row("Combien d’heures ?")])
    typed = [{**rows(made, "en")[0], "label": "How many hours?"}]
    after = write(typed, made, lang="en")
    label = labelled(after)["combien_d_heures"].label
    assert (label.fr, label.en) == ("Combien d’heures ?", "How many hours?")


def test_the_codes_of_answers_stay_once_answers_came():
    made = write([row("Situation", kind="one", options="Emploi\nFormation\nRien")])
    typed = [{**rows(made, "fr")[0], "options": "Rien\nEmploi stable\nFormation\nAutre"}]
    came = Around(chosen(), answered={"situation": 12})
    codes = [option.code for option in labelled(write(typed, made, came))["situation"].options]
    assert codes == ["rien", "emploi", "formation", "autre"]
    free = [option.code for option in labelled(write(typed, made))["situation"].options]
    assert free == ["rien", "emploi_stable", "formation", "autre"]


def test_skip_logic_follows_what_it_depends_on():
    made = write([row("Emploi", kind="yes_no"), row("Heures", kind="number")])
    typed = rows(made, "fr")
    typed[1]["only_if"] = "emploi=yes"
    made = write(typed, made)
    typed = rows(made, "fr")
    typed[0]["label"] = "Avez-vous un emploi ?"
    after = labelled(write(typed, made))
    assert after["heures"].asked_if.question == "avez_vous_un_emploi"


def test_a_question_never_stands_before_the_one_it_depends_on():
    made = write([row("Emploi"), row("Heures", kind="number")])
    typed = rows(made, "fr")
    typed[1]["only_if"] = "emploi=yes"
    made = write(typed, made)
    with pytest.raises(DataError) as caught:
        write(list(reversed(rows(made, "fr"))), made)
    assert caught.value.key == "asking.asked_before"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"label": " ", "key": "emploi"}, "app.row_needs_words"),
        ({"kind": "one", "options": "Une seule"}, "asking.two_answers"),
        ({"kind": "several", "options": "Oui\noui"}, "asking.same_answer"),
        ({"kind": "number", "low": "10", "high": "2"}, "asking.range"),
        ({"kind": "number", "low": "dix"}, "asking.not_a_number"),
        ({"kind": "song"}, "asking.no_kind"),
        ({"waves": "never"}, "asking.no_wave"),
        ({"only_if": "???"}, "asking.no_rule"),
    ],
)
def test_what_cannot_be_asked_is_answered_by_a_letter(wrong, key):
    made = write([row("Emploi")])
    with pytest.raises(DataError) as caught:
        write([{**rows(made, "fr")[0], **wrong}], made)
    assert caught.value.key == key
    assert caught.value.say("fr")


def test_a_linked_question_is_where_its_indicator_is_read():
    choices = chosen(("ECO-11", "eco_11"), ("IND-41", "ind_41__exit"))
    around, bare = Around(choices), started("club")
    assert [one.indicator for one in to_ask(bare, choices)] == ["ECO-11"]
    made = write([row("Orienté ?", kind="yes_no", indicator="ECO-11")], bare, around)
    choices = followed(bare, made, choices)
    assert [one.outcome for one in choices.choices] == ["oriente_counted", "ind_41__exit"]
    assert to_ask(made, choices) == []
    typed = [{**rows(made, "fr")[0], "kind": "number", "waves": "exit"}]
    second = write(typed, made, Around(choices))
    choices = followed(made, second, choices)
    assert choices.choices[0].outcome == "oriente"
    gone = write([], second, Around(choices))
    assert followed(second, gone, choices).choices[0].outcome == "eco_11"


def test_answers_that_count_make_the_yes_or_no():
    around = Around(chosen(("IND-07", "ind_07")))
    typed = row("Sortie", kind="one", options="Emploi\nStage\nRien", indicator="IND-07")
    made = write([{**typed, "counts": "Emploi\nStage"}], None, around)
    assert made.derived[0].among == ("emploi", "stage")
    shown = rows(made, "fr")[0]
    assert shown["counts"] == "Emploi\nStage"
    after = write([{**shown, "options": "Travail\nStage\nRien", "counts": "Travail"}], made, around)
    assert after.derived[0].among == ("travail",)


def test_a_question_that_was_answered_is_changed_after_a_word_only(trajectoires):
    instrument, choices = trajectoires.read(Instrument), trajectoires.read(Choices)
    around = Around(choices, trajectoires.read(Plan), {"qpv": 214, "confidence": 369})
    told = rows(instrument, "fr")

    def keys(typed):
        found = doubt(instrument, written(instrument, typed, around, "fr"), around, "fr")
        return {one.key for one in found.holes["doubts"]} if found else set()

    def with_(id, **new):
        return [{**one, **new} if one["key"] == id else one for one in told]

    assert keys(told) == set()
    assert keys([one for one in told if one["key"] != "qpv"]) == {"asking.sure.gone"}
    assert keys(with_("qpv", kind="text")) == {"asking.sure.kind"}
    assert keys(with_("qpv", options="Oui\nNon")) >= {"asking.sure.answer_gone"}
    assert keys(with_("qpv", hint="Sur la carte")) == set()
    assert keys(with_("confidence", waves="exit")) == {"asking.sure.wave", "asking.sure.plan"}


def test_waves_are_chosen_and_who_answers_follows():
    made = write([row("Emploi", waves="exit")])
    wider = with_waves(made, ["follow_up", "exit", "entry"], "fr")
    assert wider.waves == ("entry", "exit", "follow_up")
    assert wider.role("person").waves == wider.waves
    assert wider.questions[1].waves == ("exit",)
    for chosen_waves, key in (([], "asking.no_waves"), (["entry"], "asking.only_then")):
        with pytest.raises(DataError) as caught:
            with_waves(made, chosen_waves, "fr")
        assert caught.value.key == key


def test_places_are_asked_where_there_are_several():
    made = with_sites(started("club"), "Roubaix\nTorcy", "fr", fixed=False)
    site = made.role("cluster")
    assert [option.code for option in site.options] == ["roubaix", "torcy"]
    assert blocking(check(made, chosen(), None)) == []
    renamed = with_sites(made, "Roubaix Nord\nTorcy\nLille", "fr", fixed=True)
    assert [o.code for o in renamed.role("cluster").options] == ["roubaix", "torcy", "lille"]
    assert with_sites(made, "", "fr", fixed=False).role("cluster") is None
    with pytest.raises(DataError):
        with_sites(made, "Roubaix", "fr", fixed=False)


def test_names_are_letters_of_the_words():
    assert named("  ¿Ça va, l'ami ?", {"ca_va_l_ami"}) == "ca_va_l_ami_2"
    assert named("🏉", ()) == "item"
