"""Heaping: numbers that were guessed end in 0 or 5."""

import pandas as pd

from workbench.data.simulate.faults.some import some


def heaped(
    table: pd.DataFrame, column: str, seed: int, share: float = 0.5, grain: float = 5
) -> pd.DataFrame:
    """Return the table with that share of the column rounded to the nearest *grain*."""
    numbers = table[column].astype("Float64")
    rounded = (numbers / grain).round() * grain
    return table.assign(**{column: numbers.mask(some(numbers.notna(), seed, share), rounded)})
