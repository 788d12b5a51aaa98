"""Simulated programmes whose truth is known, one process a file.

`trajectoires` makes the files of one worked example; the other files make any programme: its clubs,
who enters, what is measured, who is lost; `faults/` then spoils a table on purpose.
"""

from workbench.data.simulate.batch import Sums, club_sums, exits
from workbench.data.simulate.outcomes import Outcomes, potential
from workbench.data.simulate.people import both_lives, panel, simulate
from workbench.data.simulate.programme import Programme
from workbench.data.simulate.regression import expected_drift
from workbench.data.simulate.truth import Truth, effects, truth

__all__ = [
    "Outcomes",
    "Programme",
    "Sums",
    "Truth",
    "both_lives",
    "club_sums",
    "effects",
    "exits",
    "expected_drift",
    "panel",
    "potential",
    "simulate",
    "truth",
]
