"""What people affirm and what they told: claims with their evidence, stories with consent."""

from collections.abc import Mapping, Sequence

from workbench import contribution
from workbench.contribution import Coverage, Scaling, Stories
from workbench.contribution.consent import LEVEL_NAMES
from workbench.press.document import (
    Block,
    Bullets,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Table,
)
from workbench.report.known import Known

CLAIM_HEADS = (
    "report.column.claim_made",
    "report.column.origin",
    "report.column.supports",
    "report.column.challenges",
    "report.column.rivals",
    "report.column.strength",
    "report.column.claim",
)

HEADS = {
    "name": "head.name",
    "seen": "coverage.heads.seen",
    "expected": "head.expected",
    "quote": "coding.heads.quote",
    "codes": "coding.heads.codes",
    "interview": "coding.heads.interview",
    "place": "coding.heads.place",
    "hypothesis": "coverage.heads.hypothesis",
    "asked_by": "coverage.heads.asked_by",
    "asked_how": "coverage.heads.method",
    "asked_when": "coverage.heads.wave",
    "asked_state": "coverage.heads.state",
    "spread_if": "scaling.head.condition",
    "breaks": "scaling.head.breaks",
    "held": "scaling.head.held",
    "shown_by": "scaling.head.shown_by",
    "look_first": "scaling.head.look",
    "step": "funnel.head.step",
    "counted": "funnel.head.count",
    "out_of": "funnel.head.of",
    "share_passed": "funnel.head.share",
    "to_know": "funnel.head.to_know",
    "apart": "funnel.head.group",
    "because": "head.because",
}
"""The heads of columns; a column without one has a name that comes from the dossier."""


def claims_section(known: Known) -> Section | None:
    """Return where each claim stands; None where the dossier has none."""
    found = contribution.standings(known.dossier)
    if not found:
        return None
    lang = known.lang
    rows = tuple(tuple(row.values()) for row in contribution.table(found, lang))
    heads = tuple(known.say(head) for head in CLAIM_HEADS)
    may = tuple(contribution.sentence(standing, lang) for standing in found)
    may_not = tuple(dict.fromkeys(contribution.forbidden(standing, lang) for standing in found))
    return Section(
        "claims",
        known.say("claims.title"),
        (
            Table(known.say("report.claims_caption"), heads, rows),
            Note("fine", known.say("report.may_say"), may),
            Note("stop", known.say("report.may_not_say"), may_not),
        ),
    )


def coverage_section(known: Known) -> Section | None:
    """Return for whom a change is expected and who was asked; None where nobody says."""
    coverage = known.dossier.read_if_there(Coverage)
    if coverage is None:
        return None
    rows = contribution.coverage.matrix(coverage, known.evaluation, known.lang)
    tables = [_table(known, "unestimated.coverage_caption", rows)]
    asked = (coverage, known.evaluation, known.theory, known.lang)
    if lines := contribution.hypotheses.table(*asked):
        tables.append(_table(known, "coverage.map", lines))
    return Section("coverage", known.say("coverage.title"), tuple(tables))


def scaling_section(known: Known) -> Section | None:
    """Return under what conditions the action may be spread; None where nobody says."""
    scaling = known.dossier.read_if_there(Scaling)
    if scaling is None or not scaling.conditions:
        return None
    rows = contribution.scaling.table(scaling, known.theory, known.lang)
    table = _table(known, "scaling.caption", rows)
    return Section("scaling", known.say("scaling.title"), (table,))


def funnel_section(known: Known) -> Section | None:
    """Return how many passed each step, who was to be looked at apart; None without a funnel."""
    told, lang = contribution.funnel_told, known.lang
    found = told.of(known.dossier, lang)
    if not found:
        return None
    title, svg = known.say("funnel.title"), told.picture(found, lang)
    about = " ".join([title, *told.says(found, lang)])
    picture = Picture(title, about, known.say("funnel.how_to_read"), svg)
    blocks: list[Block] = [picture, _table(known, "funnel.caption", told.table(found, lang))]
    if said := told.says(found, lang):
        blocks.append(Bullets(tuple(said)))
    groups, lines = told.groups_table(known.dossier, lang), told.series_lines(known.dossier, lang)
    if groups:
        blocks.append(_table(known, "funnel.groups_caption", groups))
    if lines:
        blocks += [Heading(known.say("funnel.series")), Bullets(tuple(lines))]
    return Section("funnel", title, tuple(blocks))


def quotes_section(known: Known) -> Section | None:
    """Return the quotes of coded interviews that everybody may read; None without interviews."""
    segments = contribution.coding(known.dossier)
    if not segments:
        return None
    shown, rows = contribution.quotes(segments), contribution.quotes_table(segments, known.lang)
    blocks: list[Block] = [Paragraph(shown.say(known.lang))]
    if rows:
        blocks.append(_table(known, "coding.title", rows))
    return Section("quotes", known.say("unestimated.quotes"), tuple(blocks))


def stories_section(known: Known) -> Section | None:
    """Return the stories whose tellers agreed that everybody reads them; None without any."""
    stories = known.dossier.read_if_there(Stories)
    if stories is None:
        return None
    shown, lang = contribution.shown(stories), known.lang
    blocks: list[Block] = [Paragraph(shown.say(lang))]
    for story in shown.stories:
        blocks.append(Heading(story.domain.say(lang)))
        holes = {"before": story.before, "after": story.after, "matters": story.matters}
        blocks.append(Paragraph(known.say("report.story", **holes)))
        if story.quote:
            consent = known.say(LEVEL_NAMES[str(story.level)])
            agreed = known.say("report.agreed", consent=consent)
            blocks.append(Quotation(story.quote.say(lang), story.teller_role.say(lang), agreed))
    return Section("stories", known.say("stories.title"), tuple(blocks))


def _table(known: Known, caption: str, rows: Sequence[Mapping[str, str]]) -> Table:
    """Return rows as a table of the report, under the heads that pages give them."""
    heads = tuple(known.say(HEADS[name]) if name in HEADS else name for name in rows[0])
    return Table(known.say(caption), heads, tuple(tuple(row.values()) for row in rows))
