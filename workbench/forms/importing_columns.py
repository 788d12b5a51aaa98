"""Step 3 of taking a file in: which column answers which question, and what becomes of the rest."""

from collections.abc import Callable, Mapping

import ipyvuetify as v
import ipywidgets as w

from workbench.base import words
from workbench.base.words import say
from workbench.collection import Instrument
from workbench.collection.answers import wave_name
from workbench.data.importing import asked as decisions
from workbench.data.importing.asked import DROP, KEEP, KEY, Asked
from workbench.data.importing.mapping import KEPT
from workbench.data.importing.table import WHY
from workbench.data.record import Received
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_doubts import COLUMNS, listed, of_step
from workbench.forms.parts import answer, button, choice, field, group, hinted, options, tell

OPEN, ABSENT = "\topen", "\tabsent"
"""The codes of “not chosen yet” and “the file does not say”; no heading begins with a tab."""
MOST = 40
"""How many columns that answer nothing are asked about one by one."""
ROLE_NAMES = {
    "cohort": "upload.role.cohort",
    "date": "upload.role.date",
    "wave": "upload.role.wave",
}
Keep = Callable[[Asked], None]


def columns_step(desk: Desk, keep: Keep) -> tuple[list[w.Widget], Callable[[], None]]:
    """Return the parts of the step, and what shows them anew after each decision."""
    if desk.proposal is None:
        return [], lambda: None
    asks, rest = _questions(desk, keep), _rest(desk, keep)
    reply = answer()
    lang = desk.lang
    parts = [group(say("upload.group.wave", lang), *_wave(desk, keep))]
    parts.append(group(say("upload.group.questions", lang), *asks.values()))
    dates = _dates(desk, keep)
    if dates:
        parts.append(group(say("upload.group.dates", lang), *dates))
    if rest:
        parts.append(group(say("upload.group.rest", lang), *_outside(desk, keep), *rest.values()))

    def show() -> None:
        if desk.proposal is None:
            return
        for id, box in asks.items():
            _as_decided(desk, id, box)
        for name, box in rest.items():
            box.v_model = _fate(desk, name)
        tell(reply, listed(of_step(desk.doubts(), COLUMNS), lang))

    return [reply, *parts], show


def _wave(desk: Desk, keep: Keep) -> list[w.Widget]:
    """Return what asks which wave the file tells about, and what to do where one is there."""
    asked, proposal = desk.here()
    lang, request = desk.lang, asked.request
    waves = {id: wave_name(id, lang) for id in desk.work.read(Instrument).waves}
    guess = {} if request.wave else {OPEN: say("upload.choose_wave", lang)}
    shown = waves if len(waves) == 1 else {**guess, **waves}
    which = choice(say("upload.wave", lang), shown, request.wave or next(iter(shown)))
    which.observe(lambda _: _decided(desk, keep, which, "wave"), names="v_model")
    received = desk.work.read_if_there(Received)
    there = received.files if received else ()
    if not any(one.wave == proposal.entry.wave for one in there):
        return [which]
    ways = {"no": say("upload.place.ask", lang), "yes": say("upload.place.replace", lang),
            "part": say("upload.place.part", lang)}  # fmt: skip
    now = "yes" if request.replace else "part" if request.part is not None else "no"
    place = choice(say("upload.place", lang), ways, now)
    part = field(say("upload.part_name", lang), request.part or "")

    def placed(_: object) -> None:
        if desk.asked:
            name = str(part.v_model or "").strip() or None
            named = name if place.v_model == "part" else None
            keep(desk.asked.with_request(replace=place.v_model == "yes", part=named))

    place.observe(placed, names="v_model")
    part.on_event("change", lambda *_: placed(None))
    return [which, place, part]


def _decided(desk: Desk, keep: Keep, box: v.VuetifyWidget, name: str) -> None:
    if desk.asked and box.v_model != OPEN:
        keep(desk.asked.with_request(**{name: box.v_model, "replace": False, "part": None}))


def _questions(desk: Desk, keep: Keep) -> dict[str, v.VuetifyWidget]:
    """Return one list a question: the columns of the file, or that it does not answer."""
    made: dict[str, v.VuetifyWidget] = {}
    for id, question in desk.questions().items():
        box = choice(question.label.say(desk.lang), _headings(desk), OPEN)
        hinted(box, "")
        _as_decided(desk, id, box)

        def chosen(change: Mapping[str, object], id: str = id, box: v.VuetifyWidget = box) -> None:
            now = change["new"]
            if desk.asked and now != OPEN and now != _column(desk, id):
                heading = None if now == ABSENT else str(now)
                keep(decisions.answered(desk.asked, id, heading))

        box.observe(chosen, names="v_model")
        made[id] = box
    return made


def _as_decided(desk: Desk, id: str, box: v.VuetifyWidget) -> None:
    """Show in a list what is decided or guessed, and why."""
    _, proposal = desk.here()
    matched, lang = proposal.matched, desk.lang
    box.items = options(_headings(desk))
    box.v_model = _column(desk, id)
    match = next((one for one in matched.matches if one.target == id), None)
    near = next((one for one in matched.near if one.target == id), None)
    if match:
        box.hint = say(WHY[match.why], lang)
    elif near:
        alike = words.percent(near.alike / 100, lang)
        box.hint = say("upload.near", lang, column=near.column, alike=alike)
    else:
        box.hint = ""


def _headings(desk: Desk) -> dict[str, str]:
    asked, proposal = desk.here()
    request, entry = asked.request, proposal.entry
    there = [one.name for one in proposal.reading.columns if one.name not in request.key]
    made = [name for name in (*entry.columns.values(), *entry.roles.values()) if name not in there]
    return {
        OPEN: say("upload.open", desk.lang),
        ABSENT: say("upload.absent", desk.lang),
        **{name: name for name in (*made, *there)},
    }


def _column(desk: Desk, id: str) -> str:
    """Return the column that answers a question, or the code of none."""
    asked, proposal = desk.here()
    if id in asked.request.absent:
        return ABSENT
    return proposal.entry.columns.get(id, OPEN)


def _rest(desk: Desk, keep: Keep) -> dict[str, v.VuetifyWidget]:
    """Return one list for each column that answers no question: what becomes of it."""
    asked, proposal = desk.here()
    lang, request = desk.lang, asked.request
    ways = {
        KEEP: say("upload.fate.keep", lang),
        DROP: say("upload.fate.drop", lang),
        KEY: say("upload.fate.key", lang),
        **{role: say(ROLE_NAMES[role], lang) for role in KEPT},
    }
    named = [*proposal.reading.identifiers, *request.drop, *request.key]
    others = [*proposal.entry.roles.values(), *proposal.left_out]
    made: dict[str, v.VuetifyWidget] = {}
    for name in list(dict.fromkeys([*named, *others]))[: MOST + len(named)]:
        if name not in proposal.reading.plans:
            continue
        box = choice(name, ways, _fate(desk, name))

        def chosen(change: Mapping[str, object], name: str = name) -> None:
            if desk.asked and change["new"] != _fate(desk, name):
                keep(decisions.becomes(desk.asked, name, str(change["new"])))

        box.observe(chosen, names="v_model")
        made[name] = box
    return made


def _fate(desk: Desk, name: str) -> str:
    asked, proposal = desk.here()
    request = asked.request
    if name in request.drop:
        return DROP
    if name in request.key:
        return KEY
    return next((role for role, col in proposal.entry.roles.items() if col == name), KEEP)


def _outside(desk: Desk, keep: Keep) -> list[w.Widget]:
    """Return the button that leaves outside all that answers nothing."""

    def act() -> None:
        if desk.asked and desk.proposal:
            request = desk.asked.request
            names = [
                name for name in desk.proposal.left_out if name not in request.columns.values()
            ]
            keep(desk.asked.with_request(drop=tuple(dict.fromkeys((*request.drop, *names)))))

    told = answer(say("upload.rest_about", desk.lang))
    return [told, button(say("upload.all_outside", desk.lang), act, quiet=True)]


def _dates(desk: Desk, keep: Keep) -> list[w.Widget]:
    """Return one list for each column of dates that do not say whether the day comes first."""
    asked, proposal = desk.here()
    lang = desk.lang
    unsure = [one for one in proposal.findings if one.id == "reading.day_month"]
    ways = {"day": say("upload.day_first", lang), "month": say("upload.month_first", lang)}
    made: list[w.Widget] = []
    for finding in unsure:
        if finding.passed:
            continue
        name = finding.where
        now = "month" if name in asked.request.month_first else "day"
        box = choice(say("upload.dates_of", lang, column=name), ways, now)
        hinted(box, say("upload.dates_example", lang, value=finding.holes["value"]))

        def chosen(change: Mapping[str, object], name: str = name) -> None:
            if desk.asked:
                keep(decisions.month_first(desk.asked, name, change["new"] == "month"))

        box.observe(chosen, names="v_model")
        made.append(box)
    return made
