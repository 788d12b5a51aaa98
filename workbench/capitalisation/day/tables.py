"""A day as open tables: one row a vote, and what is counted of them; no mean, no total."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.base.files import cell_text, table_text
from workbench.capitalisation.day import wall
from workbench.capitalisation.day.agreement import moves, of_moment, of_pilot
from workbench.capitalisation.day.consent import letters, quotable, unreached
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.readings import aside
from workbench.capitalisation.day.votes import Vote

Row = Mapping[str, object]
PARTS = ("score", "confidence", "option", "evidence", "what", "who", "when", "axis")
"""What an answer of several parts is made of; one of a single part stands in `answer`."""
TEXTS = {"rating": "evidence", "matrix": "evidence", "text": "answer"}
"""Where a kind keeps what somebody wrote alone."""
SHEETS: Mapping[str, Sequence[str]] = {
    "votes": (
        "id", "activity", "round", "rater", "subject", "item", "slot", "state", "answer", *PARTS,
        "kept_back", "simulated",
    ),
    "ratings": (
        "activity", "round", "pilot", "item", "wording_status", "n", "n_0", "n_1", "n_2", "n_3",
        "n_na", "low", "high", "declared", "documented", "verified", "with_evidence", "simulated",
    ),
    "agreement": (
        "activity", "round", "pilot", "raters", "items", "same", "alpha", "ci_low", "ci_high",
        "simulated",
    ),
    "rounds": (
        "activity", "pilot", "item", "low_before", "high_before", "low_after", "high_after",
        "raised", "lowered", "same", "began", "stopped", "simulated",
    ),
    "domains": (
        "taxonomy", "crossed", "pilot", "domain", "n", "claimed", "measured", "verified", "absent",
        "simulated",
    ),
    "decisions": ("what", "who", "when", "axis", "simulated"),
}  # fmt: skip
"""The tables and their columns, in their order."""


def sheets(known: Known) -> dict[str, list[Row]]:
    """Return the rows of each table of SHEETS.

    `votes` holds every acknowledged vote once, whatever became of it (`state`: stands, replaced,
    taken_back). Who gave it is a letter, drawn anew for each pilot and each activity, so
    that nobody's answers can be put together. What people wrote alone is there where they agreed,
    else `kept_back`.
    """
    rows: dict[str, list[dict[str, object]]] = {
        "votes": _votes(known), "ratings": _ratings(known), "agreement": _agreement(known),
        "rounds": _rounds(known), "domains": _domains(known), "decisions": _decisions(known),
    }  # fmt: skip
    mark = known.day.simulated
    return {name: [{**row, "simulated": mark} for row in some] for name, some in rows.items()}


def files(known: Known) -> dict[str, str]:
    """Return each table twice, by file name: plain, and as a French spreadsheet opens it."""
    made = dict[str, str]()
    for name, rows in sheets(known).items():
        made[f"{name}.csv"] = table_text(rows, SHEETS[name])
        made[f"{name}_fr.csv"] = french(rows, SHEETS[name])
    return made


def french(rows: Iterable[Row], columns: Sequence[str]) -> str:
    r"""Return rows as French spreadsheets open them: a mark of UTF-8, semicolons, decimal commas.

    A text that a spreadsheet would take for a formula has a mark before it.

    >>> french([{"a": 0.5, "b": "x;y"}], ["a", "b"])
    '\ufeffa;b\r\n0,5;"x;y"\r\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_french(row.get(name)) for name in columns] for row in rows)
    return "\ufeff" + out.getvalue()


def _french(value: object) -> str:
    if isinstance(value, float):
        return cell_text(value).replace(".", ",")
    told = cell_text(value)
    return f"'{told}" if isinstance(value, str) and told[:1] in ("=", "+", "-", "@", "\t") else told


def _votes(known: Known) -> list[dict[str, object]]:
    agreed = quotable(known.day, known.votes)
    order = {one.id: at for at, one in enumerate(known.agenda.sequences)}
    some = sorted(known.votes, key=lambda v: (order.get(v.given.activity, len(order)), *_at(v)))
    rated = [one.id for one in known.day.using("rating")]
    kept = {
        one: [v for v in some if aside(v, rated) == one] for one in {aside(v, rated) for v in some}
    }
    names = {one: letters(votes) for one, votes in kept.items()}
    kinds = {one.id: one.kind for one in known.agenda.sequences}

    def row(vote: Vote) -> dict[str, object]:
        one = vote.given
        own = TEXTS.get(kinds.get(one.activity, "text"), "")
        told = _told(one.value)
        text = str(told.get(own) or "")
        hidden = bool(text) and not agreed.may(vote, text)
        told = {n: unreached(v) if isinstance(v, str) else v for n, v in told.items()}
        return {
            "id": one.id, "activity": one.activity, "round": one.round,
            "rater": names[aside(vote, rated)][vote.who], "subject": one.subject, "item": one.item,
            "slot": one.slot, "state": vote.state, **told, **({own: ""} if hidden else {}),
            "kept_back": hidden,
        }  # fmt: skip

    return [row(vote) for vote in some]


def _at(vote: Vote) -> tuple[str, int, str, str, str]:
    """Return the place of a vote in its table: nothing of when it came, or of who sent it."""
    one = vote.given
    return (one.activity, one.round, one.subject, one.item, one.id)


def _told(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a kind of answer keeps
    if isinstance(value, dict):
        return {name: value[name] for name in PARTS if name in value}
    if isinstance(value, list):
        return {"answer": " ".join(map(str, value))}
    return {} if value is None else {"answer": value}


def _ratings(known: Known) -> list[dict[str, object]]:
    found = known.readings
    return [
        {
            "activity": moment[0], "round": moment[1], "pilot": pilot, "item": one.id,
            "wording_status": one.wording_status, "n": len(cell.ratings),
            **{f"n_{level}": count for level, count in cell.counts.items()},
            "low": cell.ends[0] if cell.ends else None, "high": cell.ends[1] if cell.ends else None,
            **cell.confidence, "with_evidence": sum(r.rests for r in cell.ratings),
        }
        for moment in found.moments
        for pilot in found.pilots
        if moment in found.of(pilot)
        for one in known.grid.prerequisites
        for cell in [found.cell(pilot, one.id, moment)]
    ]  # fmt: skip


def _agreement(known: Known) -> list[dict[str, object]]:
    found = known.readings
    rows = []
    for moment in found.moments:
        pilots = [pilot for pilot in found.pilots if moment in found.of(pilot)]
        told = [(pilot, of_pilot(found, pilot, moment)) for pilot in pilots]
        for pilot, one in [*told, ("", of_moment(found, moment, interval=True))]:
            rows.append({
                "activity": moment[0], "round": moment[1], "pilot": pilot, "raters": one.raters,
                "items": one.n, "same": one.share, "alpha": one.alpha, "ci_low": one.low,
                "ci_high": one.high,
            })  # fmt: skip
    return rows


def _rounds(known: Known) -> list[dict[str, object]]:
    return [
        {
            "activity": one.before.moment[0], "pilot": one.before.pilot, "item": one.before.item,
            **_ends("before", one.before.ends), **_ends("after", one.after.ends),
            "raised": one.raised, "lowered": one.lowered, "same": one.same, "began": one.began,
            "stopped": one.stopped,
        }
        for one in moves(known.readings)
    ]  # fmt: skip


def _ends(when: str, ends: tuple[int, int] | None) -> dict[str, object]:
    low, high = ends or (None, None)
    return {f"low_{when}": low, f"high_{when}": high}


def _domains(known: Known) -> list[dict[str, object]]:
    return [
        {
            "taxonomy": found.taxonomy.id, "crossed": found.crossed, "pilot": cell.pilot,
            "domain": cell.domain, "n": cell.n, **cell.counts,
        }
        for found in (*known.covered, *known.crossed)
        for cell in found.cells
    ]  # fmt: skip


def _decisions(known: Known) -> list[dict[str, object]]:
    return [dict(vars(one)) for one in wall.decisions(known.day, known.votes)]
