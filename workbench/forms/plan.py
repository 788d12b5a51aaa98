"""The forms of page 04 about the plan: freeze it, and rehearse it on simulated people."""

from dataclasses import dataclass

import ipyvuetify as v
from markupsafe import Markup

from workbench.analysis.deviations import outcomes_came
from workbench.analysis.rehearse import SUMMED, as_text, rehearse
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RunError
from workbench.base.findings import Finding, blocking
from workbench.base.words import number, percent, say
from workbench.collection import Analysis, Frozen, Plan, check, freeze, instrument_of
from workbench.collection.freeze import checksum
from workbench.data.simulate import Programme
from workbench.forms.downloads import links
from workbench.forms.parts import (
    answer,
    button,
    careful,
    choice,
    field,
    form,
    number_typed,
    share_typed,
    tell,
    whole_typed,
)
from workbench.indicators import Choices

CLUBS, SIZE = 20, 15
MOST = 200
"""Clubs, and people in one of them, beyond which a rehearsal would take minutes."""
TRIALS, BY_ROWS = 500, 20
"""So many trials take about a second: from the sums of clubs, and from rows."""
SHORT = 16
"""The signs of a checksum that are shown: enough to compare by eye."""
ONE_GROUP = ("progress", "before_after")
EFFECT, SHARE_EFFECT = 0.25, 0.1
MOST_ALIKE = 0.7


@dataclass(frozen=True)
class Said:
    """A finding as a hole of a letter: its sentence, in the language of the letter."""

    finding: Finding

    def say(self, lang: str, /) -> str:
        """Return the sentence of the finding."""
        return self.finding.sentence(lang)


def freeze_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a button that freezes the plan once, and says how it stands."""
    reply = answer(_frozen(work, lang))

    def press() -> Markup:
        freeze_plan(work)
        return _frozen(work, lang)

    ready = button(say("page06.freeze.go", lang), lambda: careful(press, reply, lang))
    return form(say("page06.freeze.title", lang), ready, reply)


def freeze_plan(work: Dossier) -> Frozen | None:
    """Write ``plan_frozen.yml``, with a mark when outcomes had come already.

    Raises RunError where it is frozen already, where the plan is empty or its checks block, and in
    an example.
    """
    if work.has(Frozen.FILE):
        raise RunError("page06.freeze.again")
    plan = work.read(Plan)
    if not plan.analyses:
        raise RunError("page06.freeze.empty")
    names = {analysis.id for analysis in plan.analyses}
    found = check(instrument_of(work), work.read(Choices), plan)
    wrong = [finding for finding in blocking(found) if finding.where in names]
    if wrong:
        raise RunError("page06.freeze.blocked", what=Said(wrong[0]))
    return freeze(work, late=outcomes_came(work))


def _frozen(work: Dossier, lang: str) -> Markup:
    """Say how the plan stands: open, or frozen, and whether it has changed since."""
    kept = work.read_if_there(Frozen)
    if kept is None:
        return Markup("<p>{}</p>").format(say("page06.freeze.open", lang))
    holes = {"n": len(kept.analyses), "sum": kept.sha256[:SHORT]}
    same = checksum(work.read(Plan).analyses) == kept.sha256
    lines = [
        say("page06.freeze.done", lang, **holes),
        say("page06.freeze.same" if same else "page06.freeze.moved", lang),
        *([say("page06.freeze.late", lang)] if kept.late else []),
    ]
    told = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return told + links([work.path(Frozen.FILE)], lang)


def rehearsal_form(plan: Plan, icc: float, lang: str) -> v.Sheet:
    """Return a form that tries an analysis of the plan on simulated clubs, whose truth is known."""
    named = {analysis.id: analysis for analysis in plan.analyses}
    first = next((a for a in plan.analyses if quick(a)), plan.analyses[0])
    names = {id: analysis.label.say(lang) for id, analysis in named.items()}
    which = choice(say("forms.analysis", lang), names, first.id)
    clubs = field(say("page06.rehearse.clubs", lang), number(CLUBS, lang))
    size = field(say("page06.rehearse.size", lang), number(SIZE, lang))
    alike = field(say("forms.icc", lang), number(_alike(first, icc), lang, 2))
    effect = field(say("page06.rehearse.effect", lang), _hoped(first, lang))
    lost = field(say("page06.rehearse.lost", lang), percent(0, lang))
    reply = answer()

    def play() -> Markup:
        chosen = named[which.v_model]
        counts = whole_typed(clubs.v_model), whole_typed(size.v_model)
        shares = number_typed(alike.v_model), share_typed(lost.v_model)
        simulated = programme(chosen, *counts, *shares, number_typed(effect.v_model))
        return rehearsed(chosen, simulated, lang)

    def other(_: object) -> None:
        chosen = named[which.v_model]
        alike.v_model, effect.v_model = number(_alike(chosen, icc), lang, 2), _hoped(chosen, lang)
        tell(reply, "")

    which.observe(other, names="v_model")
    if quick(first):
        careful(play, reply, lang)
    else:
        tell(reply, Markup("<p>{}</p>").format(say("page06.rehearse.press", lang)))
    ready = button(say("page06.rehearse.go", lang), lambda: careful(play, reply, lang))
    title = say("page06.rehearse.title", lang)
    return form(title, which, clubs, size, alike, effect, lost, ready, reply)


def quick(analysis: Analysis) -> bool:
    """Whether an analysis is rehearsed from the sums of clubs: in a moment."""
    return analysis.design in SUMMED and not analysis.covariates


def rehearsed(analysis: Analysis, simulated: Programme, lang: str) -> Markup:
    """Return what a rehearsal found, in plain words; raise DataError where there can be none."""
    found = rehearse(analysis, simulated, TRIALS if quick(analysis) else BY_ROWS)
    lines = as_text(found, lang).split("\n")
    if analysis.unit != "share":
        lines.append(say("page06.rehearse.unit", lang))
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items)


def programme(
    analysis: Analysis, clubs: int, size: int, alike: float, lost: float, effect: float
) -> Programme:
    """Return the programme on which an analysis is rehearsed.

    *effect* is in percentage points where the analysis counts a share, else in standard deviations.
    Raises DataError for numbers that cannot be, or that would take minutes.
    """
    share = analysis.unit == "share"
    sound = 2 <= clubs <= MOST and 2 <= size <= MOST and 0 <= alike <= MOST_ALIKE
    if not sound or not abs(effect) <= (50 if share else 2):
        raise DataError("page06.rehearse.out_of_range", most=MOST)
    plain = Programme()
    hoped = {"success_effect": effect / 100} if share else {"effect": effect * plain.spread}
    arms = "all" if analysis.design in ONE_GROUP else "clubs"
    given = {"clubs": clubs, "size": size, "icc": alike, "dropout": lost, "arms": arms, **hoped}
    return Programme.model_validate(given)


def _alike(analysis: Analysis, icc: float) -> float:
    """Return how alike people of a club are, for the analysis: not at all where a lot drew them."""
    return 0.0 if analysis.randomised and analysis.cluster is None else icc


def _hoped(analysis: Analysis, lang: str) -> str:
    if analysis.unit == "share":
        return number(100 * SHARE_EFFECT, lang, 0)
    return number(EFFECT, lang, 2)
