"""The theory of change: how one thing should lead to the next, and why."""

from workbench.theory.checks import RULES, blockers, check
from workbench.theory.draw import draw, export, export_png
from workbench.theory.mechanisms import mechanisms, mechanisms_table, rivals_table
from workbench.theory.narrative import narrative, weakest
from workbench.theory.record import TYPES, Assumption, Link, Node, Risk, Rival, Theory
from workbench.theory.table import logframe, risks_table, spheres, table

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
    "export_png",
    "logframe",
    "mechanisms",
    "mechanisms_table",
    "narrative",
    "risks_table",
    "rivals_table",
    "spheres",
    "table",
    "weakest",
]
