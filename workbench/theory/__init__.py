"""The theory of change: how one thing should lead to the next, and why."""

from workbench.theory.checks import check
from workbench.theory.draw import draw, export
from workbench.theory.record import TYPES, Link, Node, Theory
from workbench.theory.table import table

__all__ = ["TYPES", "Link", "Node", "Theory", "check", "draw", "export", "table"]
