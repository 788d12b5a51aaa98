"""The files that came back: seen, put away and brought back; none is ever deleted or changed."""

from datetime import date

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.words import date_text, say
from workbench.collection.answers import wave_name
from workbench.data.importing import PutAway, bring_back, put_away
from workbench.data.record import Received, ReceivedFile
from workbench.forms.importing import renew, twice
from workbench.forms.live import watch
from workbench.forms.parts import (
    answer,
    button,
    careful,
    choice,
    decider,
    field,
    fold,
    form,
    group,
    kept,
    offered,
    shown_if,
    tell,
)
from workbench.forms.show import table


def received_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that shows the received files, puts one away, or brings one back."""
    told, reply = answer(), answer()
    which = choice(say("head.file", lang), {}, "")
    why, who = field(say("upload.why", lang), ""), decider("", lang)
    away = choice(say("upload.away.which", lang), {}, "")

    def show() -> None:
        files, gone = _files(work), _away(work, lang)
        tell(told, _told(files, lang))
        offered(which, {one.file: _name(one, lang) for one in files})
        offered(away, gone)
        shown_if(bool(files), more)
        shown_if(bool(gone), less)

    def put() -> Markup:
        name, reason, by = (str(box.v_model or "") for box in (which, why, who))
        put_away(work, name, reason, by, date.today())
        why.v_model = ""
        show()
        renew(work, "received.yml")
        return kept(lang)

    def back() -> Markup:
        bring_back(work, str(away.v_model or ""))
        show()
        renew(work, "received.yml")
        return kept(lang)

    sure = say("upload.away.sure", lang)
    ask = twice(say("upload.away.put", lang), sure, lambda: careful(put, reply, lang), lang)
    again = button(say("upload.away.back", lang), lambda: careful(back, reply, lang), quiet=True)
    more = fold(say("upload.away.one", lang), which, why, who, ask)
    less = group(say("upload.away.less", lang), away, again)
    watch(work, show)
    show()
    return form(say("upload.away.title", lang), told, more, less, reply)


def _files(work: Dossier) -> tuple[ReceivedFile, ...]:
    received = work.read_if_there(Received)
    return received.files if received else ()


def _told(files: tuple[ReceivedFile, ...], lang: str) -> Markup:
    if not files:
        return Markup("<p>{}</p>").format(say("upload.away.nothing", lang))
    rows = [
        {
            "file": one.sent_as or one.file,
            "wave": wave_name(one.wave, lang),
            "upload_part": one.part or "–",
            "date": date_text(one.received_on, lang) if one.received_on else "–",
            "source": one.source,
        }
        for one in files
    ]
    return Markup(table(rows, lang).data)  # our own table escapes its text


def _away(work: Dossier, lang: str) -> dict[str, str]:
    there = work.read_if_there(PutAway)
    return {
        one.entry.file: f"{_name(one.entry, lang)} · {one.who} · {one.why}"
        for one in (there.files if there else ())
    }


def _name(file: ReceivedFile, lang: str) -> str:
    parts = (wave_name(file.wave, lang), file.part, file.sent_as, file.file)
    return " · ".join(part for part in parts if part)
