"""A folder that a command writes again: whole or not at all, and never over a person's."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from workbench.base.files import draft_beside

MARK = "contents.json"
"""The file that says a folder is ours to write again: it lists what we put there."""


def ours(out: Path) -> bool:
    """Whether nothing stands at a place where a folder can be, or only what `put` left there."""
    if not out.exists():
        above = next(folder for folder in out.absolute().parents if folder.exists())
        return above.is_dir() and not out.is_symlink()
    if not out.is_dir():
        return False
    names = {path.name for path in out.iterdir()}
    return names <= _listed(out)


def put(
    pieces: Mapping[str, str | bytes], out: Path, before: Callable[[], object] = lambda: None
) -> list[Path]:
    """Write the pieces in a hidden folder beside *out*, then put it in place in one move.

    What stood there is moved away whole, and comes back if the move fails. *before* is called when
    everything is written and nothing is in place yet. Raises OSError where nothing can be written.
    """
    content = {**pieces, MARK: json.dumps({"files": sorted(pieces)}, indent=2) + "\n"}
    with draft_beside(out) as draft, draft_beside(out) as old:
        for name, piece in content.items():
            data = piece.encode("utf-8") if isinstance(piece, str) else piece
            (draft / name).write_bytes(data)
        before()
        there = out.exists()
        if there:
            out.rename(old)
        try:
            draft.rename(out)
        except OSError:
            if there:
                with suppress(OSError):
                    old.rename(out)
            raise
    return [out / name for name in sorted(pieces)]


def _listed(out: Path) -> set[str]:
    try:
        content = json.loads((out / MARK).read_text(encoding="utf-8"))
        return {MARK, *map(str, content["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
