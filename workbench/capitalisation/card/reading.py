"""All the cards of a folder: a spoilt one is named, and the others are read all the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.base.dossier import Dossier, check_format
from workbench.base.errors import LetterError, RecordError
from workbench.base.findings import Finding, Together, of_letter
from workbench.base.records import validated
from workbench.base.yaml_files import deep, read_yaml
from workbench.capitalisation.card.record import FOLDER, Card, card_of, file_of

MOST = 500
"""More cards than this are not one comparison."""


@dataclass(frozen=True)
class Held:
    """The cards that can be read, in the order of their files, and why others cannot."""

    cards: tuple[Card, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the pilots, in that order."""
        return tuple(card.pilot_id for card in self.cards)

    def card(self, pilot: str) -> Card | None:
        """Return the card of a pilot, or None."""
        return next((card for card in self.cards if card.pilot_id == pilot), None)


def read_cards(dossier: Dossier) -> Held:
    """Read the cards of a dossier.

    A card that breaks a rule is a finding that blocks and is left out, and so are all cards that
    share one id: nobody can tell which of them is meant. Raises RecordError for more than MOST.
    """
    paths = sorted(dossier.path(FOLDER).glob("*.yml"))
    if len(paths) > MOST:
        raise RecordError("card.too_many", n=len(paths), most=MOST)
    read: list[tuple[Path, Card]] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            read.append((path, read_card(path)))
        except LetterError as error:
            findings.append(of_letter(error, f"{FOLDER}/{path.name}"))
    kept, twice = _apart(read)
    misnamed = [
        Finding("card.file_name", False, f"{FOLDER}/{path.name}", "warning", {"id": card.pilot_id})
        for path, card in kept
        if path.stem != card.pilot_id
    ]
    return Held(tuple(card for _, card in kept), (*findings, *twice, *misnamed))


def read_card(path: Path) -> Card:
    """Read one card from its file; raise RecordError with line, place and cure."""
    if path.is_file() and deep(path):
        raise RecordError("card.too_deep", file=path.name)
    content = read_yaml(path)
    check_format(content, path)
    return validated(Card, content, path)


def read_of(dossier: Dossier, pilot: str) -> Card:
    """Return the card of a pilot as a dossier holds it; raise RecordError or RunError."""
    return read_card(dossier.path(file_of(pilot)))


def write_card(dossier: Dossier, card: Card) -> Path:
    """Write a card to its own file; raise RunError in an example, or where the disk refuses."""
    dossier.to_write(FOLDER).mkdir(parents=True, exist_ok=True)
    return dossier.write(card_of(card.pilot_id).model_validate(dict(card)))


def _apart(read: Sequence[tuple[Path, Card]]) -> tuple[list[tuple[Path, Card]], list[Finding]]:
    """Return the cards whose id no other card has, and a finding for each id that several have."""
    ids = [card.pilot_id for _, card in read]
    twice = list(dict.fromkeys(id for id in ids if ids.count(id) > 1))
    found = [
        Finding(
            "card.same_id",
            False,
            FOLDER,
            holes={
                "id": id,
                "files": Together(tuple(p.name for p, card in read if card.pilot_id == id)),
            },
        )
        for id in twice
    ]
    return [(path, card) for path, card in read if card.pilot_id not in twice], found
