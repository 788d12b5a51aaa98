"""An answer is kept where nobody else has answered; where somebody has, both answers are there."""

import pytest

from workbench.base.errors import DataError, RecordError
from workbench.base.history import text, versions
from workbench.base.records import Text, changed
from workbench.base.revision import Answer, put_together, settle
from workbench.evaluation import Evaluation
from workbench.forms.live import Watched
from workbench.theory import Theory


def answer_of(name):
    return Answer(
        Evaluation,
        lambda record: getattr(record, name).say("en"),
        lambda record, typed: changed(record, **{name: Text(any=typed)}),
    )


TITLE, PEOPLE = answer_of("title"), answer_of("beneficiaries")


@pytest.fixture
def two(club):
    """Two people at the same dossier."""
    return Watched(club.folder, person="Ana"), Watched(club.folder, person="Bob")


def test_two_people_who_answer_different_questions_both_keep_theirs(two):
    ana, bob = two
    shown = TITLE.get(ana.read(Evaluation)), PEOPLE.get(bob.read(Evaluation))
    assert settle(ana, TITLE, shown[0], "A").clash is None
    assert settle(bob, PEOPLE, shown[1], "B").clash is None
    now = ana.read(Evaluation)
    assert (TITLE.get(now), PEOPLE.get(now)) == ("A", "B")


def test_two_answers_to_one_question_are_both_there(two):
    ana, bob = two
    shown = TITLE.get(ana.read(Evaluation))
    settle(ana, TITLE, shown, "A")
    settled = settle(bob, TITLE, shown, "B")
    assert (settled.value, settled.clash.mine, settled.clash.theirs) == ("A", "B", "A")
    assert TITLE.get(ana.read(Evaluation)) == "A"
    aside = versions(ana)[0]
    assert (aside.how, aside.who) == ("aside", "Bob")
    assert "title: B" in text(ana, aside)
    assert settle(bob, TITLE, settled.value, "B").clash is None
    assert TITLE.get(ana.read(Evaluation)) == "B"
    assert any("title: A" in text(ana, one) for one in versions(ana))


def test_the_same_answer_given_twice_is_no_clash(two):
    ana, bob = two
    shown = TITLE.get(ana.read(Evaluation))
    settle(ana, TITLE, shown, "A")
    assert settle(bob, TITLE, shown, "A").clash is None


def test_an_editor_by_hand_is_somebody_else(two, spoil):
    ana, _ = two
    shown = TITLE.get(ana.read(Evaluation))
    spoil(ana, "evaluation.yml", ("Bridge club", "By hand"))
    assert settle(ana, TITLE, shown, "A").clash.theirs == "By hand"


def test_what_is_refused_is_not_written(two):
    ana, _ = two
    before = ana.path("evaluation.yml").read_bytes()

    def refuse(*_):
        raise DataError("app.needed")

    with pytest.raises(DataError):
        settle(ana, Answer(Evaluation, TITLE.get, refuse), TITLE.get(ana.read(Evaluation)), "")
    assert ana.path("evaluation.yml").read_bytes() == before
    assert versions(ana) == ()


def test_an_answer_to_a_file_that_is_not_there_makes_it(two):
    ana, _ = two
    ana.path("theory.yml").unlink()
    empty = Theory(format=1, nodes=(), links=())
    node = {"id": "a", "type": "activity", "label": "A"}
    answer = Answer(
        Theory,
        lambda now: [one.id for one in now.nodes],
        lambda now, _: changed(now, nodes=(node,)),
        empty,
    )
    assert settle(ana, answer, [], ["a"]).value == ["a"]
    assert ana.read(Theory).nodes[0].id == "a"


def renamed(theory, place, words):
    nodes = list(theory.nodes)
    nodes[place] = changed(nodes[place], label=Text(any=words))
    return changed(theory, nodes=tuple(nodes))


def test_two_drawings_are_put_together_box_by_box(two):
    ana, bob = two
    shown = ana.read(Theory)
    assert put_together(ana, shown, renamed(shown, 0, "A"))[1] == ()
    now, clashes = put_together(bob, shown, renamed(shown, 1, "B"))
    assert clashes == ()
    assert [node.label.say("en") for node in now.nodes[:2]] == ["A", "B"]
    assert bob.read(Theory) == now


def test_two_drawings_of_one_box_are_both_there_until_somebody_chooses(two):
    ana, bob = two
    shown = ana.read(Theory)
    put_together(ana, shown, renamed(shown, 0, "A"))
    mine = renamed(renamed(shown, 0, "B"), 1, "C")
    now, clashes = put_together(bob, shown, mine)
    assert [clash.place for clash in clashes] == [("nodes", shown.nodes[0].id, "label")]
    assert now.nodes[0].label.say("en") == "A"
    assert versions(ana)[0].how == "aside"
    now, clashes = put_together(bob, shown, mine, mine_first=True)
    assert clashes == ()
    assert [node.label.say("en") for node in now.nodes[:2]] == ["B", "C"]


def test_two_drawings_that_make_no_sense_together_are_refused(two):
    ana, bob = two
    shown = ana.read(Theory)
    before = ana.path("theory.yml").read_bytes()

    def refuse(_):
        raise RecordError("theory.cycle", where="a")

    with pytest.raises(RecordError):
        put_together(bob, shown, renamed(shown, 0, "A"), refuse)
    assert ana.path("theory.yml").read_bytes() == before
