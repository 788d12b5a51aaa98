"""What a careful reader says of a funnel: what nobody counted, of whom, and from which base."""

from collections.abc import Iterator
from itertools import chain

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.contribution.funnel import Funnel, Passed, passed
from workbench.contribution.visits import Visits, visits
from workbench.ledger import Ledger


def check(dossier: Dossier) -> list[Finding]:
    """Return the findings about the funnel of a dossier: names, steps, groups, series."""
    funnel, ledger = dossier.read(Funnel), dossier.read_if_there(Ledger)
    steps = passed(funnel, ledger, words.LANGS[0])
    return [
        *names_are_known(funnel, ledger),
        *chain.from_iterable(map(step_is_counted, steps)),
        *groups_are_seen(funnel),
        *chain.from_iterable(series_has_a_base(one) for one in visits(dossier)),
    ]


def names_are_known(funnel: Funnel, ledger: Ledger | None) -> Iterator[Finding]:
    """A figure is in the ledger, a step is counted of an earlier one, a group of known steps."""
    figures, earlier = ledger.ids() if ledger else [], list[str]()
    for step in funnel.steps:
        if step.figure:
            yield _known("funnel.unknown_figure", step.figure, figures, step.id)
        if step.of:
            yield _known("funnel.unknown_step", step.of, earlier, step.id)
        if step.id in earlier:
            yield Finding("funnel.id_twice", False, step.id, "blocker")
        earlier.append(step.id)
    for group in funnel.groups:
        for name in group.counts:
            yield _known("funnel.unknown_step", name, earlier, group.id)
    for series in funnel.series:
        if series.change:
            yield _known("funnel.unknown_figure", series.change, figures, series.id)


def step_is_counted(one: Passed) -> Iterator[Finding]:
    """A step has a number and something to take it of; what it mixes is said."""
    where, holes = one.step.id, {"step": one.step.label}
    counted = one.count is not None or bool(one.written)
    asks = {"asks": one.step.asks or words.Phrase("funnel.asks")}
    yield Finding("funnel.uncounted", counted, where, "warning", {**holes, **asks})
    if one.before is not None and one.count is not None:
        of = {**holes, "before": one.before.label}
        yield Finding("funnel.no_denominator", one.whole is not None, where, "warning", of)
        if one.whole is not None:
            fits = one.count <= one.whole
            yield Finding("funnel.grows", fits, where, "warning", of)
    if one.step.mixes:
        mixed = {**holes, "n": len(one.step.mixes)}
        yield Finding("funnel.mixed", False, where, "warning", mixed)


def groups_are_seen(funnel: Funnel) -> Iterator[Finding]:
    """Whoever was to be looked at apart is counted at one step at least."""
    for group in funnel.groups:
        holes = {"group": group.label}
        yield Finding("funnel.group_unseen", bool(group.counts), group.id, "warning", holes)


def series_has_a_base(one: Visits) -> Iterator[Finding]:
    """A change says what it is counted from; a break needs months before and after."""
    where, holes = one.series.id, {"series": one.series.label}
    declared = one.series.base is not None or bool(one.months)
    if one.series.change or declared:
        yield Finding("funnel.base_undeclared", declared, where, "warning", holes)
    before, after = one.before_and_after
    months = {**holes, "before": before, "after": after}
    yield Finding("funnel.few_months", one.may_break, where, "note", months)


def _known(id: str, name: str, among: list[str], where: str) -> Finding:
    holes = {"name": name, "hint": words.hint(name, among)}
    return Finding(id, name in among, where, "warning", holes)
