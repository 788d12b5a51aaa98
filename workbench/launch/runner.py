"""Running the pages of a dossier with papermill, in a copy: the dossier itself is never touched."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
import papermill
import zmq
from nbclient.exceptions import DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import remove_error_markers
from traitlets.config import Config

from workbench.base import dossier as dossiers
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import write_whole
from workbench.base.words import VARIABLE, say
from workbench.launch import manifest, parameters, resume
from workbench.launch.contents import Page, made_by_pages
from workbench.launch.manifest import Manifest, PageResult
from workbench.launch.waiting import waiting_notebook
from workbench.launch.warm import engine

papermill_engines.register(engine.NAME, engine.ForkedPages)

PRIVATE = Config(
    {"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}}
)
"""On a shared machine nobody else reads what a page and its kernel say to each other."""

Watch = Callable[[str, Page, PageResult | None], None]
"""Told the dossier and the page when a page starts (None), and again when it ends."""


@dataclass(frozen=True)
class Order:
    """What is to be run: which pages, in which language, told what, and whether to go on."""

    lang: str
    pages: Sequence[Page]
    values: Mapping[str, object] = field(default_factory=dict)
    resume: bool = False


def run(dossier: Dossier, out: Path, order: Order, watch: Watch) -> Manifest:
    """Copy *dossier* into *out* and run the pages there, stopping at the first that fails.

    Leaves ``pages/*.ipynb``, what the pages make, and ``manifest.json``, written after each page.
    Raises RunError when *out* holds something else than an earlier run.
    """
    parameters.check(dict(order.values), order.pages, order.lang)
    record = _prepared(dossier, out, order)
    order = replace(order, values=record.parameters)
    record.write(out)
    for page in order.pages:
        if page.id in record.finished():
            continue
        watch(dossier.name, page, None)
        result = _run_page(page, Dossier(out), order)
        others = tuple(done for done in record.pages if done.page != page.id)
        record = replace(record, pages=(*others, result))
        record.write(out)
        watch(dossier.name, page, result)
        if result.state == "failed":
            break
    return record


def _prepared(dossier: Dossier, out: Path, order: Order) -> Manifest:
    """Make the copy, or go on with an earlier one of the same dossier in the same language."""
    earlier = check_out(dossier, out, order)
    if earlier:
        return resume.go_on(dossier, out, earlier, order.values)
    if out.exists():
        shutil.rmtree(out)
    copy = dossiers.copy(dossier, out, leave_out=[*made_by_pages(), *resume.OF_A_RUN])
    inputs = resume.inputs(copy.folder)
    return Manifest(dossier.name, order.lang, dict(order.values), inputs)


def check_out(dossier: Dossier, out: Path, order: Order) -> Manifest | None:
    """Refuse a folder that holds a person's work; return the earlier run to go on with, if any.

    Raises RunError when *out* is a file, lies in the dossier, is no run folder, or was changed by
    hand and is not to be gone on with.
    """
    if out.resolve().is_relative_to(dossier.folder.resolve()):
        raise RunError("run.out_in_dossier", out=out, name=dossier.name)
    if out.is_file():
        raise RunError("run.out_is_file", out=out)
    if not out.exists() or not any(out.iterdir()):
        return None
    earlier = manifest.read(out)
    if earlier is None:
        raise RunError("run.out_not_empty", out=out)
    if order.resume and (earlier.dossier, earlier.lang) == (dossier.name, order.lang):
        return earlier
    changed = resume.changed(resume.inputs(out), earlier.inputs)
    if changed:
        raise RunError("run.out_changed", out=out, files=", ".join(sorted(changed)))
    return None


def _run_page(page: Page, dossier: Dossier, order: Order) -> PageResult:
    target = dossier.path("pages", f"{page.id}.ipynb")
    missing = page.missing(dossier)
    if missing:
        write_whole(target, nbformat.writes(waiting_notebook(page, missing, order.lang)) + "\n")
        return PageResult(page.id, "waiting", missing=tuple(missing))
    values = {
        **parameters.for_page(dict(order.values), page, order.lang),
        "dossier": ".",
        "lang": order.lang,
    }
    started = time.monotonic()
    notebook = nbformat.read(page.notebook(order.lang), as_version=4)
    target.parent.mkdir(exist_ok=True)
    result = PageResult(page.id, "done")
    with _speaking(order.lang):
        try:
            papermill.execute_notebook(
                notebook,
                target,
                values,
                engine_name=engine.NAME,
                kernel_name="python3",
                cwd=dossier.folder,
                progress_bar=False,
                config=PRIVATE,
            )
        except PapermillExecutionError as error:
            result = PageResult(page.id, "failed", cell=_cell(error), sentence=_why(error))
        except DeadKernelError:
            result = _kernel_died(page, target, order.lang)
    _tidy(target, page)
    return replace(result, seconds=round(time.monotonic() - started, 2))


def _kernel_died(page: Page, target: Path, lang: str) -> PageResult:
    """Return the failure of a page whose kernel was ended, by lack of memory for instance."""
    cells = nbformat.read(target, as_version=4).cells
    begun = [i for i, cell in enumerate(cells, 1) if cell.get("execution_count")]
    cell = begun[-1] + 1 if begun else 1
    return PageResult(page.id, "failed", cell=cell, sentence=say("run.kernel_died", lang))


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """Let the kernels of this run speak *lang*."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = lang
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def _tidy(path: Path, page: Page) -> None:
    """Take the paths of this machine, and papermill's own words, out of the page that was run."""
    notebook = remove_error_markers(nbformat.read(path, as_version=4))
    ran = notebook.metadata.get("papermill", {})
    ran["input_path"] = f"notebooks/{page.id}.ipynb"
    ran["output_path"] = f"pages/{page.id}.ipynb"
    write_whole(path, nbformat.writes(notebook) + "\n")


def _cell(error: PapermillExecutionError) -> int:
    return int(error.cell_index) + 1


def _why(error: PapermillExecutionError) -> str:
    """Return the letter of our own errors; the kind and the message of others."""
    ours = error.ename in ("RecordError", "DataError", "RunError")
    return str(error.evalue) if ours else f"{error.ename}: {error.evalue}"
