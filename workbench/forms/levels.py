"""Page 08 on levels: who came in and what became of them, level by level, and clubs and chance."""

from collections.abc import Iterator

from IPython.display import HTML
from markupsafe import Markup

from workbench.base.words import say
from workbench.capitalisation.programme import levels
from workbench.capitalisation.programme.levels import WHOLE, Counted, Outcome
from workbench.forms import show


def structure(counted: Counted, lang: str) -> HTML:
    """Show how many units of each level were planned and are there, and what is simulated."""
    table = show.table(levels.structure_table(counted, lang), lang).data
    if not counted.levels.simulated:
        return HTML(table)
    mark = Markup('<p class="banner simulated">{}</p>')
    return HTML(mark.format(say("levels.simulated_registry", lang)) + Markup(table))  # it escapes


def enrolment(counted: Counted, lang: str) -> HTML:
    """Show who came in: the whole programme, the largest units, then each level when asked."""
    first, *others = counted.levels.levels
    parts = [show.table(levels.enrolment_table(counted, WHOLE, lang), lang).data]
    for level in (first, *others):
        rows = levels.enrolment_table(counted, level.column, lang)
        parts.append(_folded(level.label.say(lang), rows, lang))
    return HTML(Markup("").join(map(Markup, parts)))  # our own tables escape their text


def outcomes(counted: Counted, lang: str) -> HTML:
    """Show each outcome: what the whole says of it, then each level at which it is told."""
    parts = [part for one in counted.levels.outcomes for part in _outcome(counted, one, lang)]
    return HTML(Markup("").join(parts))


def _outcome(counted: Counted, outcome: Outcome, lang: str) -> Iterator[Markup]:
    yield Markup("<h3>{}</h3>").format(outcome.label.say(lang))
    yield Markup(show.told(levels.sentence(counted, outcome, lang)).data)
    for level in counted.levels.levels:
        if level.column in counted.levels.told_at(outcome):
            rows = levels.results_table(counted, outcome, level.column, lang)
            yield Markup(_folded(level.label.say(lang), rows, lang))
    if outcome.down_to and outcome.down_to != counted.levels.site:
        holes = {"label": outcome.label, "level": _label(counted, outcome.down_to)}
        yield Markup(show.told(say("levels.not_told_below", lang, **holes)).data)


def _label(counted: Counted, column: str) -> object:
    return next(one.label for one in counted.levels.levels if one.column == column)


def _folded(label: str, rows: list[dict[str, str]], lang: str) -> str:
    title = say("levels.fold.units", lang, label=label, n=len(rows))
    return show.fold(title, Markup(show.table(rows, lang).data))


def site_limits(counted: Counted, lang: str) -> HTML:
    """Show the sites of each outcome by their size, between the limits that chance leaves."""
    parts = []
    for outcome in counted.levels.outcomes:
        found = levels.clubs(counted, outcome)
        if found is not None:
            parts.append(Markup("<h3>{}</h3>").format(outcome.label.say(lang)))
            parts.append(Markup(show.drawing(levels.funnel(found, lang)).data))
            parts.append(Markup(show.told(levels.beside_chance(found, lang)).data))
    return HTML(Markup("").join(parts)) if parts else show.told(say("synthesis.no_rates", lang))


def kept(name: str, lang: str) -> HTML:
    """Say which file a page has left."""
    return show.told(say("levels.written", lang, name=name))
