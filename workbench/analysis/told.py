"""One estimate told: as an object for programs, as a sentence and a small table for people."""

from collections.abc import Sequence
from dataclasses import asdict

from workbench.analysis import evidence, ladder
from workbench.analysis.claims import rung
from workbench.analysis.effect import Effect
from workbench.base import words
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, of_letter, worth_reading
from workbench.base.words import LANGS, say

NUMBERS = (
    "design", "estimand", "measure", "method", "estimate", "std_error", "df", "ci_low", "ci_high",
    "p_value", "n", "n_clusters", "wild_p_value",
)  # fmt: skip
"""The keys of the contract, before the claim and the findings."""


def as_json(effect: Effect, findings: Sequence[Finding]) -> dict[str, object]:
    """Return the effect as one object, its numbers unrounded."""
    said = {lang: ladder.sentence(effect, lang) for lang in LANGS}
    return {
        **{name: getattr(effect, name) for name in NUMBERS},
        "claim": {"level": rung(effect.claim), "step": effect.claim, **said},
        "findings": [_finding(finding) for finding in findings],
        "level": effect.level,
        "n_left_out": effect.n_left_out,
        "contrasts": [asdict(contrast) for contrast in effect.contrasts],
        "references": dict(effect.references),
        "std_error_scale": "log" if effect.measure == "risk_ratio" else "estimate",
        "defaults": [_phrase(key, effect) for key in effect.defaults],
        "notes": [_phrase(key, effect) for key in effect.notes],
        "may_not_say": {lang: ladder.forbidden(effect, lang) for lang in LANGS},
        "scales": evidence.as_json(effect),
        "detail": dict(effect.detail),
    }


def refused(design: str, measure: str, error: LetterError) -> dict[str, object]:
    """Return the same keys with nothing in them, and the finding that says why."""
    empty: dict[str, object] = dict.fromkeys(NUMBERS)
    finding = of_letter(error, "")
    said = {lang: error.say(lang) for lang in LANGS}
    return {
        **empty,
        "design": design,
        "measure": measure,
        "claim": {"level": None, "step": None, **said},
        "findings": [_finding(finding)],
    }


def as_text(effect: Effect, findings: Sequence[Finding], lang: str) -> str:
    """Return the sentence, a small table, what may not be said, and the doubts."""
    rows = [
        ("told.method", effect.method),
        ("told.n", words.number(effect.n, lang)),
        ("told.left_out", words.number(effect.n_left_out, lang)),
        ("told.sites", words.number(effect.n_clusters, lang)),
        ("told.std_error", words.number(effect.std_error, lang, 4)),
        ("told.df", words.number(effect.df, lang, 1)),
        ("told.p_value", words.number(effect.p_value, lang, 4)),
        ("told.wild", words.number(effect.wild_p_value, lang, 4)),
    ]
    if "lot_p_value" in effect.detail:
        rows.append(("lot.p_value", words.number(effect.detail["lot_p_value"], lang, 4)))
    width = max(len(say(key, lang)) for key, _ in rows)
    table = [f"  {say(key, lang):<{width}}  {value}" for key, value in rows]
    references = [
        say("told.reference", lang, column=column, value=value)
        for column, value in effect.references.items()
    ]
    notes = [say(key, lang, **effect.holes) for key in (*effect.defaults, *effect.notes)]
    doubts = [f"- {finding.sentence(lang)}" for finding in worth_reading(findings)]
    sentences = [ladder.sentence(effect, lang), ladder.forbidden(effect, lang)]
    return "\n".join([*sentences, "", *table, "", *references, *notes, "", *doubts])


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "passed": finding.passed,
        "severity": finding.severity,
        **{lang: finding.sentence(lang) for lang in LANGS},
    }


def _phrase(key: str, effect: Effect) -> dict[str, str]:
    return {"id": key, **{lang: say(key, lang, **effect.holes) for lang in LANGS}}
