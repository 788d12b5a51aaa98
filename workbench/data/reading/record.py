"""A file, read: its clean table, what every cell was, what was left out, and every guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.base.findings import Finding
from workbench.data.reading.body import Dropped
from workbench.data.reading.cells import LINE, Cells
from workbench.data.reading.missing import BLANK, NOT_UNDERSTOOD, is_code
from workbench.data.reading.plan import Plan, Type

if TYPE_CHECKING:
    import pandas as pd

INDEX = "line"


@dataclass(frozen=True)
class ReadColumn:
    """A column: its name, its type, why answers are missing, a few examples as they came.

    *missing* counts cells by code, as it is written in the file; :data:`missing.BLANK` counts the
    empty ones, :data:`missing.NOT_UNDERSTOOD` those that do not fit the type. *identifier* says
    what a column that names people holds; such a column shows no examples.
    """

    name: str
    type: Type
    missing: Mapping[str, int]
    examples: tuple[str, ...]
    identifier: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the column for programs."""
        return {
            "name": self.name,
            "type": self.type,
            "missing": dict(self.missing),
            "examples": list(self.examples),
        }


@dataclass(frozen=True)
class Reading:
    """A file as it was understood; nothing of it is changed, and nothing is written.

    *separator*, *encoding* and *decimal* are None for a workbook, *sheet* for a text file.
    """

    file: str
    encoding: str | None
    separator: str | None
    decimal: str | None
    sheet: str | None
    header_rows: int
    rows: int
    columns: tuple[ReadColumn, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]
    plans: Mapping[str, Plan] = field(repr=False)
    cells: Cells = field(repr=False)

    @property
    def identifiers(self) -> dict[str, str]:
        """The columns that name people directly, with what each holds."""
        return {one.name: one.identifier for one in self.columns if one.identifier}

    @cached_property
    def table(self) -> "pd.DataFrame":
        """The values, NA where an answer is missing; indexed by the line in the file.

        Integers are Int64, numbers and shares Float64, booleans boolean, dates datetime64[us],
        texts and categories string.
        """
        import pandas as pd

        from workbench.data.reading.clean import clean_batches

        frames = [batch.to_pandas(types_mapper=_pandas_type) for batch in clean_batches(self)]
        whole = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        return _by_line(whole)

    @cached_property
    def text(self) -> "pd.DataFrame":
        """The same cells as text, as they came."""
        import pandas as pd

        from workbench.data.reading.clean import text_batches

        frames = [batch.to_pandas() for batch in text_batches(self)]
        return _by_line(pd.concat(frames, ignore_index=True))

    @property
    def missing_codes(self) -> dict[str, dict[str, int]]:
        """How many answers of each column are missing, by code."""
        return {one.name: dict(one.missing) for one in self.columns}

    def reasons(self, name: str) -> "pd.Series":
        """Return why each answer of a column is missing, as a code; NA where it is there."""
        import pandas as pd

        codes = self.plans[name].codes
        texts = self.text[name].str.strip()
        coded = texts.map(lambda text: is_code(text) or text in codes)
        gone = self.table[name].isna()
        reason = texts.where(coded, NOT_UNDERSTOOD).mask(texts == "", BLANK)
        return reason.where(gone).astype(pd.StringDtype())

    def as_json(self) -> dict[str, object]:
        """Return what `workbench read --json` prints."""
        return {
            "encoding": self.encoding,
            "separator": self.separator,
            "decimal": self.decimal,
            "sheet": self.sheet,
            "header_rows": self.header_rows,
            "rows": self.rows,
            "columns": [column.as_json() for column in self.columns],
            "dropped": [{"row": one.row, "why": one.why} for one in self.dropped],
            "findings": [told(finding) for finding in self.findings],
            "refused": None,
        }


def told(finding: Finding) -> dict[str, object]:
    """Return a finding with its sentences: id, passed, fr, en."""
    whole = finding.as_json()
    return {key: whole[key] for key in ("id", "passed", "fr", "en")}


def _by_line(table: "pd.DataFrame") -> "pd.DataFrame":
    return table.set_index(LINE).rename_axis(INDEX) if LINE in table else table


def _pandas_type(kind: object) -> object:
    import pandas as pd

    return {
        "int64": pd.Int64Dtype(),
        "double": pd.Float64Dtype(),
        "bool": pd.BooleanDtype(),
        "string": pd.StringDtype(),
    }.get(str(kind))
