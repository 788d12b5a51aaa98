"""The reliability of a scale told: one object for programs, a table of questions for people."""

from collections.abc import Sequence
from dataclasses import asdict

from workbench.analysis.reliability.record import Reliability
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, of_letter, worth_reading
from workbench.base.words import LANGS, Share, number, percent, say

KEYS = (
    "alpha", "omega", "n", "items", "ci_low", "ci_high", "n_complete", "alpha_standardised",
    "alpha_complete", "icc", "design_effect",
)  # fmt: skip


def as_json(found: Reliability, findings: Sequence[Finding]) -> dict[str, object]:
    """Return one object, its numbers unrounded; ``fr`` and ``en`` hold the sentences."""
    values = {name: getattr(found, name) for name in KEYS}
    return {
        **values,
        "items": [asdict(item) for item in found.items],
        "level": found.asked.level,
        "findings": [_finding(finding) for finding in findings],
        **{lang: "\n".join(sentences(found, lang)) for lang in LANGS},
    }


def refused(error: LetterError) -> dict[str, object]:
    """Return the same keys with nothing in them, and the finding that says why."""
    empty: dict[str, object] = dict.fromkeys(KEYS)
    said = {lang: error.say(lang) for lang in LANGS}
    return {**empty, "findings": [_finding(of_letter(error, ""))], **said}


def sentences(found: Reliability, lang: str) -> list[str]:
    """Return what may be said of the scale."""
    holes = {
        "alpha": number(found.alpha, lang, 2),
        "low": number(found.ci_low, lang, 2),
        "high": number(found.ci_high, lang, 2),
        "omega": number(found.omega, lang, 2),
        "level": Share(found.asked.level),
        "k": len(found.items),
        "n": found.n_complete,
        "answered": found.n,
    }
    lines = [say("reliability.sentence", lang, **holes), say("reliability.not_validity", lang)]
    if found.icc is not None and found.design_effect is not None:
        alike = {"icc": number(found.icc, lang, 2), "effect": number(found.design_effect, lang, 1)}
        lines.append(say("reliability.sites", lang, **alike))
    return lines


def item_table(found: Reliability, lang: str) -> list[dict[str, str]]:
    """Return one row per question: its mean, its tie to the others, alpha without it, missing."""
    return [
        {
            "question": item.id,
            "mean": number(item.mean, lang, 2),
            "item_rest": number(item.item_rest, lang, 2),
            "alpha_without": number(item.alpha_without, lang, 2),
            "unanswered": percent(item.missing, lang),
        }
        for item in found.items
    ]


def as_text(found: Reliability, findings: Sequence[Finding], lang: str) -> str:
    """Return the sentences, a line a question, and the doubts."""
    lines = [*sentences(found, lang), ""]
    lines += ["  " + say("reliability.line", lang, **row) for row in item_table(found, lang)]
    doubts = [f"- {finding.sentence(lang)}" for finding in worth_reading(findings)]
    return "\n".join([*lines, "", *doubts])


def _finding(finding: Finding) -> dict[str, object]:
    whole = finding.as_json()
    return {key: whole[key] for key in ("id", "passed", "severity", "fr", "en")}
