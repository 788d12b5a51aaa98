"""The tables of a simulated programme: a row a person, or a row a person and wave."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.data.simulate.calendar import DAYS_A_YEAR, days
from workbench.data.simulate.clubs import Numbers
from workbench.data.simulate.outcomes import Outcomes, potential
from workbench.data.simulate.programme import Programme

COLUMNS = (
    "person", "club", "cohort", "sex", "age", "qpv", "birth_date", "entry_date", "exit_date",
    "follow_up_date", "treated", "first", "before", "after", "change", "success", "simulated",
)  # fmt: skip
"""The columns of `simulate`. *first* is the wave at which the programme begins, 0 for never."""
PANEL = ("person", "club", "cohort", "treated", "first", "time", "exposed", "score", "simulated")
"""The columns of `panel`."""
SEXES = {"F": 0.38, "M": 0.6, "X": 0.02}
QPV = {"yes": 0.45, "no": 0.55}


def simulate(programme: Programme, seed: int) -> pd.DataFrame:
    """Return one row per person, with the columns COLUMNS.

    *before* and *after* are the answers at the first and the last wave, *success* the positive
    exit, 1 or 0. Whoever is lost has neither *after* nor *success* (missing), nor a day of call.
    *simulated* is true in every row, so that nobody takes these people for real ones.
    """
    drawn = potential(programme, seed)
    rng = np.random.default_rng([seed, 1])
    here, gone = drawn.here[0], drawn.lost[0][drawn.here[0]]
    club, cohort = _places(programme, here)
    dates = days(programme, rng, cohort)
    born, entered = dates["birth_date"], dates["entry_date"]
    seen = drawn.seen[0][here]
    after = pd.Series(seen[:, -1]).mask(gone)
    table = pd.DataFrame(
        {
            "person": [f"S{number:06}" for number in range(1, len(club) + 1)],
            "club": _names(club),
            "cohort": cohort,
            "sex": rng.choice(list(SEXES), len(club), p=list(SEXES.values())),
            "age": np.floor((entered - born).dt.days / DAYS_A_YEAR).astype(int),
            "qpv": rng.choice(list(QPV), len(club), p=list(QPV.values())),
            **dates,
            "treated": drawn.treated[0][here].astype(int),
            "first": drawn.first[0][here],
            "before": seen[:, 0],
            "after": after,
            "change": after - seen[:, 0],
            "success": pd.Series(drawn.success[0][here].astype(float)).mask(gone).astype("Int64"),
            "simulated": True,
        }
    )
    table["follow_up_date"] = table["follow_up_date"].mask(gone)
    return _marked(table[list(COLUMNS)])


def panel(programme: Programme, seed: int) -> pd.DataFrame:
    """Return one row per person and wave, with the columns PANEL; the people of `simulate`.

    *time* counts waves from 1; *exposed* is 1 from the person's first wave on. The score of the
    last wave is missing for those who were lost.
    """
    drawn = potential(programme, seed)
    here = drawn.here[0]
    club, cohort = _places(programme, here)
    n, waves = len(club), programme.waves
    time = np.tile(np.arange(1, waves + 1), n)
    score = pd.Series(drawn.seen[0][here].ravel())
    gone = np.repeat(drawn.lost[0][here], waves) & (time == waves)
    table = pd.DataFrame(
        {
            "person": np.repeat([f"S{number:06}" for number in range(1, n + 1)], waves),
            "club": np.repeat(_names(club), waves),
            "cohort": np.repeat(cohort, waves),
            "treated": np.repeat(drawn.treated[0][here].astype(int), waves),
            "first": np.repeat(drawn.first[0][here], waves),
            "time": time,
            "exposed": drawn.exposed[0][here].astype(int).ravel(),
            "score": score.mask(gone),
            "simulated": True,
        }
    )
    return _marked(table)


def both_lives(programme: Programme, seed: int) -> pd.DataFrame:
    """Return what nobody ever sees: both potential outcomes of the people of `simulate`.

    Columns: ``person``, ``treated``, ``after_without``, ``after_with``, ``success_without`` and
    ``success_with``, all at the last wave; nobody is lost.
    """
    drawn: Outcomes = potential(programme, seed)
    here = drawn.here[0]
    table = pd.DataFrame(
        {
            "person": [f"S{number:06}" for number in range(1, int(here.sum()) + 1)],
            "treated": drawn.treated[0][here].astype(int),
            "after_without": _last(drawn.without, here),
            "after_with": _last(drawn.with_it, here),
            "success_without": drawn.success_without[0][here].astype(int),
            "success_with": drawn.success_with[0][here].astype(int),
            "simulated": True,
        }
    )
    return _marked(table)


def _last(scores: Numbers, here: NDArray[np.bool_]) -> Numbers:
    last: Numbers = scores[0][here][:, -1]
    return last


def _places(
    programme: Programme, here: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the club (from 0) and the cohort (from 1) of each person; cohorts in equal parts."""
    club, place = np.nonzero(here)
    size = here.sum(axis=1)[club]
    return club, 1 + place * programme.cohorts // size


def _names(club: NDArray[np.int64]) -> NDArray[np.str_]:
    return np.asarray([f"club_{number + 1:02}" for number in range(int(club.max()) + 1)])[club]


def _marked(table: pd.DataFrame) -> pd.DataFrame:
    table.attrs["simulated"] = True
    return table
