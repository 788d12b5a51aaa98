"""Page 08 on a network: proposals and answers, meetings, missions, volunteers, hours of forms."""

from collections.abc import Iterable

from IPython.display import HTML
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.capitalisation.programme import advocacy, events, hours, matching
from workbench.forms import show
from workbench.ledger import Ledger


def proposals(work: Dossier, lang: str) -> HTML:
    """Show what was asked and what came of it, how many of each status, the amounts, the doubts."""
    told, ledger = work.read(advocacy.Advocacy), work.read(Ledger)
    amounts = advocacy.amounts_table(told, ledger, lang)
    return _together(
        show.table(advocacy.table(told, ledger, lang), lang),
        show.table(advocacy.statuses_table(told, lang), lang),
        show.folded("advocacy.fold.amounts", amounts, lang),
        show.findings(advocacy.check(told, ledger), lang),
    )


def meetings(work: Dossier, lang: str) -> HTML:
    """Show what is counted as a meeting, the sums by kind and year, the register, the doubts."""
    if not work.has(events.Meetings.FILE):
        return _nothing(events.Meetings.FILE, lang)
    told, ledger = work.read(events.Meetings), work.read_if_there(Ledger)
    rows = events.events(work)
    summary = events.summary_table(told, rows, lang)
    register = events.register_table(told, rows, lang)
    return _together(
        show.table(events.definitions_table(told, ledger, lang), lang),
        *_simulated(any(row["simulated"] is True for row in rows), lang),
        *([show.table(summary, lang)] if summary else []),
        *([show.folded("events.fold.register", register, lang)] if register else []),
        show.findings(events.check(told, rows, ledger), lang),
    )


def pairs(work: Dossier, lang: str) -> HTML:
    """Show which volunteer is proposed for which mission and why, who else can, what excludes."""
    file = matching.MISSIONS.file
    if not (work.has(file) and work.has(matching.VOLUNTEERS.file)):
        return _nothing(file, lang)
    offered, people = matching.missions(work), matching.volunteers(work)
    rules = work.read_if_there(matching.Rules) or matching.Rules(format=1)
    found = matching.proposed(offered, people, rules)
    candidates = matching.candidates_table(found, lang)
    excluded = matching.excluded_table(found, lang)
    return _together(
        *_simulated(matching.is_simulated(offered), lang),
        show.told(say("matching.fairness", lang)),
        show.table(matching.rules_table(rules, lang), lang),
        show.table(matching.table(found, lang), lang),
        show.folded("matching.fold.candidates", candidates, lang),
        show.folded("matching.fold.excluded", excluded, lang),
        show.findings(matching.check(offered, people, found), lang),
    )


def burden(work: Dossier, lang: str) -> HTML:
    """Show how many hours each task of the files has taken."""
    if not work.has(hours.HOURS.file):
        return _nothing(hours.HOURS.file, lang)
    rows = hours.hours(work)
    return _together(
        *_simulated(any(row["simulated"] is True for row in rows), lang),
        show.table(hours.table(rows, lang), lang),
        show.findings([*hours.check(rows)], lang),
    )


def _simulated(are: bool, lang: str) -> list[HTML]:
    mark = Markup('<p class="banner simulated">{}</p>').format(say("network.simulated", lang))
    return [HTML(mark)] if are else []


def _nothing(file: str, lang: str) -> HTML:
    return show.told(say("network.no_file", lang, file=file))


def _together(*parts: HTML) -> HTML:
    return HTML(_joined(part.data for part in parts))


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)  # our own tables escape their text
