"""Each column finds its question for a reason that is told; what is only near waits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.places import examples
from workbench.base.yaml_files import read_yaml
from workbench.collection import Instrument, Plan
from workbench.data.fold import fold
from workbench.data.importing.mapping import Known, mapped
from workbench.data.record import Received

DOSSIER = Dossier(examples() / "trajectoires", read_only=True)
INSTRUMENT, PLAN = DOSSIER.read(Instrument), DOSSIER.read(Plan)
ENTRY = Known(INSTRUMENT, PLAN, "entry")
EXIT = Known(INSTRUMENT, PLAN, "exit")


def why(headings, known=ENTRY, **by_hand):
    return {m.target: (m.column, m.why) for m in mapped(headings, known, by_hand).matches}


def test_a_heading_that_is_an_id_is_matched():
    assert why(["person", "AGE"]) == {"person": ("person", "id"), "age": ("AGE", "id")}


@pytest.mark.parametrize("heading", ["exits/exit_date", "group-exit_date", "g1.exit_date"])
def test_an_id_after_the_name_of_its_group_is_matched(heading):
    assert why([heading], EXIT)["exit_date"] == (heading, "id")


@pytest.mark.parametrize(
    "heading", ["Âge à l’entrée, en années", "AGE AT ENTRY in years", "age_a_l'entree_en_annees"]
)
def test_a_label_in_either_language_is_matched_without_accents_and_capitals(heading):
    assert why([heading])["age"] == (heading, "label")


def test_the_words_of_a_role_are_matched():
    found = why(["Identifiant", "Antenne", "Promo", "Date"])
    assert found["person"] == ("Identifiant", "role")
    assert found["structure"] == ("Antenne", "role")
    assert found["cohort"] == ("Promo", "role")
    assert found["entry_date"] == ("Date", "role")


def test_what_was_matched_in_an_earlier_file_is_matched_again():
    saved = [file for file in DOSSIER.read(Received).files if file.wave == "entry"]
    headings = list(saved[0].columns.values())
    found = why(headings, Known(INSTRUMENT, PLAN, "entry", saved))
    assert found["confidence"] == ("Confiance (0 à 10)", "saved")
    assert {reason for _, reason in found.values()} == {"saved"}


def test_a_hand_is_stronger_than_everything_else():
    found = why(["age", "Années"], age="Années")
    assert found["age"] == ("Années", "hand")


@pytest.mark.parametrize(
    ("role", "known", "target"),
    [
        ("person", ENTRY, "person"),
        ("cluster", ENTRY, "structure"),
        ("date", EXIT, "exit_date"),
        ("outcome", EXIT, "exit_situation"),
        ("cohort", ENTRY, "cohort"),
        ("wave", ENTRY, "wave"),
    ],
)
def test_a_role_given_by_hand_is_the_question_that_holds_it(role, known, target):
    outcomes = Plan(format=1, analyses=[a for a in PLAN.analyses if a.outcome == "positive_exit"])
    known = Known(known.instrument, outcomes, known.wave)
    assert why(["X"], known, **{role: "X"})[target] == ("X", "hand")


@pytest.mark.parametrize(
    ("by_hand", "key"),
    [
        ({"agee": "X"}, "importing.unknown_target"),
        ({"age": "Y"}, "importing.unknown_heading"),
        ({"exit_date": "X"}, "importing.unknown_target"),
        ({"outcome": "X"}, "importing.role_unplaced"),
    ],
)
def test_what_cannot_be_by_hand_is_refused(by_hand, key):
    with pytest.raises(RunError) as caught:
        mapped(["X"], ENTRY, by_hand)
    assert caught.value.key == key
    assert caught.value.say("fr") != caught.value.say("en")


def test_two_columns_that_claim_one_question_are_left_to_a_person():
    found = mapped(["Age", "AGE "], ENTRY, {})
    assert found.matches == ()
    assert found.claimed == {"age": ("Age", "AGE ")}


def test_two_questions_that_claim_one_column_are_left_to_a_person():
    two = INSTRUMENT.model_copy(
        update={
            "questions": tuple(
                q.model_copy(update={"label": INSTRUMENT.question("age").label})
                if q.id == "qpv"
                else q
                for q in INSTRUMENT.questions
            )
        }
    )
    found = mapped(["Age at entry, in years"], Known(two, None, "entry"), {})
    assert found.matches == ()
    assert set(found.claimed) == {"age", "qpv"}


def test_a_near_heading_is_shown_and_not_applied():
    found = mapped(["Confience"], ENTRY, {})
    assert found.matches == ()
    assert [(m.target, m.column) for m in found.near] == [("confidence", "Confience")]
    assert 72 <= found.near[0].alike < 100


def test_a_near_heading_is_shown_once_a_question():
    found = mapped(["Confience", "Confidance"], ENTRY, {})
    assert len(found.near) == 1


@given(st.lists(st.text(max_size=12), unique=True, max_size=6))
def test_a_column_is_matched_once_and_a_question_too(headings):
    found = mapped(headings, ENTRY, {})
    columns = [m.column for m in found.matches]
    targets = [m.target for m in found.matches]
    assert len(columns) == len(set(columns))
    assert len(targets) == len(set(targets))
    assert set(columns) <= set(headings)
    assert not {m.column for m in found.near} & set(columns)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_every_label_of_the_worked_dossier_finds_its_own_question():
    for wave in INSTRUMENT.waves:
        known = Known(INSTRUMENT, PLAN, wave)
        for lang in ("fr", "en"):
            labels = {id: q.label.say(lang) for id, q in known.questions().items()}
            found = why(list(labels.values()), known)
            assert {id: column for id, (column, _) in found.items()} == labels


def test_the_headings_of_the_worked_files_are_enough_but_for_one():
    entry = read_yaml(DOSSIER.path("received.yml"))["files"][0]["columns"]
    found = mapped(list(entry.values()), ENTRY, {})
    assert {m.target for m in found.matches} >= {"person", "structure", "entry_date"}
    assert "confidence" in {m.target for m in found.near} | {m.target for m in found.matches}
