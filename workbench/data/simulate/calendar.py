"""When people come, leave and are called again, and how old they are."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.data.simulate.programme import Programme

COHORT_DAYS, ENTRY_DAYS = 182, 60
"""How far apart cohorts start, and over how many days the people of one cohort come in."""
STAY = (122, 184)
"""How long people stay: four to six months, in days; the last is not reached."""
SIX_MONTHS, CALL_SPREAD, CALL_MOST = 183, 5.0, 14
"""The call comes six months after the exit, give or take some days."""
AGES = (16, 30)
DAYS_A_YEAR = 365.25


def days(
    programme: Programme, rng: np.random.Generator, cohort: NDArray[np.int64]
) -> dict[str, pd.Series]:
    """Return the days of each person: entry_date, exit_date, follow_up_date and birth_date."""
    n = len(cohort)
    start = pd.Timestamp(programme.first_day)
    entry = (cohort - 1) * COHORT_DAYS + rng.integers(0, ENTRY_DAYS, n)
    left = entry + rng.integers(*STAY, n)
    drift = np.clip(np.rint(rng.normal(0, CALL_SPREAD, n)), -CALL_MOST, CALL_MOST)
    called = left + SIX_MONTHS + drift.astype(np.int64)
    born = entry - np.floor(rng.uniform(*AGES, n) * DAYS_A_YEAR).astype(np.int64)
    counted = {"birth_date": born, "entry_date": entry, "exit_date": left}
    counted |= {"follow_up_date": called}
    return {
        name: pd.Series(start + pd.to_timedelta(values, unit="D"))
        for name, values in counted.items()
    }
