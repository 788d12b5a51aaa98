"""What was kept last of a question: the next answer may be given before a browser hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.base.merging import merge
from workbench.forms.app.question import Question, Value

NEW = "+"
"""How the key begins that a browser gives to a row which has none yet."""


@dataclass
class Last:
    """The last answer of one browser to a question: as it was *sent*, and as it *stands*.

    *asked* is its number. *keys* are what rows were called by the browser, and their names now.
    """

    asked: int = 0
    sent: Value = None
    stands: Value = None
    keys: dict[str, str] = field(default_factory=dict)

    def understood(self, content: Mapping[str, Any]) -> tuple[Value, Value]:
        """Return what was shown and what is answered, in what a browser says.

        Where it has not heard yet what became of its last answer, only what it has changed since
        then is its answer.
        """
        mine = self._named(content.get("value"))
        heard = content.get("heard")
        if heard is None or self.asked <= int(heard):
            return content.get("was"), mine
        return self.stands, merge(self.sent, mine, self.stands, mine_first=True).value

    def keeps(self, content: Mapping[str, Any], stands: Value, keys: Mapping[str, str]) -> None:
        """Remember an answer that was kept; *keys* are the names that its rows were given."""
        self.asked = int(content.get("asked") or 0)
        there = {row.get("key") for row in stands} if isinstance(stands, list) else set()
        now = {old: keys.get(new, new) for old, new in self.keys.items()} | dict(keys)
        self.keys = {old: new for old, new in now.items() if old not in there}
        self.sent, self.stands = self._named(content.get("value")), stands

    def _named(self, value: Value) -> Value:
        if not isinstance(value, list):
            return value
        return [
            {**row, "key": self.keys.get(row.get("key", ""), row.get("key", ""))} for row in value
        ]


def bare(value: Value) -> Value:
    """Return rows without the keys that only a browser knows."""
    if not isinstance(value, list):
        return value
    return [{**row, "key": ""} if row.get("key", "").startswith(NEW) else row for row in value]


def names(question: Question, typed: Value, stands: Value) -> dict[str, str]:
    """Return what the rows that were *typed* are called now that they stand."""
    if not isinstance(typed, list) or not isinstance(stands, list) or not question.columns:
        return {}
    known = {row["key"] for row in stands}
    first = question.columns[0].name
    filled = [row for row in typed if row["key"] in known or row.get(first, "").strip()]
    if len(filled) != len(stands):
        return {}
    pairs = zip(filled, stands, strict=True)
    return {old["key"]: new["key"] for old, new in pairs if old["key"] and old["key"] != new["key"]}
