"""What a day could not see, where people disagree, and what is decided without anybody to do it."""

from collections.abc import Iterator

from workbench.base.findings import Finding, Together
from workbench.base.words import Phrase
from workbench.capitalisation.day.agreement import FEWEST
from workbench.capitalisation.day.covered import PRESENT, Covered
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.votes import FILE
from workbench.capitalisation.day.wall import decisions


def blind_spots(known: Known) -> list[Finding]:
    """Return what a closed day leaves in the dark. None of it blocks."""
    found = [*_items(known), *_pilots(known), *_split(known)]
    for one in known.covered:
        found += _domains(known, one)
    return [*found, *_decisions(known), *_strangers(known)]


def _items(known: Known) -> Iterator[Finding]:
    """Each prerequisite could be judged by somebody, of every pilot that was read."""
    for item in known.grid.prerequisites:
        dark = [
            known.name(pilot)
            for pilot in known.readings.pilots
            if known.readings.of(pilot) and not known.readings.last(pilot, item.id).scores
        ]
        holes = {"item": item.name, "n": len(dark), "pilots": Together(tuple(dark))}
        yield Finding("day.nobody_could_judge", not dark, item.id, "warning", holes)


def _pilots(known: Known) -> Iterator[Finding]:
    """Each pilot was read, by three people at least, who said what their scores rest on."""
    for pilot in known.readings.pilots:
        cells = [known.readings.last(pilot, item) for item in known.readings.items]
        scored = [one for cell in cells for one in cell.ratings if one.score is not None]
        about = {"pilot": known.name(pilot)}
        yield Finding("day.pilot_not_read", bool(scored), pilot, "warning", about)
        if scored:
            n = len({one.who for one in scored})
            few = {**about, "n": n, "fewest": FEWEST}
            yield Finding("day.few_raters", n >= FEWEST, pilot, "note", few)
            rests = sum(one.rests for one in scored)
            bare = {**about, "n": rests, "all": len(scored)}
            yield Finding("day.pilot_without_evidence", rests > 0, pilot, "warning", bare)


def _split(known: Known) -> Iterator[Finding]:
    """Where people see two different pilots, the day says so and does not smooth it away."""
    for pilot in known.readings.pilots:
        wide = [
            item.name
            for item in known.grid.prerequisites
            if known.readings.last(pilot, item.id).split
        ]
        if known.readings.of(pilot):
            holes = {"pilot": known.name(pilot), "n": len(wide), "items": Together(tuple(wide))}
            yield Finding("day.split", not wide, pilot, "note", holes)


def _domains(known: Known, found: Covered) -> Iterator[Finding]:
    """Each domain is seen in some pilot, and what is claimed is measured somewhere."""
    answered = any(cell.n for cell in found.cells)
    for domain in found.taxonomy.domains:
        cells = [found.cell(pilot, domain.id) for pilot in found.pilots]
        about = {"domain": domain.name}
        seen = any(cell.present for cell in cells)
        state = seen if answered else None
        yield Finding(
            "day.domain_empty", state, domain.id, "warning", {**about, "label": domain.name}
        )
        stronger = any(cell.counts[state] for cell in cells for state in PRESENT[1:])
        if seen:
            yield Finding("day.domain_only_claimed", stronger, domain.id, "warning", about)


def _decisions(known: Known) -> Iterator[Finding]:
    """Each decision has somebody who carries it, and a date."""
    found = decisions(known.day, known.votes)
    for key, open_ones in (
        ("day.decision_without_owner", [one.what for one in found if not one.who]),
        ("day.decision_without_date", [one.what for one in found if not one.when]),
    ):
        holes = {"n": len(open_ones), "all": len(found)}
        yield Finding(
            key,
            not open_ones if found else None,
            "",
            "warning",
            {**holes, "label": Phrase("day.board.decisions")},
        )


def _strangers(known: Known) -> Iterator[Finding]:
    """Every answer belongs to a sequence, a pilot and a prerequisite that the day still has."""
    here = {one.id: one for one in known.agenda.sequences}
    strange = 0
    for vote in known.votes:
        one = here.get(vote.given.activity)
        places = [{c.id for c in some} | {""} for some in (one.subjects, one.items)] if one else []
        strange += not one or any(
            given not in there
            for given, there in zip((vote.given.subject, vote.given.item), places, strict=True)
        )
    yield Finding("day.answers_of_no_sequence", not strange, FILE, "warning", {"n": strange})


def counted(known: Known) -> dict[str, int]:
    """Return how many votes there are, by what became of them.

    The three states add up to all that the room acknowledged.
    """
    states = [vote.state for vote in known.votes]
    return {state: states.count(state) for state in ("stands", "replaced", "taken_back")}
