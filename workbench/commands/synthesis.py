"""The end of a run of several dossiers: what they say together, in a folder beside theirs."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError

if TYPE_CHECKING:
    from workbench.launch.programme.folder import Order
    from workbench.launch.programme.together import Course

NAME = "programme"
"""What the synthesis is called, as a dossier and as a run folder."""

GATHERED = "gathering"
"""Where its inputs are put together first: as those of any dossier, they are then copied."""


def place(outs: Sequence[Path], lang: str) -> Path:
    """Return the run folder of the synthesis, beside those of the dossiers.

    Raises RunError where a dossier has that name.
    """
    like = outs[0].name.endswith(f"-{lang}") and outs[0].parent == Path("runs")
    out = outs[0].parent / (f"{NAME}-{lang}" if like else NAME)
    if out in outs:
        raise RunError("programme.taken_name", name=NAME)
    return out


def run(
    outs: Sequence[Path],
    out: Path,
    order: "Order",
    does: "Callable[[Sequence[tuple[Dossier, Path]], Order], list[Course]]",
) -> "Course":
    """Bring the finished runs *outs* together in *out*, and run its pages: *does* runs them.

    A page is run again only where what the runs have left has changed.
    """
    from workbench.launch.programme.lock import held
    from workbench.launch.warm.call import called  # heavy: help and errors come without it

    gathered = out.parent / f".{out.name}.{GATHERED}"
    with held([gathered]):
        try:
            called("workbench.report.programme:synthesise", outs, gathered / NAME)
            return does([(Dossier(gathered / NAME), out)], order)[0]
        finally:
            shutil.rmtree(gathered, ignore_errors=True)
