"""A rule may be muted at one place, with a written reason that everybody reads in its stead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.records import Record, Text


class Mute(Record):
    """One rule that is not to be held against one place, and why; no place means everywhere."""

    rule: str
    where: str = ""
    reason: Text


def heeded(findings: Sequence[Finding], mutes: Iterable[Mute]) -> list[Finding]:
    """Return the findings; what is muted does not apply (None), and says the reason given.

    What blocks cannot be muted: the steps that follow would stand on nothing.
    """
    asked = tuple(mutes)
    return [_heeded(finding, asked) for finding in findings]


def doubts(
    findings: Sequence[Finding], mutes: Iterable[Mute], rules: Iterable[str]
) -> list[Finding]:
    """Return what is wrong with the mutes themselves, held against the *findings* as they were.

    *rules* are the ids that the file may mute; a rule of another file is told with the nearest.
    """
    return list(_doubts(findings, tuple(mutes), frozenset(rules)))


def _heeded(finding: Finding, mutes: Sequence[Mute]) -> Finding:
    mute = next((mute for mute in mutes if _meets(mute, finding)), None)
    if mute is None or finding.passed is not False or finding.severity == "blocker":
        return finding
    return replace(finding, passed=None, muted=mute.reason)


def _meets(mute: Mute, finding: Finding) -> bool:
    return mute.rule == finding.id and mute.where in ("", finding.where)


def _doubts(
    findings: Sequence[Finding], mutes: Sequence[Mute], rules: frozenset[str]
) -> Iterator[Finding]:
    for mute in mutes:
        met = [finding for finding in findings if _meets(mute, finding)]
        wrong = [finding for finding in met if finding.passed is False]
        if mute.rule not in rules:
            holes = {"hint": words.hint(mute.rule, rules)}
            yield Finding("mute.unknown_rule", False, mute.rule, "warning", holes)
        elif any(finding.severity == "blocker" for finding in wrong):
            yield Finding("mute.blocker", False, mute.rule, "warning", {"place": mute.where})
        elif not wrong:
            yield Finding("mute.idle", False, mute.rule, "note", {"place": mute.where})
