"""The analysis step: which design the data bear, the results in plain words, and the doubts."""

from collections.abc import Iterator, Sequence

import ipyvuetify as v
import ipywidgets as w
from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import Effect, answers_from, choose, deviations, kept
from workbench.analysis.estimate import EFFECTS
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.findings import SEVERITY_NAMES
from workbench.base.words import say
from workbench.base.work import seen
from workbench.collection import Frozen, Plan
from workbench.forms import show
from workbench.forms.analysis import advised, deviated
from workbench.forms.app.parts import html, section
from workbench.forms.live import live
from workbench.forms.parts import letter
from workbench.forms.plain import Box
from workbench.forms.work import Long, work_button
from workbench.report import jobs
from workbench.report.said_doubts import said_doubts

COMPUTE = Long("analysis", jobs.analysis, go="analysing.go", again="analysing.again")
RESTS_ON = (
    Plan.FILE, "received.yml", "received/*", "corrections.csv", "links.yml",
    "collection/instrument.yml", "indicators.yml", "scales.yml",
)  # fmt: skip
"""What results are made from: they grow old as soon as one of these changes."""


def analysis_form(work: Dossier, lang: str) -> v.Sheet:
    """Return all that the analysis step shows, as one form."""
    return v.Sheet(class_="form", children=list(analysis_parts(work, lang)))


def analysis_parts(work: Dossier, lang: str) -> Iterator[w.Widget]:
    """Yield the parts of the step: the advice, the results, what may be said, the doubts."""
    yield section("analysing.advice", lang, live(work, lambda: _advice(work, lang), lang))
    results = Box(_results(work, lang))
    doubts = html(doubts_shown(work, lang))

    def renew() -> None:
        gone, results.children = results.children, _results(work, lang)
        doubts.value = str(doubts_shown(work, lang))
        for one in gone:
            one.close()

    yield section("analysing.results", lang, work_button(work, COMPUTE, renew, lang), results)
    yield section("analysing.doubts", lang, doubts)
    yield section("analysing.moved", lang, live(work, lambda: _moved(work, lang), lang))


def _advice(work: Dossier, lang: str) -> HTML:
    return advised(choose(answers_from(work)), work.read(Plan), lang)


def _moved(work: Dossier, lang: str) -> HTML:
    """Show what changed since the plan was frozen, or where to freeze it."""
    if work.has(Frozen.FILE):
        return deviated(deviations(work), lang)
    line = Markup('<p>{} <a href="?step=plan" data-go="plan">{}</a></p>')
    told = say("analysing.not_frozen", lang), say("analysing.go_freeze", lang)
    return HTML(line.format(*told))


def _results(work: Dossier, lang: str) -> tuple[w.Widget, ...]:
    """Return the results as they stand: what may be said, one by one, and the table folded."""
    if not work.has(EFFECTS):
        return (html(show.told(say("analysing.none_yet", lang))),)
    try:
        found = kept(work)
    except LetterError as error:
        if error.key == "analysis.plan_changed":
            return (html(_note("analysing.changed", lang)),)
        return (html(letter(error, lang)),)
    old = (html(_note("analysing.changed", lang)),) if changed_since(work) else ()
    table = show.fold(say("analysing.table", lang), Markup(show.effects(found, lang).data))
    return (*old, html(show.says(found, lang)), html(_rests_on(found, lang) + table))


def _rests_on(found: Sequence[Effect], lang: str) -> Markup:
    """Return what the results rest on, folded: what would have to be true."""
    told = dict.fromkeys(say(key, lang) for effect in found for key in effect.rests_on)
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in told)
    return show.fold(say("report.rests_on", lang), Markup("<ul>{}</ul>").format(items))


def changed_since(work: Dossier) -> bool:
    """Whether the answers, or what is asked of them, have changed since the results were made."""
    made, word = work.path(EFFECTS).stat().st_mtime, seen(work, COMPUTE.name)
    begun = word.since.timestamp() if word and word.state == "done" else made
    files = (path for pattern in RESTS_ON for path in work.folder.glob(pattern))
    return any(path.stat().st_mtime > max(begun, made) for path in files)


def doubts_shown(work: Dossier, lang: str) -> Markup:
    """Show what the last analysis found doubtful, the gravest first, as it was said then."""
    said = said_doubts(work)
    if said is None:
        return Markup(show.told(say("analysing.doubts.later", lang)).data)
    line = Markup('<li class="{}" data-id="{}"><strong>{}</strong> {}</li>')
    items = Markup("").join(
        line.format(
            one.severity, one.id, say(SEVERITY_NAMES[one.severity], lang), one.said.say(lang)
        )
        for one in said.doubts
    )
    items += Markup('<li class="ok">{}</li>').format(say("forms.passed", lang, n=said.passed))
    return Markup('<ul class="findings">{}</ul>').format(items)


def _note(key: str, lang: str) -> Markup:
    line = Markup('<ul class="findings"><li class="note" data-id="{}">{}</li></ul>')
    return line.format(key, say(key, lang))
