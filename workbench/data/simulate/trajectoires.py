"""A simulated year of Trajectoires: what came back is messy, but the truth behind it is known."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

import numpy as np
import pandas as pd

from workbench.base.records import FileRecord, Record

ENTRY = ("person", "structure", "age", "qpv", "entry_date", "confidence")
EXIT = ("person", "structure", "exit_date", "exit_situation", "confidence")
"""The columns of the two tables that `simulate` returns."""

FIRST_DAY, LAST_DAY = date(2024, 1, 8), date(2024, 12, 13)
DAYS = (122, 183)
"""How long a pathway lasts: four to six months."""
QPV = {"yes": 0.42, "no": 0.5, "unknown": 0.08}
POSITIVE = {"job": 0.52, "training": 0.38, "business": 0.1}
"""Where positive exits lead; the shares among them."""
LEAST, MOST = -2, 3
"""A person's confidence moves between these, so that the scale 0 to 10 never cuts a change off."""
UNANSWERED = 0.03
"""The share of people who leave the question on confidence out."""
LETTERS, DIGITS = "BCDFGHJKLMNPQRSTVWXZ", "23456789"


class Site(Record):
    """One structure: its people, and the share of them of whom nobody knows what became."""

    id: str
    people: int
    lost: float


class Truth(FileRecord):
    """What the simulation makes true: shares of all who entered, and the mean change in points.

    Each structure has its own share and its own change, drawn round the common ones with
    *spread_exit* and *spread_confidence* as standard deviations.
    """

    FILE: ClassVar[str] = "truth.yml"

    seed: int
    sites: tuple[Site, ...]
    positive_exit: float
    remobilised: float
    confidence_change: float
    spread_exit: float
    spread_confidence: float


def simulate(truth: Truth, seed: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries (columns ENTRY) and the exits (columns EXIT), as codes; None is missing.

    Half of the people who were lost have no exit at all, the others an exit without a situation.
    Who is lost depends on the structure only. *seed* replaces the truth's own.
    """
    rng = np.random.default_rng(truth.seed if seed is None else seed)
    pairs = [_site(site, truth, rng) for site in truth.sites]
    entries = pd.concat([entry for entry, _ in pairs], ignore_index=True)
    exits = pd.concat([left for _, left in pairs], ignore_index=True)
    keys = _keys(len(entries), rng)
    entries = entries.assign(person=keys)[list(ENTRY)]
    exits = exits.assign(person=keys)[exits["seen"]][list(EXIT)]
    return entries.reset_index(drop=True), exits.reset_index(drop=True)


def as_received(frame: pd.DataFrame) -> str:
    """Return a table as a charity sends it: semicolons, French words, several ways to say nothing.

    The words change from line to line as they do when several people fill one sheet.
    """
    columns = {
        HEADERS[name]: [_cell(name, value, line) for line, value in enumerate(frame[name])]
        for name in frame.columns
    }
    text: str = pd.DataFrame(columns).to_csv(sep=";", index=False, lineterminator="\n")
    return text


def with_slips(entries: pd.DataFrame, exits: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add the slips of a real sheet: a line twice, an impossible age, an exit without an entry."""
    aged = entries.assign(age=entries["age"].where(entries.index != SLIP, IMPOSSIBLE_AGE))
    twice = pd.concat([aged, aged.iloc[[2 * SLIP]]], ignore_index=True)
    stranger = exits.iloc[[SLIP]].assign(person=STRANGER)
    return twice, pd.concat([exits, stranger], ignore_index=True)


def received(truth: Truth) -> dict[str, bytes]:
    """Return the files that the three structures would send, by name: two habits of encoding."""
    entries, exits = with_slips(*simulate(truth))
    return {
        "received/entree.csv": as_received(entries).encode("utf-8-sig"),
        "received/sortie.csv": as_received(exits).encode("cp1252"),
    }


def _site(site: Site, truth: Truth, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries and the exits of one structure, row by row the same people."""
    n = site.people
    room = 1 - truth.remobilised
    positive = float(np.clip(rng.normal(truth.positive_exit, truth.spread_exit), 0, room))
    change = float(
        np.clip(rng.normal(truth.confidence_change, truth.spread_confidence), LEAST, MOST)
    )
    before = 2 + rng.binomial(5, 0.45, n)
    after = before + LEAST + rng.binomial(MOST - LEAST, (change - LEAST) / (MOST - LEAST), n)
    starts = rng.integers(0, (LAST_DAY - FIRST_DAY).days + 1, n)
    lasts = rng.integers(DAYS[0], DAYS[1] + 1, n)
    known = rng.random(n) >= site.lost
    seen = known | (rng.random(n) < 0.5)
    said_before, said_after = rng.random((2, n)) >= UNANSWERED
    entry = pd.DataFrame(
        {
            "structure": site.id,
            "age": rng.integers(16, 30, n),
            "qpv": rng.choice(list(QPV), n, p=list(QPV.values())),
            "entry_date": [FIRST_DAY + timedelta(days=int(start)) for start in starts],
            "confidence": pd.Series(before, dtype=object).where(said_before, None),
        }
    )
    left = pd.DataFrame(
        {
            "structure": site.id,
            "exit_date": [
                FIRST_DAY + timedelta(days=int(start + last))
                for start, last in zip(starts, lasts, strict=True)
            ],
            "exit_situation": pd.Series(_situations(positive, truth, n, rng)).where(known, None),
            "confidence": pd.Series(after, dtype=object).where(known & said_after, None),
            "seen": seen,
        }
    )
    return entry, left


def _situations(positive: float, truth: Truth, n: int, rng: np.random.Generator) -> list[str]:
    shares = {kind: positive * share for kind, share in POSITIVE.items()}
    shares |= {"remobilised": truth.remobilised}
    shares |= {"no_solution": max(1 - sum(shares.values()), 0.0)}
    drawn: list[str] = rng.choice(list(shares), n, p=list(shares.values())).tolist()
    return drawn


def _keys(n: int, rng: np.random.Generator) -> list[str]:
    """Return *n* different keys such as K7Q-4M2: they tell nothing of the person or the place."""
    keys: dict[str, None] = {}
    while len(keys) < n:
        letters = rng.choice(list(LETTERS), 3)
        digits = rng.choice(list(DIGITS), 3)
        first, second, third = letters
        keys[f"{first}{digits[0]}{second}-{digits[1]}{third}{digits[2]}"] = None
    return list(keys)


SLIP = 17
"""The line on which a slip is made; any line would do."""
IMPOSSIBLE_AGE = 92
STRANGER = "A1A-1A1"
"""A key that `_keys` never draws."""

HEADERS: Mapping[str, str] = {
    "person": "Identifiant",
    "structure": "Structure",
    "age": "Âge",
    "qpv": "Habite en QPV",
    "entry_date": "Date d'entrée",
    "exit_date": "Date de sortie",
    "exit_situation": "Situation à la sortie",
    "confidence": "Confiance (0 à 10)",
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "roubaix": ("Roubaix", "ROUBAIX"),
    "torcy": ("Torcy",),
    "strasbourg": ("Strasbourg", "strasbourg"),
    "yes": ("Oui", "oui", "OUI"),
    "no": ("Non", "non"),
    "unknown": ("Ne sait pas",),
    "job": ("CDD", "CDI", "Emploi"),
    "training": ("Formation", "formation"),
    "business": ("Création d'activité",),
    "remobilised": ("Remobilisé", "remobilisé"),
    "no_solution": ("Sans solution", "sans solution"),
}
NOTHING = ("", "NSP", "refus", "NC", "NR")
"""The ways to leave an answer out."""


def _cell(name: str, value: object, line: int) -> str:
    if value is None or value != value:  # NaN is the one number unequal to itself
        return NOTHING[line % len(NOTHING)]
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if name == "confidence":
        number = int(str(value))
        return f"{number},0" if line % 4 == 0 else str(number)
    words = WORDS.get(str(value), (str(value),))
    return words[line % len(words)]
