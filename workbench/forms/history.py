"""The form that shows what a dossier has been, and brings a version back."""

from collections.abc import Sequence
from dataclasses import dataclass

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.base import history
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.history import Change, Version, changes, versions
from workbench.base.merging import ABSENT
from workbench.base.words import say
from workbench.forms.changes import file_name, moment, place_name, places
from workbench.forms.live import Watched, watch
from workbench.forms.parts import answer, button, careful, form, tell
from workbench.forms.show import table

PAGE = 10
"""How many versions are shown at once; the others are a button away."""
HIDDEN = "d-none"
HOWS = {
    "before": "kept.how.before",
    "kept": "kept.how.kept",
    "outside": "kept.how.outside",
    "restored": "kept.how.restored",
    "aside": "kept.how.aside",
}


@dataclass
class _Shown:
    """What the form shows at the moment: how many versions, and which to come back from."""

    most: int = PAGE
    undo: Version | None = None


def history_form(work: Dossier, lang: str) -> v.Sheet:
    """Return the versions of a dossier: look at one, bring it back once asked twice, undo that."""
    shown, reply = _Shown(), answer()
    which = v.RadioGroup(v_model="", children=[], hide_details=True)

    def renew() -> None:
        found = versions(work)
        which.children = _lines(work, found[: shown.most], lang)
        which.label = say("kept.choose" if found else "kept.none", lang)
        _see(more, len(found) > shown.most)

    def older() -> None:
        shown.most += PAGE
        renew()

    def ask() -> Markup:
        one = _chosen(work, which.v_model)
        _see(sure, True)
        asked = say("kept.sure", lang, file=file_name(one.file, lang), when=moment(one.when, lang))
        return Markup("<p>{}</p>").format(asked)

    def bring(one: Version) -> Markup:
        shown.undo = _stood(work, one.file)
        history.restore(work, one)
        if isinstance(work, Watched):
            work.made(one.file)
            for each in tuple(work.watchers):
                each()
        _see(sure, False)
        _see(undo, shown.undo is not None)
        what = {"file": file_name(one.file, lang), "when": moment(one.when, lang)}
        return Markup('<p class="kept">{}</p>').format(say("kept.restored", lang, **what))

    def back() -> Markup:
        if shown.undo is None:
            raise DataError("forms.nothing_chosen")
        return bring(shown.undo)

    def no() -> None:
        _see(sure, False)
        tell(reply, "")

    def pressed(key: str, act: w.Widget, quiet: bool = True) -> v.Btn:
        return button(say(key, lang), lambda: careful(act, reply, lang), quiet)

    more = button(say("kept.older", lang), older, quiet=True)
    look = pressed("kept.look", lambda: _difference(work, _chosen(work, which.v_model), lang))
    restore = pressed("kept.restore", ask)
    yes = pressed("kept.yes", lambda: bring(_chosen(work, which.v_model)), quiet=False)
    sure = _row(yes, button(say("kept.no", lang), no, quiet=True))
    undo = pressed("kept.undo", back)
    for one in (sure, undo):
        _see(one, False)
    watch(work, renew)
    renew()
    return form(say("kept.title", lang), which, more, _row(look, restore), reply, sure, undo)


def _lines(work: Dossier, found: Sequence[Version], lang: str) -> list[v.Radio]:
    return [v.Radio(value=one.id, label=_line(work, one, lang)) for one in found]


def _line(work: Dossier, one: Version, lang: str) -> str:
    """Say of a version when it was made, by whom, of which file, and what it changed."""
    parts = [moment(one.when, lang), one.who, file_name(one.file, lang), say(HOWS[one.how], lang)]
    if one.was:
        parts.append(places(work, one, lang))
    return " · ".join(part for part in parts if part)


def _difference(work: Dossier, one: Version, lang: str) -> Markup:
    """Show what has changed since a version, place by place."""
    found = changes(work, one, now=True)
    if not found:
        return Markup("<p>{}</p>").format(say("kept.the_same", lang))
    rows = [_compared(change, lang) for change in found]
    return Markup(table(rows, lang).data)  # our own table escapes its text


def _compared(change: Change, lang: str) -> dict[str, object]:
    heads = (say("kept.where", lang), say("kept.then", lang), say("kept.now", lang))
    said = (place_name(change.place, lang), _said(change.before), _said(change.after))
    return dict(zip(heads, said, strict=True))


def _said(value: object) -> str:
    """Return a value of a file as somebody reads it."""
    if value is ABSENT or value is None:
        return "–"
    if isinstance(value, dict):
        return " · ".join(_said(one) for one in value.values())
    if isinstance(value, list):
        return "; ".join(_said(one) for one in value)
    return str(value)


def _chosen(work: Dossier, id: object) -> Version:
    """Return the version chosen; raise DataError where none is, or it is no longer kept."""
    found = next((one for one in versions(work) if one.id == id), None)
    if found is None:
        raise DataError("forms.nothing_chosen")
    return found


def _stood(work: Dossier, file: str) -> Version | None:
    """Return the version that stands in a file now."""
    return next((one for one in versions(work, [file]) if one.how != "aside"), None)


def _row(*parts: w.Widget) -> v.Sheet:
    return v.Sheet(class_="d-flex flex-wrap ga-3", children=list(parts))


def _see(part: w.Widget, seen: bool) -> None:
    old = [name for name in str(part.class_ or "").split() if name != HIDDEN]
    part.class_ = " ".join(old if seen else [*old, HIDDEN])
