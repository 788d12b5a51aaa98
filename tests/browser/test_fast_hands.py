"""Somebody answers faster than the kernel keeps: several fields at once, and no answer is lost."""

import contextlib
import itertools
import os
import random
import shutil
import signal
import threading

import pytest

from tests.browser.test_kept import kernel_of
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.records import changed
from workbench.collection import Instrument
from workbench.evaluation import Evaluation
from workbench.indicators import Choice, Choices

pytestmark = pytest.mark.slow

PATIENT = 90_000
ALL_KEPT = """() => [...document.querySelectorAll('.q')].every(
  box => !['keeping', 'waiting', 'two', 'refused'].includes(box.dataset.state))
  && !Object.keys(localStorage).some(name => name.startsWith('workbench-typed'))"""


class Slow:
    """A kernel that is held up again and again, as on a machine that has much to do."""

    def __init__(self, pid, pauses, seed):
        self.pid, self.pauses, self.draw = pid, pauses, random.Random(seed)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._hold)

    def _hold(self):
        while not self.ended.is_set():
            os.kill(self.pid, signal.SIGSTOP)
            self.ended.wait(self.draw.uniform(*self.pauses))
            os.kill(self.pid, signal.SIGCONT)
            self.ended.wait(self.draw.uniform(0.01, 0.12))

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT)


class Fast:
    """Somebody who types in many fields, each by its name, without waiting."""

    def __init__(self, tab, seed):
        self.tab, self.draw = tab, random.Random(seed)

    def at(self, place, value, last=False):
        """Type in a field as a person does, all at once, and leave it."""
        told = "new Event('input', {bubbles: true})", "new Event('change', {bubbles: true})"
        self.tab.locator(place).last.evaluate(
            "(one, value) => { one.focus(); if (one.type === 'checkbox') one.click();"
            f" else {{ one.value = value; one.dispatchEvent({told[0]});"
            f" one.dispatchEvent({told[1]}); }} }}",
            value,
        )
        self.tab.wait_for_timeout(self.draw.choice((0, 10, 60, 250, 700)))

    def press(self, place):
        self.tab.locator(place).last.evaluate("one => one.click()")

    def done(self):
        self.tab.wait_for_function(ALL_KEPT, timeout=PATIENT)


def own_dossier(served, name):
    folder = served.workspace / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.examples() / "trajectoires", folder)
    work = Dossier(folder)
    more = Choice(indicator="ECO-11", node="entered", outcome="eco_11")
    choices = work.read(Choices)
    work.write(changed(choices, choices=(*choices.choices, more)))
    return work


class Running:
    """What the fixture of a server is to a test that looks for a kernel."""

    def __init__(self, served):
        self.served = served


PAUSES = {"held": (0.1, 1.2), "asleep": (4.0, 7.0)}
CASES = [
    pytest.param("held", 1),
    *(pytest.param(*one, marks=pytest.mark.full) for one in (("held", 2), ("asleep", 3))),
]


def opened(tab, served, work, step):
    tab.set_default_timeout(PATIENT)
    tab.goto(f"{served.page('en', 'app', work.name)}&step={step}")
    tab.wait_for_selector("body[data-ready]")
    tab.locator(".q-control").first.wait_for()
    return kernel_of(tab, Running(served))


@pytest.mark.full
@pytest.mark.parametrize(("how", "seed"), CASES)
def test_no_answer_of_fast_hands_is_lost_by_a_slow_kernel(tab, served, how, seed):
    work = own_dossier(served, f"fast_{how}_{seed}")
    kernel = opened(tab, served, work, "project")
    hands, last = Fast(tab, seed), {}
    fields = ("title", "organisation", "summary", "beneficiaries")
    asked, stakes = (
        "[data-question='guide.project.questions']",
        "[data-question='guide.project.stakeholders']",
    )
    with Slow(kernel, PAUSES[how], seed):
        hands.press(f"{asked} .q-add")
        for n, field in itertools.product(range(4), fields):
            last[field] = f"{field} {n} é 🎾"
            hands.at(f"[data-question='guide.project.{field}'] .q-control", last[field])
            hands.at(f"{asked} .q-row [data-name=text]", f"How many come {n}?")
            if n == 2 and field == "title":
                hands.at(f"{asked} .q-row [data-name=kind]", "causal")
            if field == "summary":
                hands.press(f"{stakes} .q-ready li:not([hidden]) button")
                hands.at(f"{stakes} .q-row [data-name=name]", f"People {n}")
                hands.at(f"{stakes} .q-row [data-name=role]", "funder")
    hands.done()
    before, kept = (
        Dossier(places.examples() / "trajectoires").read(Evaluation),
        work.read(Evaluation),
    )
    assert {field: getattr(kept, field).en for field in fields} == last
    new = kept.questions[len(before.questions) :]
    assert [(one.text.en, one.kind) for one in new] == [("How many come 3?", "causal")]
    more = kept.stakeholders[len(before.stakeholders) :]
    assert [(one.name.en, one.role) for one in more] == [
        (f"People {n}", "funder") for n in range(4)
    ]


@pytest.mark.parametrize(("how", "seed"), CASES)
def test_a_question_written_in_haste_is_whole_once_and_linked(tab, served, how, seed):
    work = own_dossier(served, f"haste_{how}_{seed}")
    kernel = opened(tab, served, work, "collection")
    hands = Fast(tab, seed)
    asked = "[data-question='asking.questions']"
    row = f"{asked} .q-row:last-child"
    with Slow(kernel, PAUSES[how], seed):
        hands.press(f"{asked} .q-start")
        hands.at(f"{row} [data-name=label]", "Who helps")
        hands.at(f"{row} [data-name=label]", "Who helps you?")
        hands.at(f"{row} [data-name=kind]", "several")
        hands.at(f"{row} [data-name=kind]", "one")
        hands.at(f"{row} [data-name=options]", "My family\nA neighbour\nNobody")
        hands.at(f"{row} [data-cell=counts] label:first-child input", "")
        hands.at(f"{row} [data-name=hint]", "One answer")
    hands.done()
    before = Dossier(places.examples() / "trajectoires").read(Instrument).questions
    questions = work.read(Instrument).questions
    assert len(questions) == len(before) + 1
    (new,) = [one for one in questions if one.id not in {old.id for old in before}]
    assert new.label.en == "Who helps you?"
    assert new.hint.en == "One answer"
    assert [one.label.en or one.label.any for one in new.options] == [
        "My family",
        "A neighbour",
        "Nobody",
    ]
    assert work.read(Choices).choices[-1].outcome == f"{new.id}_counted"
