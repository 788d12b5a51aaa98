"""How a run ended: every page of one dossier, or in short what many have in common."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding, blocking
from workbench.base.words import join, say

if TYPE_CHECKING:
    from workbench.launch.programme.together import Course

FEW = 5
"""So many dossiers are told one by one, and so many names are listed."""

REPORT = "07_report"
FINDINGS = "results/findings.csv"
STATES = ("done", "skipped", "waiting", "failed")


def told(courses: "Sequence[Course]", lang: str) -> tuple[list[str], int]:
    """Return the lines of a summary, and the exit code: 1 when a page failed or a finding blocks.

    The lines say what stopped, what waits, what blocks, where the reports are, how many pages.
    """
    stops = {one.record.dossier: found for one in courses if (found := _blocking(one))}
    lines = [*_failed(courses, lang), *_waiting(courses, lang), *_blocked(courses, stops, lang)]
    lines += [*_reports(courses, lang), counts(_states(courses), lang)]
    failed = any(result.state == "failed" for one in courses for result in one.record.pages)
    return lines, 1 if failed or stops else 0


def counts(states: Iterable[str], lang: str) -> str:
    """Say how many pages are done, need not be run again, wait, or have failed."""
    counted = Counter(states)
    return say("programme.counts", lang, **{state: counted[state] for state in STATES})


def names(given: Sequence[str], lang: str) -> str:
    """Write a list of dossiers, the first ones of a long one."""
    if len(given) <= FEW:
        return join(given, lang)
    return say("programme.names", lang, names=", ".join(given[:FEW]), n=len(given) - FEW)


def _states(courses: "Sequence[Course]") -> Iterator[str]:
    for one in courses:
        for result in one.record.pages:
            kept = result.page in one.kept and result.state == "done"
            yield "skipped" if kept else result.state


def _failed(courses: "Sequence[Course]", lang: str) -> Iterator[str]:
    for one in courses:
        for result in one.record.pages:
            if result.state == "failed":
                cell = "–" if result.cell is None else str(result.cell)
                holes = {"page": result.page, "cell": cell, "why": result.sentence}
                if len(courses) == 1:
                    yield say("run.failed", lang, **holes)
                else:
                    yield say("programme.failed", lang, name=one.record.dossier, **holes)


def _waiting(courses: "Sequence[Course]", lang: str) -> Iterator[str]:
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for one in courses:
        for result in one.record.pages:
            if result.state == "waiting":
                alike[result.page, result.missing].append(one.record.dossier)
    for (page, missing), where in sorted(alike.items()):
        files = join(missing, lang)
        if len(courses) == 1:
            yield say("run.waiting", lang, page=page, missing=files)
        else:
            who = names(where, lang)
            yield say("programme.waiting", lang, page=page, missing=files, names=who)


def _blocking(one: "Course") -> list[Finding]:
    """Return what blocks in a dossier; its report has looked already, where it is done."""
    done = any(result.page == REPORT and result.state == "done" for result in one.record.pages)
    if done and (one.out / FINDINGS).is_file():
        with (one.out / FINDINGS).open(encoding="utf-8", newline="") as file:
            rows = [(row["passed"], row["severity"]) for row in csv.DictReader(file)]
        if ("false", "blocker") not in rows:
            return []
    from workbench.report import review  # heavy: where nothing blocks nobody waits for it

    return blocking(review(Dossier(one.out)))


def _blocked(
    courses: "Sequence[Course]", stops: dict[str, list[Finding]], lang: str
) -> Iterator[str]:
    if len(courses) > FEW:
        if stops:
            yield say("programme.blocked", lang, n=len(stops), names=names(list(stops), lang))
        return
    for name, found in stops.items():
        for finding in found:
            why = finding.sentence(lang)
            if len(courses) == 1:
                yield say("run.blocked", lang, why=why)
            else:
                yield say("programme.blocks", lang, name=name, why=why)


def _reports(courses: "Sequence[Course]", lang: str) -> Iterator[str]:
    there = [one for one in courses if (one.out / "report" / "index.html").is_file()]
    if len(courses) > FEW:
        if there:
            yield say("programme.reports", lang, n=len(there), where=_anywhere(there))
        return
    for one in there:
        report = one.out / "report" / "index.html"
        yield say("run.report", lang, name=one.record.dossier, report=report)


def _anywhere(courses: "Sequence[Course]") -> str:
    """Return where the reports of many dossiers are, ``*`` standing for their names."""
    one = courses[0]
    name = one.out.name.replace(one.record.dossier, "*", 1)
    return str(one.out.parent / name / "report" / "index.html")
