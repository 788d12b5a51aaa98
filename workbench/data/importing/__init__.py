"""Importing: a file goes in whole, in one move, after everybody has seen what that would do."""

from workbench.data.importing import draft
from workbench.data.importing.accept import accept
from workbench.data.importing.away import PutAway, bring_back, put_away
from workbench.data.importing.door import KeyMaker
from workbench.data.importing.mapping import Match
from workbench.data.importing.proposal import Proposal, propose
from workbench.data.importing.request import Request
from workbench.data.importing.stage import take_back
from workbench.data.importing.table import as_json, table

__all__ = [
    "KeyMaker",
    "Match",
    "Proposal",
    "PutAway",
    "Request",
    "accept",
    "as_json",
    "bring_back",
    "draft",
    "propose",
    "put_away",
    "table",
    "take_back",
]
