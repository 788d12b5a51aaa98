"""Whatever is typed in whichever field of the app gets a sentence, and nothing is lost by it."""

import errno
from itertools import count

import pytest

from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.forms.app.ask import LONGEST, Questions, asked
from workbench.forms.app.steps import STEPS
from workbench.forms.app.steps.project import WHO
from workbench.forms.live import watched

TYPED = {
    "nothing": "",
    "blank": " \t\n ",
    "too long": "x" * (LONGEST + 1),
    "long": "mot " * 2000,
    "no day": "31/02/2026",
    "an odd day": "0000-99-99",
    "comma": "12,5",
    "point": "12.5",
    "markup": "<b>é</b><script>alert(1)</script>",
    "emoji": "🎾👩🏽",
    "signs": "a\x00b\x1b[0m\ud7ff",
    "formula": "=1+1",
    "template": "${x} {{ y }} %s {z}",
    "yaml": "- a: b\n&x *x !!python",
    "codes": "no_such_code",
    "from right to left": "\u202eabc",
}
FEW, QUICK = ("nothing", "too long", "markup"), ("theory", "plan", "report")
NUMBER = count(1)


def inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        if not isinstance(child, str):
            yield from inside(child)


def values(question, text):
    """Return the answers that hold a text: in the field itself, or in each column of its rows."""
    if question["kind"] not in ("rows", "fixed"):
        return [text]
    rows, found = question["value"], []
    for column in question["columns"]:
        if column["kind"] == "shown":
            continue
        if rows:
            found.append([{**rows[0], column["name"]: text}, *rows[1:]])
        if question["kind"] == "rows":
            new = {one["name"]: "" for one in question["columns"]}
            found.append([*rows, {**new, "key": f"+{next(NUMBER)}", column["name"]: text}])
    return found


def answered(made, question, value):
    told = []
    made.send = lambda content, buffers=None: told.append(content)
    content = {"id": question["id"], "value": value, "was": question["value"]}
    made._handle_custom_msg({**content, "asked": next(NUMBER)}, [])
    return told[-1]


def fields(work, step):
    """Return the questions of a step, each with the widget that keeps it."""
    made = [one for part in step.parts(work, "fr") for one in inside(part)]
    return [
        (one, question) for one in made if isinstance(one, Questions) for question in one.questions
    ]


def every_field_answers(work, step, typed):
    foreseen = say("page.unforeseen", "fr")
    for made, question in fields(work, step):
        for text in typed:
            for value in values(question, text):
                told = answered(made, question, value)
                where = (question["id"], text[:20], value if isinstance(value, str) else "rows")
                assert told["state"] in ("kept", "refused", "sure", "two"), where
                if told["state"] in ("refused", "sure"):
                    assert told["letter"], where
                    assert foreseen not in told["letter"], (where, told["letter"])
                if len(text) > LONGEST:
                    assert told["state"] == "refused", where


@pytest.fixture
def work(tmp_path):
    return watched(copy(Dossier(places.examples() / "trajectoires"), tmp_path / "club"))


ASKING = [step for step in STEPS if step.id not in ("people", "data", "analysis")]


@pytest.mark.parametrize("step", [s for s in STEPS if s.id in QUICK], ids=lambda step: step.id)
def test_every_field_answers_bad_input_by_a_sentence(work, step):
    every_field_answers(work, step, [TYPED[name] for name in FEW])


@pytest.mark.full
@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("step", ASKING, ids=lambda step: step.id)
def test_every_field_answers_all_bad_input_by_a_sentence(work, step, name):
    every_field_answers(work, step, [TYPED[name]])
    for record in work.folder.glob("*.yml"):
        assert record.read_text(encoding="utf-8")
    again = [question for _, question in fields(work, step)]
    assert again


def test_a_full_disk_is_told_and_the_answer_before_stands(work, monkeypatch):
    made = asked(work, Evaluation, WHO, "fr")
    question = made.questions[0]
    before = work.path(Evaluation.FILE).read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("workbench.base.files.os.replace", full, raising=False)
    monkeypatch.setattr("workbench.base.files.os.fsync", full, raising=False)
    told = answered(made, question, "Un autre titre")
    monkeypatch.undo()
    assert told["state"] == "refused"
    assert told["letter"] == RunError("kept.disk_full", name=work.name).say("fr")
    assert work.path(Evaluation.FILE).read_bytes() == before
    assert answered(made, question, "Un autre titre")["state"] == "kept"
