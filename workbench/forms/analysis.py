"""Page 06: which design the dossier bears, what left the plan, and what may be said."""

from collections.abc import Sequence

import ipyvuetify as v
from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import Advice, Effect, checks
from workbench.analysis.chooser import QUESTIONS
from workbench.analysis.ladder import NAMES
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import Sayable, say
from workbench.collection import Plan
from workbench.collection.plan import DESIGN_NAMES
from workbench.forms.parts import answer, choice, form, tell
from workbench.forms.show import drawing, findings, said, told


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


def advised(advice: Advice, plan: Plan, lang: str) -> HTML:
    """Show the design that the dossier bears, or why none does yet, and what it would take."""
    refused = advice.design is None
    parts = [_paragraphs(advice.why, lang), _followed(advice, plan, lang)]
    level = say("chooser.level", lang, level=say(NAMES[advice.level], lang))
    parts.append(Markup("<p><strong>{}</strong></p>").format(level))
    parts.append(_under("page06.advice.needed", [need.say(lang) for need in advice.needs], lang))
    asked = [say(QUESTIONS[name], lang) for name in advice.open]
    parts.append(_under("page06.advice.open", asked, lang))
    frame = Markup('<div class="{}" data-design="{}">{}</div>')
    look = "says-not" if refused else "says"
    return HTML(frame.format(look, advice.design or "", Markup("").join(parts)))


def deviated(found: Sequence[Finding], lang: str) -> HTML:
    """Show what changed since the plan was frozen, or that nothing tells."""
    if not found:
        line = Markup('<p class="told">{}</p>')
        return HTML(line.format(say("page06.deviations.none", lang)))
    return findings(found, lang)


def _followed(advice: Advice, plan: Plan, lang: str) -> Markup:
    """Say whether the plan follows the advice; of a refusal there is nothing to follow."""
    designs = list(dict.fromkeys(analysis.design for analysis in plan.analyses))
    if advice.design is None or not designs:
        return Markup("")
    names = ", ".join(say(DESIGN_NAMES[design], lang) for design in designs)
    key = "page06.advice.chosen" if advice.design in designs else "page06.advice.other"
    return Markup("<p>{}</p>").format(say(key, lang, designs=names))


def _paragraphs(lines: Sequence[Sayable], lang: str) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(line.say(lang)) for line in lines)


def _under(key: str, lines: Sequence[str], lang: str) -> Markup:
    """Return lines under a head; nothing where there is none."""
    if not lines:
        return Markup("")
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<h3>{}</h3><ul>{}</ul>").format(say(key, lang), items)
