"""Step 4 of taking a file in: what was understood of each answer, and what the others mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.collection import Question
from workbench.data.importing import asked as decisions
from workbench.data.importing.asked import Asked
from workbench.data.parse import MISSING
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_doubts import ANSWERS, COLUMNS, listed, of_step
from workbench.forms.parts import answer, choice, decider, field, group, hinted, tell
from workbench.forms.show import table

LEAVE = "\tmissing"
"""The code of “leave it missing”."""
MOST = 30
"""How many odd answers of one kind are asked about; more is a column that was taken wrongly."""
CUT = 80
"""Signs of an answer that are shown."""
Keep = Callable[[Asked], None]


def answers_step(
    desk: Desk, keep: Keep, quietly: Keep
) -> tuple[list[w.Widget], Callable[[], None]]:
    """Return the parts of the step, and what shows them anew after each decision.

    *keep* looks at the file again; *quietly* only notes what was typed.
    """
    proposal, lang = desk.proposal, desk.lang
    if proposal is None or desk.asked is None:
        return [], lambda: None
    reply, asks = answer(), desk.questions()
    parts: list[w.Widget] = []
    closed = [_coded(desk, one, asks, keep) for one in _closed(desk)[:MOST]]
    if closed:
        about = answer(_about("upload.closed_about", len(_closed(desk)), lang))
        parts.append(group(say("upload.group.closed", lang), about, *closed))
    unread = proposal.unread[:MOST]
    fields = {_place(one): _fixed(desk, one, asks, quietly) for one in unread}
    if fields:
        about = answer(_about("upload.open_about", len(proposal.unread), lang))
        signed = _signed(desk, quietly)
        parts.append(group(say("upload.group.open", lang), about, *fields.values(), *signed))

    def show() -> None:
        if desk.proposal is None:
            return
        if not desk.proposal.report:
            blocked = listed(of_step(desk.doubts(), COLUMNS), lang)
            tell(reply, Markup("<p>{}</p>").format(say("upload.not_yet", lang)) + blocked)
            return
        rows = [_row(row, desk, lang) for row in desk.proposal.report]
        told = Markup(table(rows, lang).data)  # our own table escapes its text
        tell(reply, told + listed(_others(desk), lang))
        _mark(desk, fields)

    return [reply, *parts], show


def _others(desk: Desk) -> list[Finding]:
    """Return the doubts about answers that no field below asks about."""
    _, proposal = desk.here()
    asked_about = {str(one["question"]) for one in (*proposal.uncoded, *proposal.unread)}
    found = of_step(desk.doubts(), ANSWERS)
    return [one for one in found if one.holes.get("column") not in asked_about]


def _mark(desk: Desk, fields: Mapping[tuple[str, str], v.VuetifyWidget]) -> None:
    """Say beside a field that what was typed is no answer either."""
    wrong = set(desk.unread())
    for place, box in fields.items():
        box.error_messages = [say("upload.fix_wrong", desk.lang)] if place in wrong else []


def _place(odd: Mapping[str, object]) -> tuple[str, str]:
    return str(odd["question"]), str(odd["value"])


def _closed(desk: Desk) -> list[dict[str, object]]:
    """Return the odd answers of closed questions, those that were given a meaning here first."""
    asked, proposal = desk.here()
    said: list[dict[str, object]] = [
        {"question": id, "value": text, "n": None, "near": code}
        for id, codes in asked.request.codes.items()
        if id in desk.questions()
        for text, code in codes.items()
    ]
    return [*said, *proposal.uncoded]


def _coded(
    desk: Desk, odd: Mapping[str, object], asks: Mapping[str, Question], keep: Keep
) -> v.VuetifyWidget:
    """Return the list that says which option an answer stands for."""
    asked, _ = desk.here()
    lang, (id, text) = desk.lang, _place(odd)
    offered = {option.code: option.label.say(lang) for option in asks[id].options}
    now = asked.request.codes.get(id, {}).get(text, LEAVE)
    label = _label(odd, asks[id], lang)
    box = choice(label, {LEAVE: say("upload.leave_missing", lang), **offered}, now)
    if odd["near"] in offered and now == LEAVE:
        hinted(box, say("upload.near_option", lang, option=offered[str(odd["near"])]))

    def chosen(change: Mapping[str, object]) -> None:
        if desk.asked:
            code = "" if change["new"] == LEAVE else str(change["new"])
            keep(decisions.coded(desk.asked, id, text, code))

    box.observe(chosen, names="v_model")
    return box


def _fixed(
    desk: Desk, odd: Mapping[str, object], asks: Mapping[str, Question], quietly: Keep
) -> v.VuetifyWidget:
    """Return the field that says what an answer is to be read as."""
    asked, _ = desk.here()
    id, text = _place(odd)
    now = asked.fixes.get(id, {}).get(text, "")
    box = field(_label(odd, asks[id], desk.lang), now)
    hinted(box, say("upload.fix_hint", desk.lang))

    def typed(change: Mapping[str, object]) -> None:
        if desk.asked:
            quietly(decisions.fixed(desk.asked, id, text, str(change["new"] or "")))
            box.error_messages = []

    def left(*_: object) -> None:
        _mark(desk, {(id, text): box})

    box.observe(typed, names="v_model")
    box.on_event("change", left)
    return box


def _signed(desk: Desk, quietly: Keep) -> list[w.Widget]:
    """Return the fields that sign the corrections: why, and who decides."""
    asked, _ = desk.here()
    why = field(say("upload.fix_why", desk.lang), asked.why)
    hinted(why, say("upload.fix_why_hint", desk.lang))
    who = decider(asked.who, desk.lang)

    def typed(_: object) -> None:
        if desk.asked:
            reason, name = str(why.v_model or ""), str(who.v_model or "")
            quietly(replace(desk.asked, why=reason, who=name))

    for box in (why, who):
        box.observe(typed, names="v_model")
    return [why, who]


def _label(odd: Mapping[str, object], question: Question, lang: str) -> str:
    holes = {"label": question.label, "value": str(odd["value"])[:CUT]}
    if odd["n"] is None:
        return say("upload.odd_said", lang, **holes)
    return say("upload.odd", lang, **holes, n=int(str(odd["n"])))


def _about(key: str, n: int, lang: str) -> str:
    told = say(key, lang, n=n)
    return f"{told} {say('upload.only_some', lang, most=MOST)}" if n > MOST else told


def _row(row: Mapping[str, object], desk: Desk, lang: str) -> dict[str, object]:
    """Return what became of the answers to a question, for people."""
    question = desk.questions().get(str(row["column"]))
    missing = sum(int(str(row[why])) for why in MISSING)
    return {
        "question": question.label.say(lang) if question else str(row["column"]),
        "understood": words.number(int(str(row["understood"])), lang),
        "not_understood": words.number(int(str(row["not_understood"])), lang),
        "upload_missing": words.number(missing, lang),
    }
