"""What the screens of people show, as plain words and codes: the script draws them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding, worth_reading
from workbench.base.words import Phrase, say
from workbench.collection import Instrument, Question, instrument_of
from workbench.collection.answers import span, wave_name
from workbench.data import roster as kept
from workbench.data.roster import Line, Person, Standing, Told
from workbench.data.roster.checks import check, of_person
from workbench.data.roster.told import first, then
from workbench.evaluation import Evaluation

Screen = dict[str, Any]

KINDS = {
    "select_one": "one", "select_multiple": "several", "integer": "whole", "decimal": "number",
    "date": "date", "text": "text",
}  # fmt: skip
"""How a question is drawn, by its type."""
STATES = {
    "done": "roster.state.done", "begun": "roster.state.begun", "late": "roster.state.late",
    "due": "roster.state.due", "waiting": "roster.state.waiting", "open": "roster.state.open",
    "lost": "roster.state.lost", "declined": "roster.state.declined", "file": "roster.state.file",
}  # fmt: skip
MARKS = {
    "done": "✓", "begun": "◐", "late": "!", "due": "●", "waiting": "○", "open": "○", "lost": "✕",
    "declined": "✕", "file": "✓",
}  # fmt: skip
"""A sign beside each state, so that colour is never alone."""
SHORTS = {
    "done": "roster.short.done", "begun": "roster.short.begun", "late": "roster.short.late",
    "due": "roster.short.due", "waiting": "roster.short.waiting", "open": "roster.short.open",
    "lost": "roster.short.lost", "declined": "roster.short.declined", "file": "roster.short.file",
}  # fmt: skip
"""The states as the heads of a table."""
REASONS = {
    "refused": "roster.lost.refused", "moved": "roster.lost.moved",
    "unreachable": "roster.lost.unreachable", "other": "roster.lost.other",
}  # fmt: skip
OFFERED = {"unknown": "roster.missing.unknown", "refused": "roster.missing.refused",
           "pending": "roster.missing.pending"}  # fmt: skip
TOO_LONG = 12


def people_list(work: Dossier, lang: str, today: date, undo: str = "") -> Screen:
    """Return the list: what is due, how many stand where, and everybody by key."""
    instrument, found = instrument_of(work), kept.roster(work, today)
    doubts = [one.sentence(lang) for one in worth_reading(check(work, today))]
    return {
        "name": "list",
        "undo": undo,
        "due": [{**_standing(one, lang), "key": one.person} for one in found.due()],
        "counts": _counts(instrument, found.counts(), lang),
        "doubts": doubts,
        "people": [
            {
                "key": row.key,
                "entered": say("roster.entered", lang, day=row.entered) if row.entered else "",
                "waves": [_standing(one, lang) for one in row.waves],
            }
            for row in found.rows
        ],
    }


def _standing(one: Standing, lang: str) -> Screen:
    """Return how one person stands at one wave: a mark, words, and what the button does."""
    holes: dict[str, object] = {
        "opens": one.opens or "",
        "closes": one.closes or "",
        "n": one.answered,
    }
    holes |= {"asked": one.asked, "why": Phrase(REASONS[one.why]) if one.why in REASONS else ""}
    dated = {"due": "roster.due_until", "late": "roster.late_since", "waiting": "roster.from"}
    has_days = one.opens is not None and one.closes is not None
    key = dated[one.state] if one.state in dated and has_days else STATES[one.state]
    if one.state == "due" and one.opens and not one.closes:
        key = "roster.long_ago"
    if one.state == "due" and one.opens and not one.closes:
        key = "roster.long_ago"
    return {
        "wave": one.wave,
        "wave_name": wave_name(one.wave, lang),
        "state": one.state,
        "mark": MARKS[one.state],
        "words": say(key, lang, **holes),
    }


def _counts(
    instrument: Instrument, counts: Mapping[str, Mapping[Any, int]], lang: str
) -> dict[str, list[list[str]]]:
    """Return how many people stand where: a row a wave, a column a state that somebody is in."""
    there = [state for state in STATES if any(counts[wave].get(state) for wave in counts)]
    heads = [say("head.wave", lang), *(say(SHORTS[state], lang) for state in there)]
    rows = [
        [wave_name(wave, lang), *(str(counts[wave].get(state, 0)) for state in there)]
        for wave in instrument.waves
        if wave in counts
    ]
    return {"heads": [heads], "rows": rows} if rows else {"heads": [], "rows": []}


def person(work: Dossier, key: str, lang: str, today: date) -> Screen:
    """Return one person: how each wave stands, when they are to leave, what was answered before."""
    instrument = instrument_of(work)
    who = kept.in_app(work).get(key, Person(key))
    row = next((row for row in kept.roster(work, today).rows if row.key == key), None)
    return {
        "name": "person",
        "key": key,
        "entered": say("roster.entered", lang, day=row.entered) if row and row.entered else "",
        "waves": [
            {**_standing(one, lang), "why": one.why, "may_be_lost": _may_be_lost(one, instrument)}
            for one in (row.waves if row else ())
        ],
        "planned": _planned(instrument, who),
        "reasons": [[code, say(key, lang)] for code, key in REASONS.items()],
        "history": _history(instrument, who, lang),
        "old": [_old(line, lang) for line in kept.no_longer_asked(instrument, who)],
        "doubts": _doubts(of_person(instrument, who, today), lang),
        "ours": key in kept.in_app(work),
    }


def _planned(instrument: Instrument, who: Person) -> str | None:
    """Return what was typed as the day of leaving; None where there is no exit."""
    return who.entry("").typed(kept.PLANNED) if "exit" in instrument.waves else None


def _may_be_lost(one: Standing, instrument: Instrument) -> bool:
    return one.wave != instrument.waves[0] and one.state not in ("done", "file")


def _doubts(found: Any, lang: str) -> list[str]:  # noqa: ANN401 - any findings
    findings: Sequence[Finding] = worth_reading(found)
    return [finding.sentence(lang) for finding in findings]


def _history(instrument: Instrument, who: Person, lang: str) -> list[str]:
    """Return every answer that was given before another took its place."""
    lines = []
    for wave in instrument.waves:
        for question in kept.to_ask(instrument, wave):
            for line in who.entry(wave).earlier(question.id):
                holes = {"wave": wave_name(wave, lang), "question": question.label.say(lang)}
                holes |= {"when": _when(line), "typed": _said(question, line, lang)}
                lines.append(say("roster.before", lang, **holes))
    return lines


def _said(question: Question, line: Line, lang: str) -> str:
    heard = kept.hear(question, line.typed)
    told = Told(question, heard).say(lang) if heard.state != "refused" else ""
    return told or line.typed or say("roster.blank", lang)


def _when(line: Line) -> Any:  # noqa: ANN401 - a date, said in any language
    return date.fromisoformat(line.when[:10])


def _old(line: Line, lang: str) -> str:
    holes = {"wave": wave_name(line.wave, lang), "question": line.question, "typed": line.typed}
    return say("roster.old", lang, **holes)


def questions(work: Dossier, key: str, wave: str, at: str, lang: str) -> Screen:
    """Return every question that is asked of a person at a wave, with what stands there.

    *at* is the question on which somebody is; nothing opens the first that is not settled.
    """
    instrument = instrument_of(work)
    who = kept.in_app(work).get(key, Person(key))
    entry, known = who.entry(wave), kept.given(instrument, who, wave)
    asked = kept.asked_now(kept.to_ask(instrument, wave), entry)
    left = kept.unsettled(instrument, who, wave)
    evaluation = work.read(Evaluation)
    shown = [asked_as(question, who, wave, known, lang) for question in asked]
    ids = [question.id for question in asked]
    opened = at if at in ids else left[0].id if left else ids[0] if ids else ""
    return {
        "name": "questions",
        "key": key,
        "wave": wave,
        "wave_name": wave_name(wave, lang),
        "questions": shown,
        "at": opened,
        "drawn": "" if any(one.answered for one in who.entries.values()) else _drawn(who, lang),
        "told": bool(entry.typed(kept.TOLD)),
        "notice": first(instrument, evaluation, lang),
        "more": then(instrument, evaluation, wave, lang),
        "counts": [say("roster.place", lang, n=n, of=len(ids)) for n in range(1, len(ids) + 1)],
    }


def _drawn(who: Person, lang: str) -> str:
    """Return what to do with a key that was just drawn; nothing for a key that came in a file."""
    return say("roster.drawn", lang) if who.came else ""


def asked_as(
    question: Question, who: Person, wave: str, known: Mapping[str, str], lang: str
) -> Screen:
    """Return one question as it is drawn, with the answer that stands and what it was heard as."""
    typed = who.entry(wave).typed(question.id)
    codes = {option.code for option in question.options}
    hints = [question.hint.say(lang) if question.hint else "", span(question, lang)]
    hints += [say("roster.date_hint", lang) if question.type == "date" else ""]
    heard = kept.hear(question, typed, known)
    return {
        "id": question.id,
        "kind": KINDS[question.type],
        "label": question.label.say(lang),
        "hints": [text for text in hints if text],
        "required": question.required,
        "options": [[option.code, option.label.say(lang)] for option in question.options],
        "long": len(question.options) > TOO_LONG,
        "missing": [
            [code, say(key, lang)] for code, key in OFFERED.items() if code not in codes
        ] if question.role == "answer" and not question.id.startswith("agreement_") else [],
        "typed": typed,
        **heard_as(question, heard, lang),
    }  # fmt: skip


def heard_as(question: Question, heard: kept.Heard, lang: str) -> Screen:
    """Return what became of an answer: its state, the codes kept, and the words that say so."""
    told = Told(question, heard).say(lang) if heard.state in ("understood", "missing") else ""
    return {
        "state": heard.state,
        "why": heard.why,
        "codes": heard.kept.split(" ") if heard.state == "understood" else [],
        "said": say("roster.heard", lang, told=told) if told else "",
        "letter": heard.letter.say(lang) if heard.letter else "",
    }


def review(work: Dossier, key: str, wave: str, lang: str, today: date) -> Screen:
    """Return the end of a wave: what is missing, what is doubtful, and each answer."""
    instrument = instrument_of(work)
    who = kept.in_app(work).get(key, Person(key))
    known = kept.given(instrument, who, wave)
    asked = kept.asked_now(kept.to_ask(instrument, wave), who.entry(wave))
    left = {question.id for question in kept.unsettled(instrument, who, wave)}
    _, whole = kept.far(instrument, who, wave)
    return {
        "name": "review",
        "key": key,
        "wave": wave,
        "wave_name": wave_name(wave, lang),
        "answers": [
            {**asked_as(question, who, wave, known, lang), "left": question.id in left}
            for question in asked
        ],
        "left": say("roster.left", lang, n=len(left)) if left else say("roster.all_there", lang),
        "whole": whole,
        "told": bool(who.entry(wave).typed(kept.TOLD)),
        "planned": _planned(instrument, who) if wave == instrument.waves[0] else None,
        "doubts": _doubts(of_person(instrument, who, today), lang),
    }
