"""The catalogue: one file an indicator, in `datasets/indicators/<domain>/<id>.yml`."""

from functools import cache
from pathlib import Path

from workbench.base import places, words
from workbench.base.dossier import check_format
from workbench.base.errors import RecordError
from workbench.base.records import validated
from workbench.base.yaml_files import read_yaml
from workbench.indicators.record import Ask, Indicator
from workbench.indicators.vocabulary import domains, themes


@cache
def catalogue(folder: Path | None = None) -> dict[str, Indicator]:
    """Return every indicator by its id; raise RecordError for a file that breaks a rule."""
    shelf = folder or places.datasets() / "indicators"
    return {path.stem: _read(path) for path in sorted(shelf.glob("*/*.yml"))}


def get(id: str) -> Indicator:
    """Return one indicator, or raise RecordError with the nearest id."""
    known = catalogue()
    if id not in known:
        raise RecordError("indicators.unknown", id=id, hint=words.hint(id, known))
    return known[id]


def _read(path: Path) -> Indicator:
    content = read_yaml(path)
    check_format(content, path)
    indicator = validated(Indicator, content, path)
    if indicator.id != path.stem or indicator.domain != path.parent.name:
        raise RecordError("indicators.misplaced", file=path.name, id=indicator.id)
    _speaks_the_shared_words(indicator, path)
    if indicator.unit == "percent" and not (indicator.numerator and indicator.denominator):
        raise RecordError("indicators.no_denominator", file=path.name)
    if indicator.ask:
        _can_be_asked(indicator, indicator.ask, path)
    return indicator


def _can_be_asked(indicator: Indicator, ask: Ask, path: Path) -> None:
    """Refuse a question whose answers could not be given, or not be counted."""
    codes = [option.code for option in ask.options] or ["yes", "no"]
    if ask.type == "select_one" and len(ask.options) < 2:
        raise RecordError("indicators.ask_no_options", file=path.name)
    for code in ask.counts:
        if code not in codes:
            hint = words.hint(code, codes)
            raise RecordError("indicators.ask_unknown_code", file=path.name, code=code, hint=hint)
    if indicator.unit in ("percent", "persons") and not ask.counted:
        raise RecordError("indicators.ask_counts_nothing", file=path.name)


def _speaks_the_shared_words(indicator: Indicator, path: Path) -> None:
    """Refuse a domain or a theme that the vocabulary does not list."""
    listed = {
        indicator.domain: [domain.id for domain in domains().taxonomies[0].domains],
        indicator.theme: list(themes()),
    }
    for word, allowed in listed.items():
        if word not in allowed:
            hint = words.hint(word, allowed)
            raise RecordError("indicators.unknown_word", file=path.name, word=word, hint=hint)
