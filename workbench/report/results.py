"""What was found: target against actual, place by place, and effects with their intervals."""

from workbench.analysis import Effect
from workbench.analysis import table as effects_table
from workbench.analysis.ladder import amount, estimated, sentence
from workbench.press.document import Block, Bullets, Paragraph, Picture, Section, Table
from workbench.report import targets, unestimated
from workbench.report.figures import figures
from workbench.report.known import Known

TARGET_HEADS = (
    "report.column.indicator",
    "report.column.target",
    "report.column.actual",
    "report.column.interval",
    "report.column.counts",
)
EFFECT_HEADS = (
    "report.column.label",
    "report.column.estimate",
    "report.column.interval",
    "report.column.people",
    "report.column.sites",
    "report.column.claim",
)
SITE_HEADS = ("report.column.site", "report.column.counts", "report.column.estimate")


def targets_section(known: Known) -> Section | None:
    """Return one row per chosen indicator, then each analysis place by place with its total."""
    if not known.choices.choices:
        return None
    rows = targets.table(known.choices, known.plan, known.effects, known.lang, known.ledger)
    told = Table(
        known.say("report.targets_caption"),
        tuple(known.say(head) for head in TARGET_HEADS),
        tuple(tuple(row.values()) for row in rows),
        frozenset({1, 2, 4}),
    )
    missing = targets.unanswered(known.choices, known.plan, known.effects, known.lang)
    blocks: list[Block] = [told]
    if missing:
        blocks.append(Paragraph(known.say("report.unanswered", names=missing), "small"))
    return Section("targets", known.say("report.targets"), (*blocks, *(_by_site(known))))


def _by_site(known: Known) -> list[Table]:
    made = (_sites_of(known, effect) for effect in known.effects)
    return [table for table in made if table is not None]


def _sites_of(known: Known, effect: Effect) -> Table | None:
    rows = [row for row in known.sites if row["analysis"] == effect.id]
    if len(rows) < 2:
        return None
    cells = [(known.site(row["site"]), *_site(known, effect, row)) for row in rows]
    total = _total(known, effect, rows)
    return Table(
        known.say("report.by_site", label=effect.label),
        tuple(known.say(head) for head in SITE_HEADS),
        (*cells, *([total] if total else [])),
        frozenset({1, 2}),
        frozenset({len(cells)} if total else ()),
    )


def _site(known: Known, effect: Effect, row: dict[str, str]) -> tuple[str, str]:
    if not row["n"] or not row["value"]:
        hidden = known.say("analysis.masked")
        return hidden, hidden
    n, value = int(float(row["n"])), float(row["value"])
    told = amount(value, effect.unit, known.lang, effect.design == "before_after")
    if effect.design == "progress":
        return known.say("report.count_of", count=round(value * n), n=n), told
    return known.say("count.people", n=n), told


def _total(known: Known, effect: Effect, rows: list[dict[str, str]]) -> tuple[str, str, str] | None:
    """Return the row that adds up the places; None where they do not make up the whole."""
    counted = [int(float(row["n"])) for row in rows if row["n"]]
    if effect.masked or len(counted) < len(rows) or sum(counted) != effect.n:
        return None
    counts = targets.counts(effect, known.lang)
    return known.say("report.total"), counts, estimated(effect, known.lang)


def effects_section(known: Known) -> Section:
    """Return the figures to look at, the table they come from, and what they rest on.

    Where nothing was estimated: that, and why.
    """
    lang, effects = known.lang, known.effects
    if not effects:
        title, why = known.say("unestimated.title"), unestimated.reasons(known.dossier, lang)
        return Section("results", title, (Bullets(why),))
    shown = [one for one in effects if not one.masked]
    about = " ".join(sentence(effect, lang) for effect in shown)
    pictures = [
        Picture(known.say("report.figure"), about, known.say("report.how_to_read"), svg)
        for svg in figures(effects, lang)
    ]
    rows = tuple(tuple(row.values()) for row in effects_table(effects, lang))
    heads = tuple(known.say(head) for head in EFFECT_HEADS)
    told = Table(known.say("report.effects_caption"), heads, rows, frozenset({1, 3, 4}))
    return Section("results", known.say("report.results"), (*pictures, told))
