"""Running the pages of dossiers with papermill, in copies: the dossiers are never touched."""

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from workbench.base.compute import computing
from workbench.base.dossier import Dossier
from workbench.launch import parameters
from workbench.launch.manifest import Manifest
from workbench.launch.programme import folder, together
from workbench.launch.programme.folder import Order
from workbench.launch.programme.lock import held
from workbench.launch.programme.together import Course, Watch


def run(dossier: Dossier, out: Path, order: Order, watch: Watch) -> Manifest:
    """Run the pages of one dossier in *out*, one after the other; return the record."""
    with computing() as executor:
        return run_all([(dossier, out)], order, watch, executor)[0].record


def run_all(
    dossiers: Sequence[tuple[Dossier, Path]],
    order: Order,
    watch: Watch,
    executor: Executor,
    at_once: int = 1,
) -> list[Course]:
    """Copy each dossier into its run folder and run the pages there, *at_once* at a time.

    Leaves in each run folder ``pages/*.ipynb``, what the pages make, and ``manifest.json``, written
    after each page. Pages whose inputs, code and parameters have not changed since an earlier run
    are kept. A page that fails stops its own dossier. Nothing is written before all is looked at.

    Raises RunError when a run folder holds something else than an earlier run, or another run
    works there.
    """
    parameters.check(dict(order.values), order.pages, order.lang)
    for dossier, out in dossiers:
        folder.check(dossier, out, order)
    with held([out for _, out in dossiers]):
        courses = [
            together.course(out, order, folder.begin(dossier, out, order))
            for dossier, out in dossiers
        ]
        together.carry_out(courses, executor, at_once, watch)
    return courses
