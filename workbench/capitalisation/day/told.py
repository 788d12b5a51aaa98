"""A day as tables that people read: spread, agreement, rounds, who differs, decisions."""

from collections.abc import Sequence

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.card.record import EVIDENCE
from workbench.capitalisation.day import wall
from workbench.capitalisation.day.agreement import Agreed, moves, of_moment, of_pilot
from workbench.capitalisation.day.blind_spots import counted
from workbench.capitalisation.day.boards import ends, moment_name
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.readings import Cell, Rating
from workbench.capitalisation.grid import SCORE_NAMES, STATUS_NAMES

Rows = list[dict[str, str]]
CONFIDENCE = {
    "declared": "day.confidence.declared",
    "documented": "day.confidence.documented",
    "verified": "day.confidence.verified",
}


def summary(known: Known, lang: str) -> str:
    """Say how many people gave how many votes, and what became of them."""
    count = counted(known)
    return say("day.summary", lang, people=known.people, n=len(known.votes), **count)


def date_line(known: Known, lang: str) -> str:
    """Say when the day is, and what of the date is a guess; nothing where nobody said."""
    moment = known.day.moment
    if moment is None:
        return ""
    told = words.date_text(moment.on, lang)
    if moment.inferred is None:
        return told
    return say("day.inferred_date", lang, date=told, why=moment.inferred.say(lang))


def grid_table(known: Known, lang: str) -> Rows:
    """Return one row per prerequisite: its name, its wording, how sure that is, what it asks."""
    return [
        {
            "day_prerequisite": one.name.say(lang),
            "day_wording": one.wording.say(lang),
            "day_status": say(STATUS_NAMES[one.wording_status], lang),
            "day_asks": one.asks.say(lang) if one.asks else "–",
        }
        for one in known.grid.prerequisites
    ]


def agreement_table(known: Known, lang: str) -> Rows:
    """Return one row per asking and pilot, then one for all pilots together."""
    found = known.readings
    rows = []
    for moment in found.moments:
        pilots = [pilot for pilot in found.pilots if moment in found.of(pilot)]
        name = moment_name(known, moment, lang)
        told = [(known.name(p).say(lang), of_pilot(found, p, moment)) for p in pilots]
        told.append((say("day.all_pilots", lang), of_moment(found, moment, interval=True)))
        rows += [_agreed(name, pilot, one, lang) for pilot, one in told]
    return rows


def _agreed(moment: str, pilot: str, one: Agreed, lang: str) -> dict[str, str]:
    few = say("day.too_few", lang)
    low, high = (words.number(end, lang, 2) for end in (one.low, one.high))
    return {
        "day_asking": moment,
        "day_pilot": pilot,
        "day_raters": words.number(one.raters, lang),
        "day_same_score": words.percent(one.share, lang) if one.enough else few,
        "day_alpha": words.number(one.alpha, lang, 2) if one.enough else few,
        "day_interval": "–" if one.low is None else say("day.between", lang, low=low, high=high),
    }


def rounds_table(known: Known, lang: str) -> Rows:
    """Return one row per prerequisite that was asked again and moved: its ends before, after, who.

    Those that nobody changed are in `rounds.csv` with the others.
    """
    names = {one.id: one.name.say(lang) for one in known.grid.prerequisites}
    return [
        {
            "day_pilot": known.name(one.before.pilot).say(lang),
            "day_asking": known.activity(one.before.moment[0]).title.say(lang),
            "day_prerequisite": names[one.before.item],
            "day_before": ends(one.before, lang),
            "day_after": ends(one.after, lang),
            "day_moved": say(
                "day.moved", lang, raised=one.raised, lowered=one.lowered, same=one.same,
                others=one.began + one.stopped,
            ),
        }
        for one in moves(known.readings)
        if one.moved
    ]  # fmt: skip


def disagreements(known: Known, lang: str, pilots: Sequence[str] = ()) -> Rows:
    """Return one row per prerequisite where people see two pilots: each side, and its evidence.

    Raters are letters; what nobody may quote is told as kept back.
    """
    items = known.grid.prerequisites
    rows = []
    for pilot in pilots or known.readings.pilots:
        for one in items:
            cell = known.readings.last(pilot, one.id)
            if cell.split and cell.ends:
                low, high = cell.ends
                rows.append({
                    "day_pilot": known.name(pilot).say(lang),
                    "day_prerequisite": one.name.say(lang),
                    "day_lowest": _side(cell, low, lang), "day_highest": _side(cell, high, lang),
                })  # fmt: skip
    return rows


def _side(cell: Cell, score: int, lang: str) -> str:
    """Say who gave a score, how sure they are, and what they rest on."""
    told = [_rater(one, lang) for one in cell.at(score)]
    return f"{score} ({say(SCORE_NAMES[score], lang)}) · " + " · ".join(told)


def _rater(one: Rating, lang: str) -> str:
    sure = say(CONFIDENCE[one.confidence], lang)
    if one.evidence:
        return say("day.rater.evidence", lang, rater=one.rater, sure=sure, text=one.evidence)
    if one.kept_back:
        return say("day.rater.kept_back", lang, rater=one.rater, sure=sure)
    return say("day.rater.nothing", lang, rater=one.rater, sure=sure)


def confidence_table(known: Known, pilot: str, lang: str) -> Rows:
    """Return one row per prerequisite of a pilot: the spread, and what its scores rest on."""
    rows = []
    for one in known.grid.prerequisites:
        cell = known.readings.last(pilot, one.id)
        sure = cell.confidence
        rows.append({
            "day_prerequisite": one.name.say(lang),
            "day_status": say(STATUS_NAMES[one.wording_status], lang),
            "day_spread": ends(cell, lang),
            **{f"day_{name}": words.number(sure[name], lang) for name in EVIDENCE},
            "day_with_evidence": words.number(sum(r.rests for r in cell.ratings), lang),
        })  # fmt: skip
    return rows


def decisions_table(known: Known, lang: str) -> Rows:
    """Return one row per decision: what, who carries it, by when, and the axis."""
    axes = {"political": "boards.axis.political", "operational": "boards.axis.operational"}
    open_ = say("day.open", lang)
    return [
        {
            "day_what": one.what,
            "day_owner": one.who or open_,
            "day_when": one.when or open_,
            "day_axis": say(axes[one.axis], lang),
        }
        for one in wall.decisions(known.day, known.votes)
    ]
