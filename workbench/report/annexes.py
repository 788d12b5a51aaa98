"""What stands at the end for those who check: published figures, methods, definitions, sources."""

from workbench import ledger
from workbench.analysis import Effect
from workbench.analysis.ladder import NAMES
from workbench.base import words
from workbench.collection.plan import DESIGN_NAMES
from workbench.indicators import get
from workbench.press.document import Block, Bullets, Facts, Heading, Paragraph, Section, Table
from workbench.report.known import Known
from workbench.report.limits import minor, told

METHOD_HEADS = (
    "report.column.label",
    "report.column.design",
    "report.column.method",
    "report.column.people",
    "report.column.left_out",
    "report.column.claim",
)
PUBLISHED_HEADS = (
    "report.column.figure",
    "report.column.published",
    "report.column.value",
    "report.column.kind",
    "report.column.source",
)


def published(known: Known) -> Section | None:
    """Return the published figures that the report cites, each with its number and source."""
    rows = ledger.table(known.ledger, known.lang)
    if not rows:
        return None
    heads = tuple(known.say(head) for head in PUBLISHED_HEADS)
    cells = tuple(tuple(row.values())[:5] for row in rows)
    return Section(
        "published",
        known.say("report.published"),
        (
            Paragraph(known.say("report.published_lead")),
            Paragraph(ledger.note(known.ledger, known.lang).lead),
            Table(known.say("report.published_caption"), heads, cells, frozenset({2})),
        ),
    )


def methods(known: Known) -> Section | None:
    """Return how each figure was made, and what was chosen where nobody chose; None without any."""
    if not known.effects:
        return None
    heads = tuple(known.say(head) for head in METHOD_HEADS)
    rows = tuple(_method(known, effect) for effect in known.effects)
    table = Table(known.say("report.methods_caption"), heads, rows, frozenset({3, 4}))
    keys = dict.fromkeys(key for one in known.effects for key in (*one.defaults, *one.notes))
    lines = [known.say(key) for key in keys if "{" not in words.template(key)]
    blocks: list[Block] = [table]
    if lines:
        blocks += [Heading(known.say("report.choices_made")), Bullets(tuple(lines))]
    return Section("methods", known.say("report.methods"), tuple(blocks))


def _method(known: Known, effect: Effect) -> tuple[str, ...]:
    lang = known.lang
    return (
        effect.label.say(lang),
        known.say(DESIGN_NAMES[effect.design]),
        effect.method,
        words.number(effect.n, lang),
        words.number(effect.n_left_out, lang),
        known.say(NAMES[effect.claim]),
    )


def definitions(known: Known) -> Section | None:
    """Return what each chosen indicator counts, of whom, and with what care."""
    pairs = []
    for choice in known.choices.choices:
        one = get(choice.indicator)
        parts = [one.definition.say(known.lang)]
        if one.numerator and one.denominator:
            counted = {"numerator": one.numerator, "denominator": one.denominator}
            parts.append(known.say("report.counted", **counted))
        parts.append(known.say("report.caution", caution=one.caution))
        pairs.append((f"{one.name.say(known.lang)} ({one.id})", "\n".join(parts)))
    if not pairs:
        return None
    return Section("definitions", known.say("report.definitions"), (Facts(tuple(pairs)),))


def notes(known: Known) -> Section | None:
    """Return the doubts that are only notes."""
    found = minor(known)
    if not found:
        return None
    return Section("notes", known.say("report.notes"), tuple(told(known, found)))


def sources(known: Known) -> Section:
    """Return the documents that the evaluation rests on, and where every figure is found."""
    lines = [
        known.say("report.licensed", title=one.title, licence=one.licence)
        if one.licence
        else one.title.say(known.lang)
        for one in known.evaluation.sources
    ]
    blocks: list[Block] = [Bullets(tuple(lines))] if lines else []
    return Section(
        "sources",
        known.say("report.sources"),
        (*blocks, Paragraph(known.say("report.trace"), "small")),
    )
