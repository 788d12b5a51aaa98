"""Two runs of one page, compared cell by cell: code, tables, figures, numbers, texts, forms.

What a run cannot keep (counts of execution, moments, the names that widgets are given) is left out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.base.words import Phrase
from workbench.launch.proof.files import of_files, of_markup
from workbench.launch.proof.spots import Spot, of_texts, of_trees

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
MODEL = "IPY_MODEL_"
MARKUP = ("text/html", "image/svg+xml", "text/xml")
LEFT_OUT = ("injected-parameters",)
"""The tags of cells that papermill adds: their content is compared, their name is drawn anew."""
Json = Mapping[str, Any]


@dataclass(frozen=True)
class CellSpot:
    """A place in a cell where two runs of a page differ.

    *cell* counts from 1, *name* is the cell's own; *code* says that the cell itself is another.
    """

    cell: int
    name: str
    spot: Spot
    code: bool = False


class UnreadableError(ValueError):
    """A page that is no notebook any more."""


def read(path: Path) -> Json:
    """Return a notebook as it stands in its file; raise UnreadableError where it is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = content["cells"]
        whole = all(isinstance(cell["source"], str | list) for cell in cells)
    except (ValueError, KeyError, TypeError):
        raise UnreadableError(path.name) from None
    if not whole:
        raise UnreadableError(path.name)
    return dict(content)


def of_pages(was: Json, now: Json, folders: tuple[str, str] = ("", "")) -> Iterator[CellSpot]:
    """Yield the places where two runs of a page differ, in the order of the cells.

    Where cells have come or gone, the first of them is the last place told. Pages may say the name
    of their run folder, which is no difference: *folders* are the names of both.
    """
    for n, (one, two) in enumerate(zip(was["cells"], now["cells"], strict=False), 1):
        names = (_name(one), _name(two))
        if names[0] != names[1]:
            yield CellSpot(n, names[0], Spot(Phrase("proof.place.source"), *names), code=True)
            return
        for spot in of_texts(_text(one["source"]), _text(two["source"])):
            yield CellSpot(n, names[0], spot, code=True)
        for spot in _outputs(one.get("outputs", []), two.get("outputs", []), (was, now)):
            if not _only_the_folder(spot, folders):
                yield CellSpot(n, names[0], spot)
    sizes = len(was["cells"]), len(now["cells"])
    if sizes[0] != sizes[1]:
        spot = Spot(Phrase("proof.place.cells"), *map(str, sizes))
        yield CellSpot(min(sizes) + 1, "", spot, code=True)


def _only_the_folder(spot: Spot, folders: tuple[str, str]) -> bool:
    """Whether two values differ in nothing but the name of the folder that each stands in."""
    if spot.was is None or spot.now is None or folders[0] == folders[1]:
        return False
    names = "|".join(map(re.escape, folders))
    either = re.compile(rf"(?<![\w-])({names})(?![\w-])")
    parts = either.split(spot.was), either.split(spot.now)
    pairs = zip(*parts, strict=False)
    alike = all(one == two or (one, two) == folders for one, two in pairs)
    return alike and len(parts[0]) == len(parts[1])


def _name(cell: Json) -> str:
    tags = cell.get("metadata", {}).get("tags", [])
    return next((tag for tag in tags if tag in LEFT_OUT), str(cell.get("id", "")))


def _outputs(was: list[Json], now: list[Json], pages: tuple[Json, Json]) -> Iterator[Spot]:
    was, now = _joined(was), _joined(now)
    for one, two in zip(was, now, strict=False):
        kinds = str(one.get("output_type")), str(two.get("output_type"))
        if kinds[0] != kinds[1]:
            yield Spot(Phrase("proof.place.output"), *kinds)
        elif kinds[0] == "stream":
            yield from of_texts(_text(one.get("text", "")), _text(two.get("text", "")))
        elif kinds[0] == "error":
            yield from of_texts(*(f"{o.get('ename')}: {o.get('evalue')}" for o in (one, two)))
        else:
            yield from _shown(one.get("data", {}), two.get("data", {}), pages)
    if len(was) != len(now):
        yield Spot(Phrase("proof.place.output"), str(len(was)), str(len(now)))


def _joined(outputs: list[Json]) -> list[Json]:
    """Return outputs with what was printed in one piece: in how many it came is chance."""
    found: list[Json] = []
    for one in outputs:
        last = found[-1] if found else {}
        if one.get("output_type") == last.get("output_type") == "stream" and (
            one.get("name") == last.get("name")
        ):
            found[-1] = {**last, "text": _text(last["text"]) + _text(one["text"])}
        else:
            found.append(one)
    return found


def _shown(was: Json, now: Json, pages: tuple[Json, Json]) -> Iterator[Spot]:
    """Yield where two displays differ: as form, page or picture; as text where that is all."""
    kinds = list(dict.fromkeys([*was, *now]))
    richer = [kind for kind in kinds if kind != "text/plain"]
    for kind in richer or kinds:
        if kind not in was or kind not in now:
            there = (kind if kind in one else None for one in (was, now))
            yield Spot(Phrase("proof.place.output"), *there)
        elif kind == VIEW:
            models = [str(one[kind].get("model_id")) for one in (was, now)]
            yield from of_trees(_widget(pages[0], models[0]), _widget(pages[1], models[1]))
        elif kind.endswith("json") and not isinstance(was[kind], str):
            yield from of_trees(was[kind], now[kind])
        elif kind in MARKUP:
            yield from of_markup(_text(was[kind]), _text(now[kind]))
        elif kind.startswith("image/"):
            letters = (f"data:{kind};base64,{_letters(one[kind])}" for one in (was, now))
            yield from of_markup(*letters)
        else:
            yield from of_texts(_text(was[kind]), _text(now[kind]))


def _widget(page: Json, model: str, above: tuple[str, ...] = ()) -> object:
    """Return a widget with all that it holds, their names taken out; one above it is its depth."""
    if model in above:
        return f"^{above.index(model)}"
    states = page.get("metadata", {}).get("widgets", {}).get(STATE, {}).get("state", {})
    known = states.get(model)
    if known is None:
        return None
    return {known["model_name"]: _resolved(page, known.get("state", {}), (*above, model))}


def _resolved(page: Json, value: object, above: tuple[str, ...]) -> object:
    if isinstance(value, str) and value.startswith(MODEL):
        return _widget(page, value.removeprefix(MODEL), above)
    if isinstance(value, dict):
        return {key: _resolved(page, item, above) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(page, item, above) for item in value]
    return value


def _text(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _letters(value: object) -> str:
    return "".join(_text(value).split())


def of_made(name: str, was: Path, now: Path) -> Iterator[Spot]:
    """Yield the places where a file differs in two run folders that both have it."""
    yield from of_files(name, (was / name).read_bytes(), (now / name).read_bytes())
