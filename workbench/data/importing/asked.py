"""What somebody decides about a file that waits, choice by choice; each choice makes a new one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.collection import Instrument
from workbench.data.cells import cells
from workbench.data.corrections import Correction, correct, corrections
from workbench.data.importing.mapping import KEPT
from workbench.data.importing.request import Request
from workbench.data.parse import SPACES
from workbench.data.reading.how import How
from workbench.data.record import Received, ReceivedFile

KEEP, DROP, KEY = "keep", "drop", "key"
"""What becomes of a column that answers no question: kept unused, left outside, made a key."""


@dataclass(frozen=True)
class Asked:
    """The *request*, the corrections that go with it, and how far somebody has come.

    *fixes* says, by question, what an answer that cannot be read is to be read as; *why* and *who*
    sign them. *taken* names the received file once it is in, until its corrections are noted too.
    """

    request: Request
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    why: str = ""
    who: str = ""
    step: int = 1
    taken: str = ""

    def with_request(self, **changes: Any) -> "Asked":  # noqa: ANN401 - the fields of a request
        """Return the same with another request."""
        return replace(self, request=replace(self.request, **changes))


def written(asked: Asked) -> dict[str, Any]:
    """Return the decisions as they are noted beside the dossier."""
    content = asdict(asked)
    day = asked.request.received_on
    content["request"] |= {"path": None, "received_on": day.isoformat() if day else None}
    return content


def read(path: Path, content: Mapping[str, Any]) -> Asked:
    """Return the decisions that were noted about the file; new ones where they make no sense."""
    try:
        said = dict(content["request"])
        day = said["received_on"]
        lists = {name: tuple(said[name]) for name in ("drop", "key", "absent", "month_first")}
        said["how"] = How(**said.get("how", {}))
        said |= {"path": path, "received_on": date.fromisoformat(day) if day else None, **lists}
        return Asked(**{**content, "request": Request(**said)})
    except (KeyError, TypeError, ValueError):
        return Asked(Request(path))


def answered(asked: Asked, question: str, heading: str | None) -> Asked:
    """Return the decisions with the column that answers a question (or holds a role), or none."""
    request = asked.request
    columns = {q: c for q, c in request.columns.items() if q != question and c != heading}
    absent = [id for id in request.absent if id != question]
    if heading is None:
        absent.append(question)
    else:
        columns[question] = heading
    return asked.with_request(
        columns=columns,
        absent=tuple(absent),
        drop=tuple(name for name in request.drop if name != heading),
        key=tuple(name for name in request.key if name != heading),
    )


def becomes(asked: Asked, heading: str, what: str) -> Asked:
    """Return the decisions with what becomes of a column: kept, left outside, a key, or a role."""
    request = asked.request
    columns = {q: c for q, c in request.columns.items() if c != heading}
    if what in KEPT:
        columns = {**{q: c for q, c in columns.items() if q != what}, what: heading}
    return asked.with_request(
        columns=columns,
        drop=_with(request.drop, heading, what == DROP),
        key=_with(request.key, heading, what == KEY),
    )


def coded(asked: Asked, question: str, text: str, code: str) -> Asked:
    """Return the decisions with the option that an answer stands for; an empty code for none."""
    codes = {id: dict(said) for id, said in asked.request.codes.items()}
    codes.setdefault(question, {}).pop(text, None)
    if code:
        codes[question][text] = code
    return asked.with_request(codes={id: said for id, said in codes.items() if said})


def fixed(asked: Asked, question: str, old: str, new: str) -> Asked:
    """Return the decisions with what an answer is to be read as; nothing to leave it missing."""
    fixes = {id: dict(said) for id, said in asked.fixes.items()}
    fixes.setdefault(question, {}).pop(old, None)
    if new.strip():
        fixes[question][old] = new.strip()
    return replace(asked, fixes={id: said for id, said in fixes.items() if said})


def read_as(asked: Asked, **said: Any) -> Asked:  # noqa: ANN401 - the fields of how
    """Return the decisions with what somebody says of how the file is read."""
    return asked.with_request(how=replace(asked.request.how, **said))


def month_first(asked: Asked, heading: str, first: bool) -> Asked:
    """Return the decisions with how the days of a column are written."""
    return asked.with_request(month_first=_with(asked.request.month_first, heading, first))


def put_right(dossier: Dossier, asked: Asked, name: str) -> int:
    """Note the corrections of a file that has just come in, all or none; return how many.

    Those that stand in the log already are not noted twice. Raises DataError where one is not
    signed.
    """
    file = next(one for one in dossier.read(Received).files if one.file == name)
    texts = cells(dossier.path(name), file.sheet, file.month_first)
    there = {(one.file, one.line, one.column, one.old) for one in corrections(dossier)}
    asks = {question.id for question in dossier.read(Instrument).questions}
    more = [
        one
        for question, said in asked.fixes.items()
        if question in asks
        for one in _corrections(texts, file, question, said, asked)
        if (one.file, one.line, one.column, one.old) not in there
    ]
    if more:
        correct(dossier, *more)
    return len(more)


def _corrections(
    texts: pd.DataFrame, file: ReceivedFile, question: str, said: Mapping[str, str], asked: Asked
) -> list[Correction]:
    heading = file.columns.get(question, question)
    if heading not in texts.columns or question in file.absent:
        return []
    return [
        Correction(
            file.file, question, text.strip(), said[tidy], asked.why, asked.who, date.today(),
            line=str(line),
        )
        for line, text in texts[heading].items()
        if (tidy := SPACES.sub(" ", text).strip()) in said
    ]  # fmt: skip


def _with(names: tuple[str, ...], name: str, there: bool) -> tuple[str, ...]:
    others = tuple(one for one in names if one != name)
    return (*others, name) if there else others
