"""The proceedings of a closed day, made by papermill: the pages are run, then put in place."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workbench import __version__
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import draft_beside, sha256, write_whole
from workbench.capitalisation.day import Known, counted
from workbench.capitalisation.day.proceedings import FOLDER

LIST = "contents.json"
"""What says which files of the proceedings are ours, and as what they were left."""
SYNTHESIS, PILOT = "09_day", "09_pilot"
READ = ("evaluation.yml", "day.yml", "grid.yml", "cards/*.yml", "room/answers.csv")
"""What the pages read: nothing else of the dossier goes where they run."""


def publish(dossier: Dossier, known: Known, langs: Sequence[str]) -> list[Path]:
    """Run the pages of a day in a hidden copy and put `proceedings/` in place; return its files.

    There is one run for the synthesis and one for each pilot, in each language. The same votes
    give the same files. Raises RunError where somebody has changed the proceedings by hand, and
    where a page fails: what stood there then stands there still.
    """
    place = dossier.to_write(FOLDER)
    _untouched(place)
    with draft_beside(place) as draft, draft_beside(place) as old:
        room = _copied(dossier, draft)
        for lang in langs:
            _run(room, SYNTHESIS, lang, {})
            for pilot in known.day.pilots:
                _run(room, PILOT, lang, {"pilot": pilot})
        made = room / FOLDER
        _listed(made, known)
        if place.exists():
            place.rename(old / FOLDER)
        made.rename(place)
    return sorted(_files(place))


def _run(room: Path, page: str, lang: str, values: Mapping[str, object]) -> None:
    """Run one page where the copy is, and keep it, run, with the proceedings."""
    from workbench.launch import contents
    from workbench.launch.programme.step import Step, do  # heavy: papermill

    result = do(Step(room, contents.page(page).id, lang, values))
    if result.state != "done":
        raise RunError("day.page_failed", page=page, why=result.sentence or result.state)
    name = "_".join([page, *map(str, values.values())])
    kept = room / FOLDER / lang / "pages" / f"{name}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    (room / "pages" / f"{page}.ipynb").rename(kept)


def _copied(dossier: Dossier, draft: Path) -> Path:
    """Copy what the pages read; the folder bears the name of the dossier."""
    room = draft / dossier.name
    for pattern in READ:
        for path in dossier.folder.glob(pattern):
            to = room / path.relative_to(dossier.folder)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
    return room


def _listed(made: Path, known: Known) -> None:
    """Write which files there are, of which votes, made by which version."""
    files = {path.relative_to(made).as_posix(): sha256(path) for path in sorted(_files(made))}
    content = {
        "workbench": __version__, "day": known.day.id, "simulated": known.day.simulated,
        "on": str(known.day.moment.on) if known.day.moment else None, "votes": counted(known),
        "files": files,
    }  # fmt: skip
    write_whole(made / LIST, json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _untouched(place: Path) -> None:
    """Refuse to write over proceedings that somebody has changed."""
    if not place.exists():
        return
    try:
        ours = json.loads((place / LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        ours = {}
    for path in sorted(_files(place)):
        name = path.relative_to(place).as_posix()
        if name != LIST and ours.get(name) != sha256(path):
            raise RunError("day.proceedings_changed", file=f"{FOLDER}/{name}")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
