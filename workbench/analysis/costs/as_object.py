"""Costs as one object for programs, their numbers unrounded; and as plain lines for people."""

from workbench.analysis.costs.of_dossier import Counted
from workbench.analysis.costs.sroi import Sroi
from workbench.analysis.costs.told import benefit, currency_of, ratio_table, sentences
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, of_letter, worth_reading
from workbench.base.words import LANGS, say

KEYS = ("currency", "year", "sroi", "per_result", "compared")
VALUES = (
    "ratio", "low", "high", "prudent", "hopeful", "benefits", "spent", "above_one", "by_proxy",
    "by_outcome", "draws",
)  # fmt: skip


def as_json(found: Counted) -> dict[str, object]:
    """Return one object; ``sroi`` is None where no result has a proxy."""
    return {
        "currency": currency_of(found.costs),
        "year": found.costs.year,
        "sroi": _sroi(found.value),
        "per_result": [
            {
                **{key: value for key, value in vars(one).items() if key != "outcome"},
                "outcome": one.outcome.id,
            }
            for one in found.per_result
        ],
        "compared": [
            {
                **{key: value for key, value in vars(one).items() if key != "other"},
                "other": one.other.id,
            }
            for one in found.compared
        ],
        "findings": [_finding(finding) for finding in found.findings],
        **{lang: "\n".join(lines(found, lang)) for lang in LANGS},
    }


def refused(error: LetterError, file: str) -> dict[str, object]:
    """Return the same keys with nothing in them, and the finding that says why."""
    empty: dict[str, object] = dict.fromkeys(KEYS)
    said = {lang: error.say(lang) for lang in LANGS}
    return {**empty, "findings": [_finding(of_letter(error, file))], **said}


def lines(found: Counted, lang: str) -> list[str]:
    """Return what may be said: the return first, a misleading cost behind its warning."""
    made = sentences(found.value, found.costs, lang) if found.value else []
    for row in ratio_table(found.costs, found.per_result, lang):
        said = say("costs.line", lang, **{key: row[key] for key in ("result", "per_result")})
        made.append(said if row["note"] == "–" else f"{row['note']} {said}")
    made += [told for one in found.compared if (told := benefit(one, found.costs, lang))]
    return made


def as_text(found: Counted, lang: str) -> str:
    """Return the lines, and the doubts."""
    doubts = [f"- {finding.sentence(lang)}" for finding in worth_reading(found.findings)]
    return "\n".join([*lines(found, lang), "", *doubts])


def _sroi(value: Sroi | None) -> dict[str, object] | None:
    if value is None:
        return None
    swings = [
        {"figure": swing.knob.key, "low": swing.low, "high": swing.high} for swing in value.swings
    ]
    return {**{name: getattr(value, name) for name in VALUES}, "tornado": swings}


def _finding(finding: Finding) -> dict[str, object]:
    whole = finding.as_json()
    return {key: whole[key] for key in ("id", "passed", "severity", "fr", "en")}
