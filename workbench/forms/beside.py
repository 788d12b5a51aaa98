"""What page 06 shows beside the plan, where the dossier has it: configurations, scales, costs."""

from collections.abc import Sequence

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import configurations as qca
from workbench.analysis import costs as counting
from workbench.analysis import reliability as scales
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.forms import show


def configurations(dossier: Dossier, lang: str) -> HTML:
    """Show which conditions go together with a result: a table to discuss; or one line."""
    answered = qca.of(dossier)
    if answered is None:
        return show.told(say("qca.none", lang, file=qca.Configurations.FILE))
    found, doubts = answered
    parts = [
        _says(qca.sentences(found, lang)),
        show.table(qca.truth_table(found, lang), lang).data,
        show.told(say("qca.legend", lang)).data,
    ]
    if found.conservative is not None:
        parts.append(show.table(qca.paths_table(found, lang), lang).data)
    return _together([*parts, show.findings(doubts, lang).data])


def reliability(dossier: Dossier, lang: str) -> HTML:
    """Show of each scale whether its questions hold together; or one line."""
    examined = scales.of(dossier)
    if not examined:
        return show.told(say("reliability.none", lang, file=scales.Scales.FILE))
    parts = []
    for one in examined:
        parts.append(_title(one.label.say(lang)))
        if one.found is None:
            least = scales.SHOWN_FROM
            parts.append(show.told(say("reliability.few_for_page", lang, least=least)).data)
            continue
        parts.append(_says(scales.sentences(one.found, lang)))
        parts.append(show.table(scales.item_table(one.found, lang), lang).data)
        parts.append(show.findings(one.findings, lang).data)
    return _together(parts)


def costs(dossier: Dossier, lang: str) -> HTML:
    """Show what results cost, what they are said to be worth, with ranges; or one line."""
    counted = counting.of(dossier)
    if counted is None:
        return show.told(say("costs.none", lang, file=counting.Costs.FILE))
    parts = [*_ratios(counted, lang), *_value(counted, lang), *_compared(counted, lang)]
    return _together([*parts, show.findings(counted.findings, lang).data])


def _ratios(counted: counting.Counted, lang: str) -> list[str]:
    if not counted.per_result:
        return []
    table = counting.ratio_table(counted.costs, counted.per_result, lang)
    told = show.told(say("costs.charged", lang)).data
    return [_title(say("costs.title.ratios", lang)), show.table(table, lang).data, told]


def _value(counted: counting.Counted, lang: str) -> list[str]:
    found, costs = counted.value, counted.costs
    if found is None:
        return []
    *said, banner = counting.sentences(found, costs, lang)
    parts = [
        _title(say("costs.title.sroi", lang)),
        Markup('<p class="banner">{}</p>').format(banner),
        _says(said),
        show.table(counting.scenario_table(found, lang), lang).data,
        show.table(counting.impact_table(costs, found, lang), lang).data,
        show.table(counting.proxy_table(costs, lang), lang).data,
    ]
    picture = counting.tornado_picture(found, lang)
    return [*parts, show.drawing(picture).data] if picture else parts


def _compared(counted: counting.Counted, lang: str) -> list[str]:
    if not counted.compared:
        return []
    costs = counted.costs
    table = counting.comparison_table(costs, counted.compared, lang)
    parts = [_title(say("costs.title.compared", lang)), show.table(table, lang).data]
    for one in counted.compared:
        told = counting.benefit(one, costs, lang)
        parts += [_says([told])] if told else []
        parts.append(show.drawing(counting.curve_picture(one, costs, lang)).data)
    return parts


def _says(lines: Sequence[str]) -> str:
    inside = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup('<div class="says">{}</div>').format(inside)


def _title(text: str) -> str:
    return Markup("<h3>{}</h3>").format(text)


def _together(parts: Sequence[str]) -> HTML:
    return HTML("".join(parts))
