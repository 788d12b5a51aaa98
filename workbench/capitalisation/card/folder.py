"""A folder of cards: what it is called, and how a card from elsewhere comes into it."""

from pathlib import Path

from workbench.base.dossier import FORMAT, MARK, Dossier
from workbench.base.errors import DataError, RunError
from workbench.base.findings import Finding, of_letter
from workbench.base.records import Text, write_record
from workbench.base.words import LANGS, say
from workbench.capitalisation.card.checks import check
from workbench.capitalisation.card.of_dossier import card_from, pilot_of, sums_from
from workbench.capitalisation.card.reading import read_cards, read_of, write_card
from workbench.capitalisation.card.record import SLUG, Card, file_of
from workbench.capitalisation.card.sums import Sum, write_sums
from workbench.capitalisation.card.sums import file_of as file_of_sums
from workbench.capitalisation.card.sums_reading import read_sums
from workbench.capitalisation.grid import grid_of
from workbench.evaluation import Evaluation
from workbench.evaluation.record import Question

FRAMING = {
    "title": "card.folder.title",
    "summary": "card.folder.summary",
    "organisation": "card.folder.organisation",
    "beneficiaries": "card.folder.beneficiaries",
}


def folder_of_cards(folder: Path) -> Dossier:
    """Return a folder as a dossier; give it a framing where it has none yet."""
    if not (folder / MARK).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        said = {
            name: Text(**{lang: say(key, lang) for lang in LANGS}) for name, key in FRAMING.items()
        }
        asked = Text(**{lang: say("card.folder.question", lang) for lang in LANGS})
        questions = (Question(id="learn", text=asked, kind="descriptive"),)
        write_record(Evaluation(format=FORMAT, questions=questions, **said), folder / MARK)
    return Dossier(folder)


def begin(dossier: Dossier, pilot: str) -> Path:
    """Write an empty card; raise RunError where the pilot has one, or its id is none."""
    if not SLUG.match(pilot):
        raise RunError("card.no_id", given=pilot)
    if dossier.has(file_of(pilot)):
        raise RunError("card.there_already", file=file_of(pilot))
    return write_card(dossier, Card(format=FORMAT, pilot_id=pilot))


def bring(source: Dossier, into: Dossier, pilot: str = "") -> list[Path]:
    """Make the card of a dossier and its sums, and write them into a folder of cards.

    What people wrote on a card that is there stays. Raises RecordError or DataError for what cannot
    be read, RunError for an id that is none.
    """
    if pilot and not SLUG.match(pilot):
        raise RunError("card.no_id", given=pilot)
    named = pilot or pilot_of(source)
    former = read_of(into, named) if into.has(file_of(named)) else None
    sums = sums_from(source)
    written = [write_card(into, card_from(source, named, former, sums))]
    return [*written, write_sums(into, named, sums)] if sums else written


def looked_over(dossier: Dossier) -> tuple[list[Card], dict[str, tuple[Sum, ...]], list[Finding]]:
    """Return the cards that fit, in the order of their files, their sums, and every finding.

    A card that cannot be read or does not fit is left out and named; sums that cannot be read are
    named, and their card stays.
    """
    held, grid = read_cards(dossier), grid_of(dossier)
    findings, kept, sums = list(held.findings), list[Card](), dict[str, tuple[Sum, ...]]()
    for card in held.cards:
        own = check(card, grid.ids)
        findings += own
        if any(finding.blocks for finding in own):
            continue
        kept.append(card)
        try:
            sums[card.pilot_id], doubts = read_sums(dossier, card.pilot_id)
        except DataError as error:
            sums[card.pilot_id], doubts = (), [of_letter(error, file_of_sums(card.pilot_id))]
        findings += doubts
    return kept, sums, findings
