"""Step 2 of taking a file in: how it was read, guess by guess, and which table of it."""

from collections.abc import Callable

import ipywidgets as w
from markupsafe import Markup

from workbench.base.words import say
from workbench.data import as_read
from workbench.data.reading import Reading
from workbench.data.reading.sheets import tables
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_doubts import READ, listed, of_step
from workbench.forms.parts import answer, choice, tell
from workbench.forms.show import fold, table

TYPES = {
    "integer": "reading.type.integer",
    "number": "reading.type.number",
    "percent": "reading.type.percent",
    "date": "reading.type.date",
    "boolean": "reading.type.boolean",
    "category": "reading.type.category",
    "text": "reading.type.text",
}
MOST = 60
"""How many columns are shown with their examples."""
CUT = 40
"""Signs of an example that are shown."""


def read_step(desk: Desk, look: Callable[[], None]) -> tuple[list[w.Widget], Callable[[], None]]:
    """Return the parts of the step, and what shows them anew; *look* reads the file again."""
    reply = answer()
    parts: list[w.Widget] = [reply]
    asked = desk.asked
    names = tables(asked.request.path) if asked else []
    if asked and names:
        now = desk.proposal.reading.sheet if desk.proposal else asked.request.sheet
        label = say("upload.which_sheet", desk.lang)
        which = choice(label, {name: name for name in names}, now or names[0])

        def chosen(_: object) -> None:
            if desk.asked and which.v_model in names:
                desk.decide(desk.asked.with_request(sheet=which.v_model))
                look()

        which.observe(chosen, names="v_model")
        parts.insert(0, which)

    def show() -> None:
        tell(reply, _told(desk))

    return parts, show


def _told(desk: Desk) -> Markup:
    if desk.proposal is None:
        return Markup("")
    reading, lang = desk.proposal.reading, desk.lang
    lines = [
        say("upload.rows", lang, n=reading.rows, columns=len(reading.columns)),
        *as_read.how(reading, lang),
    ]
    if reading.header_rows > 1:
        lines.append(say("upload.header_rows", lang, n=reading.header_rows))
    said = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    doubts = listed(of_step(desk.doubts(), READ), lang)
    columns = Markup(table(_columns(reading, lang), lang).data)  # our own table escapes its text
    shown = fold(say("upload.fold.columns", lang, n=len(reading.columns)), columns)
    after = Markup("<p>{}</p>").format(say("upload.read_wrong", lang))
    return Markup("<ul>{}</ul>").format(said) + doubts + shown + after


def _columns(reading: Reading, lang: str) -> list[dict[str, object]]:
    hidden = say("upload.examples_hidden", lang)
    return [
        {
            "column": one.name,
            "type": say(TYPES[one.type], lang),
            "upload_examples": hidden if one.identifier else _examples(one.examples),
        }
        for one in reading.columns[:MOST]
    ]


def _examples(texts: tuple[str, ...]) -> str:
    return " · ".join(text[:CUT] for text in texts) or "–"
