"""What may be said of a dossier before its report is read: of its results, or without any."""

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import kept
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.words import say
from workbench.forms import show
from workbench.report import unestimated


def may_say(work: Dossier, lang: str) -> HTML:
    """Show what the results allow to be said; before there are any, that they will say it."""
    if unestimated.nothing_to_estimate(work):
        why, may = unestimated.reasons(work, lang), unestimated.may(work, lang)
        told = Markup("<h3>{}</h3>{}").format(say("unestimated.title", lang), show.listed(why))
        return HTML(told + show.may_and_may_not(may, unestimated.may_not(lang), lang))
    try:
        return show.says(kept(work), lang)
    except DataError:  # no results, or those of another plan: the report makes them anew
        return show.told(say("reporting.says.later", lang))
