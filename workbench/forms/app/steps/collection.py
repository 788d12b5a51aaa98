"""Step 4: what people are asked, when, what they are told first, and the forms to take along."""

from collections.abc import Iterable, Sequence

import ipyvuetify as v
import ipywidgets as w
from IPython.display import HTML
from ipyvue import Html
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.collection import Design, Instrument, instrument_of, schedule
from workbench.collection.answers import asked_at
from workbench.collection.schedule import MOMENTS
from workbench.collection.writing import line_of, started
from workbench.evaluation import Evaluation
from workbench.forms import show
from workbench.forms.app.ask import asked
from workbench.forms.app.asking import around, brought_in, follow, moments, own_questions
from workbench.forms.app.doubtful import listed
from workbench.forms.app.parts import section
from workbench.forms.app.steps.step import Missing, Step
from workbench.forms.app.telling import TOLD, preview
from workbench.forms.collection import outfit_form, precision_form, sample_form
from workbench.forms.live import live
from workbench.indicators import Choices
from workbench.theory import Theory

PEOPLE, ALIKE, BEFORE = 40, 0.05, 0.4
"""What the forms of precision start from: a group as charities have them."""


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    if not work.has(Instrument.FILE):
        work.write(started(work.name))
    follow(work)
    yield section(
        "asking.when", lang, _person(work, lang), asked(work, Instrument, moments(work), lang)
    )
    rows = asked(work, Instrument, (own_questions(work),), lang)
    yield section("asking.own", lang, rows)
    yield section("asking.brought", lang, live(work, lambda: _brought(work, lang), lang))
    people = asked(work, Instrument, TOLD, lang)
    shown = live(work, lambda: HTML(preview(work, lang)), lang)
    yield section("asking.told", lang, people, shown)
    yield section("asking.size", lang, *_size(work, lang))
    calendar = live(work, lambda: _due(work, lang), lang)
    yield section("asking.due", lang, calendar)
    yield section("asking.take", lang, outfit_form(work, lang))
    yield section("asking.checks", lang, live(work, lambda: HTML(listed(work, lang)), lang))


def _person(work: Dossier, lang: str) -> w.Widget:
    """Return why each person has a key: the one question that is always asked."""
    told = Markup("<p>{}</p>").format(say("asking.person.why", lang))
    return live(work, lambda: HTML(show.fold(say("asking.person.title", lang), told)), lang)


def _brought(work: Dossier, lang: str) -> HTML:
    """Show the questions that the chosen indicators bring."""
    found = brought_in(work, lang)
    if not found:
        return HTML(Markup("<p>{}</p>").format(say("asking.brought.none", lang)))
    line = Markup('<li><strong>{}</strong><br><span class="of-kind">{}</span></li>')
    items = Markup("").join(
        line.format(
            row["label"],
            " · ".join(
                row[name] for name in ("kind", "waves", "options", "indicator") if row[name]
            ),
        )
        for row in found
    )
    inside = Markup('<ul class="asked">{}</ul>').format(items)
    return HTML(show.fold(say("asking.brought.fold", lang, n=len(found)), inside))


def _due(work: Dossier, lang: str) -> HTML:
    """Show what is due at each moment: the rule, then the questions in their words."""
    instrument = instrument_of(work)
    item = Markup("<li><strong>{}</strong><br>{}{}</li>")
    items = Markup("")
    for moment, row in zip(MOMENTS, schedule(instrument, lang), strict=True):
        labels = [line_of(one.label, lang) for one in asked_at(instrument, moment.wave)]
        lines = Markup("").join(Markup("<li>{}</li>").format(label) for label in labels)
        inside = Markup("<ul>{}</ul>").format(lines)
        title = say("asking.due.questions", lang, n=len(labels))
        listed = show.fold(title, inside) if labels else ""
        items += item.format(row["moment"], row["rule"] if labels else row["questions"], listed)
    return HTML(Markup('<ul class="due">{}</ul>').format(items))


def _size(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return the two forms that say how sure the answer will be, folded."""
    site = work.read(Instrument).role("cluster")
    clusters = len(site.options) if site and site.options else 1
    design = Design(people=max(1, PEOPLE // clusters), clusters=clusters, icc=ALIKE)
    one = precision_form(PEOPLE, clusters, ALIKE, lang)
    two = sample_form(design, BEFORE, lang)
    yield _folded(say("asking.precision", lang), one)
    yield _folded(say("asking.sample", lang), two)


def _folded(title: str, inside: w.Widget) -> v.Sheet:
    return v.Sheet(
        tag="details", class_="folded", children=[Html(tag="summary", children=[title]), inside]
    )


def missing(work: Dossier) -> Sequence[Missing]:
    """Return what is needed first: something to look at, else nobody knows what to ask."""
    if not around(work).choices.choices:
        return (Missing("asking.no_choice", "indicators"),)
    return ()


STEP = Step(
    "collection",
    "asking.step",
    rests_on=(Evaluation.FILE, Theory.FILE, Choices.FILE),
    leaves=(Instrument.FILE,),
    parts=parts,
    missing=missing,
)
