"""A comparison told as tables: pilots in the order of their files, what is missing shown."""

from collections.abc import Sequence

from workbench.analysis import configurations
from workbench.base.words import say
from workbench.capitalisation.card import Card
from workbench.capitalisation.card.record import NA, Rated
from workbench.capitalisation.card.told import (
    EVIDENCE_NAMES,
    LEVEL_NAMES,
    SHARED_NAMES,
    people,
    period,
)
from workbench.capitalisation.comparison.compare import Compared, names
from workbench.capitalisation.comparison.conditions import FACT_NAMES
from workbench.capitalisation.comparison.domains import STATES, Reached, by_domain, taxonomies
from workbench.capitalisation.comparison.matrix import MISSING, Mark, Matrix
from workbench.capitalisation.comparison.record import At
from workbench.capitalisation.grid import SCORE_NAMES, STATUS_NAMES

DOMAIN_NAMES = {
    "": "comparison.domain.nothing",
    "claimed": "comparison.domain.claimed",
    "measured": "comparison.domain.measured",
    "verified": "comparison.domain.verified",
}

COMPONENT_NAMES = {
    "same": "comparison.component.same",
    "adapted": "comparison.component.adapted",
    "absent": "comparison.component.absent",
    "unknown": "comparison.component.unknown",
}
KIND_NAMES = {"core": "comparison.component.core", "variable": "comparison.component.variable"}


def pilots_table(compared: Compared, lang: str) -> list[dict[str, str]]:
    """Return one row a pilot: where, since when, how many people of how many, how sure."""
    called = names(compared.cards, lang)
    return [
        {
            say("comparison.head.pilot", lang): called[card.pilot_id],
            _head("card.field.territory", lang): card.territory.say(lang)
            if card.territory
            else MISSING,
            _head("card.field.level", lang): say(LEVEL_NAMES[card.level], lang)
            if card.level
            else MISSING,
            say("comparison.head.period", lang): period(card, lang) or MISSING,
            _head("card.field.people_covered", lang): people(card, lang) or MISSING,
            _head("card.field.evidence_level", lang): say(EVIDENCE_NAMES[card.evidence_level], lang)
            if card.evidence_level
            else MISSING,
            _head("card.field.share_level", lang): say(SHARED_NAMES[card.share_level], lang),
        }
        for card in compared.cards
    ]


def _head(key: str, lang: str) -> str:
    """Return the name of a field as the head of a column."""
    name = say(key, lang)
    return name[:1].upper() + name[1:]


def prerequisites(compared: Compared, lang: str) -> Matrix:
    """Return pilots by prerequisites: the score that each gives itself, and its confidence.

    No row and no column has a total.
    """
    called = names(compared.cards, lang)
    lines = compared.grid.prerequisites
    return Matrix(
        say("comparison.head.pilot", lang),
        tuple(one.name.say(lang) for one in lines),
        tuple(say(STATUS_NAMES[one.wording_status], lang) for one in lines),
        tuple(
            (
                called[card.pilot_id],
                tuple(_score(_rated(card, one.id), lang) for one in lines),
            )
            for card in compared.cards
        ),
    )


def _rated(card: Card, id: str) -> Rated | None:
    return next((one for one in card.prerequisites if one.prerequisite == id), None)


def _score(rated: Rated | None, lang: str) -> Mark:
    if rated is None:
        return Mark(MISSING, say("comparison.not_said", lang))
    sure = say(EVIDENCE_NAMES[rated.confidence], lang)
    if rated.score == NA:
        return Mark(say("comparison.na_mark", lang), say("comparison.na", lang), None, sure)
    score = int(rated.score)
    return Mark(str(score), say(SCORE_NAMES[score], lang), score, sure)


def evidence_table(compared: Compared, lang: str) -> list[dict[str, str]]:
    """Return one row a score that has its evidence: pilot, prerequisite, score, evidence."""
    called = names(compared.cards, lang)
    return [
        {
            say("comparison.head.pilot", lang): called[card.pilot_id],
            say("comparison.head.prerequisite", lang): line.name.say(lang),
            say("comparison.head.score", lang): _score(rated, lang).mark,
            say("comparison.head.evidence", lang): rated.evidence.say(lang),
            _head("card.field.evidence_level", lang): say(EVIDENCE_NAMES[rated.confidence], lang),
        }
        for card in compared.cards
        for line in compared.grid.prerequisites
        if (rated := _rated(card, line.id)) is not None and rated.evidence
    ]


def domains(compared: Compared, taxonomy: str, lang: str) -> Matrix:
    """Return pilots by the domains of a taxonomy: nothing, claimed, measured or verified."""
    called = names(compared.cards, lang)
    chosen = next(one for one in taxonomies() if one.id == taxonomy)
    cells = by_domain(compared.cards, compared.sums, taxonomy)
    return Matrix(
        say("comparison.head.pilot", lang),
        tuple(domain.name.say(lang) for domain in chosen.domains),
        (),
        tuple(
            (
                called[card.pilot_id],
                tuple(_domain(one, lang) for one in cells if one.pilot == card.pilot_id),
            )
            for card in compared.cards
        ),
    )


def _domain(one: Reached, lang: str) -> Mark:
    strong = STATES.index(one.state)
    text = say(DOMAIN_NAMES[one.state], lang)
    more = ", ".join(one.indicators)
    if strong > 1 and not one.claimed:
        more = say("comparison.domain.unclaimed", lang, ids=more)
    return Mark(("–", "○", "◐", "●")[strong], text, strong or None, more)


def components(compared: Compared, kind: str, lang: str) -> Matrix | None:
    """Return components of a kind by site: the same, adapted, absent; None where there is none."""
    found = compared.components
    own = [one for one in found.components if one.kind == kind] if found else []
    if found is None or not own:
        return None
    called = names(compared.cards, lang)
    sites = {site.id: called.get(site.id) or site.name.say(lang) for site in found.places()}
    return Matrix(
        say(KIND_NAMES[kind], lang),
        tuple(sites.values()),
        (),
        tuple(
            (one.name.say(lang), tuple(_at(one.at_site(site), lang) for site in sites))
            for one in own
        ),
    )


def _at(at: At | None, lang: str) -> Mark:
    state = at.state if at else "unknown"
    more = [at.how.say(lang)] if at and at.how else []
    if at and at.because:
        more.append(say("comparison.component.because", lang, because=at.because))
    mark, strong = SIGNS[state]
    return Mark(mark, say(COMPONENT_NAMES[state], lang), strong, " · ".join(more))


SIGNS: dict[str, tuple[str, int | None]] = {
    "same": ("=", 2),
    "adapted": ("≈", 1),
    "absent": ("∅", 0),
    "unknown": ("?", None),
}
"""The sign of each state, and the shade that repeats it."""


def components_table(compared: Compared, kind: str, lang: str) -> list[dict[str, str]]:
    """Return one row a component of a kind, with a column a site, in words."""
    matrix = components(compared, kind, lang)
    if matrix is None:
        return []
    return [
        {
            matrix.corner: name,
            **{
                site: " · ".join(part for part in (cell.text, cell.more) if part)
                for site, cell in zip(matrix.columns, cells, strict=True)
            },
        }
        for name, cells in matrix.rows
    ]


def condition_names(compared: Compared, lang: str) -> dict[str, str]:
    """Return what each condition and the outcome of the truth table are called, by their id."""
    known = {one.id: one.name.say(lang) for one in compared.grid.prerequisites}
    known |= {id: say(key, lang) for id, key in FACT_NAMES.items()}
    found = compared.crossed
    return {id: known[id] for id in ((*found.conditions, found.outcome) if found else ())}


def truth_table(compared: Compared, lang: str) -> list[dict[str, str]]:
    """Return the discussion table: a combination of conditions a row, with its pilots."""
    found = compared.crossed
    if found is None or found.answer is None:
        return []
    called, said = names(compared.cards, lang), condition_names(compared, lang)
    return [
        {
            **{
                said[name]: say("word.yes" if mark else "word.no", lang)
                for name, mark in zip(found.conditions, row.marks, strict=True)
            },
            said[found.outcome]: _outcome(row.with_outcome, row.cases, lang),
            say("comparison.head.pilots", lang): ", ".join(_called(row.cases, called)),
        }
        for row in found.answer.rows
    ]


def _outcome(having: Sequence[str], cases: Sequence[str], lang: str) -> str:
    if 0 < len(having) < len(cases):
        return say("comparison.contradiction", lang, part=len(having), of=len(cases))
    return say("word.yes" if having else "word.no", lang)


def _called(ids: Sequence[str], called: dict[str, str]) -> list[str]:
    return [called.get(id, id) for id in ids]


def crossed_told(compared: Compared, lang: str) -> list[str]:
    """Return what the truth table allows to be said: never more than a discussion."""
    found = compared.crossed
    if found is None:
        return []
    called, said = names(compared.cards, lang), condition_names(compared, lang)
    lines = [
        say(
            "comparison.crossed",
            lang,
            conditions=", ".join(said[name] for name in found.conditions),
            outcome=said[found.outcome],
        )
    ]
    if compared.heard is not None:
        lines.append(say("comparison.crossed_by_room", lang))
    for name, who in (found.unknown or {}).items():
        if who:
            holes = {"names": ", ".join(_called(who, called)), "n": len(who)}
            lines.append(say("comparison.condition_unknown", lang, label=said[name], **holes))
    if found.answer is None:
        return [*lines, found.letter.say(lang)] if found.letter else lines
    return [*lines, configurations.sentences(found.answer, lang)[0]]
