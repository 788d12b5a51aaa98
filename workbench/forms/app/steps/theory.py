"""Step 2: why one thing should lead to the next, drawn as it is told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import ipywidgets as w
from IPython.display import HTML

from workbench import theory
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.forms import show
from workbench.forms.app.ask import asked
from workbench.forms.app.parts import fold, section
from workbench.forms.app.steps.begin import beginning
from workbench.forms.app.steps.beliefs import DOUBTED, names
from workbench.forms.app.steps.step import Step
from workbench.forms.live import live
from workbench.forms.mutes import mute_form
from workbench.forms.theory_editor import live_editor
from workbench.theory import Theory

CODES = re.compile(
    r" \((?:because|assumption|test_indicator|evidence|evidenced|level: [a-z, ]+|sphere: [a-z, ]+"
    r"|feedback(?:: true)?|type: outcome|sign: harm|entry_criteria|mitigation|answer)\)"
)
"""Names of a file, in what a finding says: the app has no file to write them in."""


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    drawn = live(work, lambda: show.drawing(theory.draw(work.read(Theory), lang)), lang)
    yield section("guide.theory.drawing", lang, drawn)
    yield section("guide.theory.starts", lang, beginning(work, lang))
    yield section("guide.theory.editor", lang, live_editor(work, lang))
    yield section("guide.theory.doubt", lang, asked(work, Theory, DOUBTED, lang))
    weak = live(work, lambda: plainly(doubts(work), work.read(Theory), lang), lang)
    muting = mute_form(work, lambda: _named(doubts(work), work.read(Theory), lang), lang)
    yield section("guide.checks", lang, weak, fold(say("guide.theory.mute", lang), muting))


def doubts(work: Dossier) -> list[Finding]:
    """Return the findings about the theory of a dossier."""
    return theory.check(work.read(Theory), work.read(Evaluation))


def plainly(found: list[Finding], beliefs: Theory, lang: str) -> HTML:
    """Show findings with the words of their boxes, and without the names that files use."""
    shown = show.findings(_named(found, beliefs, lang), lang)
    return HTML(CODES.sub("", str(shown.data)))


def _named(found: list[Finding], beliefs: Theory, lang: str) -> list[Finding]:
    """Return the findings that say the words of a box, where they would say its id."""
    said: Mapping[str, str] = {
        **names(beliefs, lang),
        **{risk.id: risk.text.say(lang) for risk in beliefs.risks},
        **{rival.id: rival.text.say(lang) for rival in beliefs.rivals},
    }

    def worded(where: str) -> str:
        ends = where.split(" → ")
        known = all(end in said for end in ends)
        quoted = (say("guide.theory.quoted", lang, words=said.get(end, end)) for end in ends)
        return " → ".join(quoted) if known else where

    def listed(ids: object) -> str:
        return ", ".join(worded(id) for id in str(ids).split(", "))

    def holes(one: Finding) -> Mapping[str, object]:
        more = {"ids": listed(one.holes["ids"])} if one.holes.get("ids") else {}
        return {"where": worded(one.where), **one.holes, **more}

    return [replace(one, holes=holes(one)) for one in found]


STEP = Step(
    "theory", "guide.theory", rests_on=(Evaluation.FILE,), leaves=(Theory.FILE,), parts=parts
)
