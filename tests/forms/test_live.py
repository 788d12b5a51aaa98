"""What others change appears on the page, and is told once; one's own doing is no news."""

import pytest

from workbench.base.errors import LetterError
from workbench.base.records import Text, changed
from workbench.evaluation import Evaluation
from workbench.forms.changes import changes_line, told
from workbench.forms.live import Watched, live, watched


def titled(work, words):
    work.write(changed(work.read(Evaluation), title=Text(any=words)))


@pytest.fixture
def two(club):
    """Two people at the same dossier, who have looked once."""
    both = Watched(club.folder, person="Ana"), Watched(club.folder, person="Bob")
    for one in both:
        assert one.look() == ()
    return both


def test_what_another_person_changes_is_shown_and_told_once(two):
    ana, bob = two
    seen = []
    bob.watchers.append(lambda: seen.append(bob.read(Evaluation).title.say("en")))
    titled(ana, "A")
    (news,) = bob.look()
    assert (news.file, news.version.who, seen) == ("evaluation.yml", "Ana", ["A"])
    assert "Ana" in told(bob, news, "en")
    assert bob.look() == ()
    assert seen == ["A"]


def test_ones_own_doing_is_no_news(two):
    ana, _ = two
    titled(ana, "A")
    ana.to_write("received.yml").write_text("format: 1\n", encoding="utf-8")
    assert ana.look() == ()


def test_a_change_that_was_made_while_one_wrote_is_told_all_the_same(two):
    ana, bob = two
    titled(ana, "A")
    bob.write(changed(bob.read(Evaluation), beneficiaries=Text(any="B")))
    assert [news.version.who for news in bob.look()] == ["Ana"]


def test_a_file_changed_by_hand_is_told_by_its_name(two, spoil):
    _, bob = two
    spoil(bob, "evaluation.yml", ("Bridge club", "By hand"))
    (news,) = bob.look()
    assert (news.file, news.version) == ("evaluation.yml", None)


def test_a_file_spoilt_by_hand_is_told_with_its_letter_and_stops_nothing(two):
    ana, _ = two
    calls = []

    def broken():
        raise LetterError("file.not_text", file="evaluation.yml")

    ana.watchers.extend([broken, lambda: calls.append(1)])
    ana.path("evaluation.yml").write_text("{", encoding="utf-8")
    (news,) = ana.look()
    assert news.letter.key == "file.not_text"
    assert calls == [1]


def test_what_pages_make_is_shown_anew_and_not_told(two):
    ana, _ = two
    calls = []
    ana.watchers.append(lambda: calls.append(1))
    ana.path("results").mkdir(exist_ok=True)
    ana.path("results", "effects.csv").write_text("a\n", encoding="utf-8")
    assert ana.look() == ()
    assert calls == [1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_quiet_line_answers_each_look_of_the_browser(two, lang, monkeypatch):
    ana, bob = two
    line, sent = changes_line(bob, lang), []
    monkeypatch.setattr(line, "send", lambda content: sent.append(content["said"]))
    line._handle_custom_msg({"look": True}, [])
    titled(ana, "A")
    line._handle_custom_msg({"look": True}, [])
    assert sent[0] == ""
    assert "Ana" in sent[1]


def test_the_server_says_who_works(club, monkeypatch):
    monkeypatch.setenv("WORKBENCH_PERSON", "Ana")
    assert watched(club).who == "Ana"


def test_a_table_follows_what_another_person_keeps(two):
    ana, bob = two

    class Plain:
        data = ""

    def made():
        Plain.data = bob.read(Evaluation).title.say("en")
        return Plain

    shown = live(bob, made, "en")
    titled(ana, "A")
    bob.look()
    assert shown.value == "A"
