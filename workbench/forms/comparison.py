"""Page 08 of pilots: their cards, matrices without a total, figures side by side, what differs."""

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import pilots
from workbench.base.findings import worth_reading
from workbench.base.words import say
from workbench.capitalisation import comparison
from workbench.capitalisation.card.told import card_table, quoted
from workbench.capitalisation.comparison import Compared
from workbench.capitalisation.comparison import told as tables
from workbench.capitalisation.comparison.heard_told import heard_matrix
from workbench.capitalisation.comparison.matrix import Mark, Matrix
from workbench.capitalisation.comparison.told import components
from workbench.forms import programme, show

KINDS = ("core", "variable")


def pilots_shown(compared: Compared, lang: str) -> HTML:
    """Show for whom this is made, the pilots in a table, and each card, put away until asked."""
    parts = [Markup("<p>{}</p>").format(say(AUDIENCES[compared.audience], lang))]
    if compared.simulated:
        mark = say("comparison.simulated", lang)
        parts.append(Markup('<p class="banner simulated">{}</p>').format(mark))
    parts.append(_markup(show.table(tables.pilots_table(compared, lang), lang)))
    called = comparison.names(compared.cards, lang)
    for card in compared.cards:
        rows = card_table(card, lang, compared.audience)
        title = say("comparison.card_of", lang, name=called[card.pilot_id])
        parts.append(show.fold(title, _markup(show.table(rows, lang))))
    for card in compared.cards:
        words = quoted(card, lang, compared.audience)
        if words:
            frame = Markup('<blockquote class="quote"><p>{}</p><footer>{}</footer></blockquote>')
            parts.append(frame.format(words, called[card.pilot_id]))
    return HTML(Markup("").join(parts))


def card_doubts(compared: Compared, lang: str) -> HTML:
    """Show what is wrong with the cards; what they lack stands in them, and in the comparison."""
    return show.findings([one for one in compared.findings if one.id not in LACKING], lang)


LACKING = ("card.lacks", "card.no_denominator")
AUDIENCES = {
    "day": "comparison.audience.day",
    "network": "comparison.audience.network",
    "public": "comparison.audience.public",
}


def prerequisites(compared: Compared, lang: str) -> HTML:
    """Show pilots by prerequisites, and the evidence behind each score, put away until asked."""
    if compared.alone:
        return _alone(lang)
    rows = tables.evidence_table(compared, lang)
    parts = [_matrix(tables.prerequisites(compared, lang), lang)]
    heard = heard_matrix(compared, lang)
    if heard is not None:
        head = Markup("<h3>{}</h3><p>{}</p>")
        title = say("comparison.heard", lang)
        parts += [head.format(title, say("comparison.heard.about", lang)), _matrix(heard, lang)]
    if rows:
        parts.append(_markup(show.folded("comparison.evidence_given", rows, lang)))
    return HTML(Markup("").join(parts))


def domains(compared: Compared, lang: str) -> HTML:
    """Show pilots by domains, once for each list of domains."""
    if compared.alone:
        return _alone(lang)
    parts = [
        Markup("<h3>{}</h3>{}").format(
            one.name.say(lang), _matrix(tables.domains(compared, one.id, lang), lang)
        )
        for one in comparison.taxonomies()
    ]
    return HTML(Markup("").join(parts))


def shared(compared: Compared, lang: str, level: float = 0.95) -> HTML:
    """Show the figures that two pilots or more share, side by side."""
    if compared.alone:
        return _alone(lang)
    found = comparison.side(compared, lang, level)
    rows = pilots.side_by_side(found, lang)
    if not rows:
        return show.told(say("comparison.nothing_shared", lang))
    return show.table(rows, lang)


def together(compared: Compared, lang: str, level: float = 0.95) -> HTML:
    """Show each group of comparable figures: its forest, its doubts, then the limits of chance."""
    if compared.alone:
        return _alone(lang)
    found = comparison.side(compared, lang, level)
    parts = [_markup(programme.averages(found, lang))]
    if any(group.rates for group in found.groups):
        parts.append(Markup("<h3>{}</h3>").format(say("comparison.chance", lang)))
        parts.append(_markup(programme.club_limits(found, lang)))
    return HTML(Markup("").join(parts))


def differs(compared: Compared, lang: str) -> HTML:
    """Show the core and the variable components by site."""
    if compared.components is None:
        return show.told(say("comparison.no_components", lang))
    found = [components(compared, kind, lang) for kind in KINDS]
    return HTML(Markup("").join(_matrix(one, lang) for one in found if one is not None))


def crossed(compared: Compared, lang: str) -> HTML:
    """Show the truth table of two or three conditions, its contradictions and its doubts."""
    if compared.alone or compared.crossed is None:
        return _alone(lang)
    lines = Markup("").join(
        Markup("<p>{}</p>").format(line) for line in tables.crossed_told(compared, lang)
    )
    parts = [lines]
    if compared.crossed.answer is not None:
        parts.append(_markup(show.table(tables.truth_table(compared, lang), lang)))
        doubts = [one for one in worth_reading(compared.crossed.findings) if one.id in SAID]
        parts.append(_markup(show.findings(doubts, lang)))
    return HTML(Markup("").join(parts))


SAID = ("qca.few_cases", "qca.never_seen", "qca.too_many_conditions")
"""What is said of so small a table: contradictions and unknown answers are named above it."""


def _alone(lang: str) -> HTML:
    return show.told(say("comparison.alone", lang))


def _matrix(matrix: Matrix, lang: str) -> Markup:
    """Return rows by columns; each cell has a sign and words, and its shade adds nothing new."""
    heads = Markup("").join(
        Markup('<th scope="col">{}{}</th>').format(name, _small(about))
        for name, about in zip(
            matrix.columns, matrix.about or [""] * len(matrix.columns), strict=True
        )
    )
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            name, Markup("").join(_cell(mark) for mark in marks)
        )
        for name, marks in matrix.rows
    )
    about = say("forms.table_of", lang, heads=", ".join(matrix.columns))
    return Markup(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="table matrix"><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(about, matrix.corner, heads, rows)


def _cell(one: Mark) -> Markup:
    kind = "none" if one.strong is None else str(one.strong)
    frame = Markup('<td class="strong-{}"><span class="mark">{}</span> {}{}</td>')
    return frame.format(kind, one.mark, one.text, _small(one.more))


def _small(text: str) -> Markup:
    return Markup("<small>{}</small>").format(text) if text else Markup("")


def _markup(shown: HTML) -> Markup:
    return Markup(shown.data)  # our own tables escape their text
