"""What an organisation should look at before it sends the participant table."""

from collections.abc import Iterator, Sequence

from workbench.base.findings import Finding
from workbench.data.protection.cells import MISSING, cell, members
from workbench.report.export.esf.counted import Line
from workbench.report.export.esf.parting import Cuts
from workbench.report.export.esf.sources import YES, Found, Source
from workbench.report.export.released import People

PARTICIPANTS, INDICATORS = "esf_participants.csv", "esf_indicators.csv"


def doubts(
    people: People, found: Found, parted: Cuts, counted: Sequence[Line]
) -> Iterator[Finding]:
    """Yield what is not filled, hidden, not broken down, or contradicted by the entry."""
    gaps, n = sorted(found.reasons), sum(line.hidden for line in counted)
    yield Finding("export.participants", found.anybody, PARTICIPANTS, "warning")
    for source in found.sources.values():
        if source.among:
            yield _contradicted(people, source)
    holes: dict[str, object] = {"n": len(gaps), "codes": ", ".join(gaps)}
    yield Finding("export.gaps", not gaps, INDICATORS, "note", holes)
    yield Finding("export.cells_hidden", n == 0, PARTICIPANTS, "note", {"n": n})
    for why in parted.why:
        yield Finding("export.not_parted", False, PARTICIPANTS, "note", {"why": why})


def _contradicted(people: People, source: Source) -> Finding:
    """Nobody has a result that only another group at entry can have."""
    ((column, _),) = source.among
    yes = cell([(source.split.column, dict(source.split.parts).get(YES, ()))])
    told = (people.counted[column] != MISSING).to_numpy()
    outside = members(people.counted, yes) & told & ~members(people.counted, source.among)
    n, among = int(outside.sum()), ", ".join(source.code.among)
    holes = {"n": n, "code": source.code.id, "among": among}
    return Finding("export.contradicted", n == 0, source.code.id, "warning", holes)
