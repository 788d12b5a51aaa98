"""The report: what a funder reads, with what may be said and what may not."""

from workbench.report.added import Added, Decision, Photo
from workbench.report.compose import document
from workbench.report.review import review
from workbench.report.tell import files, tell

__all__ = ["Added", "Decision", "Photo", "document", "files", "review", "tell"]
