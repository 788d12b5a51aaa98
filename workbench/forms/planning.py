"""The plan step: for each outcome an analysis is proposed, taken, changed or left out."""

from collections.abc import Callable, Iterator
from datetime import date

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.analysis.advise_plan import (
    Proposal,
    by_hand,
    outdated,
    proposals,
    standing,
    with_all,
    with_choice,
    without,
)
from workbench.base.dossier import Dossier, revise
from workbench.base.words import say
from workbench.collection import Analysis, Frozen, Plan
from workbench.forms.app.parts import html, section
from workbench.forms.live import watch
from workbench.forms.parts import answer, button, careful, tell
from workbench.forms.plain import Box
from workbench.forms.plan import freeze_form
from workbench.forms.planning_cards import EMPTY, Card, card
from workbench.forms.planning_group import group_questions


def planning_form(work: Dossier, lang: str) -> v.Sheet:
    """Return all that the plan step shows, as one form."""
    return v.Sheet(class_="form", children=list(planning_parts(work, lang)))


def planning_parts(work: Dossier, lang: str) -> Iterator[w.Widget]:
    """Yield the parts of the step: who is compared, the plan outcome by outcome, and its freeze."""
    plan = _Plan(work, lang)
    yield section("planning.group", lang, group_questions(work, lang))
    lead = html(_line("planning.freeze", lang))
    yield section("planning.plan", lang, plan.page, lead, freeze_form(work, lang))


class _Plan:
    """The plan as cards, one an outcome; made anew where an answer offers other analyses."""

    def __init__(self, work: Dossier, lang: str) -> None:
        self.work, self.lang = work, lang
        self.reply, self.cards = answer(), Box()
        self.others, self.open = Box(), Box()
        self.made: list[Card] = []
        self.shown: list[Proposal] = []
        self._show()
        self.page = Box([self.open, self.cards, self.others, self.reply])
        watch(work, self._renew)

    def _plan(self) -> Plan:
        return self.work.read_if_there(Plan) or EMPTY

    def _show(self) -> None:
        """Make the cards of what is proposed now."""
        gone = self.cards.children
        self.shown = proposals(self.work)
        plan = self._plan()
        self.made = [card(self.work, self.shown, one, self.lang) for one in self.shown]
        self.cards.children = [one.page for one in self.made]
        self._around(plan)
        for one in gone:
            one.close()

    def _renew(self) -> None:
        """Follow what was kept: the cards anew where they offer something else."""
        if proposals(self.work) != self.shown:
            return self._show()
        plan = self._plan()
        for one in self.made:
            one.renew(plan)
        return self._around(plan)

    def _take_all(self) -> Markup:
        self._revise(lambda plan, day: with_all(plan, self.shown, day))
        self._show()
        return Markup("<p>{}</p>").format(say("planning.taken", self.lang))

    def _update(self) -> Markup:
        def follow(plan: Plan, day: date) -> Plan:
            old = {p.choice.outcome: standing(plan, p) for p in self._outdated(plan)}
            return with_choice(plan, self.shown, old, day)

        self._revise(follow)
        return Markup("<p>{}</p>").format(say("planning.updated", self.lang))

    def _outdated(self, plan: Plan) -> list[Proposal]:
        return [one for one in self.shown if outdated(plan, one)]

    def _revise(self, change: Callable[[Plan, date], Plan]) -> None:
        """Change the plan as it stands now, in one turn."""
        revise(self.work, Plan, lambda plan: change(plan, date.today()), EMPTY)

    def _around(self, plan: Plan) -> None:
        """Show the button that takes every proposal, while one is open, and what was by hand."""
        told = {one.outcome for one in plan.analyses}
        open_ = [one for one in self.shown if one.chosen and one.choice.outcome not in told]
        first: list[w.Widget] = []
        if open_:
            first.append(html(_line("planning.open", self.lang, n=len(open_))))
            first.append(self._button("planning.take", self._take_all))
        if self._outdated(plan):
            first.append(self._button("planning.update", self._update))
        if self.work.has(Frozen.FILE):
            first.append(html(_line("planning.frozen", self.lang)))
        self.open.children = first
        own = by_hand(plan, self.shown)
        self.others.children = [one for a in own for one in self._by_hand(a)]

    def _by_hand(self, one: Analysis) -> Iterator[w.Widget]:
        label = one.label.say(self.lang)
        yield html(_line("planning.by_hand", self.lang, label=label))

        def away() -> Markup:
            self._revise(lambda plan, day: without(plan, one.id, day))
            return Markup("<p>{}</p>").format(say("planning.removed", self.lang, label=label))

        yield self._button("planning.remove", away, quiet=True, label=label)

    def _button(
        self, key: str, act: Callable[[], Markup], quiet: bool = False, label: str = ""
    ) -> w.Widget:
        def press() -> None:
            tell(self.reply, "")
            careful(act, self.reply, self.lang)

        return button(say(key, self.lang, label=label), press, quiet)


def _line(key: str, lang: str, **holes: object) -> Markup:
    return Markup("<p>{}</p>").format(say(key, lang, **holes))
