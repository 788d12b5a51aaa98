"""When a page need not be run again: its key stands for all that it rests on."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workbench.base import alike
from workbench.base.files import sha256
from workbench.launch import parameters
from workbench.launch.contents import Page, before, pages
from workbench.launch.manifest import Manifest


def key(page: Page, record: Manifest) -> str:
    """Return what stands for the inputs, the code and the parameters of a page in this run.

    Inputs are the files of the dossier that the page may read, and what the pages before it have
    left; code is its notebook, ours, and the packages below.
    """
    earlier = {one.id for one in before(page.id)}
    rests_on = {
        "code": _code(),
        "page": page.model_dump(),
        "notebook": _notebook(page.notebook(record.lang)),
        "lang": record.lang,
        "parameters": parameters.for_page(record.parameters, page, record.lang),
        "inputs": inputs(page, record.inputs),
        "before": {ran.page: ran.made for ran in record.pages if ran.page in earlier},
    }
    text = json.dumps(rests_on, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def inputs(page: Page, files: Mapping[str, str]) -> dict[str, str]:
    """Return those of the dossier's files that a page may read.

    Left out is only what other pages name, and neither the page nor those before it.
    """
    near = (page, *before(page.id))
    others = [one for one in pages() if one not in near]
    return {
        name: checksum
        for name, checksum in files.items()
        if any(one.rests_on(name) for one in near) or not any(one.rests_on(name) for one in others)
    }


@cache
def _code() -> tuple[object, ...]:
    here = alike.here()
    return (alike.under_pages(), here.python, here.packages)


def _notebook(path: Path) -> str:
    return _notebook_as_of(path, path.stat().st_mtime_ns)


@cache
def _notebook_as_of(path: Path, _as_of: int) -> str:
    return sha256(path)
