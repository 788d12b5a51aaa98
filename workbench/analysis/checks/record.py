"""A check says what was seen, what passing means, and what it does not mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Phrase


@dataclass(frozen=True)
class Checked:
    """The answer of one check: its finding, its figures, and how to read a pass.

    *means* and *not_means* are phrases; *figures* a table (a row per covariate, site or moment),
    *detail* single numbers.
    """

    finding: Finding
    means: Phrase
    not_means: Phrase
    figures: pd.DataFrame
    detail: Mapping[str, float] = field(default_factory=dict)

    def say(self, lang: str, /) -> str:
        """Return the finding, then what it means and does not mean, a sentence a line."""
        parts = (self.finding.sentence(lang), self.means.say(lang), self.not_means.say(lang))
        return "\n".join(parts)
