"""The tables of results that are given away, each a kind of row, with what every column means."""

from typing import get_args

from workbench.analysis.claims import LEVELS
from workbench.ledger.record import Bound
from workbench.report.export.record import Field, Shape

ANALYSIS = Field(
    "analysis", "string", "export.field.analysis", "export.about.analysis", required=True
)
INDICATOR = Field("indicator", "string", "export.field.indicator", "export.about.indicator")
N = Field("n", "integer", "export.field.n", "export.about.n", "people", low=0)
MASKED = Field("masked", "boolean", "export.field.masked", "export.about.masked", required=True)
OF_ANALYSIS = "analyses:unit"
"""The column that says in what an amount is counted, where it changes from row to row."""

INDICATORS = Shape(
    "indicators",
    "export.table.indicators",
    (
        Field("indicator", "string", "export.field.indicator", "export.about.indicator",
              required=True),
        Field("name_fr", "string", "export.field.name_fr", "export.about.name"),
        Field("name_en", "string", "export.field.name_en", "export.about.name"),
        Field("definition_fr", "string", "export.field.definition_fr", "export.about.definition"),
        Field("definition_en", "string", "export.field.definition_en", "export.about.definition"),
        Field("counted_in", "string", "export.field.counted_in", "export.about.counted_in"),
        Field("result_type", "string", "export.field.result_type", "export.about.result_type",
              among=("output", "outcome", "impact")),
        Field("standards", "string", "export.field.standards", "export.about.standards"),
        Field("source", "string", "export.field.source", "export.about.source"),
        Field("licence", "string", "export.field.licence", "export.about.licence"),
    ),
    ("indicator",),
)  # fmt: skip
ANALYSES = Shape(
    "analyses",
    "export.table.analyses",
    (
        ANALYSIS,
        INDICATOR,
        Field("label_fr", "string", "export.field.label_fr", "export.about.label"),
        Field("label_en", "string", "export.field.label_en", "export.about.label"),
        Field("design", "string", "export.field.design", "export.about.design", required=True),
        Field("method", "string", "export.field.method", "export.about.method"),
        Field("estimand", "string", "export.field.estimand", "export.about.estimand",
              among=("att", "ate")),
        Field("measure", "string", "export.field.measure", "export.about.measure"),
        Field("outcome", "string", "export.field.outcome", "export.about.outcome"),
        Field("unit", "string", "export.field.unit", "export.about.unit"),
        Field("family", "string", "export.field.family", "export.about.family"),
        Field("claim", "string", "export.field.claim", "export.about.claim", among=LEVELS),
        Field("may_say_fr", "string", "export.field.may_say_fr", "export.about.may_say"),
        Field("may_say_en", "string", "export.field.may_say_en", "export.about.may_say"),
        Field("may_not_say_fr", "string", "export.field.may_not_say_fr",
              "export.about.may_not_say"),
        Field("may_not_say_en", "string", "export.field.may_not_say_en",
              "export.about.may_not_say"),
        MASKED,
        Field("simulated", "boolean", "export.field.simulated", "export.about.simulated",
              required=True),
    ),
    ("analysis",),
    {"indicator": "indicators"},
)  # fmt: skip
ESTIMATES = Shape(
    "estimates",
    "export.table.estimates",
    (
        ANALYSIS,
        Field("part", "integer", "export.field.part", "export.about.part", required=True, low=0),
        Field("value", "string", "export.field.value", "export.about.value"),
        Field("reference", "string", "export.field.reference", "export.about.reference"),
        Field("estimate", "number", "export.field.estimate", "export.about.estimate", OF_ANALYSIS),
        Field("std_error", "number", "export.field.std_error", "export.about.std_error",
              OF_ANALYSIS, low=0),
        Field("ci_low", "number", "export.field.ci_low", "export.about.ci_low", OF_ANALYSIS),
        Field("ci_high", "number", "export.field.ci_high", "export.about.ci_high", OF_ANALYSIS),
        Field("level", "number", "export.field.level", "export.about.level", "share", low=0,
              high=1),
        N,
        Field("n_left_out", "integer", "export.field.n_left_out", "export.about.n_left_out",
              "people", low=0),
        Field("n_clusters", "integer", "export.field.n_clusters", "export.about.n_clusters",
              "sites", low=0),
        Field("count", "integer", "export.field.count", "export.about.count", "people", low=0),
        Field("n_started", "integer", "export.field.n_started", "export.about.n_started",
              "people", low=0),
        Field("worst", "number", "export.field.worst", "export.about.worst", OF_ANALYSIS),
        Field("best", "number", "export.field.best", "export.about.best", OF_ANALYSIS),
        Field("p_value", "number", "export.field.p_value", "export.about.p_value", "share", low=0,
              high=1),
        Field("p_holm", "number", "export.field.p_holm", "export.about.p_holm", "share", low=0,
              high=1),
        Field("p_bh", "number", "export.field.p_bh", "export.about.p_bh", "share", low=0, high=1),
        MASKED,
    ),
    ("analysis", "part"),
    {"analysis": "analyses"},
)  # fmt: skip
IN_ESTIMATES = ("count", "n_started", "worst", "best", "target")
"""The details of an effect that have a column of their own, here or among the targets."""
DETAILS = Shape(
    "details",
    "export.table.details",
    (
        ANALYSIS,
        Field("quantity", "string", "export.field.quantity", "export.about.quantity",
              required=True),
        Field("figure", "number", "export.field.figure", "export.about.figure", OF_ANALYSIS),
    ),
    ("analysis", "quantity"),
    {"analysis": "analyses"},
)  # fmt: skip
SITES = Shape(
    "sites",
    "export.table.sites",
    (
        ANALYSIS,
        Field("site", "string", "export.field.site", "export.about.site", required=True),
        N,
        Field("figure", "number", "export.field.figure", "export.about.site_figure", OF_ANALYSIS),
        MASKED,
    ),
    ("analysis", "site"),
    {"analysis": "analyses"},
)
TARGETS = Shape(
    "targets",
    "export.table.targets",
    (
        Field("indicator", "string", "export.field.indicator", "export.about.indicator",
              required=True),
        Field("outcome", "string", "export.field.outcome", "export.about.outcome", required=True),
        Field("analysis", "string", "export.field.analysis", "export.about.answers"),
        Field("target", "number", "export.field.target", "export.about.target",
              "indicators:counted_in"),
        Field("estimate", "number", "export.field.estimate", "export.about.estimate",
              OF_ANALYSIS),
        Field("count", "integer", "export.field.count", "export.about.count", "people", low=0),
        N,
        Field("masked", "boolean", "export.field.masked", "export.about.masked", required=True),
    ),
    ("indicator", "outcome"),
    {"indicator": "indicators", "analysis": "analyses"},
)  # fmt: skip
BOUNDS = get_args(Bound)
PUBLISHED = Shape(
    "published",
    "export.table.published",
    (
        Field("id", "string", "export.field.id", "export.about.id", required=True),
        Field("label_fr", "string", "export.field.label_fr", "export.about.figure_label"),
        Field("label_en", "string", "export.field.label_en", "export.about.figure_label"),
        Field("figure", "number", "export.field.figure", "export.about.published_figure",
              "counted_in"),
        Field("upper", "number", "export.field.upper", "export.about.upper", "counted_in"),
        Field("bound", "string", "export.field.bound", "export.about.bound", among=BOUNDS),
        Field("counted_in", "string", "export.field.counted_in", "export.about.counted_in"),
        Field("per", "string", "export.field.per", "export.about.per"),
        Field("period_start", "date", "export.field.period_start", "export.about.period"),
        Field("period_end", "date", "export.field.period_end", "export.about.period"),
        Field("nature", "string", "export.field.nature", "export.about.nature"),
        Field("written_fr", "string", "export.field.written_fr", "export.about.written"),
        Field("written_en", "string", "export.field.written_en", "export.about.written"),
        Field("source_fr", "string", "export.field.source_fr", "export.about.source"),
        Field("source_en", "string", "export.field.source_en", "export.about.source"),
    ),
    ("id",),
)  # fmt: skip
