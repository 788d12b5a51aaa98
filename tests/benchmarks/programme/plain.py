"""The cells of pages as plain Python, in one process that has imported everything.

Run as a process, it reads one job a line: the folder of a copied dossier, the notebooks of its
pages, and the language; for the last one the folders to bring together in it. It answers each with
a line. Nothing is shown, nothing is kept of a page.
"""

import importlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.launch.warm import LATER


def code(notebook: Mapping) -> list[str]:
    """Return the code of a notebook, cell by cell, without the parameters.

    >>> code({"cells": [{"cell_type": "code", "source": ["a = 1"], "metadata": {}}]})
    ['a = 1']
    """
    return [
        "".join(cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
    ]


def told(notebook: Mapping, values: Mapping[str, object]) -> dict[str, object]:
    """Return the names that the cells of a page find: its parameters, and what it is told."""
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            exec("".join(cell["source"]), names)
    return {**names, **values, "__name__": "__main__"}


def page(folder: str, path: str, values: Mapping[str, object]) -> None:
    """Run the cells of the page *path* in *folder*."""
    os.chdir(folder)
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    names = told(notebook, values)
    for cell in code(notebook):
        exec(compile(cell, path, "exec"), names)


def gather(folders: Sequence[str], into: str) -> None:
    """Bring what runs have left together in a folder: the inputs of the synthesis."""
    from workbench.report.programme import synthesise

    synthesise([Path(folder) for folder in folders], Path(into))


def main(modules: Sequence[str]) -> None:
    """Import as the warm process does, say so, and do what is asked until nothing more is."""
    for name in modules:
        if name == LATER:
            continue
        module, _, verb = name.partition(":")
        loaded = importlib.import_module(module)
        if verb:
            getattr(loaded, verb)()
    answer, sys.stdout = sys.stdout, sys.stderr
    print("ready", file=answer, flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        if job.get("together"):
            gather(job["together"], job["folder"])
        for path in job["pages"]:
            page(job["folder"], path, {"dossier": ".", "lang": job["lang"]})
        print("done", file=answer, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
