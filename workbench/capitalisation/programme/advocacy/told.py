"""The proposals told: what was asked, what came of it, amounts within amounts, and how known."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.programme.advocacy.amounts import nested, obtained, share
from workbench.capitalisation.programme.advocacy.record import STATUSES, Advocacy, Proposal
from workbench.ledger import Figure, Ledger
from workbench.ledger.quantity import Quantity
from workbench.ledger.written import Amount, amount

STATUS_NAMES = {
    "funded": "advocacy.status.funded",
    "delivered": "advocacy.status.delivered",
    "in_negotiation": "advocacy.status.in_negotiation",
    "in_progress": "advocacy.status.in_progress",
    "unknown": "advocacy.status.unknown",
}
BASIS_NAMES = {
    "sourced": "advocacy.basis.sourced",
    "inferred": "advocacy.basis.inferred",
    "none": "advocacy.basis.none",
}
NOTHING = "–"


def table(advocacy: Advocacy, ledger: Ledger, lang: str) -> list[dict[str, str]]:
    """Return one row a proposal, by its number: subject, follow-up, status, money, where from."""
    return [_row(one, ledger, lang) for one in _by_number(advocacy)]


def _row(one: Proposal, ledger: Ledger, lang: str) -> dict[str, str]:
    part = share(one, ledger)
    return {
        "advocacy_number": str(one.number),
        "advocacy_subject": one.subject.say(lang),
        "status": status(one, lang),
        "advocacy_instrument": one.instrument.say(lang) if one.instrument else NOTHING,
        "advocacy_asked": _figures(one.asked, ledger, lang),
        "advocacy_obtained": _money(obtained(one, ledger), one, ledger, lang),
        "advocacy_share": Amount(part, "share", 0).say(lang) if part else NOTHING,
    }


def status(one: Proposal, lang: str) -> str:
    """Return the status of a proposal with what it rests on."""
    said = say(STATUS_NAMES[one.status], lang)
    if one.follow_up == "missing":
        return say("advocacy.status_silent", lang, status=said)
    basis = say(BASIS_NAMES[one.basis], lang)
    return say("advocacy.status_with", lang, status=said, basis=basis)


def _money(got: Quantity | None, one: Proposal, ledger: Ledger, lang: str) -> str:
    """Return the money obtained in all, or that it may not be added up."""
    figures = [figure for id in one.obtained if (figure := ledger.figure(id))]
    money = [figure for figure in figures if figure.unit == "euros"]
    if got is None:
        return say("advocacy.not_added", lang) if len(money) > 1 else NOTHING
    told = Amount(got, "euros").say(lang)
    return told if got.is_exact else say("advocacy.between", lang, amounts=told)


def amounts_table(advocacy: Advocacy, ledger: Ledger, lang: str) -> list[dict[str, str]]:
    """Return one row a figure of each proposal: asked, obtained, of which, before, also."""
    return [row for one in _by_number(advocacy) for row in _amounts(one, ledger, lang)]


def _amounts(one: Proposal, ledger: Ledger, lang: str) -> Iterator[dict[str, str]]:
    kinds = (
        ("advocacy.kind.asked", one.asked),
        ("advocacy.kind.obtained", one.obtained),
        ("advocacy.kind.earlier", one.earlier),
        ("advocacy.kind.also", one.also),
    )
    for key, ids in kinds:
        for part in nested(ids, ledger):
            yield {
                "advocacy_number": str(one.number),
                "advocacy_kind": say(key, lang),
                "advocacy_figure": part.figure.id,
                "advocacy_what": _label(part.figure, part.inside, part.unclear, lang),
                "advocacy_amount": amount(part.figure).say(lang),
                "advocacy_source": _source(part.figure, ledger, lang),
            }


def _label(figure: Figure, inside: tuple[str, ...], unclear: bool, lang: str) -> str:
    label = figure.label.say(lang)
    if not inside:
        return label
    key = "advocacy.perhaps_within" if unclear else "advocacy.within"
    return say(key, lang, label=label, whole=words.join(inside, lang))


def _source(figure: Figure, ledger: Ledger, lang: str) -> str:
    source = next((one for one in ledger.sources if one.id == figure.source), None)
    title = ledger.source(figure.source).say(lang)
    if source is None:
        return title
    if source.dated:
        return say("advocacy.source_dated", lang, title=title, dated=source.dated)
    return say("advocacy.source_seen", lang, title=title, seen=source.seen or NOTHING)


def _figures(ids: tuple[str, ...], ledger: Ledger, lang: str) -> str:
    figures = [figure for id in ids if (figure := ledger.figure(id))]
    return words.apart([amount(figure).say(lang) for figure in figures], lang) or NOTHING


def statuses_table(advocacy: Advocacy, lang: str) -> list[dict[str, str]]:
    """Return one row a status: how many proposals, of all; what is inferred stands apart."""
    rows = []
    for name in STATUSES:
        own = [one for one in advocacy.proposals if one.status == name]
        silent = sum(one.follow_up == "missing" for one in own)
        rows.append(
            {
                "status": say(STATUS_NAMES[name], lang),
                "advocacy_count": say("levels.of", lang, part=len(own),
                                      whole=len(advocacy.proposals)),
                "advocacy_inferred": words.number(sum(o.basis == "inferred" for o in own), lang),
                "advocacy_silent": words.number(silent, lang),
            }
        )  # fmt: skip
    return rows


def _by_number(advocacy: Advocacy) -> list[Proposal]:
    return sorted(advocacy.proposals, key=lambda one: one.number)
