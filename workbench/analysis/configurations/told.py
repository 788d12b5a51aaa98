"""The configurations told: one object for programs, a discussion table for people."""

from collections.abc import Sequence
from dataclasses import asdict

from workbench.analysis.configurations.record import Answer, Solution
from workbench.analysis.configurations.truth import text
from workbench.base import words
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, of_letter, worth_reading
from workbench.base.words import LANGS, Share, say

SOLUTIONS = ("conservative", "parsimonious")
NAMES = {"conservative": "qca.conservative", "parsimonious": "qca.parsimonious"}
SHORT = {"conservative": "qca.short.conservative", "parsimonious": "qca.short.parsimonious"}
THERE, ABSENT = "●", "○"
NECESSARY = 0.9


def as_json(found: Answer, findings: Sequence[Finding]) -> dict[str, object]:
    """Return one object, its numbers unrounded; ``fr`` and ``en`` hold the sentences."""
    return {
        "outcome": found.asked.outcome,
        "conditions": list(found.asked.conditions),
        "cases": len(found.cases),
        "inclusion": found.asked.inclusion,
        **{name: _solution(getattr(found, name)) for name in SOLUTIONS},
        "necessity": [asdict(one) for one in found.necessity],
        "truth_table": [
            {
                **dict(zip(found.asked.conditions, row.marks, strict=True)),
                "outcome": int(row.outcome),
                "n": len(row.cases),
                "cases": list(row.cases),
                "consistency": row.consistency,
                "pri": row.pri,
                "contradictory": row.contradictory,
            }
            for row in found.rows
        ],
        "remainders": found.remainders,
        "findings": [_finding(finding) for finding in findings],
        **{lang: "\n".join(sentences(found, lang)) for lang in LANGS},
    }


def refused(error: LetterError) -> dict[str, object]:
    """Return the same keys with nothing in them, and the finding that says why."""
    keys = ("outcome", "conditions", "cases", "inclusion", *SOLUTIONS, "necessity")
    empty: dict[str, object] = dict.fromkeys((*keys, "truth_table", "remainders"))
    said = {lang: error.say(lang) for lang in LANGS}
    return {**empty, "findings": [_finding(of_letter(error, ""))], **said}


def sentences(found: Answer, lang: str) -> list[str]:
    """Return what may be said of these cases: never more than a discussion."""
    lines = [say("qca.discussion", lang, cases=len(found.cases), n=len(found.asked.conditions))]
    if found.why is not None:
        return [*lines, say("qca.no_formula", lang)]
    for name in SOLUTIONS:
        lines.append(_line(name, getattr(found, name), found, lang))
    needed = [one.text for one in found.necessity if one.consistency >= NECESSARY]
    if needed:
        named = words.join(needed, lang)
        lines.append(say("qca.necessary", lang, named=named, outcome=found.asked.outcome))
    return lines


def _line(name: str, solution: Solution | None, found: Answer, lang: str) -> str:
    label = say(NAMES[name], lang)
    if solution is None:
        return say("qca.no_solution", lang, label=label)
    holes = {
        "label": label,
        "formula": solution.text,
        "outcome": found.asked.outcome,
        "consistency": Share(solution.consistency),
        "coverage": Share(solution.coverage),
    }
    return say("qca.solution", lang, **holes)


def truth_table(found: Answer, lang: str) -> list[dict[str, str]]:
    """Return the discussion table: a combination a row, a condition a column.

    A full circle says that the condition is there, an empty one that it is not.
    """
    return [
        {
            "cases": ", ".join(row.cases),
            "agree": _agree(len(row.with_outcome), len(row.cases), lang),
            "consistency": words.number(row.consistency, lang, 2),
            "leads": say("word.yes" if row.outcome else "word.no", lang),
            **{
                name: THERE if mark else ABSENT
                for name, mark in zip(found.asked.conditions, row.marks, strict=True)
            },
        }
        for row in sorted(found.rows, key=lambda row: (-row.outcome, -row.consistency, row.marks))
    ]


def paths_table(found: Answer, lang: str) -> list[dict[str, str]]:
    """Return each path of both solutions: how far it holds, how much it covers, its cases."""
    return [
        {
            "solution": say(SHORT[name], lang),
            "path": term.text,
            "consistency": words.number(term.consistency, lang, 2),
            "coverage": words.number(term.coverage, lang, 2),
            "unique": words.number(term.unique_coverage, lang, 2),
            "cases": ", ".join(term.cases),
        }
        for name in SOLUTIONS
        for term in (getattr(found, name).terms if getattr(found, name) else ())
    ]


def as_text(found: Answer, findings: Sequence[Finding], lang: str) -> str:
    """Return the sentences, the discussion table, the paths, and the doubts."""
    lines = [*sentences(found, lang), ""]
    for row in found.rows:
        combination = text(row.marks, found.asked.conditions)
        agree = _agree(len(row.with_outcome), len(row.cases), lang)
        cases = ", ".join(row.cases)
        holes = {"combination": combination, "agree": agree, "cases": cases}
        lines.append("  " + say("qca.row", lang, **holes))
    lines.append("")
    lines += ["  " + say("qca.path", lang, **path) for path in paths_table(found, lang)]
    doubts = [f"- {finding.sentence(lang)}" for finding in worth_reading(findings)]
    return "\n".join([*lines, "", *doubts])


def _agree(part: int, whole: int, lang: str) -> str:
    return say("qca.agree", lang, part=part, whole=whole)


def _solution(solution: Solution | None) -> dict[str, object] | None:
    if solution is None:
        return None
    return {
        "solution": solution.text,
        "terms": [{"term": one.text, **_without_text(asdict(one))} for one in solution.terms],
        "consistency": solution.consistency,
        "pri": solution.pri,
        "coverage": solution.coverage,
        "models": list(solution.models),
        "all_models": solution.exhaustive,
    }


def _without_text(content: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in content.items() if key != "text"}


def _finding(finding: Finding) -> dict[str, object]:
    whole = finding.as_json()
    return {key: whole[key] for key in ("id", "passed", "severity", "fr", "en")}
