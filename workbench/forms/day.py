"""Page 09: the day's boards, how far people agree, and what nobody could see."""

from IPython.display import HTML
from markupsafe import Markup

from workbench.base.words import say
from workbench.capitalisation.day import told
from workbench.capitalisation.day.boards import boards
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.proceedings import pilots
from workbench.forms import show
from workbench.press.board import projected


def day_boards(known: Known, lang: str) -> HTML:
    """Show the boards of a day, one below the other; those of pilots are on their own page."""
    some = (one for one in boards(known, lang) if not one.id.startswith("pilot_"))
    return HTML("".join(show.drawing(projected(one)).data for one in some))


def day_pilots(known: Known, pilot: str, lang: str) -> HTML:
    """Show how a pilot was read, or each where none is named: its board, what scores rest on."""
    made = boards(known, lang)
    parts = []
    for one in pilots(known, pilot):
        parts.append(Markup("<h3>{}</h3>").format(known.name(one).say(lang)))
        own = [board for board in made if board.id.startswith(f"pilot_{one}")]
        parts += [Markup(show.drawing(projected(board)).data) for board in own]
        if own:
            rows = told.confidence_table(known, one, lang)
            parts.append(Markup(show.table(rows, lang).data))  # our own table escapes its text
        else:
            parts.append(Markup(show.told(say("day.nobody_read", lang)).data))
    return HTML(Markup("").join(parts))
