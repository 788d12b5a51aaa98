"""A file that breaks a rule is answered with its key, its line and its cure."""

import re

import pytest
from pydantic import ValidationError

from workbench.base.errors import RecordError
from workbench.base.records import Text, as_written, changed
from workbench.base.yaml_files import read_yaml
from workbench.collection import Instrument, Plan
from workbench.data import Received
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.ledger import Ledger
from workbench.theory import Theory

KINDS = (Evaluation, Theory, Choices, Instrument, Plan, Received, Ledger)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)

MISSPELT = [
    (Evaluation, "title", "titel"),
    (Evaluation, "start", "strat"),
    (Evaluation, "expects_change", "expect_change"),
    (Theory, "links", "link"),
    (Theory, "because", "becuase"),
    (Theory, "from", "form"),
    (Theory, "mitigation", "mitigatoin"),
    (Choices, "target", "targets"),
    (Choices, "figure", "figures"),
    (Instrument, "questions", "question"),
    (Instrument, "options", "option"),
    (Instrument, "among", "amongst"),
    (Plan, "design", "desing"),
    (Plan, "before", "befor"),
    (Received, "licence", "license"),
    (Received, "columns", "column"),
    (Ledger, "relations", "relation"),
    (Ledger, "factors", "factor"),
]

WRONG = [
    (Evaluation, "organisation: Club du pont", "organisation: 3", "record.needs_keys"),
    (Evaluation, "simulated: true", "simulated: perhaps", "record.needs_true_or_false"),
    (Evaluation, "start: 2024-01-01", "start: 2024-02-30", "record.needs_date"),
    (Evaluation, "places: [Lille, Roubaix]", "places: Lille", "record.needs_list"),
    (Evaluation, "kind: change", "kind: chnage", "record.not_allowed"),
    (Evaluation, "title: {fr: Club du pont, en: Bridge club}", "title: {}", "record.empty_text"),
    (Evaluation, "id: confidence", "id: 7", "record.needs_text"),
    (Theory, "type: need", "type: needs", "record.not_allowed"),
    (Theory, "who: young", "who: [young]", "record.needs_text"),
    (Theory, "sign: harm", "sign: hurt", "record.not_allowed"),
    (Choices, "value: 6", "value: six", "record.needs_number"),
    (Choices, "baseline: 4.5", "baseline: nan", "record.needs_number"),
    (Choices, "target: {value: 6, figure: PEOPLE}", "target: 6", "record.needs_keys"),
    (Instrument, "id: entry_date", "id: Entry date", "record.id_shape"),
    (Instrument, "waves: [entry]", "waves: []", "record.needs_items"),
    (Instrument, "required: true", "required: often", "record.needs_true_or_false"),
    (Instrument, "code: lille", "code: 59", "record.needs_text"),
    (Instrument, "    among: [job]\n", "", "record.no_rule"),
    (Plan, "design: progress", "design: progres", "record.not_allowed"),
    (Plan, "target: 0.5", "target: half", "record.needs_number"),
    (Received, "file: received/entry.csv", "file: ../entry.csv", "record.id_shape"),
    (Received, "{CDI: job, CDD: job}", "{1: job}", "record.needs_text"),
    (Ledger, "value: 2", "value: [2]", "record.needs_number"),
    (Ledger, "factors: [SITES, PER_SITE]", "factors: SITES", "record.needs_list"),
]


def faults(caught):
    """Return the phrases of a record's error, by key: place, line and nearest word."""
    assert caught.value.key == "record.faults"
    return {
        phrase.key: (
            phrase.holes["place"],
            phrase.holes["line"].holes["line"] if phrase.holes["line"] else None,
            phrase.holes["hint"].holes.get("near") if "hint" in phrase.holes else None,
        )
        for phrase in caught.value.holes["faults"]
    }


def line_of_text(path, text):
    before = path.read_text(encoding="utf-8").split(text)[0]
    return str(before.count("\n") + 1)


@EVERY_KIND
def test_a_record_without_a_fault_is_read(club, kind):
    assert club.read(kind).format == 1


@EVERY_KIND
def test_a_record_keeps_its_content_when_written(club, kind, tmp_path):
    record = club.read(kind)
    club.path(kind.FILE).unlink()
    club.write(record)
    assert club.read(kind) == record


@EVERY_KIND
def test_an_unknown_key_at_the_head_of_a_file_is_found(club, kind):
    path = club.path(kind.FILE)
    path.write_text("frmat: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        club.read(kind)
    assert caught.value.holes["file"] == path.name
    assert faults(caught)["record.unknown_key"] == ("frmat", "1", "format")


@pytest.mark.parametrize(("kind", "right", "misspelt"), MISSPELT)
def test_a_misspelt_key_is_found_with_its_line_and_the_nearest_word(club, kind, right, misspelt):
    path = club.path(kind.FILE)
    text = re.sub(rf"\b{right}:", f"{misspelt}:", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        club.read(kind)
    place, line, near = faults(caught)["record.unknown_key"]
    assert place.split(".")[-1] == misspelt
    assert line == line_of_text(path, f"{misspelt}:")
    assert near == right


@pytest.mark.parametrize(("kind", "right", "bad", "phrase"), WRONG)
def test_a_value_of_the_wrong_kind_is_found_with_its_line(club, spoil, kind, right, bad, phrase):
    path = club.path(kind.FILE)
    line = line_of_text(path, right)
    spoil(club, kind.FILE, (right, bad))
    with pytest.raises(RecordError) as caught:
        club.read(kind)
    assert caught.value.holes["file"] == path.name
    found = faults(caught)[phrase]
    assert bad == "" or found[1] == line


def test_a_missing_key_is_found_with_the_place_that_lacks_it(club, spoil):
    spoil(club, "theory.yml", ("    type: need\n", ""))
    with pytest.raises(RecordError) as caught:
        club.read(Theory)
    assert faults(caught)["record.missing_key"][:2] == ("nodes.1.type", "3")


def test_several_faults_are_told_at_once(club, spoil):
    spoil(club, "plan.yml", ("unit: points", "unit: point"), ("target: 0.5", "target: half"))
    with pytest.raises(RecordError) as caught:
        club.read(Plan)
    assert set(faults(caught)) == {"record.not_allowed", "record.needs_number"}


def test_a_code_that_is_a_number_is_named_as_it_is_written(club, spoil):
    spoil(club, "received.yml", ("{CDI: job, CDD: job}", "{1: job}"))
    with pytest.raises(RecordError) as caught:
        club.read(Received)
    assert faults(caught)["record.needs_text"][0] == "files.2.codes.situation.1"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("kind", "right", "bad", "phrase"), WRONG)
def test_every_fault_can_be_said(club, spoil, kind, right, bad, phrase, lang):
    spoil(club, kind.FILE, (right, bad))
    with pytest.raises(RecordError) as caught:
        club.read(kind)
    letter = caught.value.say(lang)
    assert letter.startswith(club.path(kind.FILE).name)
    assert "{" not in letter.replace(bad, "").replace("{'", "").replace("{}", "")


def test_a_record_cannot_be_changed(club):
    evaluation = club.read(Evaluation)
    with pytest.raises(ValidationError):
        evaluation.simulated = False


def test_a_changed_record_is_validated_again(club):
    theory = club.read(Theory)
    assert changed(theory, risks=()).risks == ()
    assert theory.risks
    with pytest.raises(ValidationError):
        changed(theory, nodes="none")


def test_empty_keys_and_defaults_are_not_written(club):
    written = as_written(club.read(Theory))
    assert "who" not in written["nodes"][1]
    assert written["links"][1]["because"] == "On revient là où l’on est attendu."
    assert written["format"] == 1


def test_a_list_that_must_be_there_is_written_even_when_empty(club):
    none = Choices(format=1, choices=())
    club.write(none)
    assert club.read(Choices) == none


def test_a_text_in_one_language_says_so_in_the_other():
    text = Text(fr="Boxe")
    assert text.say("fr") == "Boxe"
    assert text.say("en") == "Boxe [fr]"
    assert Text(any="Boxe").say("en") == "Boxe"


def test_a_text_rewritten_in_one_language_keeps_the_other():
    text = Text(fr="Boxe", en="Boxing")
    assert text.rewritten("La boxe", "fr") == Text(fr="La boxe", en="Boxing")
    assert Text(any="Boxe").rewritten("Judo", "fr") == Text(any="Judo")


def test_a_text_that_says_nothing_is_refused():
    with pytest.raises(ValidationError):
        Text(fr="")


def test_a_comment_survives_when_a_record_is_written(club):
    evaluation = club.read(Evaluation)
    club.write(changed(evaluation, simulated=False))
    text = club.path("evaluation.yml").read_text(encoding="utf-8")
    assert text.startswith("# The framing of a small club.\n")
    assert read_yaml(club.path("evaluation.yml"))["title"] == {
        "fr": "Club du pont",
        "en": "Bridge club",
    }
    assert club.read(Evaluation).simulated is False
