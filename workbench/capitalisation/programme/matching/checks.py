"""What a proposal of pairs does not decide, and whom its rules leave without a mission."""

from collections.abc import Iterator, Sequence

from workbench.base.findings import Finding, Together
from workbench.base.words import Phrase
from workbench.capitalisation.programme.matching.proposed import KNOWN, Proposed
from workbench.capitalisation.programme.matching.record import PUBLICS, Mission, Volunteer
from workbench.data.protection.rules import SMALL

APART = 0.2
"""From this difference of shares on, the rules weigh on one public more than on the others."""


def check(
    missions: Sequence[Mission], volunteers: Sequence[Volunteer], found: Sequence[Proposed]
) -> list[Finding]:
    """Return the findings about a proposal: who decides, who has no candidate, whom rules touch."""
    return [
        Finding("matching.person_decides", False, "", "note"),
        *_known(missions, volunteers), *_empty(found), *_left(volunteers, found),
        *_publics(volunteers, found), *_papers(volunteers), *_mixed(missions, volunteers),
    ]  # fmt: skip


def _known(missions: Sequence[Mission], volunteers: Sequence[Volunteer]) -> Iterator[Finding]:
    """A mission whose volunteer is known names one who is there; no one has two missions."""
    tokens = {one.id for one in volunteers}
    named = [one for one in missions if one.route == KNOWN]
    strange = [one.id for one in named if one.volunteer not in tokens]
    holes = {"names": Together(tuple(strange)), "n": len(strange)}
    yield Finding("matching.unknown_volunteer", not strange, "", "warning", holes)
    given = [one.volunteer for one in named if one.volunteer]
    twice = sorted({one for one in given if given.count(one) > 1})
    told = {"names": Together(tuple(twice)), "n": len(twice)}
    yield Finding("matching.volunteer_twice", not twice, "", "warning", told)


def _empty(found: Sequence[Proposed]) -> Iterator[Finding]:
    """Every mission has somebody who can do it, and no rule excludes a volunteer who is known."""
    for one in found:
        if one.candidates:
            continue
        known = one.mission.route == KNOWN
        rules = tuple(
            Phrase(RULES[name])
            if known
            else Phrase("matching.excludes", {"rule": Phrase(RULES[name]), "n": n})
            for name, n in one.reasons.items()
        )
        holes: dict[str, object] = {"mission": one.mission.id, "rules": Together(rules)}
        if not known:
            yield Finding("matching.nobody_can", False, one.mission.id, "note", holes)
        elif one.reasons:
            holes |= {"volunteer": one.mission.volunteer}
            yield Finding("matching.known_excluded", False, one.mission.id, "warning", holes)


def _left(volunteers: Sequence[Volunteer], found: Sequence[Proposed]) -> Iterator[Finding]:
    """Every volunteer can do at least one mission."""
    can = {pair.volunteer.id for one in found for pair in one.candidates}
    without = sum(one.id not in can for one in volunteers)
    holes = {"n": without, "k": len(volunteers)}
    yield Finding("matching.no_mission", without == 0, "", "note", holes)


def _publics(volunteers: Sequence[Volunteer], found: Sequence[Proposed]) -> Iterator[Finding]:
    """The rules leave each public about as many possible missions as the others.

    A public of fewer than SMALL volunteers, or a share made of fewer, is not looked at.
    """
    can = {pair.volunteer.id for one in found for pair in one.candidates}
    for public, name in PUBLICS.items():
        own = [one.id for one in volunteers if public in one.publics]
        others = [one.id for one in volunteers if public not in one.publics]
        counts = [sum(id in can for id in some) for some in (own, others)]
        sizes = [len(own), len(others)]
        rest = [size - n for size, n in zip(sizes, counts, strict=True)]
        if min(*sizes, *counts) < SMALL or any(0 < one < SMALL for one in rest):
            yield Finding("matching.public", None, public, "note", {"public": Phrase(name)})
            continue
        gap = abs(counts[0] / sizes[0] - counts[1] / sizes[1])
        holes = {
            "public": Phrase(name), "part": counts[0], "of": sizes[0],
            "part_others": counts[1], "of_others": sizes[1],
        }  # fmt: skip
        yield Finding("matching.public", gap < APART, public, "warning", holes)


def _papers(volunteers: Sequence[Volunteer]) -> Iterator[Finding]:
    """Everybody's right to serve is known: to wait for papers is not to be unfit."""
    waiting = sum(one.papers is None for one in volunteers)
    holes = {"n": waiting, "k": len(volunteers)}
    yield Finding("matching.papers_unknown", waiting == 0, "", "note", holes)


def _mixed(missions: Sequence[Mission], volunteers: Sequence[Volunteer]) -> Iterator[Finding]:
    """Simulated lines are never among real ones."""
    marks = [*(one.simulated for one in missions), *(one.simulated for one in volunteers)]
    if any(marks):
        yield Finding("matching.mixed", all(marks), "", "warning", {"n": sum(marks)})


RULES = {
    "age": "matching.rule.age",
    "minor": "matching.rule.minor",
    "papers": "matching.rule.papers",
    "place": "matching.rule.place",
    "day": "matching.rule.day",
    "hours": "matching.rule.hours",
    "french": "matching.rule.french",
    "public": "matching.rule.public",
    "taken": "matching.rule.taken",
}
"""What each rule is called."""
