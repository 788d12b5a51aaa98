"""Whether every quote has a consent, a place and one text, and whether coders agree."""

from collections.abc import Iterator, Sequence

from workbench.base import words
from workbench.base.findings import Finding
from workbench.contribution.agreement import MANY, TENTATIVE, agreement, both
from workbench.contribution.coding import CODING, Segment
from workbench.contribution.consent import LEVELS, tells_who


def check(segments: Sequence[Segment]) -> list[Finding]:
    """Return the findings about the coded segments: each one, then the coders together."""
    found: list[Finding] = []
    for id in dict.fromkeys(one.segment for one in segments):
        rows = [one for one in segments if one.segment == id]
        for rule in EVERY:
            found += rule(id, rows)
    return [*found, *coded_twice(segments)]


def consent_is_there(id: str, rows: Sequence[Segment]) -> Iterator[Finding]:
    """A quote is used only with the consent of whoever said it."""
    holes = {"line": str(rows[0].line)}
    yield Finding("coding.no_consent", all(one.consent for one in rows), id, "blocker", holes)
    for odd in dict.fromkeys(one.consent for one in rows):
        if odd and odd not in LEVELS:
            told = {**holes, "name": odd, "hint": words.hint(odd, LEVELS)}
            yield Finding("coding.unknown_consent", False, id, "blocker", told)


def place_is_told(id: str, rows: Sequence[Segment]) -> Iterator[Finding]:
    """Whoever doubts a quote can find it: its interview, and the minute or the line."""
    passed = all(one.interview and one.place for one in rows)
    yield Finding("coding.no_place", passed, id, "warning", {"line": str(rows[0].line)})


def one_text(id: str, rows: Sequence[Segment]) -> Iterator[Finding]:
    """One segment is one passage: same words, same place, same consent, whoever codes it."""
    same = {(one.quote, one.interview, one.place, one.consent) for one in rows}
    yield Finding("coding.two_texts", len(same) == 1, id, "warning")


def nobody_is_named(id: str, rows: Sequence[Segment]) -> Iterator[Finding]:
    """A quote gives no name and no way to reach somebody."""
    passed = not any(tells_who(one.quote, one.interview) for one in rows)
    yield Finding("coding.names_somebody", passed, id, "warning")


def coded_twice(segments: Sequence[Segment]) -> Iterator[Finding]:
    """Two people coded the same passages, enough of them, and agree."""
    if not segments:
        return
    twice = both(segments)
    coders = sorted({one.coder for one in segments if one.coder})
    yield Finding("coding.one_coder", bool(twice), CODING, "note", {"coders": len(coders)})
    if twice:
        enough = len(twice) >= MANY
        holes = {"n": len(twice), "many": MANY}
        yield Finding("coding.few_segments", enough, CODING, "note", holes)
        found = agreement(segments)
        if found.alpha is not None:
            low = {"alpha": found.alpha, "least": TENTATIVE}
            passed = found.alpha >= TENTATIVE
            yield Finding("coding.low_agreement", passed, CODING, "warning", low)


EVERY = (consent_is_there, place_is_told, one_text, nobody_is_named)
