"""One outcome of the plan: what is proposed, what one could say at the end, and why not more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import ipywidgets as w
from markupsafe import Markup

from workbench.analysis.advise_plan import Proposal, outdated, standing, with_choice
from workbench.analysis.chooser import level_of, limits
from workbench.analysis.ladder import MAY_NOT, NAMES
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import DataError
from workbench.base.words import chosen_share, say
from workbench.collection import Analysis, Plan
from workbench.forms.app.ask import asked
from workbench.forms.app.parts import html
from workbench.forms.app.question import Question
from workbench.forms.plain import Box
from workbench.forms.show import fold

EMPTY = Plan(format=FORMAT, analyses=())
"""The plan of a dossier that has none yet."""
NONE = "none"
"""The choice to leave an outcome out."""
DOES = {
    "progress": "planning.does.progress",
    "before_after": "planning.does.before_after",
    "comparison": "planning.does.comparison",
    "weighting": "planning.does.weighting",
}
"""What an analysis does, in a sentence."""
SHORT = {
    "progress": "planning.short.progress",
    "before_after": "planning.short.before_after",
    "comparison": "planning.short.comparison",
    "weighting": "planning.short.weighting",
}
"""What an analysis does, as a line of a list."""
MAY = {
    "described": "planning.say.described",
    "evolved": "planning.say.evolved",
    "associated": "planning.say.associated",
    "estimated": "planning.say.estimated",
    "caused": "planning.say.caused",
}
"""What one could say at the end, by the step of the ladder."""
MORE = {
    "described": "planning.more.described",
    "evolved": "planning.more.evolved",
    "associated": "planning.more.associated",
    "estimated": "planning.more.estimated",
    "caused": "planning.more.caused",
}
"""Why nothing stronger can be said, by the step of the ladder."""


@dataclass(frozen=True)
class Card:
    """One outcome on the screen; `renew` follows a plan that has changed."""

    page: w.VBox
    renew: Callable[[Plan], None]


def card(work: Dossier, found: Sequence[Proposal], proposal: Proposal, lang: str) -> Card:
    """Return the card of one outcome among those *found*; what is chosen in it is kept."""
    plan = work.read_if_there(Plan) or EMPTY
    words = html(told(proposal, plan, lang))
    head = html(Markup("<h3>{}</h3>").format(proposal.label.say(lang)))
    if not proposal.options:
        return Card(Box([head, words]), lambda _: None)
    question = asked(work, Plan, [_question(found, proposal)], lang)
    question.place += f"#{proposal.choice.outcome}"

    def renew(now: Plan) -> None:
        words.value = str(told(proposal, now, lang))

    page = Box([head, question, words])
    page.add_class("plan-card")
    return Card(page, renew)


def _question(found: Sequence[Proposal], proposal: Proposal) -> Question:
    """Return the choice between the analyses of an outcome."""
    column = proposal.choice.outcome

    def get(plan: Plan, _: str) -> str:
        return standing(plan, proposal) or NONE

    def put(plan: Plan, chosen: str, _: str) -> Plan:
        if chosen not in (NONE, *proposal.options):
            raise DataError("app.not_accepted")
        design = None if chosen == NONE else chosen
        return with_choice(plan, found, {column: design}, date.today())

    def offered(lang: str) -> dict[str, str]:
        designs = {design: _offered(proposal, design, lang) for design in proposal.options}
        return {**designs, NONE: say("planning.nothing", lang)}

    return Question("planning.choose", "choice", get, put, offered=offered)


def _offered(proposal: Proposal, design: str, lang: str) -> str:
    words = say(SHORT[design], lang)
    return say("planning.proposed", lang, words=words) if design == proposal.chosen else words


def told(proposal: Proposal, plan: Plan, lang: str) -> Markup:
    """Say what is chosen or proposed for an outcome, what it will allow to say, and why no more."""
    if proposal.lacks is not None and not proposal.options:
        return _lacking(proposal.lacks, lang)
    held = standing(plan, proposal)
    design = held or proposal.chosen
    if design is None:
        return _lacking(proposal.lacks or "", lang)
    analysis = proposal.options[design]
    level = level_of(proposal.answers, design)
    parts = [
        _does(analysis, lang),
        say("planning.may", lang, level=say(NAMES[level], lang), words=say(MAY[level], lang)),
        say(MAY_NOT[level], lang),
    ]
    shown = Markup("").join(Markup("<p>{}</p>").format(part) for part in parts)
    if held and outdated(plan, proposal):
        frame = Markup('<ul class="findings"><li class="note" data-id="{}">{}</li></ul>')
        shown += frame.format("planning.outdated", say("planning.outdated", lang))
    return shown + fold(say("planning.why", lang), _items(why_no_more(proposal, design, lang)))


def why_no_more(proposal: Proposal, design: str, lang: str) -> list[str]:
    """Return why nothing stronger could be said of an outcome, and what it would take."""
    level = level_of(proposal.answers, design)
    lines = [say(MORE[level], lang)]
    lines += [phrase.say(lang) for phrase in limits(proposal.answers, design)]
    if design == proposal.chosen:
        lines += [need.say(lang) for need in proposal.advice.needs]
    return list(dict.fromkeys(lines))


def _does(analysis: Analysis, lang: str) -> str:
    """Say in plain words what an analysis will do."""
    does = say(DOES[analysis.design], lang)
    if analysis.target is None:
        return does
    return does + " " + say("planning.target", lang, target=chosen_share(analysis.target, lang))


def _lacking(key: str, lang: str) -> Markup:
    line = Markup(
        '<ul class="findings"><li class="warning" data-id="{}">{} <a href="?step={}" data-go="{}">'
        "{}</a></li></ul>"
    )
    return line.format(key, say(key, lang), "collection", "collection", say("planning.go", lang))


def _items(lines: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items)
