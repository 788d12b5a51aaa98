"""Answers to the questions of one scale: several questions that measure one thing, with error."""

import numpy as np
import pandas as pd


def items(
    level: pd.Series, seed: int, n: int = 5, top: int = 5, alike: float = 0.4
) -> pd.DataFrame:
    """Return the answers of each person to *n* questions: the columns item_1, item_2 and on.

    Answers go from 0 to *top*; *level* is where each person stands; *alike* is the correlation of
    two questions before they are cut into whole answers. Whoever has no level has no answers.
    Shape: (people, n).
    """
    rng = np.random.default_rng(seed)
    spread = level.std()
    z = ((level - level.mean()) / (spread if spread > 0 else 1)).to_numpy(dtype=float)
    noise = rng.standard_normal((len(level), n))
    latent = np.sqrt(alike) * z[:, None] + np.sqrt(1 - alike) * noise
    answers = np.clip(np.rint(top / 2 + latent * top / 4), 0, top) + 0.0  # no minus zero
    names = [f"item_{number}" for number in range(1, n + 1)]
    return pd.DataFrame(answers, columns=names, index=level.index)
