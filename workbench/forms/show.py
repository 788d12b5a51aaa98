"""What a page shows: tables, findings and pictures, with every person's text escaped."""

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import Effect, ladder
from workbench.analysis import table as effects_table
from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.findings import SEVERITY_NAMES, Finding, gathered, worth_reading
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.forms.heads import HEADS

SHORT = 9
"""A head of a row that is shorter is a code or a number: it is never broken in two."""
NOTHING = "–"
FIGURE = re.compile(r"[-+−$]?\d(?!.*[^\W\d_] \d{4}$)")
"""A figure begins with a digit or a sign, and does not end in a month and a year."""
LONG = 90
"""A longer cell asks for more width, where the screen has it."""


def opening(dossier: Dossier, lang: str) -> HTML:
    """Show which evaluation this page works on, and whether its people are simulated."""
    evaluation = dossier.read(Evaluation)
    name = say("forms.working_on", lang, title=evaluation.title.say(lang), name=dossier.name)
    parts = [Markup('<p class="working-on">{}</p>').format(name)]
    if evaluation.simulated:
        mark = say("forms.simulated", lang)
        parts.append(Markup('<p class="banner simulated">{}</p>').format(mark))
    return HTML("".join(parts))


def shown(value: object, lang: str) -> HTML:
    """Show one value as *lang* writes it: a number, a name, or a list of them."""
    return HTML(Markup('<p class="figure">{}</p>').format(words.shown(value, lang)))


def told(sentence: str) -> HTML:
    """Show a sentence that the workbench says."""
    return HTML(Markup('<p class="told">{}</p>').format(sentence))


def table(rows: Sequence[Mapping[str, object]], lang: str) -> HTML:
    """Show rows as a table; its heads are phrases, or names that come from the data."""
    if not rows:
        return HTML(Markup("<p>{}</p>").format(say("forms.no_rows", lang)))
    heads = [say(HEADS[name], lang) if name in HEADS else name for name in rows[0]]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text) for text in heads)
    cells = [[str(cell) for cell in row.values()] for row in rows]
    figures = [_are_figures(column) for column in zip(*cells, strict=True)]
    body = Markup("").join(_row(row, figures) for row in cells)
    about = say("forms.table_of", lang, heads=", ".join(heads))
    frame = Markup(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    )
    return HTML(frame.format(about, head, body))


def folded(key: str, rows: Sequence[Mapping[str, object]], lang: str) -> HTML:
    """Show rows as a table that opens when asked, under the phrase *key* and how many they are."""
    inside = Markup(table(rows, lang).data)  # our own table escapes its text
    return HTML(fold(say(key, lang, n=len(rows)), inside))


def fold(title: str, inside: Markup) -> Markup:
    """Put what is inside away under its title, until it is asked for."""
    frame = Markup('<details class="folded"><summary>{}</summary>{}</details>')
    return frame.format(title, inside)


def _row(cells: Sequence[str], figures: Sequence[bool]) -> Markup:
    first, *others = cells
    head = "short" if len(first) < SHORT else "text"
    row = Markup('<th scope="row" class="{}">{}</th>').format(head, first)
    for text, figure in zip(others, figures[1:], strict=True):
        kind = "number" if figure else "text long" if len(text) > LONG else "text"
        row += Markup('<td class="{}">{}</td>').format(kind, text)
    return Markup("<tr>{}</tr>").format(row)


def _are_figures(column: Sequence[str]) -> bool:
    """Whether a column holds short figures, which stand under each other on the right."""
    told = [text for text in column if text != NOTHING]
    return bool(told) and all(len(text) < 14 and FIGURE.match(text) for text in told)


def findings(found: Sequence[Finding], lang: str) -> HTML:
    """Show what is wrong, the gravest first, then how many checks passed, if any did."""
    passed = sum(finding.passed is True for finding in found)
    items = Markup("").join(_item(finding, lang) for finding in gathered(worth_reading(found)))
    if passed:
        items += Markup('<li class="ok">{}</li>').format(say("forms.passed", lang, n=passed))
    return HTML(Markup('<ul class="findings">{}</ul>{}').format(items, _muted(found, lang)))


def passed(found: Sequence[Finding], lang: str) -> HTML:
    """Show what the checks that passed say, in a list that opens when asked."""
    fine = [finding for finding in found if finding.passed]
    lines = [finding.sentence(lang) for finding in gathered(fine)]
    return HTML(fold(say("received.fold.passed", lang, n=len(fine)), listed(lines)))


def _muted(found: Sequence[Finding], lang: str) -> Markup:
    """Return the rules that somebody muted, each with the reason given."""
    lines = [finding.sentence(lang) for finding in found if finding.muted is not None]
    if not lines:
        return Markup("")
    return fold(say("forms.fold.muted", lang, n=len(lines)), listed(lines))


def _item(finding: Finding, lang: str) -> Markup:
    name = say(SEVERITY_NAMES[finding.severity], lang)
    line = Markup('<li class="{}" data-id="{}"><strong>{}</strong> {}</li>')
    return line.format(finding.severity, finding.id, name, finding.sentence(lang))


def drawing(svg: str) -> HTML:
    """Show a picture of ours; it stays text, and scrolls on a small screen."""
    frame = '<figure class="drawing" tabindex="0" role="group">{}</figure>'
    return HTML(Markup(frame).format(Markup(svg)))  # our own writer escapes its text


def effects(found: Sequence[Effect], lang: str) -> HTML:
    """Show the effects as a table."""
    return table(effects_table(found, lang), lang)


def says(found: Sequence[Effect], lang: str) -> HTML:
    """Show what these effects allow to be said, and what they forbid."""
    return HTML(said(found, lang))


def said(found: Sequence[Effect], lang: str) -> Markup:
    """Return what these effects allow to be said, and what they forbid, as HTML."""
    may = [ladder.sentence(effect, lang) for effect in found]
    may_not = list(dict.fromkeys(ladder.forbidden(effect, lang) for effect in found))
    return may_and_may_not(may, may_not, lang)


def may_and_may_not(may: Sequence[str], may_not: Sequence[str], lang: str) -> Markup:
    """Return sentences that may be said, and those that may not, as HTML."""
    frame = Markup('<div class="says"><h3>{}</h3>{}</div><div class="says-not"><h3>{}</h3>{}</div>')
    return frame.format(
        say("report.may_say", lang), listed(may), say("report.may_not_say", lang), listed(may_not)
    )


def listed(lines: Sequence[str]) -> Markup:
    """Return lines as a list, as HTML."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items)


def report(path: Path, lang: str) -> HTML:
    """Show the report in a frame of its own, with a link that saves it."""
    html = path.read_text(encoding="utf-8")
    data = base64.b64encode(html.encode("utf-8")).decode("ascii")
    frame = Markup(
        '<p><a class="button" download="{}" href="data:text/html;base64,{}">{}</a></p>'
        '<iframe class="report-frame" sandbox="" title="{}" srcdoc="{}"></iframe>'
    )
    file = say("forms.report_file", lang)
    return HTML(
        frame.format(file, data, say("forms.save_report", lang), say("report.report", lang), html)
    )
