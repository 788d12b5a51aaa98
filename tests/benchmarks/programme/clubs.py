"""A programme to time: many clubs, each with the people that a lot has drawn from one dossier."""

import shutil
from pathlib import Path

import numpy as np

from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.files import sha256
from workbench.launch.contents import made_by_pages

MODEL = "trajectoires"
STAY = 0.85
"""The share of the people of the model that a club has."""


def programme(folder: Path, clubs: int) -> list[Path]:
    """Write *clubs* dossiers into *folder*, named club_001 and so on; return their folders."""
    folder.mkdir(parents=True, exist_ok=True)
    return [club(folder / f"club_{number:03}", number) for number in range(1, clubs + 1)]


def club(folder: Path, seed: int) -> Path:
    """Write the dossier of a club whose people are drawn with *seed*; return its folder."""
    if folder.exists():
        shutil.rmtree(folder)
    copy(Dossier(places.examples() / MODEL), folder, leave_out=[*made_by_pages()])
    draw(folder, seed)
    return folder


def draw(folder: Path, seed: int) -> None:
    """Draw the people of a club anew from the model: a person has all of their rows, or none."""
    model = places.examples() / MODEL / "received"
    rows = {file.name: file.read_bytes().splitlines(keepends=True) for file in model.iterdir()}
    people = sorted({_key(row) for lines in rows.values() for row in lines[1:]})
    drawn = np.random.default_rng(seed).random(len(people)) < STAY
    kept = {key for key, stays in zip(people, drawn, strict=True) if stays}
    told = (model.parent / "received.yml").read_text(encoding="utf-8")
    for name, lines in rows.items():
        target = folder / "received" / name
        target.write_bytes(b"".join([lines[0], *(r for r in lines[1:] if _key(r) in kept)]))
        told = told.replace(sha256(model / name), sha256(target))
    (folder / "received.yml").write_text(told, encoding="utf-8")


def _key(row: bytes) -> bytes:
    return row.split(b";")[0].strip()
