"""A list of activities that cannot be answered is refused when it is read, with its place."""

import pytest

from tests.rooms.conftest import OPTIONS, day
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError, RunError
from workbench.base.yaml_files import write_yaml
from workbench.rooms.record import Agenda, read

GOOD = {"id": "mood", "kind": "choice", "title": "Humeur", "options": list(OPTIONS)}
WRONG = {
    "an activity twice": [GOOD, GOOD],
    "an option twice": [{**GOOD, "options": [OPTIONS[0]] * 2}],
    "one option alone": [{**GOOD, "options": [OPTIONS[0]]}],
    "a grid without items": [{"id": "grid", "kind": "rating", "title": "Grille"}],
    "a kind that is none": [{**GOOD, "kind": "chioce"}],
    "a key that is none": [{**GOOD, "rank": 1}],
    "no activity": [],
}


def written(folder, sequences):
    content = {"format": 1, "id": "day", "title": "Le jour", "sequences": sequences}
    write_yaml(folder / "day" / "agenda.yml", content)
    return Dossier(folder)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "day").mkdir()
    return tmp_path


def test_a_list_is_read_from_its_dossier(folder):
    assert written(folder, [GOOD]).read(Agenda).sequences[0].options[1].id == "no"


@pytest.mark.parametrize("fault", WRONG)
def test_a_list_that_cannot_be_answered_is_refused(fault, folder):
    dossier = written(folder, WRONG[fault])
    with pytest.raises(RecordError) as refused:
        dossier.read(Agenda)
    assert "agenda.yml" in refused.value.say("fr")


def test_a_kind_that_is_mistyped_is_answered_with_the_nearest(folder):
    with pytest.raises(RecordError) as refused:
        written(folder, WRONG["a kind that is none"]).read(Agenda)
    assert "choice" in refused.value.say("en")


@pytest.mark.parametrize("content", [None, [], "x", {"id": "short"}, {"id": "a" * 8, "more": 1}])
def test_what_is_no_answer_is_refused(content):
    with pytest.raises(RunError) as refused:
        read(content)
    assert refused.value.key == "room.not_an_answer"


def test_a_list_is_the_same_after_it_was_written(folder):
    dossier = Dossier(folder)
    dossier.write(day())
    assert dossier.read(Agenda) == day()
