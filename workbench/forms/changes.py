"""What somebody else changes in the dossier appears on the page, and one quiet line says so."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeGuard

import babel.dates

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.history import Change, Version, changes
from workbench.base.words import LANGS, apart, date_text, say
from workbench.forms.live import News, Watched
from workbench.forms.script import Scripted

HERE = Path(__file__).parent
FILES = {
    "evaluation.yml": "kept.file.evaluation",
    "theory.yml": "kept.file.theory",
    "indicators.yml": "kept.file.indicators",
    "plan.yml": "kept.file.plan",
    "plan_frozen.yml": "kept.file.plan_frozen",
    "collection/instrument.yml": "kept.file.instrument",
    "received.yml": "kept.file.received",
    "links.yml": "kept.file.links",
    "claims.yml": "kept.file.claims",
    "stories.yml": "kept.file.stories",
    "outcomes.yml": "kept.file.outcomes",
    "costs.yml": "kept.file.costs",
    "report/added.yml": "kept.file.added",
}
"""What people call the files of a dossier."""
FIELDS = {
    "title": "kept.field.title",
    "summary": "kept.field.summary",
    "organisation": "kept.field.organisation",
    "beneficiaries": "kept.field.beneficiaries",
    "places": "kept.field.places",
    "period": "kept.field.period",
    "start": "kept.field.start",
    "end": "kept.field.end",
    "questions": "kept.field.questions",
    "stakeholders": "kept.field.stakeholders",
    "entry_criteria": "kept.field.criteria",
    "nodes": "kept.field.nodes",
    "links": "kept.field.links",
    "mute": "kept.field.mute",
    "choices": "kept.field.choices",
    "analyses": "kept.field.analyses",
    "label": "kept.field.label",
    "because": "kept.field.because",
    "text": "kept.field.text",
    "name": "kept.field.name",
    "target": "kept.field.target",
    "owner": "kept.field.owner",
    "fr": "kept.field.fr",
    "en": "kept.field.en",
}
"""What people call the places of a file; the others are told as they are written."""
CALLED = ("label", "title", "name", "text", "indicator")
"""Which of its keys say what an item is called."""
LONG = 40
"""How many letters of it are shown."""
NEAR = 2
"""How many steps to a place the list of versions shows."""
FEW = 3
"""How many changed places are named."""


class Changes(Scripted):
    """The quiet line, in *lang*; the browser asks it to look while somebody looks at the page."""

    _esm = HERE / "changes.js"
    lang = ""


def changes_line(work: Dossier, lang: str) -> Changes:
    """Return the line that says what others have changed, and keeps the page up to date."""
    line = Changes()
    line.lang = lang

    def heard(_: object, content: Mapping[str, Any], __: object) -> None:
        if content.get("look"):
            news = work.look() if isinstance(work, Watched) else ()
            line.send({"said": " ".join(dict.fromkeys(told(work, one, line.lang) for one in news))})

    line.on_msg(heard)
    return line


def told(work: Dossier, news: News, lang: str) -> str:
    """Say who has changed what; where that is not known, only where."""
    if news.letter is not None:
        return news.letter.say(lang)
    what = file_name(news.file, lang)
    if news.version is not None and (named := places(work, news.version, lang)):
        what = say("kept.places", lang, file=what, places=named)
    who = news.version.who if news.version else ""
    return say("kept.news", lang, who=who, what=what) if who else say("kept.else", lang, what=what)


def places(work: Dossier, version: Version, lang: str) -> str:
    """Return the first places that a version has changed; nothing where they are not known."""
    try:
        found = changes(work, version)
    except LetterError:  # what stood before is no longer kept
        return ""
    named = list(dict.fromkeys(place_name(one, lang, NEAR) for one in found if one.place))
    if len(named) > FEW:
        rest = len(named) - FEW
        return say("kept.and_more", lang, places=apart(named[:FEW], lang), n=rest)
    return apart(named, lang)


def file_name(file: str, lang: str) -> str:
    """Return what people call a file; its own name where they have no word for it."""
    return say(FILES[file], lang) if file in FILES else file


def place_name(change: Change, lang: str, deep: int | None = None) -> str:
    """Return where a change is in words, such as ‘boxes, “The club”, label, in French’.

    With *deep*, only so many steps are told, and no language.
    """
    pairs = zip(change.place, change.along, strict=True)
    told = [pair for pair in pairs if deep is None or pair[0] not in LANGS]
    return ", ".join(_step(name, thing, lang) for name, thing in told[:deep])


def _step(name: str, thing: object, lang: str) -> str:
    """Return a step in words: a field by its phrase, an item by what it is called."""
    if name in FIELDS:
        return say(FIELDS[name], lang)
    called = next((thing[key] for key in CALLED if key in thing), None) if _keys(thing) else None
    if called is None:
        return name
    own = called.get(lang) or next(iter(called.values()), "") if _keys(called) else called
    return say("kept.item", lang, name=shorten(str(own), LONG, placeholder="…"))


def _keys(thing: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(thing, dict)


def moment(when: datetime, lang: str) -> str:
    """Return a moment as people here write it: the day, and the hour by their own clock."""
    here = when.astimezone()
    hour: str = babel.dates.format_time(here, format="short", locale=lang)
    return say("kept.moment", lang, day=date_text(here.date(), lang), hour=hour)
