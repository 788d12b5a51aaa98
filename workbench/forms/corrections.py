"""What was put right: seen, added and withdrawn by a person, with a reason; files never change."""

from dataclasses import dataclass
from datetime import date

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, LetterError
from workbench.base.words import say
from workbench.collection import Instrument
from workbench.data.corrected_cell import cell, correctable
from workbench.data.corrections import Correction, correct, corrections, withdraw
from workbench.data.corrections_table import corrections_table
from workbench.data.record import Received
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
    hinted,
    kept,
    letter,
    offered,
    options,
    shown_if,
    tell,
)
from workbench.forms.show import table


@dataclass(frozen=True)
class Asked:
    """The fields that ask for one correction."""

    file: v.VuetifyWidget
    row: v.VuetifyWidget
    column: v.VuetifyWidget
    new: v.VuetifyWidget
    why: v.VuetifyWidget
    who: v.VuetifyWidget


def corrections_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that shows the log of corrections, adds one, or withdraws one."""
    log, reply, asked = answer(), answer(), _asked(lang)
    which = choice(say("upload.fix.which", lang), {}, "")

    def show() -> None:
        tell(log, _log(work, lang))
        offered(which, _lines(work))
        _offer(work, asked, lang)
        shown_if(bool(asked.file.items), more)
        shown_if(bool(which.items), less)

    def look(*_: object) -> None:
        _seen(work, asked, lang)

    def add() -> Markup:
        now = cell(work, str(asked.file.v_model), str(asked.row.v_model or ""), _column(asked))
        correct(work, _correction(asked, now.person, now.line, now.text))
        asked.new.v_model = ""
        show()
        renew(work, "corrections.csv")
        return kept(lang)

    def back() -> Markup:
        withdraw(work, _chosen(work, which.v_model))
        show()
        renew(work, "corrections.csv")
        return kept(lang)

    asked.file.observe(lambda _: _offer(work, asked, lang), names="v_model")
    asked.column.observe(look, names="v_model")
    asked.row.on_event("change", look)
    yes = button(say("upload.fix.add", lang), lambda: careful(add, reply, lang))
    sure, label = say("upload.fix.sure", lang), say("upload.fix.withdraw", lang)
    away = twice(label, sure, lambda: careful(back, reply, lang), lang)
    fields = [asked.file, asked.row, asked.column, asked.new, asked.why, asked.who]
    more = group(say("upload.fix.one", lang), *fields, yes)
    less = group(say("upload.fix.less", lang), which, away)
    watch(work, show)
    show()
    return form(say("upload.fix.title", lang), log, more, less, reply)


def _asked(lang: str) -> Asked:
    row = field(say("upload.fix.row", lang), "")
    hinted(row, say("upload.fix.row_hint", lang))
    new = field(say("upload.fix.new", lang), "")
    hinted(new, say("upload.fix.new_hint", lang))
    column = choice(say("upload.fix.column", lang), {}, "")
    hinted(column, "")
    return Asked(
        file=choice(say("head.file", lang), {}, ""),
        row=row,
        column=column,
        new=new,
        why=field(say("upload.why", lang), ""),
        who=decider("", lang),
    )


def _column(asked: Asked) -> str:
    if not asked.file.v_model or not asked.column.v_model:
        raise DataError("forms.nothing_chosen")
    return str(asked.column.v_model)


def _correction(asked: Asked, person: str, line: str, old: str) -> Correction:
    return Correction(
        file=str(asked.file.v_model),
        column=str(asked.column.v_model),
        old=old,
        new=str(asked.new.v_model or "").strip(),
        why=str(asked.why.v_model or "").strip(),
        who=str(asked.who.v_model or "").strip(),
        when=date.today(),
        person=person,
        line=line,
    )


def _offer(work: Dossier, asked: Asked, lang: str) -> None:
    """Offer the files that are received, and the questions that the chosen one answers."""
    received = work.read_if_there(Received)
    names = {file.file: file.file for file in received.files} if received else {}
    offered(asked.file, names)
    asks = {one.id: one.label.say(lang) for one in work.read(Instrument).questions}
    there = correctable(work, str(asked.file.v_model))
    asked.column.items = options({id: asks[id] for id in there})
    if asked.column.v_model not in there:
        asked.column.v_model = ""


def _seen(work: Dossier, asked: Asked, lang: str) -> None:
    """Say below the question what the cell says now; nothing where it is not found yet."""
    told = ""
    if asked.column.v_model and str(asked.row.v_model or "").strip():
        try:
            now = cell(work, str(asked.file.v_model), str(asked.row.v_model), _column(asked))
            told = say("upload.fix.now", lang, old=now.text)
        except LetterError as error:
            told = error.say(lang)
    asked.column.hint = told


def _log(work: Dossier, lang: str) -> Markup:
    try:
        rows = corrections_table(work, lang)
    except LetterError as error:
        return letter(error, lang)
    if not rows:
        return Markup("<p>{}</p>").format(say("upload.fix.none", lang))
    return Markup(table(rows, lang).data)  # our own table escapes its text


def _lines(work: Dossier) -> dict[str, str]:
    """Return what may be withdrawn, by its place in the log."""
    try:
        log = corrections(work)
    except LetterError:
        return {}
    return {
        str(place): f"{one.file} · {one.person or one.line} · {one.column}: {one.old} → {one.new}"
        for place, one in enumerate(log)
    }


def _chosen(work: Dossier, place: object) -> Correction:
    log = corrections(work)
    if not str(place).isdigit() or int(str(place)) >= len(log):
        raise DataError("forms.nothing_chosen")
    return log[int(str(place))]
