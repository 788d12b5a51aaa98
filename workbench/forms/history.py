"""The form that shows what a dossier has been, and brings a version back."""

from collections.abc import Callable, Sequence

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


def history_form(work: Dossier, lang: str) -> v.Sheet:
    """Return the versions of a dossier: look at one, bring it back once asked twice, undo that."""
    made = _Versions(work, lang)
    watch(work, made.renew)
    made.renew()
    return made.whole()


def history_below(work: Dossier, lang: str) -> v.Sheet:
    """Return a button that opens the versions below it: they are read once somebody asks."""
    closed = {"aria-expanded": "false"}
    place = v.Sheet(children=[])
    opens = v.Btn(
        children=[say("kept.title", lang)], class_="text-none", variant="outlined",
        color="primary", attributes=closed,
    )  # fmt: skip

    def turn(*_: object) -> None:
        shut = not place.children
        place.children = [history_form(work, lang)] if shut else []
        opens.attributes = {"aria-expanded": "true"} if shut else closed

    opens.on_event("click", turn)
    return v.Sheet(class_="history", children=[opens, place])


class _Versions:
    """The form while somebody uses it: how many versions it shows, and which to come back from."""

    def __init__(self, work: Dossier, lang: str) -> None:
        self.work, self.lang, self.most = work, lang, PAGE
        self.stood: Version | None = None
        self.reply = answer()
        self.which = v.RadioGroup(v_model="", children=[], hide_details=True)
        self.older = button(say("kept.older", lang), self._older, quiet=True)
        look, restore = (
            self._button("kept.look", self._look),
            self._button("kept.restore", self._ask),
        )
        self.acts = _row(look, restore)
        yes = self._button("kept.yes", lambda: self._bring(self._chosen()), quiet=False)
        self.sure = _row(yes, button(say("kept.no", lang), self._no, quiet=True))
        self.undo = self._button("kept.undo", self._back)
        for part in (self.sure, self.undo):
            _see(part, False)

    def whole(self) -> v.Sheet:
        """Return its parts under their title."""
        parts = (self.which, self.older, self.acts, self.reply, self.sure, self.undo)
        return form(say("kept.title", self.lang), *parts)

    def renew(self) -> None:
        """Show the versions as they are now."""
        found = versions(self.work)
        self.which.children = _lines(self.work, found[: self.most], self.lang)
        self.which.label = say("kept.choose" if found else "kept.none", self.lang)
        _see(self.older, len(found) > self.most)
        _see(self.acts, bool(found))

    def _button(self, key: str, act: Callable[[], Markup], quiet: bool = True) -> v.Btn:
        return button(say(key, self.lang), lambda: careful(act, self.reply, self.lang), quiet)

    def _older(self) -> None:
        self.most += PAGE
        self.renew()

    def _look(self) -> Markup:
        return _difference(self.work, self._chosen(), self.lang)

    def _ask(self) -> Markup:
        asked = say("kept.sure", self.lang, **self._named(self._chosen()))
        _see(self.sure, True)
        return Markup("<p>{}</p>").format(asked)

    def _no(self) -> None:
        _see(self.sure, False)
        tell(self.reply, "")

    def _bring(self, one: Version) -> Markup:
        self.stood = _stood(self.work, one.file)
        history.restore(self.work, one)
        if isinstance(self.work, Watched):
            self.work.made(one.file)
            for renew in tuple(self.work.watchers):
                renew()
        _see(self.sure, False)
        _see(self.undo, self.stood is not None)
        done = say("kept.restored", self.lang, **self._named(one))
        return Markup('<p class="kept">{}</p>').format(done)

    def _back(self) -> Markup:
        if self.stood is None:
            raise DataError("forms.nothing_chosen")
        return self._bring(self.stood)

    def _named(self, one: Version) -> dict[str, str]:
        return {"file": file_name(one.file, self.lang), "when": moment(one.when, self.lang)}

    def _chosen(self) -> Version:
        """Return the version chosen; raise DataError where none is, or it is no longer kept."""
        found = next((one for one in versions(self.work) if one.id == self.which.v_model), None)
        if found is None:
            raise DataError("forms.nothing_chosen")
        return found


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
    said = (place_name(change, lang), _said(change.before), _said(change.after))
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


def _stood(work: Dossier, file: str) -> Version | None:
    """Return the version that stands in a file now."""
    return next((one for one in versions(work, [file]) if one.how != "aside"), None)


def _row(*parts: w.Widget) -> v.Sheet:
    side_by_side = v.Sheet(class_="d-flex flex-wrap ga-3", children=list(parts))
    return v.Sheet(children=[side_by_side])  # a class that hides would not win against its own


def _see(part: w.Widget, seen: bool) -> None:
    old = [name for name in str(part.class_ or "").split() if name != HIDDEN]
    part.class_ = " ".join(old if seen else [*old, HIDDEN])
