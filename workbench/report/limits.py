"""What may be said and what may not, what to mind, what changed, and what is to be decided."""

from collections.abc import Sequence

from workbench import ledger
from workbench.analysis.ladder import estimated, forbidden, sentence
from workbench.base.findings import SEVERITY_NAMES, Finding, gathered, worth_reading
from workbench.base.records import Text
from workbench.collection.freeze import Frozen
from workbench.press.document import Block, Bullets, Heading, Note, Paragraph, Section, Table, Tone
from workbench.report import unestimated
from workbench.report.known import Known

TONES: dict[str, Tone] = {"blocker": "stop", "warning": "care", "note": "told"}
DECISION_HEADS = ("report.column.decision", "report.column.who", "report.column.when")


def may_section(known: Known) -> Section:
    """Return every sentence that the results allow, and what they forbid."""
    may = tuple(sentence(effect, known.lang) for effect in known.effects)
    may_not = tuple(dict.fromkeys(forbidden(effect, known.lang) for effect in known.effects))
    if not known.effects:
        may = unestimated.may(known.dossier, known.lang)
        may_not = unestimated.may_not(known.lang)
    return Section(
        "says",
        known.say("report.may_and_may_not"),
        (
            Note("fine", known.say("report.may_say"), may),
            Note("stop", known.say("report.may_not_say"), may_not),
        ),
    )


def limits_section(known: Known) -> Section:
    """Return what the results rest on, and every doubt that is more than a note."""
    rests_on = dict.fromkeys(known.say(key) for effect in known.effects for key in effect.rests_on)
    grave = [found for found in _doubts(known) if found.severity != "note"]
    blocks: list[Block] = []
    if rests_on:
        blocks += [Heading(known.say("report.rests_on")), Bullets(tuple(rests_on))]
    blocks.append(Heading(known.say("report.mind")))
    blocks += told(known, grave)
    if not grave:
        blocks.append(Paragraph(known.say("report.no_findings")))
    return Section("findings", known.say("report.findings"), tuple(blocks))


def told(known: Known, doubts: Sequence[Finding]) -> list[Note]:
    """Return doubts as notes, one for all that are as grave as each other."""
    by_weight = {weight: [one for one in doubts if one.severity == weight] for weight in TONES}
    return [
        Note(
            TONES[weight],
            known.say("report.how_many", name=known.say(SEVERITY_NAMES[weight]), n=len(found)),
            tuple(one.sentence(known.lang) for one in found),
        )
        for weight, found in by_weight.items()
        if found
    ]


def minor(known: Known) -> list[Finding]:
    """Return the doubts that are only notes."""
    return [found for found in _doubts(known) if found.severity == "note"]


def _doubts(known: Known) -> list[Finding]:
    return gathered(worth_reading(known.findings))


def changes_section(known: Known) -> Section | None:
    """Return what changed since the plan, or that nobody can tell because it was never frozen.

    None where no result could have changed the plan.
    """
    if not known.effects:
        return None
    wrong = [found.sentence(known.lang) for found in known.changes if found.passed is False]
    held = [found.sentence(known.lang) for found in known.changes if found.passed]
    blocks: list[Block] = []
    if not known.dossier.has(Frozen.FILE):
        blocks.append(Paragraph(known.say("report.not_frozen")))
    if wrong:
        blocks.append(Note("care", known.say("report.changed"), tuple(wrong)))
    if held:
        blocks.append(Bullets(tuple(held)))
    return Section("changes", known.say("report.changes"), tuple(blocks))


def decisions_section(known: Known) -> Section:
    """Return the next decisions, with who takes them and when."""
    lang, decisions = known.lang, known.added.decisions
    if not decisions:
        blocks: tuple[Block, ...] = (Paragraph(known.say("report.no_decisions")),)
    else:
        rows = tuple(
            (said(known, one.text), one.who.say(lang) if one.who else "–", one.when or "–")
            for one in decisions
        )
        heads = tuple(known.say(head) for head in DECISION_HEADS)
        blocks = (Table(known.say("report.decisions_caption"), heads, rows),)
    return Section("decisions", known.say("report.next"), blocks)


def decided(known: Known, most: int) -> tuple[str, ...]:
    """Return the next decisions as lines, or that none was written."""
    lines = [said(known, one.text) for one in known.added.decisions[:most]]
    return tuple(lines) or (known.say("report.no_decisions"),)


def said(known: Known, text: Text) -> str:
    """Return a person's words; those that cite, with ``{TRA-03}``, cite the ledger or a result.

    Raises RecordError where such words name a figure that nobody has, or type a number.
    """
    words = text.say(known.lang)
    if "{" not in words:
        return words
    results = {one.id: estimated(one, known.lang) for one in known.effects}
    return ledger.fill(words, known.lang, known.ledger, results)
