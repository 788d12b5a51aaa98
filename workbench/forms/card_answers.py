"""How each answer of a card stands in its record: words, codes, numbers, rows."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from workbench.base.errors import DataError
from workbench.base.records import Text, validated
from workbench.base.wording import named, own, reworded
from workbench.base.words import say
from workbench.capitalisation.card.record import Card, Involved, Quote, Rated, Used
from workbench.capitalisation.grid import Grid, Prerequisite
from workbench.contribution.consent import Consent
from workbench.forms.app.answers import Get, Put, day
from workbench.forms.parts import number_typed
from workbench.indicators import catalogue

Row = Mapping[str, str]


def kept(card: Card, **values: object) -> Card:
    """Return the card with other values; raise RecordError, a letter, where it may not be so."""
    return validated(type(card), {**dict(card), **values}, Path(card.FILE))


def text(name: str) -> tuple[Get, Put]:
    """Return how words that may be missing are read and written."""

    def get(card: Card, lang: str) -> str:
        return own(getattr(card, name), lang)

    def put(card: Card, typed: str, lang: str) -> Card:
        return kept(card, **{name: reworded(getattr(card, name), typed, lang)})

    return get, put


def code(name: str) -> tuple[Get, Put]:
    """Return how a code is read and written; none is nothing."""

    def get(card: Card, _: str) -> str:
        return getattr(card, name) or ""

    def put(card: Card, typed: str, _: str) -> Card:
        empty = Card.model_fields[name].default
        return kept(card, **{name: typed.strip() or empty})

    return get, put


def codes(name: str) -> tuple[Get, Put]:
    """Return how several codes are read and written: with blanks between them."""

    def get(card: Card, _: str) -> str:
        return " ".join(getattr(card, name))

    def put(card: Card, typed: str, _: str) -> Card:
        return kept(card, **{name: tuple(dict.fromkeys(typed.split()))})

    return get, put


def amount(name: str, whole: bool = True) -> tuple[Get, Put]:
    """Return how a number is read and written; a count that was masked is told again."""

    def get(card: Card, _: str) -> str:
        value = getattr(card, name)
        return "" if value is None else f"{value:g}"

    def put(card: Card, typed: str, _: str) -> Card:
        value = number_typed(typed) if typed.strip() else None
        if whole and value is not None and value != int(value):
            raise DataError("card.ask.whole", typed=typed[:40])
        number = int(value) if whole and value is not None else value
        masked = tuple(one for one in card.masked if one != name or number is None)
        return kept(card, **{name: number, "masked": masked})

    return get, put


def lines(name: str) -> tuple[Get, Put]:
    """Return how several texts are read and written, one a line; one that was there keeps both."""

    def get(card: Card, lang: str) -> str:
        return "\n".join(own(one, lang) for one in getattr(card, name))

    def put(card: Card, typed: str, lang: str) -> Card:
        before = {own(one, lang): one for one in getattr(card, name)}
        told = [line.strip() for line in typed.splitlines() if line.strip()]
        return kept(card, **{name: tuple(before.get(one) or Text(**{lang: one}) for one in told)})

    return get, put


def involved(card: Card, lang: str) -> list[dict[str, str]]:
    """Return one row a group of people: who, and the steps at which they take part."""
    return [
        {"key": str(n), "who": own(one.who, lang), "steps": " ".join(one.steps)}
        for n, one in enumerate(card.stakeholders)
    ]


def with_involved(card: Card, typed: Sequence[Row], lang: str) -> Card:
    """Return the card with these groups of people; one without words is left out."""
    before = {str(n): one for n, one in enumerate(card.stakeholders)}
    made = []
    for row in typed:
        old = before.get(row.get("key", ""))
        who = reworded(old.who if old else None, row.get("who", ""), lang)
        if who is not None:
            made.append({"who": who, "steps": tuple(row.get("steps", "").split())})
    return kept(card, stakeholders=tuple(Involved.model_validate(one) for one in made))


def used(card: Card, lang: str) -> list[dict[str, str]]:
    """Return one row an indicator: its id or its name, its domain, how far it is."""
    return [
        {
            "key": one.id,
            "name": own(one.name, lang) if one.name else one.id,
            "domain": one.domain,
            "state": one.state,
        }
        for one in card.indicators
    ]


def with_used(card: Card, typed: Sequence[Row], lang: str) -> Card:
    """Return the card with these indicators: the id of the catalogue, or words of one's own."""
    before = {one.id: one for one in card.indicators}
    made: dict[str, Used] = {}
    for row in typed:
        words, old = row.get("name", "").strip(), before.get(row.get("key", ""))
        if not words:
            continue
        same = old is not None and words in (old.id, own(old.name, lang))
        id = old.id if same and old else _id(words, {*made, *before})
        name = None if id in catalogue() else old.name if same and old else Text(**{lang: words})
        state = row.get("state") or "planned"
        content = {"id": id, "name": name, "domain": row.get("domain", ""), "state": state}
        made[id] = Used.model_validate(content)
    return kept(card, indicators=tuple(made.values()))


def _id(words: str, taken: set[str]) -> str:
    known = {id.lower(): id for id in catalogue()}
    return known.get(words.lower()) or named(words, taken)


def rated(grid: Grid) -> tuple[Get, Put]:
    """Return how the prerequisites of a grid are read and written: one row each, none added."""

    def get(card: Card, lang: str) -> list[dict[str, str]]:
        told = {one.prerequisite: one for one in card.prerequisites}
        return [
            {"key": one.id, "name": _line(one, lang), **_row(told.get(one.id), lang)}
            for one in grid.prerequisites
        ]

    def put(card: Card, typed: Sequence[Row], lang: str) -> Card:
        told = {one.prerequisite: one for one in card.prerequisites}
        made = [one for one in card.prerequisites if one.prerequisite not in grid.ids]
        for row in typed:
            made += _rated(row, told.get(row["key"]), lang)
        return kept(card, prerequisites=tuple(made))

    return get, put


def _line(one: Prerequisite, lang: str) -> str:
    """Return a prerequisite and what it asks."""
    name = one.name.say(lang)
    return say("card.ask.line", lang, name=name, asks=one.asks) if one.asks else name


def _row(one: Rated | None, lang: str) -> dict[str, str]:
    if one is None:
        return {"score": "", "evidence": "", "confidence": ""}
    return {
        "score": str(one.score),
        "evidence": own(one.evidence, lang),
        "confidence": one.confidence,
    }


def _rated(row: Row, old: Rated | None, lang: str) -> list[Rated]:
    """Return the score of a row; nothing where none was given; raise DataError for words alone."""
    evidence = reworded(old.evidence if old else None, row.get("evidence", ""), lang)
    if not row.get("score"):
        if evidence is not None:
            raise DataError("card.ask.score_first", name=row.get("name", row["key"]))
        return []
    score: object = row["score"] if row["score"] == "na" else int(row["score"])
    sure = row.get("confidence") or "declared"
    content = {"prerequisite": row["key"], "score": score, "evidence": evidence, "confidence": sure}
    return [Rated.model_validate(content)]


def of_quote(
    get: Callable[[Quote, str], str], put: Callable[[Quote, str, str], Quote]
) -> tuple[Get, Put]:
    """Return how a part of the quote is read and written; without its words there is none."""

    def shown(card: Card, lang: str) -> str:
        return get(card.quote, lang) if card.quote else ""

    def written(card: Card, typed: str, lang: str) -> Card:
        if card.quote is None:
            if typed.strip():
                raise DataError("card.ask.quote_first")
            return card
        return kept(card, quote=put(card.quote, typed, lang))

    return shown, written


def quote_text(card: Card, lang: str) -> str:
    """Return the words of the quote."""
    return own(card.quote.text, lang) if card.quote else ""


def with_quote(card: Card, typed: str, lang: str) -> Card:
    """Return the card with these words; other words need another agreement, none are none."""
    words = reworded(card.quote.text if card.quote else None, typed, lang)
    if words is None:
        return kept(card, quote=None)
    old = card.quote
    same = old is not None and words == old.text
    return card if same else kept(card, quote=Quote(text=words, by=old.by if old else None))


def by(quote: Quote, typed: str, lang: str) -> Quote:
    """Return the quote with who said it."""
    return Quote(text=quote.text, by=reworded(quote.by, typed, lang), consent=quote.consent)


def agreed(quote: Quote, typed: str, _: str) -> Quote:
    """Return the quote with how far the person agreed to share it."""
    date = quote.consent.date if quote.consent else ""
    consent = Consent.model_validate({"level": typed, "date": date}) if typed else None
    return Quote(text=quote.text, by=quote.by, consent=consent)


def agreed_on(quote: Quote, typed: str, _: str) -> Quote:
    """Return the quote with the day of the agreement; raise DataError before the agreement."""
    when = day(typed)
    if quote.consent is None:
        raise DataError("card.ask.consent_first")
    consent = Consent(level=quote.consent.level, date=when.isoformat() if when else "")
    return Quote(text=quote.text, by=quote.by, consent=consent)
