"""The evaluation: who asks what, about whom, where, when, and who has a stake in the answer."""

from workbench.evaluation.checks import check
from workbench.evaluation.record import Evaluation, Question, Source, Stakeholder
from workbench.evaluation.table import questions, stakeholders, table

__all__ = [
    "Evaluation",
    "Question",
    "Source",
    "Stakeholder",
    "check",
    "questions",
    "stakeholders",
    "table",
]
