"""What people add to their report: decisions and pictures, kept answer by answer."""

from collections.abc import Mapping, Sequence

import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.records import Record, Text, changed
from workbench.base.words import say
from workbench.forms.app.answers import own
from workbench.forms.app.ask import asked
from workbench.forms.app.parts import html
from workbench.forms.app.question import Question
from workbench.forms.brought import bring, picture_kept
from workbench.forms.evaluation import reworded
from workbench.forms.plain import Box
from workbench.report.added import Added, Decision, Photo

PICTURES = ("*.png", "*.jpg", "*.jpeg")
"""What a picture of a report may be."""


def additions(work: Dossier, lang: str) -> w.Widget:
    """Return the questions about decisions, a field for pictures, and what each one shows."""
    page = Box()

    def show() -> None:
        files = pictures_in(work)
        about = [asked(work, Added, [_pictures(files)], lang)] if files else []
        page.children = [*about, page.children[-1]]

    page.children = [bring(work, picture_kept, show, lang)]
    show()
    head = html(Markup("<h3>{}</h3>").format(say("reporting.pictures.bring", lang)))
    return Box([asked(work, Added, [DECISIONS], lang), head, page])


def pictures_in(work: Dossier) -> list[str]:
    """Return the pictures of a dossier that a report may show, by their places in it."""
    found = [path for pattern in PICTURES for path in work.folder.rglob(pattern)]
    places = sorted(path.relative_to(work.folder) for path in found if path.is_file())
    hidden = [place for place in places if any(part.startswith(".") for part in place.parts)]
    return [place.as_posix() for place in places if place not in hidden]


def _decisions(record: Added, lang: str) -> list[dict[str, str]]:
    return [
        {"key": str(n), "text": own(one.text, lang), "who": own(one.who, lang), "when": one.when}
        for n, one in enumerate(record.decisions, 1)
    ]


def _with_decisions(record: Added, typed: Sequence[Mapping[str, str]], lang: str) -> Added:
    before = {str(n): one for n, one in enumerate(record.decisions, 1)}
    made = []
    for row in typed:
        old = before.get(row.get("key", ""))
        text = _said(old.text if old else None, row, "text", lang)
        if text is None:
            _empty(old, row)
            continue
        who = _said(old.who if old else None, row, "who", lang)
        made.append(Decision(text=text, who=who, when=row.get("when", "").strip()))
    return changed(record, decisions=tuple(made))


def _photos(record: Added, lang: str) -> list[dict[str, str]]:
    return [
        {
            "key": str(n),
            "file": one.file,
            "alt": own(one.alt, lang),
            "caption": own(one.caption, lang),
        }
        for n, one in enumerate(record.pictures, 1)
    ]


def _with_photos(record: Added, typed: Sequence[Mapping[str, str]], lang: str) -> Added:
    before = {str(n): one for n, one in enumerate(record.pictures, 1)}
    made = []
    for row in typed:
        old = before.get(row.get("key", ""))
        alt = _said(old.alt if old else None, row, "alt", lang)
        file = row.get("file", "")
        if alt is None or not file:
            _empty(old, row)
            continue
        caption = _said(old.caption if old else None, row, "caption", lang)
        made.append(Photo(file=file, alt=alt, caption=caption))
    return changed(record, pictures=tuple(made))


def _said(old: Text | None, row: Mapping[str, str], name: str, lang: str) -> Text | None:
    """Return the words of a cell; what was not touched keeps the other language as it is."""
    typed = row.get(name, "")
    return old if old is not None and typed == own(old, lang) else reworded(old, typed, lang)


def _empty(old: Record | None, row: Mapping[str, str]) -> None:
    """Refuse a row that was emptied of what it cannot be without; a new one may still be empty."""
    if old is not None or any(text.strip() for name, text in row.items() if name != "key"):
        raise DataError("app.row_needs_words")


def _pictures(files: Sequence[str]) -> Question:
    shown = {file: file for file in files}
    return Question(
        "reporting.pictures", "rows", _photos, _with_photos,
        columns=(
            Question("reporting.pictures.file", "choice", offered=lambda _: shown),
            Question("reporting.pictures.alt", "line"),
            Question("reporting.pictures.caption", "line"),
        ),
    )  # fmt: skip


DECISIONS = Question(
    "reporting.decisions", "rows", _decisions, _with_decisions,
    columns=(
        Question("reporting.decisions.text", "text"),
        Question("reporting.decisions.who", "line"),
        Question("reporting.decisions.when", "line"),
    ),
)  # fmt: skip
