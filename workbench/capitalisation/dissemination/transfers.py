"""Who passed which part of a practice to whom, when, and what was changed on the way."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import say, shown
from workbench.capitalisation.dissemination.record import ID, Dissemination, known

KIND_NAMES = {
    "diffusion": "dissemination.kind.diffusion",
    "affiliation": "dissemination.kind.affiliation",
    "fertilisation": "dissemination.kind.fertilisation",
    "duplication": "dissemination.kind.duplication",
    "cooperation": "dissemination.kind.cooperation",
    "merger": "dissemination.kind.merger",
}
"""The ways of spreading, in the words of the French social economy."""
Kind = Literal["diffusion", "affiliation", "fertilisation", "duplication", "cooperation", "merger"]


class Transfer(Record):
    """One part that went from one site to another; what was *adapted*, and the *reason*.

    *begun* is the day of the first session together, *done* the day on which the receiver first
    worked with it alone; None where it has not. What is not filled in yet is empty: a finding says
    so.
    """

    id: str = Field(pattern=ID)
    giver: str = ""
    receiver: str = ""
    component: str = ""
    kind: Kind | None = None
    begun: date | None = None
    done: date | None = None
    adapted: Text | None = None
    reason: Text | None = None


class Transfers(FileRecord):
    """`transfers.yml`: the log of transfers."""

    FILE: ClassVar[str] = "transfers.yml"

    transfers: tuple[Transfer, ...] = ()


def check(log: Transfers, told: Dissemination) -> list[Finding]:
    """Return the findings about a log: names first, then each line, then lines that repeat."""
    named = [
        pair
        for one in log.transfers
        for pair in (
            (one.id, f"site:{one.giver}"),
            (one.id, f"site:{one.receiver}"),
            (one.id, f"component:{one.component}"),
        )
    ]
    return [*known(named, told), *_lines(log, told), *_repeated(log)]


def _lines(log: Transfers, told: Dissemination) -> Iterator[Finding]:
    roles = {site.id: site.role for site in told.sites}
    for one in log.transfers:
        apart = one.giver != one.receiver if one.giver else None
        yield Finding("dissemination.own_giver", apart, one.id)
        both = one.begun is not None and one.done is not None
        ordered = one.begun <= one.done if one.begun and one.done else None
        holes: dict[str, object] = {"begun": one.begun, "done": one.done} if both else {}
        yield Finding("dissemination.date_order", ordered, one.id, holes=holes)
        yield Finding("dissemination.no_date", one.begun is not None, one.id, "warning")
        reasoned = one.reason is not None if one.adapted else None
        yield Finding("dissemination.adapted_without_reason", reasoned, one.id, "warning")
        gives = roles.get(one.giver)
        if gives is not None:
            right, holes = gives in ("gives", "both"), {"name": told.site(one.giver)}
            yield Finding("dissemination.not_a_giver", right, one.id, "note", holes)


def _repeated(log: Transfers) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for one in log.transfers:
        key = (one.giver, one.receiver, one.component, one.begun)
        if key in seen:
            holes = {"other": seen[key]}
            yield Finding("dissemination.same_transfer", False, one.id, "warning", holes)
        seen.setdefault(key, one.id)


def table(log: Transfers, told: Dissemination, lang: str) -> list[dict[str, str]]:
    """Return one row a transfer, in the order of the log."""
    return [
        {
            say("dissemination.head.giver", lang): told.site(one.giver).say(lang),
            say("dissemination.head.receiver", lang): told.site(one.receiver).say(lang),
            say("dissemination.head.component", lang): told.component(one.component).say(lang),
            say("dissemination.head.kind", lang): say(KIND_NAMES[one.kind], lang)
            if one.kind
            else "–",
            say("dissemination.head.begun", lang): shown(one.begun or "–", lang),
            say("dissemination.head.done", lang): shown(one.done or "–", lang),
            say("dissemination.head.adapted", lang): shown(one.adapted or "–", lang),
            say("dissemination.head.reason", lang): shown(one.reason or "–", lang),
        }
        for one in log.transfers
    ]


def sentence(log: Transfers, lang: str) -> str:
    """Say how many transfers were begun, and how many the receiver works with alone."""
    if not log.transfers:
        return say("dissemination.no_transfer", lang)
    done = sum(one.done is not None for one in log.transfers)
    adapted = sum(one.adapted is not None for one in log.transfers)
    n = len(log.transfers)
    return say("dissemination.transfers", lang, n=n, done=done, adapted=adapted)
