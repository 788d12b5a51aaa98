"""Advocacy followed up: asked, answered, given; amounts within amounts, and what nobody knows."""

from workbench.capitalisation.programme.advocacy.amounts import never_added, obtained, share
from workbench.capitalisation.programme.advocacy.checks import check
from workbench.capitalisation.programme.advocacy.record import Advocacy, Proposal
from workbench.capitalisation.programme.advocacy.told import amounts_table, statuses_table, table

__all__ = [
    "Advocacy",
    "Proposal",
    "amounts_table",
    "check",
    "never_added",
    "obtained",
    "share",
    "statuses_table",
    "table",
]
