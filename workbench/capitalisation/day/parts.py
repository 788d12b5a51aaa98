"""What the pages of the proceedings say: the parts of the synthesis, and of a pilot's page."""

from collections.abc import Iterator, Sequence

from workbench.base.findings import worth_reading
from workbench.base.words import say
from workbench.capitalisation.card.checks import kept_back
from workbench.capitalisation.card.record import Card
from workbench.capitalisation.day import told, wall
from workbench.capitalisation.day.blind_spots import blind_spots
from workbench.capitalisation.day.checks import doubts
from workbench.capitalisation.day.heads import HEADS
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.tables import sheets
from workbench.press.board import Board, projected
from workbench.press.document import (
    Block,
    Bullets,
    Facts,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Table,
)


def synthesis_parts(known: Known, boards: Sequence[Board], lang: str) -> list[Section]:
    """Return the parts of the synthesis; a part of which nobody said anything says so."""
    day, found = known.day, list[Section]()
    moment = told.date_line(known, lang)
    facts = [(say("day.fact.when", lang), moment)] if moment else []
    facts.append((say("day.fact.votes", lang), told.summary(known, lang)))
    facts += _withheld(known, lang)
    found.append(_section("day", "day.part.day", lang, Facts(tuple(facts))))
    rest = [one for one in boards if not one.id.startswith("pilot_")]
    found.append(_section("boards", "day.part.boards", lang, *map(_picture, rest)))
    found.append(_section("reading", "day.part.reading", lang, *_reading(known, lang)))
    found.append(_section("blind", "day.part.blind", lang, *_doubts(known, lang)))
    table = _table("day.table.decisions", told.decisions_table(known, lang), lang)
    found.append(_section("decisions", "day.part.decisions", lang, *table))
    for uses, key in (("harvest", "day.part.learnings"), ("questions", "day.part.questions")):
        if day.using(uses):
            found.append(_section(uses, key, lang, *_texts(known, uses, lang)))
    found.append(
        _section("limits", "day.part.limits", lang, Note("stop", "", (say("day.limits", lang),)))
    )
    return found


def pilot_parts(known: Known, pilot: str, boards: Sequence[Board], lang: str) -> list[Section]:
    """Return the parts of the page of one pilot: its card, how it was read, where people differ."""
    card = known.held.card(pilot)
    found = [_section("card", "day.part.card", lang, *_card(card, lang))]
    if known.readings.of(pilot):
        rows = told.confidence_table(known, pilot, lang)
        table = _table("day.table.rests", rows, lang)
        other = _table("day.table.apart", told.disagreements(known, lang, [pilot]), lang)
        found.append(_section("read", "day.part.read", lang, *map(_picture, boards), *table))
        found.append(_section("apart", "day.part.apart", lang, *other))
    own = [one for one in worth_reading(blind_spots(known)) if one.where == pilot]
    lines = tuple(one.sentence(lang) for one in own) or (say("day.no_doubt", lang),)
    return [*found, _section("blind", "day.part.blind", lang, Bullets(lines))]


def _reading(known: Known, lang: str) -> Iterator[Block]:
    yield Paragraph(say("day.reading.lead", lang), "lead")
    yield from _table("day.table.grid", told.grid_table(known, lang), lang)
    yield from _table("day.table.agreement", told.agreement_table(known, lang), lang)
    yield from _table("day.table.rounds", told.rounds_table(known, lang), lang)
    yield from _table("day.table.apart", told.disagreements(known, lang), lang)


def _doubts(known: Known, lang: str) -> Iterator[Block]:
    found = worth_reading(doubts(known))
    yield Bullets(tuple(one.sentence(lang) for one in found) or (say("day.no_doubt", lang),))


def _texts(known: Known, uses: str, lang: str) -> Iterator[Block]:
    for one in wall.texts(known.day, known.votes, uses):
        if one.texts:
            yield Bullets(tuple(dict.fromkeys(one.texts)))
        yield Paragraph(say("boards.texts.reads", lang, n=one.written, back=one.kept_back), "small")


def _withheld(known: Known, lang: str) -> list[tuple[str, str]]:
    """Return how many texts stay in the dossier; nothing where all may be printed."""
    back = sum(row["kept_back"] is True for row in sheets(known)["votes"])
    return [(say("day.fact.kept_back", lang), say("day.kept_back", lang, n=back))] if back else []


def _card(card: Card | None, lang: str) -> Iterator[Block]:
    if card is None:
        yield Note("care", "", (say("day.no_card", lang),))
        return
    asked = (
        ("day.card.territory", card.territory), ("day.card.structure", card.structure),
        ("day.card.purpose", card.purpose), ("day.card.who_asked", card.who_asked),
        ("day.card.changed", card.what_changed_after), ("day.card.difficulties", card.difficulties),
    )  # fmt: skip
    open_ = say("day.unknown", lang)
    pairs = [(say(key, lang), text.say(lang) if text else open_) for key, text in asked]
    span = " – ".join(filter(None, (card.start, card.end))) or open_
    yield Facts((*pairs, (say("day.card.start", lang), span)))
    quote = card.quote
    if quote and kept_back(quote, "public") is None:
        who = quote.by.say(lang) if quote.by else say("day.unknown", lang)
        yield Quotation(quote.text.say(lang), who, say("day.quoted", lang))


def _picture(board: Board) -> Picture:
    return Picture(board.title, board.about, svg=projected(board))


def _table(caption: str, rows: Sequence[dict[str, str]], lang: str) -> list[Block]:
    """Return rows as a table; where there are none, a line that says so."""
    if not rows:
        return [Paragraph(say("day.nothing", lang, of=say(caption, lang)), "small")]
    heads = tuple(say(HEADS[name], lang) for name in rows[0])
    return [Table(say(caption, lang), heads, tuple(tuple(row.values()) for row in rows))]


def _section(id: str, key: str, lang: str, *blocks: Block) -> Section:
    return Section(id, say(key, lang), blocks)
