"""What the report is about: who asked what, about whom, and why the action should work."""

from workbench.evaluation import stakeholders, table
from workbench.press.document import Facts, Paragraph, Picture, Section, Table
from workbench.report.added import photos
from workbench.report.known import Known
from workbench.theory import draw
from workbench.theory.draw import description
from workbench.theory.narrative import narrative


def context(known: Known) -> Section:
    """Return the framing of the evaluation, its stakeholders, and the pictures people added."""
    lang = known.lang
    pairs = [(row["item"], row["answer"]) for row in table(known.evaluation, lang)]
    people = [tuple(row.values()) for row in stakeholders(known.evaluation, lang)]
    heads = ("report.column.stakeholder", "report.column.role", "report.column.change")
    told = Table(
        known.say("report.stakeholders"), tuple(known.say(head) for head in heads), tuple(people)
    )
    return Section(
        "framing",
        known.say("report.framing"),
        (
            Facts(tuple(pair for pair in pairs[1:-1] if pair[1])),
            *([told] if people else []),
            *photos(known.added, known.dossier, lang),
        ),
    )


def theory(known: Known) -> Section:
    """Return the theory told, drawn, and with what it takes for granted."""
    lang = known.lang
    drawing = Picture(
        title=known.say("theory.drawing"),
        alt=f"{known.say('theory.drawing')}. {description(known.theory, lang)}",
        caption=known.say("report.theory_drawing"),
        svg=draw(known.theory, lang),
        wide=True,
    )
    told = Paragraph(narrative(known.theory, lang, known.evaluation))
    return Section("theory", known.say("report.theory"), (drawing, told))
