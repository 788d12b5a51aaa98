"""Step 2 of taking a file in: how it was read, guess by guess, and which table of it."""

from collections.abc import Callable
from contextlib import suppress

import ipywidgets as w
from markupsafe import Markup

from workbench.base.errors import LetterError
from workbench.base.words import say
from workbench.data import as_read
from workbench.data.importing.asked import Asked, read_as
from workbench.data.reading import Reading
from workbench.data.reading.doors import kind
from workbench.data.reading.sheets import tables
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_doubts import READ, listed, of_step
from workbench.forms.parts import answer, button, careful, choice, field, hinted, tell, whole_typed
from workbench.forms.parts import fold as folded
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
LETTERS = {
    "utf-8-sig": "upload.how.utf8",
    "cp1252": "upload.how.windows",
    "mac_roman": "upload.how.mac",
    "utf-16": "upload.how.utf16",
}
"""The letters that a file may have, as somebody chooses them."""
SIGNS = {
    ";": "upload.how.semicolon",
    ",": "upload.how.comma",
    "\t": "upload.how.tab",
    "|": "upload.how.bar",
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

    if asked and (of := _kind(asked)) in ("text", "zip", "workbook"):
        parts.append(_put_right(desk, asked, look, of != "workbook"))

    def show() -> None:
        tell(reply, _told(desk))

    return parts, show


def _kind(asked: Asked) -> str:
    with suppress(LetterError):  # a file that can be no table: nothing that is said would help
        return kind(asked.request.path)
    return ""


def _put_right(desk: Desk, asked: Asked, look: Callable[[], None], text: bool) -> w.Widget:
    """Return the fields that say how the file is read, folded until somebody asks for them."""
    how, lang = asked.request.how, desk.lang
    fields: list[w.Widget] = []
    if text:
        letters = {"": say("upload.how.guess", lang)}
        letters |= {code: say(key, lang) for code, key in LETTERS.items()}
        signs = {"": say("upload.how.guess", lang), **{s: say(k, lang) for s, k in SIGNS.items()}}
        fields.append(choice(say("upload.how.letters", lang), letters, how.encoding))
        fields.append(choice(say("upload.how.separator", lang), signs, how.separator))
    line = field(say("upload.how.header", lang), str(how.header or ""))
    hinted(line, say("upload.how.header_hint", lang))
    reply = answer()

    def again() -> Markup:
        typed = str(line.v_model or "").strip()
        said: dict[str, object] = {"header": whole_typed(typed) if typed else 0}
        if text:
            said |= {"encoding": fields[0].v_model or "", "separator": fields[1].v_model or ""}
        if desk.asked:
            desk.decide(read_as(desk.asked, **said))
            look()
        return Markup("")

    ready = button(say("upload.how.again", lang), lambda: careful(again, reply, lang), quiet=True)
    return folded(say("upload.how.title", lang), *fields, line, ready, reply, opened=bool(how))


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
