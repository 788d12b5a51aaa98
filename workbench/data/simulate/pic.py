"""Two simulated years of a programme of 37 clubs: messy sheets, behind which the truth is known."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import numpy as np
import pandas as pd

from workbench.base.files import table_text
from workbench.base.records import FileRecord, Record
from workbench.data.simulate.people import simulate
from workbench.data.simulate.programme import Programme
from workbench.data.simulate.trajectoires import NOTHING

COHORTS = ("2024_1", "2024_2", "2025_1", "2025_2")
REGISTRY = "levels.csv"
SITES = ("club", "federation", "region", "territory", "cohort", "places", "opened")
"""The columns of the registry: a row a cohort of a club. *opened* is no where nobody was taken."""
SITUATIONS = {"permanent": 0.2, "fixed_term": 0.36, "training": 0.36, "business": 0.08}
"""Where those who are placed have gone; the shares among them."""
OTHERS = {"other": 0.2, "no_solution": 0.5, "dropped_out": 0.3}
LASTS, LATER = 0.78, 0.2
"""How many of the placed are still so after six months, and how many others are by then."""
STATUS = {"unemployed": 0.68, "inactive": 0.27, "employed": 0.05}
DIPLOMA = {"lower": 0.52, "upper": 0.4, "tertiary": 0.08}
SEXES = {"F": "female", "M": "male", "X": "other"}
CLUB = "club_"
"""How the code of a club begins, here and in `people.simulate`."""
STREAM = 5
"""The stream of luck of all that `people.simulate` does not draw."""


class Nested(Record):
    """How many units of each level there are, from the largest to the smallest."""

    federations: int
    regions: int
    territories: int
    clubs: int


class Truth(FileRecord):
    """What the simulation makes true: shares of all who entered; *icc* is that of the placed.

    *places* are those of a cohort, *entered* the people of a club over all cohorts on average.
    *lost* is the share whose exit nobody knows; *silent* that of the others who do not answer six
    months later. *unopened* are cohorts, as ``club_03/2024_2``, that never began.
    """

    FILE: ClassVar[str] = "truth.yml"

    seed: int
    nested: Nested
    places: int
    entered: int
    placed: float
    icc: float
    lost: float
    silent: float
    unopened: tuple[str, ...] = ()


def programme(truth: Truth) -> Programme:
    """Return the programme from which people are drawn: everybody takes part."""
    return Programme(
        clubs=truth.nested.clubs, size=truth.entered, size_cv=0.06, cohorts=len(COHORTS),
        icc=truth.icc, arms="all", effect=0.0, success=truth.placed, success_effect=0.0,
        dropout=truth.lost,
    )  # fmt: skip


def registry(truth: Truth) -> pd.DataFrame:
    """Return the registry of sites, columns SITES: the units of a level in parts of like size.

    >>> nested = Nested(federations=2, regions=3, territories=4, clubs=5)
    >>> small = Truth(format=1, seed=1, nested=nested, places=10, entered=30, placed=0.5,
    ...               icc=0.05, lost=0.1, silent=0.3)
    >>> registry(small).drop_duplicates("club")["territory"].tolist()
    ['territory_01', 'territory_01', 'territory_02', 'territory_03', 'territory_04']
    """
    nested = truth.nested
    territory = _within(nested.clubs, nested.territories)
    region = _within(nested.territories, nested.regions)[territory]
    federation = _within(nested.regions, nested.federations)[region]
    rows = [
        {
            "club": f"{CLUB}{at + 1:02}",
            "federation": f"federation_{federation[at] + 1}",
            "region": f"region_{region[at] + 1:02}",
            "territory": f"territory_{territory[at] + 1:02}",
            "cohort": cohort,
            "places": truth.places,
            "opened": "no" if f"{CLUB}{at + 1:02}/{cohort}" in truth.unopened else "yes",
        }
        for at in range(nested.clubs)
        for cohort in COHORTS
    ]
    return pd.DataFrame(rows, columns=list(SITES))


def people(truth: Truth, seed: int | None = None) -> pd.DataFrame:
    """Return a row a person, as codes; None where nobody knows. *seed* replaces the truth's own.

    Columns: those of the three sheets (ENTRY, EXIT, LATER_ON). Whoever would have been in a cohort
    that never began is not there.
    """
    own = truth.seed if seed is None else seed
    drawn = simulate(programme(truth), own)
    cohort = drawn["cohort"].map(lambda number: COHORTS[number - 1])
    here = ~(drawn["club"] + "/" + cohort).isin(truth.unopened)
    rng = np.random.default_rng([own, STREAM])
    exit_situation, later = _situations(drawn["success"], rng, truth.silent)
    table = pd.DataFrame(
        {
            "person": _keys(len(drawn), rng),
            "club": drawn["club"],
            "cohort": cohort,
            "sex": drawn["sex"].map(SEXES),
            "age": drawn["age"],
            "qpv": _asked(drawn["qpv"], 0.06, rng),
            "status": _asked(_drawn(STATUS, len(drawn), rng), 0.04, rng),
            "diploma": _asked(_drawn(DIPLOMA, len(drawn), rng), 0.05, rng),
            "entry_date": drawn["entry_date"].dt.date,
            "exit_date": drawn["exit_date"].dt.date,
            "exit_situation": exit_situation,
            "call_date": drawn["follow_up_date"].dt.date.where(later.notna(), None),
            "situation_later": later,
        }
    )
    return table[here].reset_index(drop=True)


ENTRY = ("person", "club", "cohort", "sex", "age", "qpv", "status", "diploma", "entry_date")
EXIT = ("person", "club", "exit_date", "exit_situation")
LATER_ON = ("person", "club", "call_date", "situation_later")
"""The columns of the three sheets."""


def received(truth: Truth) -> dict[str, bytes]:
    """Return the sheets as the federations would send them, by name, with their slips.

    An entry stands twice, an age is impossible, an exit belongs to nobody who entered; half of the
    exits nobody knows have no line at all, nor has whoever did not answer the call.
    """
    table = people(truth)
    unknown = table["exit_situation"].isna()
    left = table[~unknown | (table.index % 2 == 0)]
    called = table[table["situation_later"].notna() | (table.index % 7 == 0)]
    entries = table.assign(age=table["age"].where(table.index != SLIP, IMPOSSIBLE_AGE))
    entries = pd.concat([entries, entries.iloc[[2 * SLIP]]])
    left = pd.concat([left, left.iloc[[SLIP]].assign(person=STRANGER)])
    return {
        "received/entrees.csv": _sheet(entries[list(ENTRY)]).encode("utf-8-sig"),
        "received/sorties.csv": _sheet(left[list(EXIT)]).encode("cp1252"),
        "received/six_mois.csv": _sheet(called[list(LATER_ON)]).encode("utf-8"),
    }


def sites(truth: Truth) -> bytes:
    """Return the registry as it stands in the dossier."""
    return table_text(registry(truth).to_dict("records"), SITES).encode()


def _within(parts: int, wholes: int) -> np.ndarray:
    """Return in which whole each part lies; the wholes have like numbers of parts."""
    return np.arange(parts) * wholes // parts


def _situations(
    placed: pd.Series, rng: np.random.Generator, silent: float
) -> tuple[pd.Series, pd.Series]:
    """Return the situation at exit and six months later; None where nobody knows."""
    n = len(placed)
    yes, no = _drawn(SITUATIONS, n, rng), _drawn(OTHERS, n, rng)
    first = yes.where(placed.eq(1), no).where(placed.notna(), None)
    still = rng.random(n) < np.where(placed.eq(1).fillna(False), LASTS, LATER)
    again = yes.where(pd.Series(still), "no_solution")
    answered = (rng.random(n) >= silent) & placed.notna()
    return first, again.where(answered, None)


def _drawn(shares: Mapping[str, float], n: int, rng: np.random.Generator) -> pd.Series:
    return pd.Series(rng.choice(list(shares), n, p=list(shares.values())), dtype=object)


def _asked(answers: pd.Series, blank: float, rng: np.random.Generator) -> pd.Series:
    """Return answers of which a share was left out."""
    return answers.astype(object).where(pd.Series(rng.random(len(answers)) >= blank), None)


def _keys(n: int, rng: np.random.Generator) -> list[str]:
    """Return *n* different keys such as P04271: drawn, so that their order tells nothing."""
    return [f"P{number:05}" for number in rng.permutation(90_000)[:n] + 10_000]


SLIP = 23
"""The line on which a slip is made; any line would do."""
IMPOSSIBLE_AGE = 117
STRANGER = "P00000"
"""A key that `_keys` never draws."""

HEADERS: Mapping[str, str] = {
    "person": "Identifiant", "club": "Club", "cohort": "Promotion", "sex": "Sexe", "age": "Âge",
    "qpv": "QPV", "status": "Situation à l'entrée", "diploma": "Niveau de diplôme",
    "entry_date": "Date d'entrée", "exit_date": "Date de sortie",
    "exit_situation": "Situation à la sortie", "call_date": "Date de l'appel",
    "situation_later": "Situation à six mois",
}  # fmt: skip
WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("Oui", "oui", "O"), "no": ("Non", "non"), "female": ("Femme", "F"),
    "male": ("Homme", "H"), "other": ("Autre",),
    "unemployed": ("Demandeur d'emploi", "demandeur d'emploi"), "inactive": ("Inactif",),
    "employed": ("En emploi",), "lower": ("CAP ou moins",), "upper": ("Bac",),
    "tertiary": ("Bac+2 et plus",), "permanent": ("CDI",), "fixed_term": ("CDD", "cdd"),
    "training": ("Formation", "formation"), "business": ("Création d'activité",),
    "no_solution": ("Sans solution", "sans solution"), "dropped_out": ("Abandon", "abandon"),
}  # fmt: skip


def _sheet(table: pd.DataFrame) -> str:
    """Return a table as a federation sends it: semicolons, French words, ways to say nothing."""
    columns = {
        HEADERS[name]: [_cell(value, line) for line, value in enumerate(table[name])]
        for name in table.columns
    }
    text: str = pd.DataFrame(columns).to_csv(sep=";", index=False, lineterminator="\n")
    return text


def _cell(value: object, line: int) -> str:
    if value is None or value != value:  # NaN is the one number unequal to itself
        return NOTHING[line % len(NOTHING)]
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = str(value)
    if text.startswith(CLUB):
        said = text.replace("_", " ")
        return (said.capitalize(), said, said.upper())[line % 3]
    words = WORDS.get(text, (text,))
    return words[line % len(words)]
