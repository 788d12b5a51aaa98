"""Who may do what on a server: people, their dossiers, their kernels; on one's own machine, all."""

from workbench.launch.access.copies import own
from workbench.launch.access.people import Person
from workbench.launch.access.who import (
    ALONE,
    forget,
    here,
    is_example,
    known,
    may,
    moved,
    person,
    reserve,
    shelf,
)

__all__ = [
    "ALONE",
    "Person",
    "forget",
    "here",
    "is_example",
    "known",
    "may",
    "moved",
    "own",
    "person",
    "reserve",
    "shelf",
]
