"""What people affirm and what they told: claims with their evidence, stories with consent."""

from workbench import contribution
from workbench.contribution import Stories
from workbench.contribution.consent import LEVEL_NAMES
from workbench.press.document import Block, Heading, Note, Paragraph, Quotation, Section, Table
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
