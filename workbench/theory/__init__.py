"""The theory of change: how one thing should lead to the next, and why."""

from workbench.theory.checks import RULES, blockers, check
from workbench.theory.draw import draw, export
from workbench.theory.mechanisms import mechanisms, mechanisms_table, rivals_table
from workbench.theory.record import TYPES, Assumption, Link, Node, Risk, Rival, Theory
from workbench.theory.table import table

__all__ = [
    "RULES",
    "TYPES",
    "Assumption",
    "Link",
    "Node",
    "Risk",
    "Rival",
    "Theory",
    "blockers",
    "check",
    "draw",
    "export",
    "mechanisms",
    "mechanisms_table",
    "rivals_table",
    "table",
]
