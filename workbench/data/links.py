"""Who is who from one wave to the next, where the keys differ: decided by a person, and logged."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, changed
from workbench.base.words import Phrase


class Link(Record):
    """One decision: the *key* of a later *wave* is the person whose key at the start is *entry*.

    *same* false says that somebody looked, and that they are two people: it is not suggested again.
    """

    wave: str
    key: str
    entry: str
    same: bool
    who: str
    when: date
    why: str


class Links(FileRecord):
    """The decisions, in the order in which they were made."""

    FILE: ClassVar[str] = "links.yml"

    links: tuple[Link, ...] = ()


def links(dossier: Dossier) -> tuple[Link, ...]:
    """Return the decisions of the dossier; raise DataError for one without a why or a who."""
    written = dossier.read_if_there(Links)
    for item in written.links if written else ():
        _signed(item)
    return written.links if written else ()


def decide(dossier: Dossier, link: Link) -> tuple[Link, ...]:
    """Log one decision, and return them all; an earlier one about the same two keys is replaced.

    Raises DataError when it does not say why and by whom.
    """
    _signed(link)
    others = [item for item in links(dossier) if _pair(item) != _pair(link)]
    written = dossier.read_if_there(Links) or Links(format=1)
    dossier.write(changed(written, links=(*others, link)))
    return (*others, link)


def undecide(dossier: Dossier, link: Link) -> tuple[Link, ...]:
    """Take one decision back, and return the others; the two keys may be suggested again.

    Raises DataError when it is not there (any more).
    """
    written = dossier.read_if_there(Links) or Links(format=1)
    if link not in written.links:
        raise DataError("upload.link_gone", wrong=link.key, entry=link.entry)
    left = tuple(item for item in written.links if item != link)
    dossier.write(changed(written, links=left))
    return left


def linked(
    rows: pd.DataFrame, wave: str, entered: pd.Series, decided: Sequence[Link], key: str
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the *rows* of a later wave under the keys of the start, as it was decided.

    *entered* are the keys of the first wave. A decision that no longer fits is a finding, and is
    not applied.
    """
    findings: list[Finding] = []
    for item in decided:
        if item.wave != wave or not item.same:
            continue
        why = _why_not(rows[key], entered, item)
        if why:
            holes = {"key": item.key, "entry": item.entry, "why": why}
            findings.append(Finding("importing.link_stale", False, wave, "warning", holes))
        else:
            rows = rows.assign(**{key: rows[key].mask(rows[key] == item.key, item.entry)})
    return rows, findings


def _why_not(keys: pd.Series, entered: pd.Series, item: Link) -> Phrase | None:
    if not (keys == item.key).any():
        return Phrase("importing.unlinked.key")
    if not (entered == item.entry).any():
        return Phrase("importing.unlinked.entry")
    if (entered == item.key).any():
        return Phrase("importing.unlinked.own")
    if (keys == item.entry).any():
        return Phrase("importing.unlinked.taken")
    return None


def _pair(item: Link) -> tuple[str, str, str]:
    return item.wave, item.key, item.entry


def _signed(item: Link) -> None:
    if not item.why.strip() or not item.who.strip():
        holes = {"wrong": item.key, "entry": item.entry}
        raise DataError("importing.link_unsigned", file=Links.FILE, **holes)
