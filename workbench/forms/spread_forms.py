"""What a charity fills in about how its practice spreads: answer by answer, on a phone too."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as w

from workbench.base.dossier import Dossier
from workbench.base.records import FileRecord, Record, Text, changed
from workbench.base.wording import named
from workbench.capitalisation.dissemination import (
    Dissemination,
    Fidelity,
    Practice,
    Readiness,
    Transfers,
    questionnaire,
    told_of,
)
from workbench.capitalisation.dissemination import fidelity as seen
from workbench.capitalisation.dissemination import practice as done
from workbench.capitalisation.dissemination.readiness import STATE_NAMES, Answer
from workbench.capitalisation.dissemination.record import ROLE_NAMES, Component, Site
from workbench.capitalisation.dissemination.transfers import KIND_NAMES, Transfer
from workbench.forms.app.answers import day, own
from workbench.forms.app.answers import rows as named_rows
from workbench.forms.app.ask import asked
from workbench.forms.app.question import Look, Question
from workbench.forms.evaluation import reworded

Row = Mapping[str, str]
YES_NO = {"yes": "word.yes", "no": "word.no"}
FOLDED = Look(folded=True)
BRIEF = Look(brief=True)


def practice_form(work: Dossier, lang: str) -> w.Widget:
    """Ask of which parts the practice is made, and which sites give or receive it."""
    return asked(work, Dissemination, MADE_OF, lang)


def readiness_form(work: Dossier, side: str, lang: str) -> w.Widget:
    """Ask the diagnostic of one side: ``give`` or ``receive``."""
    return asked(work, Readiness, [_readiness(side)], lang)


def transfers_form(work: Dossier, lang: str) -> w.Widget:
    """Ask for the log of transfers."""
    sites, parts = _offers(work)
    columns = (
        Question("dissemination.log.giver", "choice", offered=sites, look=BRIEF),
        Question("dissemination.log.receiver", "choice", offered=sites, look=BRIEF),
        Question("dissemination.log.component", "choice", offered=parts, look=BRIEF),
        Question("dissemination.log.kind", "choice", options=KIND_NAMES),
        Question("dissemination.log.begun", "date", look=BRIEF),
        Question("dissemination.log.done", "date"),
        Question("dissemination.log.adapted", "text"),
        Question("dissemination.log.reason", "text"),
    )
    return asked(work, Transfers, [_rows("dissemination.log", Transfer, columns)], lang)


def fidelity_form(work: Dossier, lang: str) -> w.Widget:
    """Ask what was seen at the sites, and what they adapted."""
    sites, parts = _offers(work)
    where = (
        Question("dissemination.seen.site", "choice", offered=sites, look=BRIEF),
        Question("dissemination.seen.component", "choice", offered=parts, look=BRIEF),
    )
    looked = (
        *where,
        Question("dissemination.seen.on", "date"),
        Question("dissemination.seen.state", "choice", options=seen.STATE_NAMES, look=BRIEF),
        Question("dissemination.seen.observer", "choice", options=seen.OBSERVER_NAMES),
    )
    altered = (
        *where,
        Question("dissemination.altered.what", "text"),
        Question("dissemination.altered.plan", "choice", options=seen.PLAN_NAMES),
        Question("dissemination.altered.fits", "choice", options=seen.FIT_NAMES),
        Question("dissemination.altered.reason", "text"),
    )
    asks = (
        _rows("dissemination.observations", seen.Observation, looked),
        _rows("dissemination.adaptations", seen.Adaptation, altered),
    )
    return asked(work, Fidelity, asks, lang)


def changes_form(work: Dossier, lang: str) -> w.Widget:
    """Ask professionals what they do differently."""
    columns = (
        Question("dissemination.changes.role", "line", look=BRIEF),
        Question("dissemination.changes.before", "text"),
        Question("dissemination.changes.now", "text", look=BRIEF),
        Question("dissemination.changes.example", "text"),
        Question("dissemination.changes.example_on", "date"),
        Question("dissemination.changes.confirmed_by", "choice", options=done.WITNESS_NAMES),
        Question("dissemination.changes.confirmed_on", "date"),
    )
    return asked(work, Practice, [_rows("dissemination.changes", done.Changed, columns)], lang)


def _offers(
    work: Dossier,
) -> tuple[Callable[[str], dict[str, str]], Callable[[str], dict[str, str]]]:
    """Return the sites and the components of a dossier, as they stand when they are asked for."""

    def sites(lang: str) -> dict[str, str]:
        return {one.id: one.name.say(lang) for one in told_of(work).sites}

    def parts(lang: str) -> dict[str, str]:
        return {one.id: one.label.say(lang) for one in told_of(work).components}

    return sites, parts


FIELDS: Mapping[str, tuple[str, str]] = {
    "dissemination.log": ("transfers", "transfer"),
    "dissemination.observations": ("observations", "seen"),
    "dissemination.adaptations": ("adaptations", "adapted"),
    "dissemination.changes": ("changes", "change"),
}
"""Where the rows of a question stand in their record, and with which word their ids begin."""


def _rows(id: str, kind: type[Record], columns: Sequence[Question]) -> Question:
    """Return the question for rows of which each is kept as soon as one of its cells is filled."""
    name, stem = FIELDS[id]
    fields = tuple(column.name for column in columns)

    def get(record: FileRecord, lang: str) -> list[dict[str, str]]:
        things = getattr(record, name)
        return [{"key": one.id, **_shown(one, fields, lang)} for one in things]

    def put(record: FileRecord, typed: Sequence[Row], lang: str) -> FileRecord:
        before = {one.id: one for one in getattr(record, name)}
        made: dict[str, Record] = {}
        for row in typed:
            old = before.get(row.get("key", ""))
            if old is not None or any(row.get(field, "").strip() for field in fields):
                key = old.id if old else named(stem, {*before, *made})
                made[key] = _made(kind, key, old, row, lang)
        return changed(record, **{name: tuple(made.values())})

    return Question(id, "rows", get, put, columns=tuple(columns), look=FOLDED)


def _shown(one: Record, fields: Sequence[str], lang: str) -> dict[str, str]:
    return {field: _cell(getattr(one, field), lang) for field in fields}


def _cell(value: object, lang: str) -> str:
    if value is None or isinstance(value, Text):
        return own(value, lang)
    return value.isoformat() if isinstance(value, date) else str(value)


def _made(kind: type[Record], id: str, old: Any, row: Row, lang: str) -> Record:  # noqa: ANN401
    """Return the thing of one row; an empty cell is what nobody has said yet."""
    content: dict[str, Any] = {"id": id} if old is None else dict(old)
    for field, one in kind.model_fields.items():
        if field == "id" or field not in row:
            continue
        typed = row[field].strip()
        if one.annotation in (Text, Text | None):
            content[field] = reworded(content.get(field), typed, lang)
        elif one.annotation == date | None:
            content[field] = day(typed)
        elif typed:
            content[field] = typed
        else:
            content.pop(field, None)
    return kind.model_validate(content)


def _readiness(side: str) -> Question:
    """Return the question whose fixed rows are those of one side of the diagnostic."""
    asks = questionnaire().of(side)

    def get(record: Readiness, lang: str) -> list[dict[str, str]]:
        answers = {one.id: record.answer(one.id) for one in asks}
        return [
            {
                "key": one.id,
                "asks": one.text.say(lang),
                "state": told.state if told else "",
                "because": own(told.because, lang) if told else "",
            }
            for one in asks
            for told in (answers[one.id],)
        ]

    def put(record: Readiness, typed: Sequence[Row], lang: str) -> Readiness:
        own_ids = {one.id for one in asks}
        kept = [one for one in record.answers if one.question not in own_ids]
        told = [_answer(record, row, lang) for row in typed if row["key"] in own_ids]
        return changed(record, answers=(*kept, *(one for one in told if one)))

    columns = (
        Question("readiness.row.asks", "shown"),
        Question("readiness.row.state", "choice", options=STATE_NAMES),
        Question("readiness.row.because", "text"),
    )
    id = "readiness.ask.give" if side == "give" else "readiness.ask.receive"
    return Question(id, "fixed", get, put, columns=columns)


def _answer(record: Readiness, row: Row, lang: str) -> Answer | None:
    """Return the answer of a row; words without a state are kept as not known."""
    old = record.answer(row["key"])
    because = reworded(old.because if old else None, row.get("because", ""), lang)
    state = row.get("state") or ("not_known" if because else "")
    if not state:
        return None
    content = {"question": row["key"], "state": state, "because": because}
    return Answer.model_validate(content)


def _site(one: Site, lang: str) -> dict[str, str]:
    return {
        "name": own(one.name, lang), "role": one.role, "territory": own(one.territory, lang)
    }  # fmt: skip


def _component(one: Component, lang: str) -> dict[str, str]:
    core = "" if one.core is None else "yes" if one.core else "no"
    return {"label": own(one.label, lang), "core": core, "because": own(one.because, lang)}


PARTS, PUT_PARTS = named_rows("components", _component, Component, "label")
SITES, PUT_SITES = named_rows("sites", _site, Site, "name")

MADE_OF = (
    Question(
        "dissemination.components", "rows", PARTS, PUT_PARTS,
        columns=(
            Question("dissemination.components.label", "line"),
            Question("dissemination.components.core", "choice", options=YES_NO),
            Question("dissemination.components.because", "text"),
        ),
    ),
    Question(
        "dissemination.sites", "rows", SITES, PUT_SITES,
        columns=(
            Question("dissemination.sites.name", "line"),
            Question("dissemination.sites.role", "choice", options=ROLE_NAMES),
            Question("dissemination.sites.territory", "line"),
        ),
    ),
)  # fmt: skip
