"""How an answer stands in a record: words in a language, a day, a code, or a list of rows."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workbench.base.errors import DataError
from workbench.base.records import Record, Text, changed
from workbench.base.wording import named, own
from workbench.forms.evaluation import reworded, rewritten

__all__ = ["day", "named", "own", "rows", "words"]

Get = Callable[[Any, str], Any]
Put = Callable[[Any, Any, str], Any]


def words(name: str) -> tuple[Get, Put]:
    """Return how words that must be there are read and written; emptied, they stay."""

    def get(record: Any, lang: str) -> str:  # noqa: ANN401 - any record
        return own(getattr(record, name), lang)

    def put(record: Any, typed: str, lang: str) -> Any:  # noqa: ANN401 - any record
        if not typed.strip():
            raise DataError("app.needed")
        return changed(record, **{name: rewritten(getattr(record, name), typed, lang)})

    return get, put


def day(typed: str) -> date | None:
    """Return the day that a browser sends, or that somebody typed; raise DataError otherwise.

    >>> day("2026-03-04"), day("4/3/2026"), day("")
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), None)
    """
    plain = typed.strip()
    if not plain:
        return None
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", plain)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return date.fromisoformat(plain)
    except ValueError:
        raise DataError("app.not_a_day", typed=plain[:40]) from None


def rows(
    name: str, shown: Callable[[Any, str], Mapping[str, str]], kind: type[Record], main: str
) -> tuple[Get, Put]:
    """Return how a list of things with an id is read and written as rows.

    *shown* is the row of one thing without its key; *main* names the column of words without which
    there is nothing to keep. What a row does not show stays as it was.
    """

    def get(record: Any, lang: str) -> list[dict[str, str]]:  # noqa: ANN401 - any record
        return [{"key": one.id, **shown(one, lang)} for one in getattr(record, name)]

    def put(record: Any, typed: list[dict[str, str]], lang: str) -> Any:  # noqa: ANN401
        before = {one.id: one for one in getattr(record, name)}
        made: dict[str, Any] = {}
        for row in typed:
            old = before.get(row.get("key", ""))
            if old is None and not row.get(main, "").strip():
                continue
            if not row.get(main, "").strip():
                raise DataError("app.row_needs_words")
            id = old.id if old else named(row[main], {*before, *made})
            made[id] = _made(kind, id, old, row, lang)
        return changed(record, **{name: tuple(made.values())})

    return get, put


def _made(kind: type[Record], id: str, old: Any, row: Mapping[str, str], lang: str) -> Any:  # noqa: ANN401
    """Return the thing of one row: texts in *lang*, codes as they are, an empty one left out."""
    content: dict[str, Any] = {"id": id} if old is None else dict(old)
    for column, typed in row.items():
        if column == "key":
            continue
        if kind.model_fields[column].annotation in (Text, Text | None):
            content[column] = reworded(content.get(column), typed, lang)
        elif kind.model_fields[column].annotation is bool:
            content[column] = typed == "yes"
        elif typed.strip():
            content[column] = typed
        else:
            content.pop(column, None)
    return kind.model_validate(content)
