"""The report: what a funder reads, with what may be said and what may not."""

from workbench.report.review import review
from workbench.report.tell import tell

__all__ = ["review", "tell"]
