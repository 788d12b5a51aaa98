"""What of a run may leave for an open archive: everything where data are open, else no person's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from workbench.base.errors import RecordError
from workbench.base.yaml_files import read_yaml
from workbench.launch import contents
from workbench.launch.contents import Page
from workbench.launch.manifest import FILE
from workbench.launch.proof.kept import VERIFIED, Run

RECEIVED = "received.yml"
OPEN = re.compile(
    r"(?:cc0|cc[ -]by(?:-(?:sa|nc|nd))*|mit|odbl|pddl|ogl|etalab|licence ouverte"
    r"|public domain|domaine public)(?:[ -]?\d+(?:\.\d+)*)?\Z"
)
"""Licences under which anybody may hand a file on."""
OF_NOBODY = (
    "evaluation.yml", "theory.yml", "indicators.yml", "plan.yml", "plan_frozen.yml", "ledger.yml",
    "costs.yml", "scales.yml", "received.yml", "programme.yml", "pilots/*.csv",
    "collection/instrument.yml",
)  # fmt: skip
"""What people bring that tells of no person. Whatever else they bring may, and stays."""
OF_PEOPLE = ("data/*", "received/*")
"""What tells of persons, answer by answer; pages that look at it lose their answers."""


@dataclass(frozen=True)
class Leaving:
    """The files of a run that are deposited, and those that are not; why all are, where they are.

    *silent* are the pages that are deposited without their answers.
    """

    files: tuple[str, ...]
    left_out: tuple[str, ...]
    silent: tuple[str, ...]
    because: str | None


def leaving(run: Run) -> Leaving:
    """Part the files of a run: all where data are simulated or public, else those of nobody."""
    pages = [f"pages/{page.id}.ipynb" for page in run.pages]
    there = sorted({*run.record.inputs, *run.made, *pages})
    there = [name for name in there if (run.folder / name).is_file()]
    extra = sorted(f"{VERIFIED}/{path.name}" for path in run.folder.glob(f"{VERIFIED}/c*.html"))
    because = _open_because(run)
    kept = [name for name in there if because or _of_nobody(name, run.made)]
    left = tuple(name for name in there if name not in kept)
    silent = () if because else tuple(page.id for page in run.pages if _looks_at_people(page))
    return Leaving((*kept, FILE, *extra), left, silent, because)


def _of_nobody(name: str, made: Mapping[str, str]) -> bool:
    if any(fnmatchcase(name, pattern) for pattern in OF_PEOPLE):
        return False
    return name in made or any(fnmatchcase(name, pattern) for pattern in OF_NOBODY)


def _looks_at_people(page: Page) -> bool:
    """Whether a page reads what tells of persons, or makes it."""
    made = any(fnmatchcase(one, pattern) for one in page.makes for pattern in OF_PEOPLE)
    return made or any(page.rests_on(pattern) for pattern in ("data/clean.csv", *OF_PEOPLE))


def _open_because(run: Run) -> str | None:
    """Return the key of the reason why everything may leave; None where it may not."""
    if run.evaluation.get("simulated") is True:
        return "proof.open_simulated"
    if any(page in contents.programme() for page in run.pages):
        return None
    try:
        files: Any = read_yaml(run.folder / RECEIVED).get("files")
    except RecordError:
        return None
    licences = [str(one.get("licence", "")) for one in files or () if isinstance(one, dict)]
    named = {str(one.get("file", "")) for one in files or () if isinstance(one, dict)}
    brought = {name for name in run.record.inputs if name.startswith("received/")}
    papers = {name for name in brought if name.endswith((".md", ".txt"))}
    known = bool(licences) and brought - papers <= named
    free = all(OPEN.fullmatch(one.strip().casefold()) for one in licences)
    return "proof.open_public" if known and free else None
