"""Money asked for and money obtained: a part is told within its whole, and nothing counts twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.base.words import Sayable
from workbench.capitalisation.programme.advocacy.record import Advocacy, Proposal
from workbench.ledger import Figure, Ledger
from workbench.ledger.nesting import twice, wholes
from workbench.ledger.quantity import Quantity, of_figure

MONEY = ("euros", "dollars")


@dataclass(frozen=True)
class Nested:
    """A figure as it is told: *inside* of another one of the same proposal, or standing alone.

    *unclear* says that the source does not tell whether it is a part.
    """

    figure: Figure
    inside: tuple[str, ...]
    unclear: bool


def nested(ids: tuple[str, ...], ledger: Ledger) -> list[Nested]:
    """Return the figures of a proposal, each after the wholes that it is a part of."""
    found = [
        Nested(figure, tuple(sorted(wholes(ledger, id) & {*ids})), figure.nesting == "unclear")
        for id in ids
        if (figure := ledger.figure(id)) is not None
    ]
    return sorted(found, key=lambda one: (_first(one, ids), len(one.inside)))


def _first(one: Nested, ids: tuple[str, ...]) -> int:
    return min(ids.index(id) for id in (*one.inside, one.figure.id))


def obtained(proposal: Proposal, ledger: Ledger) -> Quantity | None:
    """Return what is known of the money obtained in all; None where that may not be said.

    A stated part counts within its whole. Where the source does not say whether one amount is a
    part of another, the money lies between the largest whole alone and all of them together.
    None without any amount, and where the ledger says that two of them may never be added.
    """
    money = [one for one in nested(proposal.obtained, ledger) if one.figure.unit in MONEY]
    alone = [one for one in money if not one.inside or one.unclear]
    amounts = [amount for one in alone if (amount := of_figure(one.figure)) is not None]
    if not amounts or len({one.figure.unit for one in alone}) > 1:
        return None
    if len(amounts) == 1:
        return amounts[0]
    if any(_apart(ledger, one.figure.id, two.figure.id) for one in alone for two in alone):
        return None
    together = amounts[0]
    for amount in amounts[1:]:
        together = together.plus(amount)
    if proposal.added is not None:
        return together
    return Quantity(max(one.low for one in amounts), together.high)


def _apart(ledger: Ledger, one: str, two: str) -> bool:
    return one != two and any({one, two} <= {*apart.figures} for apart in ledger.apart)


def share(proposal: Proposal, ledger: Ledger) -> Quantity | None:
    """Return what part of the money asked for was obtained; None unless both are one amount."""
    asked = [figure for id in proposal.asked if (figure := ledger.figure(id))]
    got = obtained(proposal, ledger)
    amount = of_figure(asked[0]) if len(asked) == 1 and asked[0].unit in MONEY else None
    return got.over(amount) if got and amount and amount.low > 0 else None


def never_added(advocacy: Advocacy, ledger: Ledger) -> tuple[str, str, Sayable] | None:
    """Return two amounts that keep all proposals from being added up, and why; None where none."""
    ids = [
        id
        for proposal in advocacy.proposals
        for id in proposal.obtained
        if (figure := ledger.figure(id)) and figure.unit in MONEY
    ]
    return twice(ledger, ids)


def doubtful(proposal: Proposal, ledger: Ledger) -> Iterator[Figure]:
    """Yield the figures of a proposal about which its source leaves a question open."""
    for id in proposal.figures:
        figure = ledger.figure(id)
        if figure is not None and figure.question is not None:
            yield figure
