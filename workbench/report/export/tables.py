"""The results of a dossier as tables: one row a thing, tied to one another by their keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.analysis import Effect
from workbench.analysis.ladder import forbidden, sentence
from workbench.base.dossier import Dossier
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.collection import Plan
from workbench.evaluation import Evaluation
from workbench.indicators import Choices, catalogue
from workbench.ledger import Figure, Ledger
from workbench.report import targets
from workbench.report.export import shapes
from workbench.report.export.record import Row, Table
from workbench.report.export.released import Results

QUANTITIES = ("df", "wild_p_value", "family_size", "p_romano_wolf")
"""The figures of an effect, beside its details, that stand among the details of an export."""
COMMON = (
    "estimate", "std_error", "ci_low", "ci_high", "level", "n", "n_left_out", "n_clusters",
    "p_value", "p_holm", "p_bh",
)  # fmt: skip
OF_A_PART = ("estimate", "std_error", "ci_low", "ci_high", "n", "p_value", "p_holm", "p_bh")


def result_tables(dossier: Dossier, found: Results) -> list[Table]:
    """Return the tables of results: indicators, analyses, estimates, details, sites, targets.

    Where the dossier has published figures, they follow. A masked row keeps what was asked.
    """
    evaluation, plan = dossier.read(Evaluation), dossier.read(Plan)
    choices = dossier.read_if_there(Choices) or Choices(format=1, choices=())
    simulated, chosen = evaluation.simulated, {one.indicator for one in choices.choices}
    named = {one.id: one.indicator for one in plan.analyses}
    told = [(one, named.get(one.id)) for one in found.effects]
    used = [*dict.fromkeys([*_ids(choices), *(id for _, id in told if id)])]
    ledger = dossier.read_if_there(Ledger)
    tables = [
        Table(shapes.INDICATORS, [_indicator(id) for id in used]),
        Table(shapes.ANALYSES, [_analysis(one, id, simulated) for one, id in told]),
        Table(shapes.ESTIMATES, [row for one in found.effects for row in _estimates(one)]),
        Table(shapes.DETAILS, [row for one in found.effects for row in _details(one)]),
        Table(shapes.SITES, [_site(row) for row in found.sites]),
        Table(shapes.TARGETS, _targets(choices, plan, found.effects) if chosen else []),
    ]
    if ledger is not None:
        tables.append(Table(shapes.PUBLISHED, _published(ledger)))
    return tables


def in_both(name: str, text: Text | None) -> dict[str, str | None]:
    """Return some words in each language: *name*_fr, *name*_en; nothing where there are none."""
    return {f"{name}_{lang}": text.say(lang) if text else None for lang in LANGS}


def _ids(choices: Choices) -> list[str]:
    return [choice.indicator for choice in choices.choices]


def _indicator(id: str) -> Row:
    known = catalogue().get(id)
    if known is None:
        return {"indicator": id}
    return {
        "indicator": id,
        **in_both("name", known.name),
        **in_both("definition", known.definition),
        "counted_in": known.unit,
        "result_type": known.type,
        "standards": "; ".join(known.standards) or None,
        "source": known.source,
        "licence": known.licence,
    }


def _analysis(effect: Effect, indicator: str | None, simulated: bool) -> Row:
    own = ("design", "method", "estimand", "measure", "outcome", "unit", "family", "claim")
    return {
        "analysis": effect.id,
        "indicator": indicator,
        **in_both("label", effect.label),
        **{name: getattr(effect, name) for name in own},
        **{f"may_say_{lang}": None if effect.masked else sentence(effect, lang) for lang in LANGS},
        **{f"may_not_say_{lang}": forbidden(effect, lang) for lang in LANGS},
        "masked": effect.masked,
        "simulated": simulated,
    }


def _estimates(effect: Effect) -> Iterator[Row]:
    """Yield the row of the effect itself (part 0), then one for each of its contrasts."""
    detail = {name: effect.detail.get(name) for name in ("count", "n_started", "worst", "best")}
    same = {"analysis": effect.id, "masked": effect.masked}
    yield {**same, "part": 0, **{name: getattr(effect, name) for name in COMMON}, **detail}
    for number, contrast in enumerate(effect.contrasts, start=1):
        said = {"value": contrast.value, "reference": contrast.reference}
        figures = {name: getattr(contrast, name) for name in OF_A_PART}
        yield {**same, "part": number, **said, "level": effect.level, **figures}


def _details(effect: Effect) -> Iterator[Row]:
    """Yield a row for each further figure of an effect."""
    own = {name: getattr(effect, name) for name in QUANTITIES}
    others = {k: v for k, v in effect.detail.items() if k not in shapes.IN_ESTIMATES}
    for quantity, figure in {**own, **others}.items():
        if figure is not None and not effect.masked:
            yield {"analysis": effect.id, "quantity": quantity, "figure": figure}


def _site(row: dict[str, Any]) -> Row:
    return {
        "analysis": row["analysis"],
        "site": row["site"],
        "n": int(float(row["n"])) if row.get("n") else None,
        "figure": float(row["value"]) if row.get("value") else None,
        "masked": bool(row["hidden"]),
    }


def _targets(choices: Choices, plan: Plan, effects: Sequence[Effect]) -> list[Row]:
    """Return one row a choice: its target, and the figure of the analysis that answers it."""
    done = {id(choice): effect for choice, effect in targets.answered(choices, plan, effects)}
    rows: dict[tuple[str, str], Row] = {}
    for choice in choices.choices:
        effect = done.get(id(choice))
        figures = {
            "analysis": effect.id,
            "estimate": effect.estimate,
            "count": effect.detail.get("count"),
            "n": effect.n,
        } if effect else {}  # fmt: skip
        aim = choice.target.value if choice.target else None
        asked = {"indicator": choice.indicator, "outcome": choice.outcome, "target": aim}
        row = {**asked, **figures, "masked": bool(effect and effect.masked)}
        rows.setdefault((choice.indicator, choice.outcome), row)
    return list(rows.values())


def _published(ledger: Ledger) -> list[Row]:
    """Return one row a published figure; of two with one name, the first."""
    titles = {source.id: source.title for source in ledger.sources}
    rows: dict[str, Row] = {}
    for one in ledger.figures:
        rows.setdefault(one.id, _figure(one, titles.get(one.source, Text(any=one.source))))
    return list(rows.values())


def _figure(figure: Figure, source: Text) -> Row:
    period = figure.period
    return {
        "id": figure.id,
        **in_both("label", figure.label),
        "figure": figure.value,
        "upper": figure.upper,
        "bound": figure.bound,
        "per": figure.per,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "counted_in": figure.unit,
        "nature": figure.kind,
        **in_both("written", figure.written),
        **in_both("source", source),
    }
