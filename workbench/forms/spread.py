"""Page 08 on spreading: each part as far as the dossier holds it, or what to do for it."""

from collections.abc import Sequence

from IPython.display import HTML
from markupsafe import Markup

from workbench import ledger
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.capitalisation import dissemination
from workbench.capitalisation.dissemination import (
    Economics,
    Fidelity,
    Practice,
    Reach,
    Readiness,
    Transfers,
    economics_told,
    questionnaire,
    told_of,
)
from workbench.evaluation import Evaluation
from workbench.evaluation import entry as criteria
from workbench.forms import show
from workbench.forms.spread_forms import (
    changes_form,
    fidelity_form,
    practice_form,
    readiness_form,
    transfers_form,
)
from workbench.ledger import Ledger

__all__ = [
    "changes_form", "doubts", "economics", "fidelity", "fidelity_form", "intended", "network",
    "practice", "practice_form", "reach", "readiness", "readiness_form", "skills", "transfers",
    "transfers_form",
]  # fmt: skip


def intended(work: Dossier, lang: str) -> HTML:
    """Show what sources say, labelled, whether one may draw results, and what clashes."""
    evaluation = work.read(Evaluation)
    rows = criteria.statements(evaluation, lang)
    parts = [show.table(rows, lang)] if rows else [show.told(say("dissemination.no_source", lang))]
    refused = dissemination.refusal(work)
    if refused is not None:
        frame = Markup('<p class="banner" data-id="{}">{}</p>')
        parts.append(HTML(frame.format(refused.key, refused.say(lang))))
    figures = work.read_if_there(Ledger)
    parts += [show.findings(ledger.check(figures), lang)] if figures else []
    return _together(parts)


def readiness(work: Dossier, side: str, lang: str) -> HTML:
    """Show the marks of a socio-sport action, the profile of one side, and the next tools."""
    told, asked = work.read_if_there(Readiness) or Readiness(format=1), questionnaire()
    lines = criteria.criteria(work.read(Evaluation), lang)
    parts = [show.told(criteria.diagnosis(work.read(Evaluation), lang))] if side == "give" else []
    if side == "give":
        parts.append(show.table(lines, lang))
    if not any(told.answer(one.id) for one in asked.of(side)):
        return _together([*parts, show.told(say("readiness.nothing_yet", lang))])
    parts.append(show.table(dissemination.readiness.profile_table(told, side, asked, lang), lang))
    tools = dissemination.readiness.tools_table(told, side, asked, lang)
    ready = show.told(say("readiness.no_tool", lang))
    return _together([*parts, show.table(tools, lang) if tools else ready])


def transfers(work: Dossier, lang: str) -> HTML:
    """Show the log of transfers."""
    log = work.read_if_there(Transfers) or Transfers(format=1)
    said = show.told(dissemination.transfers.sentence(log, lang))
    rows = dissemination.transfers.table(log, told_of(work), lang)
    return _together([said, *([show.table(rows, lang)] if rows else [])])


def fidelity(work: Dossier, lang: str) -> HTML:
    """Show the core parts in place at each site, and the adaptations by their class."""
    found, told = work.read_if_there(Fidelity), told_of(work)
    if found is None or not told.receivers:
        return show.told(say("dissemination.no_fidelity", lang))
    rows = dissemination.fidelity.table(found, told, lang)
    parts = [show.table(rows, lang), show.told(say("dissemination.fidelity_reads", lang))]
    adapted = dissemination.fidelity.adaptations_table(found, told, lang)
    return _together([*parts, *([show.table(adapted, lang)] if adapted else [])])


def reach(work: Dossier, level: float, lang: str) -> HTML:
    """Show the five dimensions of RE-AIM, each with its counts, or why it cannot be computed."""
    told = work.read_if_there(Reach)
    if told is None:
        return show.told(say("reach.none", lang, file=Reach.FILE))
    return _together([show.table(dissemination.reach.table(told, level, lang), lang)])


def skills(work: Dossier, lang: str) -> HTML:
    """Show who came to the trainings, who is a participant, and what they say they can do."""
    came, said = dissemination.trainings.seats(work), dissemination.trainings.said(work)
    if not came:
        file = dissemination.trainings.FILE
        return show.told(say("dissemination.no_training", lang, file=file))
    rows = dissemination.trainings.attendance_table(came, lang)
    told = dissemination.trainings.sentence(came, lang)
    parts = [show.told(told), show.table(rows, lang)]
    changes = dissemination.trainings.changes(came, said)
    if changes:
        parts.append(show.table(dissemination.trainings.skills_table(changes, lang), lang))
        parts.append(show.told(say("dissemination.response_shift", lang)))
    return _together(parts)


def practice(work: Dossier, lang: str) -> HTML:
    """Show what professionals say they do differently, and how far each is known."""
    told = work.read_if_there(Practice)
    if told is None or not told.changes:
        return show.told(say("dissemination.no_practice", lang))
    said = show.told(dissemination.practice.sentence(told, lang))
    return _together([said, show.table(dissemination.practice.table(told, lang), lang)])


def network(work: Dossier, lang: str) -> HTML:
    """Show who works with whom, before and after."""
    told = dissemination.network.ties(work)
    if not told:
        file = dissemination.network.FILE
        return show.told(say("dissemination.no_network", lang, file=file))
    both = dissemination.network.networks(told)
    drawn = dissemination.picture(both, lang)
    members = dissemination.network.members_table(both, lang)
    parts = [
        show.told(dissemination.network.sentence(both, lang)),
        *([show.drawing(drawn)] if drawn else []),
        show.table(dissemination.network.table(both, lang), lang),
        show.folded("dissemination.fold.members", members, lang),
    ]
    return _together(parts)


def economics(work: Dossier, lang: str) -> HTML:
    """Show the costs, who pays, and a cost per result folded away under its warning."""
    told, figures = work.read_if_there(Economics), work.read_if_there(Ledger)
    if told is None:
        return show.told(say("dissemination.no_economics", lang, file=Economics.FILE))
    parts = [show.told(economics_told.change_sentence(told, figures, lang))]
    for rows in (
        economics_told.costs_table(told, figures, lang),
        economics_told.mix_table(told, figures, lang),
    ):
        parts += [show.table(rows, lang)] if rows else []
    for one in dissemination.economics.per_result(told, figures):
        inside = Markup('<p class="told">{}</p>')
        said = inside.format(economics_told.per_result_sentence(one, told, lang))
        title = say("dissemination.fold.ratio", lang, warning=one.warning)
        parts.append(HTML(show.fold(title, said)))
    return _together(parts)


def doubts(work: Dossier, lang: str) -> HTML:
    """Show what the checks say about all of these files."""
    return show.findings(dissemination.review(work), lang)


def _together(parts: Sequence[HTML]) -> HTML:
    return HTML("".join(str(part.data) for part in parts))
