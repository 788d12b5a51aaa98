"""What the machines of a cluster must share with this one, so that work comes out the same."""

from dataclasses import dataclass
from pathlib import Path

from workbench.base import alike
from workbench.base.alike import Machine
from workbench.base.errors import RunError

SEEN = ".seen-"
"""How the name of a file begins that is written for the workers to see."""


@dataclass(frozen=True)
class Terms:
    """What a worker must share with us: the versions, and the files that it must see."""

    machine: Machine
    files: tuple[str, ...] = ()

    def refuse(self, worker: str) -> None:
        """Raise RunError where this machine, called *worker*, does not meet these terms."""
        same(self.machine, alike.here(), worker)
        for file in self.files:
            if not Path(file).exists():
                folder = Path(file).parent if Path(file).name.startswith(SEEN) else file
                raise RunError("cluster.cannot_see", worker=worker, folder=folder)


def same(ours: Machine, theirs: Machine, worker: str) -> None:
    """Raise RunError, naming *worker*, where it has something in another version."""
    for what, other, own in alike.differs(ours, theirs):
        holes = {"worker": worker, "what": what, "theirs": other, "ours": own}
        raise RunError("cluster.other_version", **holes)
