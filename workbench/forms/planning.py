"""The plan step: for each outcome an analysis is proposed, taken, changed or left out."""

from collections.abc import Callable, Iterator
from datetime import date

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.analysis import advise_plan
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.words import say
from workbench.collection import Analysis, Frozen, Plan
from workbench.forms.app.parts import html, section
from workbench.forms.live import watch
from workbench.forms.parts import answer, button, careful, tell
from workbench.forms.plan import freeze_form
from workbench.forms.planning_cards import Card, card
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
        self.reply, self.cards = answer(), w.VBox()
        self.others, self.open = w.VBox(), w.VBox()
        self.made: list[Card] = []
        self.shown: list[advise_plan.Proposal] = []
        self._show()
        self.page = w.VBox([self.open, self.cards, self.others, self.reply])
        watch(work, self._renew)

    def _plan(self) -> Plan:
        return self.work.read_if_there(Plan) or Plan(format=FORMAT, analyses=())

    def _show(self) -> None:
        """Make the cards of what is proposed now."""
        gone = self.cards.children
        self.shown = advise_plan.proposals(self.work)
        plan = self._plan()
        self.made = [card(one, plan, self._choose, self.lang) for one in self.shown]
        self.cards.children = [one.page for one in self.made]
        self._around(plan)
        for one in gone:
            one.close()

    def _renew(self) -> None:
        """Follow what was kept: the cards anew where they offer something else."""
        if advise_plan.proposals(self.work) != self.shown:
            return self._show()
        plan = self._plan()
        for one in self.made:
            one.renew(plan)
        return self._around(plan)

    def _choose(self, column: str, design: str | None) -> None:
        """Keep another analysis for an outcome."""
        new = advise_plan.with_choice(self._plan(), self.shown, {column: design}, date.today())
        self._write(new)

    def _take_all(self) -> Markup:
        self._write(advise_plan.with_all(self._plan(), self.shown, date.today()))
        self._show()
        return Markup("<p>{}</p>").format(say("planning.taken", self.lang))

    def _update(self) -> Markup:
        plan = self._plan()
        old = {p.choice.outcome: advise_plan.standing(plan, p) for p in self._outdated(plan)}
        self._write(advise_plan.with_choice(plan, self.shown, old, date.today()))
        return Markup("<p>{}</p>").format(say("planning.updated", self.lang))

    def _outdated(self, plan: Plan) -> list[advise_plan.Proposal]:
        return [one for one in self.shown if advise_plan.outdated(plan, one)]

    def _write(self, new: Plan) -> None:
        if new != self._plan():
            self.work.write(new)

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
        by_hand = advise_plan.by_hand(plan, self.shown)
        self.others.children = [one for a in by_hand for one in self._by_hand(a)]

    def _by_hand(self, one: Analysis) -> Iterator[w.Widget]:
        label = one.label.say(self.lang)
        yield html(_line("planning.by_hand", self.lang, label=label))

        def away() -> Markup:
            self._write(advise_plan.without(self._plan(), one.id, date.today()))
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
