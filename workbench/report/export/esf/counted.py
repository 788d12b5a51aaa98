"""How many participants each code counts, by sex and by group of age, with what must be hidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.base.errors import DataError
from workbench.base.words import Phrase
from workbench.data.protection.cells import Ask, Cell, Split, cell
from workbench.data.protection.masking import Release
from workbench.data.protection.programme import answers_by_site
from workbench.data.protection.published import Session
from workbench.data.protection.space import space
from workbench.report.export.esf.codes import AGES, EVERY_RECORD, TOTAL
from workbench.report.export.esf.parting import EVERYONE, Cuts, Group, by_both
from workbench.report.export.esf.sources import NO, UNKNOWN, YES, Found, Source
from workbench.report.export.released import People

Shown = Mapping[Cell, int | None]


@dataclass(frozen=True)
class Line:
    """One count: a code, a sex, a group of age; None where a figure is hidden.

    *yes*, *no* and *unknown* add up to *asked*, the participants that the code is counted among.
    """

    code: str
    sex: str
    age: str
    yes: int | None
    no: int | None
    unknown: int | None
    asked: int | None

    @property
    def hidden(self) -> bool:
        """Whether a figure of this line may not be told."""
        return None in (self.yes, self.no, self.unknown, self.asked)


def cuts(people: People, found: Found, session: Session, by_age: bool = False) -> Cuts:
    """Return by what participants can be parted without crossing more than anybody protects.

    The regulation wants every figure by sex; *by_age* wants it by group of age too, which hides
    more. Where too much would be crossed, age goes first, then sex. What `workbench share` would
    publish later is looked at too, so that this table does not stand in its way.
    """
    both = by_both(people) if by_age else replace(by_both(people), age=None)
    for trial in (both, replace(both, age=None), replace(both, age=None, sex=None)):
        if _can_be_protected(people, asks(people, found, trial), session):
            break
    why = list(both.why)
    if both.age and not trial.age:
        why.append(Phrase("export.why.too_fine_age"))
    if both.sex and not trial.sex:
        why.append(Phrase("export.why.too_fine_sex"))
    return replace(trial, why=tuple(why))


def asks(people: People, found: Found, parted: Cuts) -> list[Ask]:
    """Return the tables that are needed: each code by sex, and each by group of age.

    Codes that part the same column are asked for together, as the groups that they make of it.
    """
    if not found.anybody:
        return []
    whole = [Ask(f"esf:{EVERY_RECORD}:{name}", (one,)) for name, one in parted.named()]
    wanted = whole or [Ask(f"esf:{EVERY_RECORD}:", ())]
    for source in found.sources.values():
        split = _groups(source, found)
        by: list[tuple[str, tuple[Split, ...]]] = [
            (name, (split, one)) for name, one in _of(source, parted)
        ]
        for name, both in by or [("", (split,))]:
            what = f"esf:{source.code.id}:{name}"
            wanted.append(Ask(what, both, source.among, zeros=not source.bare))
    return wanted


def lines(found: Found, parted: Cuts, release: Release) -> list[Line]:
    """Return the counts that may be told, the total of each code first."""
    if not found.anybody:
        return []
    shown = {one.cell: one.count for one in release.cells if one.what.startswith("esf:")}
    told = [
        Line(EVERY_RECORD, sex, age, count, 0, 0, count)
        for sex, age, group in _places(parted.named())
        for count in [shown[cell(group)]]
    ]
    for source in found.sources.values():
        split = _groups(source, found)
        for sex, age, group in _places(_of(source, parted)):
            told.append(Line(source.code.id, sex, age, *_figures(source, split, group, shown)))
    return told


def _groups(source: Source, found: Found) -> Split:
    """Return the parts of a column that are counted for a code: its own, or those of all codes.

    Counting each group once, and not the rest of it for every code, hides fewer figures.
    """
    column = source.split.column
    alike = [one for one in found.sources.values() if one.split.column == column and not one.among]
    if source.among or source.code.id == TOTAL or (len(alike) < 2 and column == source.held):
        return source.split
    own = [dict(one.split.parts) for one in alike if one.code.id != TOTAL]
    groups = [parts.get(YES, ()) for parts in own]
    rest = {value for parts in own for value in parts.get(NO, ())}.difference(*groups)
    singles, unknown = [(value,) for value in sorted(rest)], own[0].get(UNKNOWN, ())
    every = (*groups, *singles, unknown)
    return Split(column, tuple(("|".join(part), part) for part in every if part))


def _figures(
    source: Source, split: Split, group: Group, shown: Shown
) -> tuple[int | None, int | None, int | None, int | None]:
    """Return yes, no, unknown and asked of a code in one group of people."""
    parts = dict(source.split.parts)

    def count(values: tuple[str, ...]) -> int | None:
        own = _cell(source, group, values)
        if own in shown:
            return shown[own]
        some = [part for _, part in split.parts if set(part) <= set(values)]
        return _sum(shown.get(_cell(source, group, part)) for part in some)

    def told(answer: str) -> int | None:
        values = parts.get(answer, ())
        possible = dict(_cell(source, group, values)).get(source.split.column)
        return count(values) if possible else 0

    asked = shown[cell([*source.among, *group])]
    return told(YES), told(NO), told(UNKNOWN), asked


def _cell(source: Source, group: Group, values: tuple[str, ...]) -> Cell:
    return cell([*source.among, (source.split.column, values), *group])


def _sum(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    return None if None in found else sum(n for n in found if n is not None)


def _places(named: Sequence[tuple[str, Split]]) -> Iterator[tuple[str, str, Group]]:
    """Yield everybody, then each part of each cut, as the names of sex and age, and the cell."""
    yield EVERYONE, EVERYONE, []
    for name, split in named:
        for part, values in split.parts:
            sex, age = (part, EVERYONE) if name == "sex" else (EVERYONE, part)
            yield sex, age, [(split.column, values)]


def _of(source: Source, parted: Cuts) -> list[tuple[str, Split]]:
    """Return the cuts of one code: a code that is a group of age is not parted by age."""
    return [(n, s) for n, s in parted.named() if n == "sex" or source.code.id not in AGES]


def _can_be_protected(people: People, wanted: Sequence[Ask], session: Session) -> bool:
    later = answers_by_site(people.counted, people.instrument, people.closed)
    there = {*people.counted.columns}
    before = [e.cell for e in session.entries if {name for name, _ in e.cell} <= there]
    try:
        space(people.counted, [*before, *(g for ask in (*wanted, *later) for g in ask.cells())])
    except DataError:
        return False
    return True
