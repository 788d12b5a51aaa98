"""The evaluation: who asks what, about whom, where, when, and who has a stake in the answer."""

from workbench.evaluation.checks import check
from workbench.evaluation.entry import criteria, diagnosis, statements
from workbench.evaluation.record import (
    Criterion,
    Evaluation,
    Question,
    Source,
    Stakeholder,
    Statement,
)
from workbench.evaluation.table import questions, stakeholders, table

__all__ = [
    "Criterion",
    "Evaluation",
    "Question",
    "Source",
    "Stakeholder",
    "Statement",
    "check",
    "criteria",
    "diagnosis",
    "questions",
    "stakeholders",
    "statements",
    "table",
]
