"""Writing a questionnaire question by question, in words: its names, codes and links follow."""

from workbench.collection.writing.doubts import doubt
from workbench.collection.writing.follow import brought, followed, outcome, to_ask
from workbench.collection.writing.moments import (
    sites,
    started,
    waves_offered,
    with_sites,
    with_waves,
)
from workbench.collection.writing.row import KINDS, Row, kind_of
from workbench.collection.writing.typed import line_of
from workbench.collection.writing.whole import (
    Around,
    counted,
    own,
    rows,
    usual,
    with_person,
    written,
)

__all__ = [
    "KINDS",
    "Around",
    "Row",
    "brought",
    "counted",
    "doubt",
    "followed",
    "kind_of",
    "line_of",
    "outcome",
    "own",
    "rows",
    "sites",
    "started",
    "to_ask",
    "usual",
    "waves_offered",
    "with_person",
    "with_sites",
    "with_waves",
    "written",
]
