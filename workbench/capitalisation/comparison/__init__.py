"""The comparison of pilots, from their cards and sums alone; never a ranking, never a person.

`compare` reads what an audience may see, `side` sets their figures side by side, `doubts` says what
keeps them from being compared, and the tables stand in `told`.
"""

from workbench.capitalisation.comparison.compare import Compared, compare, names, side
from workbench.capitalisation.comparison.conditions import crossed
from workbench.capitalisation.comparison.domains import by_domain, taxonomies
from workbench.capitalisation.comparison.doubts import doubts
from workbench.capitalisation.comparison.record import Comparison, Components
from workbench.capitalisation.comparison.results import write, written
from workbench.capitalisation.comparison.shared import may_see, seen_by

__all__ = [
    "Compared",
    "Comparison",
    "Components",
    "by_domain",
    "compare",
    "crossed",
    "doubts",
    "may_see",
    "names",
    "seen_by",
    "side",
    "taxonomies",
    "write",
    "written",
]
