"""The registry of sites: which club belongs where, and which cohorts it was to open."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.words import hint
from workbench.capitalisation.programme.levels.record import WHOLE, Levels

FILE = "levels.csv"
PLACES, OPENED = "places", "opened"
ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Cohort:
    """One cohort of one site: how many *places* it offers, and whether it has begun."""

    site: str
    id: str
    places: int
    opened: bool


@dataclass(frozen=True)
class Unit:
    """One unit of a level, and the sites that belong to it."""

    level: str
    id: str
    sites: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """The sites by level, in the order of names, and their cohorts."""

    units: Mapping[str, tuple[Unit, ...]]
    cohorts: tuple[Cohort, ...]
    above: Mapping[str, Mapping[str, str]]

    @property
    def whole(self) -> Unit:
        """Everybody, as one unit."""
        return Unit(WHOLE, WHOLE, tuple(sorted(self.above)))

    def of(self, unit: Unit) -> list[Cohort]:
        """Return the cohorts of the sites of a unit."""
        return [one for one in self.cohorts if one.site in unit.sites]


def read(dossier: Dossier, levels: Levels) -> Registry:
    """Read the registry of a dossier: a row a cohort of a site.

    Columns: those of the levels, the cohort, ``places`` (a whole number) and ``opened`` (yes or
    no). Raises DataError with the line where a cell is not what it should be, where a cohort
    stands twice, or where one site has two places in the levels.
    """
    path = dossier.path(FILE)
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        rows, names = list(reader), reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error):
        raise DataError("levels.no_registry", file=FILE) from None
    for column in (*levels.columns, levels.cohort, PLACES, OPENED):
        if column not in names:
            raise DataError("levels.no_column", file=FILE, column=column, hint=hint(column, names))
    return _registry([_line(row, at, levels) for at, row in enumerate(rows, start=2)], levels)


Line = tuple[int, tuple[str, ...], Cohort]


def _line(row: Mapping[str, str | None], at: int, levels: Levels) -> Line:
    """Return the units of a line and its cohort."""
    cells = {name: (cell or "").strip() for name, cell in row.items() if isinstance(name, str)}
    for column in (*levels.columns, levels.cohort):
        if not cells[column]:
            raise DataError("levels.empty_cell", file=FILE, line=str(at), column=column)
    cohort, places = cells[levels.cohort], cells[PLACES]
    if levels.year_of(cohort) is None:
        known = [one for some in levels.years.values() for one in some]
        near = hint(cohort, known)
        raise DataError("levels.no_year", file=FILE, line=str(at), cohort=cohort, hint=near)
    if not (places.isascii() and places.isdigit() and len(places) < 7):
        raise DataError("levels.no_places", file=FILE, line=str(at), cell=places)
    if cells[OPENED] not in ANSWERS:
        raise DataError("levels.not_opened", file=FILE, line=str(at), cell=cells[OPENED])
    units = tuple(cells[column] for column in levels.columns)
    return at, units, Cohort(units[-1], cohort, int(places), ANSWERS[cells[OPENED]])


def _registry(lines: Sequence[Line], levels: Levels) -> Registry:
    above: dict[str, dict[str, str]] = {}
    known: set[tuple[str, str]] = set()
    for at, units, cohort in lines:
        place = dict(zip(levels.columns, units, strict=True))
        if above.setdefault(cohort.site, place) != place:
            raise DataError("levels.two_places", file=FILE, line=str(at), site=cohort.site)
        if (cohort.site, cohort.id) in known:
            raise DataError(
                "levels.cohort_twice", file=FILE, line=str(at), site=cohort.site, cohort=cohort.id
            )
        known.add((cohort.site, cohort.id))
    if not lines:
        raise DataError("levels.no_site", file=FILE)
    cohorts = tuple(sorted((one for _, _, one in lines), key=lambda one: (one.site, one.id)))
    return Registry({one: _units(one, above) for one in levels.columns}, cohorts, above)


def _units(level: str, above: Mapping[str, Mapping[str, str]]) -> tuple[Unit, ...]:
    sites: dict[str, list[str]] = {}
    for site in sorted(above):
        sites.setdefault(above[site][level], []).append(site)
    return tuple(Unit(level, id, tuple(sites[id])) for id in sorted(sites))
