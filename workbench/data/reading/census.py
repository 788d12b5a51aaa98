"""What a column holds: each distinct text seen once, with how often and where it first stands."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from workbench.data.identifiers import content_marks
from workbench.data.reading import patterns
from workbench.data.reading.patterns import BLANK, CODE, CURRENCY, INTEGER, PERCENT, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

FEW = 500
"""Up to so many distinct answers, a column is looked at word by word."""
EXAMPLES = 3
LIKELY = (
    r"@|^(?:\+|0)[\d ().+/-]{9,}$|^\d{1,4} ?(?:bis|ter|quater)?,? \pL|(?:\d ?){11}|"
    r"^\p{Lu}[\pL'’-]+ \p{Lu}[\pL'’ -]+$"
)
"""What a cell must have to be looked at for an identifier: most cells have none of it."""


@dataclass
class Seen:
    """How many cells are of one class, how many distinct ones, and some examples with lines."""

    n: int = 0
    distinct: int = 0
    examples: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class Census:
    """The classes of one column, its codes of missing answers, and its words where they are few."""

    name: str
    named: frozenset[str] = frozenset()
    rows: int = 0
    blank: int = 0
    distinct: int = 0
    spaced: int = 0
    longest: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    seen: dict[int, Seen] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    formulas: int = 0
    formula: tuple[str, int] = ("", 0)
    low: int | None = None
    high: int | None = None

    @property
    def there(self) -> int:
        """How many cells hold an answer."""
        return sum(seen.n for seen in self.seen.values())

    def count(self, *kinds: int) -> int:
        """Return how many cells are of these classes, whatever sign they carry."""
        return sum(s.n for kind, s in self.seen.items() if bare(kind) in kinds)

    def marked(self, mark: int) -> int:
        """Return how many cells carry the sign of percent or of money."""
        return sum(s.n for kind, s in self.seen.items() if kind & mark == mark)

    def example(self, *kinds: int) -> tuple[str, int]:
        """Return the first example of these classes, and its line."""
        every = [s.examples[0] for kind, s in self.seen.items() if bare(kind) in kinds]
        return min(every, key=lambda example: example[1], default=("", 0))

    def add(self, table: "pa.Table") -> None:
        """Count a batch of distinct texts: ``value``, ``n``, ``line``."""
        import pyarrow as pa
        import pyarrow.compute as pc

        raw = table["value"].combine_chunks()
        n = table["n"].to_numpy()
        lines = table["line"].to_numpy()
        values = patterns.tidy(raw)
        kinds = patterns.classes(values)
        if self.named:
            extra = pc.is_in(values, value_set=pa.array(sorted(self.named)))
            kinds[extra.to_numpy(zero_copy_only=False)] = CODE
        self.rows += int(n.sum())
        self.blank += int(n[kinds == BLANK].sum())
        there = kinds >= TEXT
        there[(kinds == BLANK) | (kinds == CODE)] = False
        self.distinct += int(there.sum())
        bare_raw = pc.utf8_trim_whitespace(raw)
        spaced = pc.not_equal(pc.utf8_length(raw), pc.utf8_length(bare_raw))
        self.spaced += int(n[spaced.to_numpy(zero_copy_only=False) & there].sum())
        for place in np.flatnonzero(kinds == CODE):
            self.codes[bare_raw[int(place)].as_py()] += int(n[place])
        for kind in np.unique(kinds[there]):
            self._class(int(kind), bare_raw, kinds, n, lines)
        text = kinds == TEXT
        if text.any():
            self.longest = max(self.longest, pc.max(pc.utf8_length(raw)).as_py())
        if self.distinct <= FEW:
            for place in np.flatnonzero(there):
                self.words[bare_raw[int(place)].as_py()] += int(n[place])
        else:
            self.words.clear()
        self._formulas(bare_raw, n, lines, text)
        self._mark(values, n, there)

    def _class(
        self, kind: int, raw: "pa.Array", kinds: np.ndarray, n: np.ndarray, lines: np.ndarray
    ) -> None:
        import pyarrow as pa

        places = np.flatnonzero(kinds == kind)
        seen = self.seen.setdefault(kind, Seen())
        seen.n += int(n[places].sum())
        seen.distinct += len(places)
        first = places[np.argsort(lines[places], kind="stable")[:EXAMPLES]]
        found = [(raw[int(place)].as_py(), int(lines[place])) for place in first]
        if kind == INTEGER:
            self._span(raw.take(pa.array(places)))
        seen.examples = sorted([*seen.examples, *found], key=lambda one: one[1])[:EXAMPLES]

    def _formulas(
        self, raw: "pa.Array", n: np.ndarray, lines: np.ndarray, text: np.ndarray
    ) -> None:
        """Count the texts that a spreadsheet would take for a formula."""
        import pyarrow.compute as pc

        begins = pc.match_substring_regex(raw, r"^[=+@-]").to_numpy(zero_copy_only=False)
        places = np.flatnonzero(text & begins)
        if places.size:
            self.formulas += int(n[places].sum())
            first = places[np.argmin(lines[places])]
            here = (raw[int(first)].as_py(), int(lines[first]))
            self.formula = min(self.formula, here, key=lambda one: one[1] or 2**62)

    def _span(self, texts: "pa.Array") -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        ends = pc.min_max(pc.cast(pc.replace_substring(texts, "−", "-"), pa.int64())).as_py()
        self.low = ends["min"] if self.low is None else min(self.low, ends["min"])
        self.high = ends["max"] if self.high is None else max(self.high, ends["max"])

    def _mark(self, values: "pa.Array", n: np.ndarray, there: np.ndarray) -> None:
        """Count what looks like an identifier; most short cells cannot be one."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self.marks["answers"] += int(n[there].sum())
        length = pc.utf8_length(values).to_numpy(zero_copy_only=False)
        likely = pc.match_substring_regex(values, LIKELY).to_numpy(zero_copy_only=False)
        places = np.flatnonzero(there & likely & (length >= 5))
        texts = values.take(pa.array(places)).to_pylist()
        found = content_marks(dict(zip(texts, n[places].tolist(), strict=True)))
        del found["answers"]
        self.marks.update(found)


def bare(kind: int) -> int:
    """Return a class without the sign of percent or of money.

    >>> bare(patterns.COMMA + PERCENT) == patterns.COMMA
    True
    """
    return kind & ~(PERCENT | CURRENCY)


def census(name: str, batches: "Iterable[pa.Table]", named: frozenset[str] = frozenset()) -> Census:
    """Return what a column holds; *named* are further codes of missing answers."""
    found = Census(name, named)
    for batch in batches:
        found.add(batch)
    return found
