"""The form of page 06: choose an analysis, read what it allows to be said."""

from collections.abc import Sequence

import ipyvuetify as v
from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import Effect, checks
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.forms.parts import answer, choice, form, tell
from workbench.forms.show import drawing, said, told


def effect_form(effects: Sequence[Effect], lang: str) -> v.Sheet:
    """Return a form that shows, for the analysis chosen, its sentence and what it rests on."""
    named = {effect.id: effect for effect in effects}
    first = effects[0].id
    which = choice(say("forms.analysis", lang), _names(effects, lang), first)
    reply = answer(_told(named[first], lang))
    which.observe(lambda _: tell(reply, _told(named[which.v_model], lang)), names="v_model")
    return form(say("forms.what_may_i_say", lang), which, reply)


def love_plots(dossier: Dossier, lang: str) -> HTML:
    """Show how alike the groups of each analysis were at entry, before and after weights."""
    drawn = checks.love_plots(dossier, lang)
    if not drawn:
        return told(say("love.none", lang))
    return HTML("".join(drawing(svg).data for svg in drawn))


def _names(effects: Sequence[Effect], lang: str) -> dict[str, str]:
    return {effect.id: effect.label.say(lang) for effect in effects}


def _told(effect: Effect, lang: str) -> Markup:
    rests = Markup("").join(Markup("<li>{}</li>").format(say(key, lang)) for key in effect.rests_on)
    frame = Markup("{}<h4>{}</h4><ul>{}</ul>")
    return frame.format(said([effect], lang), say("report.rests_on", lang), rests)
