"""One page of one run: the unit of work, which a thread, a process or a cluster's worker can do."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

import nbformat
import zmq
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import (
    prepare_notebook_metadata,
    raise_for_execution_errors,
    remove_error_markers,
)
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from workbench.base.dossier import Dossier
from workbench.base.files import write_whole
from workbench.base.words import VARIABLE, say
from workbench.launch import contents, manifest
from workbench.launch.contents import Page
from workbench.launch.manifest import PageResult
from workbench.launch.waiting import waiting_notebook
from workbench.launch.warm import link
from workbench.launch.warm.client import PageEndedError
from workbench.launch.warm.engine import ForkedPages
from workbench.launch.warm.limits import Limits, stopped

PRIVATE = Config(
    {"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}}
)
"""On a shared machine nobody else reads what a page and its kernel say to each other."""


KERNEL = "python3"
"""This Python."""


@dataclass(frozen=True)
class Step:
    """A page to run in the run folder *folder*, in *lang*, told *values*.

    Without *limits* it may take what its machine lets a page of a batch take.
    """

    folder: Path
    page: str
    lang: str
    values: Mapping[str, object]
    limits: Limits | None = None


def do(step: Step) -> PageResult:
    """Run a page in its run folder and leave it there, run; return how it ended.

    It changes neither the folder nor the environment of this process, so that many can be done at
    once. A page that waits for files is left as a notebook that says so.
    """
    page, dossier = contents.page(step.page), Dossier(step.folder)
    missing = page.missing(dossier)
    if missing:
        _write(step, waiting_notebook(page, missing, step.lang))
        return _with_what_it_made(step, PageResult(page.id, "waiting", missing=tuple(missing)))
    started = time.monotonic()
    result = _run(step, page)
    result = replace(result, seconds=round(time.monotonic() - started, 2))
    return _with_what_it_made(step, result)


class WrittenOnce(ForkedPages):
    """Keeps the page at hand (in *seen*): papermill would write it before and after every cell."""

    NAME = "workbench-written-once"

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:  # noqa: ANN401
        """Run a page."""
        options.pop("seen").append(nb_man)
        return super().execute_managed_notebook(nb_man, kernel_name, **options)


papermill_engines.register(WrittenOnce.NAME, WrittenOnce)
_one_at_a_time = Lock()


def warmed() -> None:
    """Have the warm process ready before many ask for it at once; where there is none, go on."""
    with _one_at_a_time:
        try:
            _ = link.warm(contents.warm()).files
        except link.ColdError:
            return  # the engine says so of each page


def _run(step: Step, page: Page) -> PageResult:
    warmed()
    result, seen = PageResult(page.id, "done"), list[Any]()
    try:
        execute_notebook(
            load_notebook_node(str(page.notebook(step.lang))),
            {**step.values, "dossier": ".", "lang": step.lang},
            config=PRIVATE,
            env={**os.environ, VARIABLE: step.lang},
            kernel_cwd=str(step.folder),
            limits=step.limits,
            seen=seen,
        )
        if cut := stopped(seen[-1].nb):
            result = replace(result, state="failed", cell=cut[0], sentence=cut[1].say(step.lang))
    except PapermillExecutionError as error:
        result = replace(result, state="failed", cell=_cell(error), sentence=_why(error))
    except PageEndedError as error:
        why = error.why.say(step.lang)
        result = replace(result, state="failed", cell=error.cell, sentence=why)
    except DeadKernelError:
        why = say("run.kernel_died", step.lang)
        result = replace(result, state="failed", cell=_begun(seen[-1].nb), sentence=why)
    except CellTimeoutError:
        why = say("programme.too_long", step.lang)
        result = replace(result, state="failed", cell=_begun(seen[-1].nb), sentence=why)
    _write(step, _tidied(seen[-1].nb, page))
    return result


def execute_notebook(
    notebook: nbformat.NotebookNode,
    values: Mapping[str, object],
    **told: Any,  # noqa: ANN401 - the engine's own
) -> None:
    """Run a notebook with papermill's own parts, which together would write it twice on its way."""
    notebook = parameterize_notebook(notebook, dict(values), kernel_name=KERNEL)
    ran = papermill_engines.execute_notebook_with_engine(
        WrittenOnce.NAME,
        prepare_notebook_metadata(notebook, None, None),
        kernel_name=KERNEL,
        output_path=None,
        progress_bar=False,
        log_output=False,
        start_timeout=60,
        **told,
    )
    raise_for_execution_errors(ran, None)


def _write(step: Step, notebook: nbformat.NotebookNode) -> Path:
    target = step.folder / "pages" / f"{step.page}.ipynb"
    return write_whole(target, nbformat.writes(notebook) + "\n")


def _tidied(notebook: nbformat.NotebookNode, page: Page) -> nbformat.NotebookNode:
    """Take the paths of this machine, and papermill's own words, out of the page that was run."""
    tidy: nbformat.NotebookNode = remove_error_markers(notebook)
    ran = tidy.metadata.get("papermill", {})
    ran["input_path"] = f"notebooks/{page.id}.ipynb"
    ran["output_path"] = f"pages/{page.id}.ipynb"
    return tidy


def _begun(notebook: nbformat.NotebookNode) -> int:
    """Return the cell at which a page was ended, counted from 1."""
    begun = [n for n, cell in enumerate(notebook.cells, 1) if cell.get("execution_count")]
    return begun[-1] + 1 if begun else 1


def _cell(error: PapermillExecutionError) -> int:
    return int(error.cell_index) + 1


def _why(error: PapermillExecutionError) -> str:
    """Return the letter of our own errors; the kind and the message of others."""
    ours = error.ename in ("RecordError", "DataError", "RunError")
    return str(error.evalue) if ours else f"{error.ename}: {error.evalue}"


def _with_what_it_made(step: Step, result: PageResult) -> PageResult:
    left = manifest.left_by(step.folder, contents.page(step.page))
    return replace(result, made=left)
