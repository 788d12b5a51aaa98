"""Answers may be given faster than a browser hears of them: each is kept once, and none is lost."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.evaluation import Evaluation
from workbench.forms.app.ask import asked
from workbench.forms.app.steps.project import STAKES, WHAT, WHO
from workbench.forms.live import Watched, watch, watched

TITLE, ROWS = "guide.project.title", "guide.project.questions"
FRESH = count(1)
NEW = {"key": "+new", "text": "Combien viennent ?", "kind": "change"}


class Browser:
    """One page: it sends what is typed, and may hear of it much later."""

    def __init__(self, work):
        self.work, self.number, self.knows = work, count(1), {}
        self.made = asked(work, Evaluation, (*WHO, *WHAT, *STAKES), "fr")
        self.told = []
        self.made.send = lambda content, buffers=None: self.told.append(content)
        self.was = {question["id"]: question["value"] for question in self.made.questions}

    def sends(self, id, value):
        told = {"id": id, "value": value, "was": self.was[id], "heard": self.knows.get(id, 0)}
        self.made._handle_custom_msg({**told, "asked": next(self.number)}, [])
        return self.told[-1]

    def hears(self):
        """Hear of all that was kept, the last of each question."""
        for told in self.told:
            if told["state"] == "kept":
                self.was[told["id"]] = told["value"]
            self.knows[told["id"]] = told["asked"]
        self.told.clear()


@pytest.fixture
def browser(club):
    return Browser(watched(club))


def questions(browser):
    return browser.work.read(Evaluation).questions


def test_a_new_row_that_is_sent_again_before_one_hears_of_it_is_there_once(browser):
    before = browser.was[ROWS]
    browser.sends(ROWS, [*before, NEW])
    told = browser.sends(ROWS, [*before, {**NEW, "text": "Combien restent ?", "kind": "causal"}])
    assert told["state"] == "kept"
    (new,) = questions(browser)[len(before) :]
    assert (new.text.fr, new.kind) == ("Combien restent ?", "causal")
    assert told["keys"]["+new"] == new.id


def test_a_new_row_taken_away_before_one_hears_of_it_is_gone(browser):
    before = browser.was[ROWS]
    browser.sends(ROWS, [*before, NEW])
    assert browser.sends(ROWS, before)["state"] == "kept"
    assert len(questions(browser)) == len(before)


def test_what_one_comes_back_to_before_one_hears_is_what_stands(browser):
    first = browser.was[TITLE]
    browser.sends(TITLE, "Autre")
    browser.sends(TITLE, first)
    assert browser.work.read(Evaluation).title.fr == first


def test_what_python_made_of_an_answer_stays_where_nobody_typed_since(browser):
    before = browser.was[ROWS]
    browser.sends(ROWS, [*before, {**NEW, "text": "  Combien viennent ?  "}])
    told = browser.sends(
        ROWS, [*before, {**NEW, "text": "  Combien viennent ?  ", "kind": "causal"}]
    )
    assert told["state"] == "kept"
    assert (told["value"][-1]["text"], told["value"][-1]["kind"]) == (
        "Combien viennent ?",
        "causal",
    )


def test_what_somebody_else_answers_meanwhile_is_still_a_conflict(browser):
    other = Browser(watched(browser.work))
    browser.sends(TITLE, "Le mien")
    other.was[TITLE] = "Le mien"
    other.sends(TITLE, "Le leur")
    told = browser.sends(TITLE, "Le mien encore")
    assert (told["state"], told["theirs"]) == ("two", "Le leur")


@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from("abtxk-"), st.booleans()), max_size=12))
def test_whatever_is_typed_and_whenever_one_hears_what_was_typed_last_stands(browser, steps):
    browser.hears()
    browser.was[ROWS] = start = list(browser.was[ROWS])
    rows = [dict(row) for row in start]
    for number, (what, hears) in enumerate(steps):
        if what in "ab":
            rows.append({"key": f"+{next(FRESH)}", "text": f"Ligne {what}", "kind": "change"})
        elif what == "t" and rows:
            rows[-1] = {**rows[-1], "text": f"Texte {number}"}
        elif what == "x" and rows:
            rows[0] = {**rows[0], "text": f"Début {number}"}
        elif what == "k" and rows:
            rows[-1] = {**rows[-1], "kind": "causal"}
        elif what == "-" and rows:
            rows.pop()
        assert browser.sends(ROWS, rows)["state"] == "kept"
        keys = browser.told[-1]["keys"]
        if hears:
            browser.hears()
            rows = [{**row, "key": keys.get(row["key"], row["key"])} for row in rows]
    kept = questions(browser)
    assert [(one.text.fr, one.kind) for one in kept] == [(row["text"], row["kind"]) for row in rows]
    assert len({one.id for one in kept}) == len(kept)


def test_a_part_that_fails_keeps_no_other_from_following(club):
    work, seen = watched(club), []

    def fails():
        raise RuntimeError

    watch(work, fails)
    watch(work, lambda: seen.append("told"))
    with pytest.raises(RuntimeError):
        Watched.write(work, work.read(Evaluation))
    assert seen == ["told"]
