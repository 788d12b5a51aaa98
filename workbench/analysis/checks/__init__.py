"""Checks: what each one looks at, what passing means, and what it does not mean."""

from workbench.analysis.checks.pitfalls import Case, Pitfall, pitfalls

__all__ = ["Case", "Pitfall", "pitfalls"]
