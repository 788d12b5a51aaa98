"""Who is who from one wave to the next: the tool proposes, a person decides, with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, LetterError
from workbench.base.words import date_text, say
from workbench.collection.answers import wave_name
from workbench.data.links import Link, decide, links, undecide
from workbench.data.persons import duplicates, not_seen, unmatched
from workbench.forms.importing import renew, twice
from workbench.forms.live import watch
from workbench.forms.parts import (
    answer,
    button,
    careful,
    choice,
    decider,
    field,
    form,
    group,
    kept,
    letter,
    offered,
    options,
    shown_if,
    tell,
)
from workbench.forms.show import fold, table

NOBODY = "–"
SAME, TWO = "same", "two"
BETWEEN = "\t"
"""What stands between the wave and the key, in the code of a choice."""


@dataclass(frozen=True)
class Asked:
    """The fields that ask for one decision."""

    who_is: v.VuetifyWidget
    entry: v.VuetifyWidget
    same: v.VuetifyWidget
    why: v.VuetifyWidget
    who: v.VuetifyWidget


def links_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that shows who has no entry, and notes who they are, or that they are not."""
    told, reply, asked = answer(), answer(), _asked(lang)
    which = choice(say("upload.link.which", lang), {}, "")
    found = [_Found()]  # looked for once, though several fields show it

    def show() -> None:
        found[:] = [_Found.of(work, lang)]
        tell(told, _told(found[0], lang))
        people = _people(found[0], lang)
        offered(asked.who_is, people)
        _entries(found[0], asked)
        lines = _decided(work, lang)
        offered(which, lines)
        shown_if(bool(people), more)
        shown_if(bool(lines), less)

    def add() -> Markup:
        decide(work, _link(asked))
        asked.why.v_model = ""
        return _after(work, show, lang)

    def back() -> Markup:
        undecide(work, _chosen(work, which.v_model))
        return _after(work, show, lang)

    asked.who_is.observe(lambda _: _entries(found[0], asked), names="v_model")
    yes = button(say("upload.link.decide", lang), lambda: careful(add, reply, lang))
    fields = [asked.who_is, asked.entry, asked.same, asked.why, asked.who]
    more = group(say("upload.link.one", lang), *fields, yes)
    away = twice(
        say("upload.link.back", lang),
        say("upload.link.sure", lang),
        lambda: careful(back, reply, lang),
        lang,
    )
    less = group(say("upload.link.less", lang), which, away)
    watch(work, show)
    show()
    return form(say("upload.link.title", lang), told, more, less, reply)


def _after(work: Dossier, show: Callable[[], None], lang: str) -> Markup:
    show()
    renew(work)
    return kept(lang)


def _asked(lang: str) -> Asked:
    answers = {SAME: say("upload.link.same", lang), TWO: say("upload.link.two", lang)}
    return Asked(
        who_is=choice(say("upload.link.who_is", lang), {}, ""),
        entry=choice(say("upload.link.entry", lang), {}, ""),
        same=choice(say("upload.link.answer", lang), answers, SAME),
        why=field(say("upload.why", lang), ""),
        who=decider("", lang),
    )


def _link(asked: Asked) -> Link:
    """Return the decision that the fields hold; raise DataError where something is missing."""
    wave, found, key = str(asked.who_is.v_model or "").partition(BETWEEN)
    entry = str(asked.entry.v_model or "")
    if not found or not entry:
        raise DataError("forms.nothing_chosen")
    return Link(
        wave=wave,
        key=key,
        entry=entry,
        same=asked.same.v_model == SAME,
        who=str(asked.who.v_model or "").strip(),
        when=date.today(),
        why=str(asked.why.v_model or "").strip(),
    )


@dataclass(frozen=True)
class _Found:
    """Who has no entry, who has no line later, and who stands twice; or why nobody can tell."""

    strangers: Sequence[dict[str, str]] = ()
    missing: Sequence[dict[str, str]] = ()
    twins: Sequence[dict[str, str]] = ()
    why: LetterError | None = None

    @classmethod
    def of(cls, work: Dossier, lang: str) -> "_Found":
        """Look into the data."""
        try:
            return cls(unmatched(work, lang), not_seen(work, lang), duplicates(work, lang))
        except LetterError as error:
            return cls(why=error)


def _told(found: _Found, lang: str) -> Markup:
    """Return who has no entry, and who stands twice, as tables."""
    if found.why:
        return letter(found.why, lang)
    told = Markup("<p>{}</p>").format(say("upload.link.none", lang))
    if found.strangers:  # our own table escapes its text
        told = Markup(table(_named(found.strangers, lang), lang).data)
    if found.twins:
        inside = Markup(table(_named(found.twins, lang), lang).data)  # the same
        told += fold(say("upload.link.twice", lang, n=len(found.twins)), inside)
    return told


def _named(rows: Sequence[dict[str, str]], lang: str) -> list[Mapping[str, object]]:
    return [{**row, "wave": wave_name(row["wave"], lang)} for row in rows]


def _people(found: _Found, lang: str) -> dict[str, str]:
    return {
        f"{wave}{BETWEEN}{person}": f"{wave_name(wave, lang)} · {person}"
        for wave, person in ((row["wave"], row["person"]) for row in found.strangers)
    }


def _entries(found: _Found, asked: Asked) -> None:
    """Offer the keys of the start that have no line in the wave: those that are near first."""
    wave, _, key = str(asked.who_is.v_model or "").partition(BETWEEN)
    near = {
        row["near"]: f"{row['near']} ({row['why']})"
        for row in found.strangers
        if (row["wave"], row["person"]) == (wave, key) and row["near"] != NOBODY
    }
    waiting = {row["person"]: row["person"] for row in found.missing if row["wave"] == wave}
    offered = {**near, **{one: said for one, said in waiting.items() if one not in near}}
    asked.entry.items = options(offered)
    asked.entry.v_model = next(iter(near), "")


def _decided(work: Dossier, lang: str) -> dict[str, str]:
    """Return the decisions that may be taken back, by their place."""
    signs = {True: "=", False: "≠"}
    try:
        found = links(work)
    except LetterError:
        return {}
    return {
        str(place): (
            f"{wave_name(one.wave, lang)} · {one.key} {signs[one.same]} {one.entry} · "
            f"{one.who}, {date_text(one.when, lang)} · {one.why}"
        )
        for place, one in enumerate(found)
    }


def _chosen(work: Dossier, place: object) -> Link:
    found = links(work)
    if not str(place).isdigit() or int(str(place)) >= len(found):
        raise DataError("forms.nothing_chosen")
    return found[int(str(place))]
