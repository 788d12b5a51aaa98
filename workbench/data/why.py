"""Why each answer of the clean table is missing, as the files that came back say it."""

from collections.abc import Iterable

import pandas as pd

from workbench.data.answers import FILE, LINE
from workbench.data.collected import Collected


def why_missing(
    collected: Collected, waves: Iterable[pd.DataFrame], table: pd.DataFrame
) -> dict[str, pd.Series]:
    """Return the reason of each missing answer (a code, or None), by column of the *table*.

    *waves* hold the rows that made the table, with the place that each comes from. The codes are
    those of ``parse.MISSING``, and ``not_understood``.
    """
    found: dict[str, pd.Series] = {}
    for rows in waves:
        known = rows.dropna(subset=collected.person).drop_duplicates(collected.person)
        places = list(zip(known[FILE], known[LINE], strict=True))
        for name in table.columns:
            if name in known and name not in found:
                told = [collected.why[file].get(name, {}).get(line) for file, line in places]
                by_person = pd.Series(told, index=known[collected.person], dtype=object)
                found[name] = table[collected.person].map(by_person).where(table[name].isna())
    return found
