"""How a practice spreads: who passed what on, what stayed, whom it reached, and what it costs."""

from workbench.capitalisation.dissemination import (
    economics,
    economics_told,
    fidelity,
    left,
    network,
    practice,
    reach,
    readiness,
    trainings,
    transfers,
)
from workbench.capitalisation.dissemination.economics import Economics
from workbench.capitalisation.dissemination.fidelity import Fidelity
from workbench.capitalisation.dissemination.intended import refusal
from workbench.capitalisation.dissemination.left import write
from workbench.capitalisation.dissemination.look import EVERY, review, told_of
from workbench.capitalisation.dissemination.network_picture import picture
from workbench.capitalisation.dissemination.practice import Practice
from workbench.capitalisation.dissemination.reach import Reach
from workbench.capitalisation.dissemination.readiness import Questionnaire, Readiness, questionnaire
from workbench.capitalisation.dissemination.record import Component, Dissemination, Site
from workbench.capitalisation.dissemination.transfers import Transfer, Transfers

__all__ = [
    "EVERY",
    "Component",
    "Dissemination",
    "Economics",
    "Fidelity",
    "Practice",
    "Questionnaire",
    "Reach",
    "Readiness",
    "Site",
    "Transfer",
    "Transfers",
    "economics",
    "economics_told",
    "fidelity",
    "left",
    "network",
    "picture",
    "practice",
    "questionnaire",
    "reach",
    "readiness",
    "refusal",
    "review",
    "told_of",
    "trainings",
    "transfers",
    "write",
]
