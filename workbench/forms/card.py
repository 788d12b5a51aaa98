"""The card of a pilot, filled in by hand in half an hour: each answer is kept as it is given."""

from collections.abc import Callable

import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.wording import own
from workbench.base.words import say
from workbench.capitalisation.card import check, read_cards
from workbench.capitalisation.card.folder import begin, bring
from workbench.capitalisation.card.of_dossier import pilot_of
from workbench.capitalisation.card.record import Card, card_of
from workbench.capitalisation.card.told import (
    EVIDENCE_NAMES,
    LEVEL_NAMES,
    MATURITY_NAMES,
    METHOD_NAMES,
    SHARED_NAMES,
    STATE_NAMES,
    STEP_NAMES,
)
from workbench.capitalisation.grid import SCORE_NAMES, Grid, grid_of
from workbench.contribution.consent import LEVEL_NAMES as CONSENT_NAMES
from workbench.forms import card_answers as a
from workbench.forms import show
from workbench.forms.app.ask import asked
from workbench.forms.app.hard_words import HardWords
from workbench.forms.app.parts import fold, html, section
from workbench.forms.app.question import Look, Question
from workbench.forms.live import live
from workbench.forms.parts import answer, button, careful, choice, field, form, shown_if
from workbench.forms.plain import Box
from workbench.forms.script import style_once
from workbench.indicators.vocabulary import domains

SCORES = {**{str(n): key for n, key in enumerate(SCORE_NAMES)}, "na": "comparison.na"}
YES_NO = {"yes": "word.yes", "no": "word.no"}


def _domains(card: Card, lang: str) -> dict[str, str]:
    own = next((one for one in domains().taxonomies if one.id == card.taxonomy), None)
    return {domain.id: domain.name.say(lang) for domain in own.domains} if own else {}


def _lists(_: Card, lang: str) -> dict[str, str]:
    return {one.id: one.name.say(lang) for one in domains().taxonomies}


def _simulated(card: Card, _: str) -> str:
    return "yes" if card.simulated else "no"


WHO = (
    Question("card.ask.name", "line", *a.text("name")),
    Question("card.ask.structure", "line", *a.text("structure")),
    Question("card.ask.territory", "line", *a.text("territory")),
    Question("card.ask.level", "choice", *a.code("level"), LEVEL_NAMES),
    Question("card.ask.start", "line", *a.code("start")),
    Question("card.ask.end", "line", *a.code("end")),
    Question("card.ask.maturity", "choice", *a.code("maturity"), MATURITY_NAMES),
    Question(
        "card.ask.simulated", "choice", _simulated,
        lambda card, typed, _: a.kept(card, simulated=typed == "yes"), YES_NO,
    ),
)  # fmt: skip
WHY = (
    Question("card.ask.purpose", "text", *a.text("purpose")),
    Question("card.ask.who_asked", "line", *a.text("who_asked")),
    Question("card.ask.cost_hours", "number", *a.amount("cost_hours", whole=False)),
    Question(
        "card.ask.stakeholders", "rows", a.involved, a.with_involved,
        columns=(
            Question("card.ask.stakeholders.who", "line"),
            Question(
                "card.ask.stakeholders.steps", "ticks", options=STEP_NAMES, look=Look(brief=True)
            ),
        ),
        look=Look(folded=True),
    ),
)  # fmt: skip
HOW = (
    Question("card.ask.methods", "ticks", *a.codes("methods"), METHOD_NAMES),
    Question("card.ask.data_sources", "text", *a.lines("data_sources")),
    Question("card.ask.people_covered", "number", *a.amount("people_covered")),
    Question("card.ask.people_concerned", "number", *a.amount("people_concerned")),
    Question("card.ask.evidence_level", "choice", *a.code("evidence_level"), EVIDENCE_NAMES),
    Question("card.ask.taxonomy", "choice", *a.code("taxonomy"), choices=_lists),
    Question("card.ask.domains", "ticks", *a.codes("domains_claimed"), choices=_domains),
    Question(
        "card.ask.indicators", "rows", a.used, a.with_used,
        columns=(
            Question("card.ask.indicators.name", "line"),
            Question(
                "card.ask.indicators.domain", "choice", choices=_domains,
                look=Look(none="card.ask.indicators.of_catalogue"),
            ),
            Question("card.ask.indicators.state", "choice", options=STATE_NAMES),
        ),
    ),
)  # fmt: skip
AFTER = (
    Question("card.ask.what_changed_after", "text", *a.text("what_changed_after")),
    Question("card.ask.difficulties", "text", *a.text("difficulties")),
    Question("card.ask.quote", "text", a.quote_text, a.with_quote),
    Question("card.ask.quote_by", "line", *a.of_quote(lambda q, lang: own(q.by, lang), a.by)),
    Question(
        "card.ask.consent", "choice",
        *a.of_quote(lambda q, _: q.consent.level if q.consent else "", a.agreed),
        options=CONSENT_NAMES,
    ),
    Question(
        "card.ask.consent_date", "date",
        *a.of_quote(lambda q, _: q.consent.date if q.consent else "", a.agreed_on),
    ),
    Question("card.ask.contact", "line", *a.text("contact")),
    Question("card.ask.share_level", "choice", *a.code("share_level"), SHARED_NAMES),
)  # fmt: skip


def prerequisites(grid: Grid) -> tuple[Question, ...]:
    """Return the question whose rows are the prerequisites of a grid."""
    return (
        Question(
            "card.ask.prerequisites", "fixed", *a.rated(grid),
            columns=(
                Question("card.ask.prerequisites.name", "shown"),
                Question("card.ask.prerequisites.score", "choice", options=SCORES),
                Question("card.ask.prerequisites.evidence", "text"),
                Question("card.ask.prerequisites.confidence", "choice", options=EVIDENCE_NAMES),
            ),
        ),
    )  # fmt: skip


def card_form(work: Dossier, lang: str) -> w.Widget:
    """Return the questions of a card; first which one, or how to begin it, where there are more.

    *work* is watched: what stands on the page follows each answer.
    """
    style_once()
    return _Cards(work, lang).page


class _Cards:
    """The cards of a dossier, one of them open."""

    def __init__(self, work: Dossier, lang: str) -> None:
        self.work, self.lang = work, lang
        self.body, self.said = Box(), answer()
        self.hard_words = HardWords()
        self.hard_words.speak(lang)
        self.page = Box([self.hard_words, *self._top(), self.said, self.body])
        self._open()

    def _top(self) -> tuple[w.Widget, w.Widget]:
        """Return the cards that are there, and how another one is begun."""
        held, lang = read_cards(self.work), self.lang
        self.id = field(say("card.form.id", lang), pilot_of(self.work))
        empty = button(say("card.form.begin", lang), lambda: self._do(self._begin), quiet=True)
        known = button(say("card.form.bring", lang), lambda: self._do(self._bring))
        parts = (self.id, known, empty)
        new = fold(say("card.form.new", lang), form("", *parts), opened=not held.cards)
        self.which = choice(
            say("card.form.which", lang),
            {card.pilot_id: card.called.say(lang) for card in held.cards},
            held.ids[0] if held.ids else "",
        )
        self.which.observe(lambda _: self._open(), "v_model")
        self.known = form(say("card.form.here", lang), self.which)
        return self.known, new

    def _do(self, act: Callable[[], Markup]) -> None:
        careful(act, self.said, self.lang)

    def _begin(self) -> Markup:
        begin(self.work, str(self.id.v_model).strip())
        return self._begun()

    def _bring(self) -> Markup:
        bring(self.work, self.work, str(self.id.v_model).strip())
        return self._begun()

    def _begun(self) -> Markup:
        held, id = read_cards(self.work), str(self.id.v_model).strip()
        self.which.items = [
            {"value": card.pilot_id, "title": card.called.say(self.lang)} for card in held.cards
        ]
        self.which.v_model = id
        self._open()
        return Markup("<p>{}</p>").format(say("card.form.begun", self.lang, id=id))

    def _open(self) -> None:
        """Show the questions of the card that was chosen."""
        pilot, work, lang = str(self.which.v_model or ""), self.work, self.lang
        shown_if(bool(pilot), self.known)
        if read_cards(work).card(pilot) is None:
            self.body.children = [show_findings(work, lang)]
            return
        kind, grid = card_of(pilot), grid_of(work)
        doubts = live(work, lambda: show.findings(check(work.read(kind), grid.ids), lang), lang)
        self.body.children = [
            section("card.form.who", lang, asked(work, kind, WHO, lang)),
            section("card.form.why", lang, asked(work, kind, WHY, lang)),
            section("card.form.how", lang, asked(work, kind, HOW, lang)),
            section("card.form.grid", lang, asked(work, kind, prerequisites(grid), lang)),
            section("card.form.after", lang, asked(work, kind, AFTER, lang)),
            section("card.form.checks", lang, doubts),
        ]


def show_findings(work: Dossier, lang: str) -> w.Widget:
    """Return why cards that are there cannot be opened, as a widget."""
    return html(show.findings(read_cards(work).findings, lang))
