"""What page 06 shows beside the plan, where the dossier has it: configurations, scales, costs."""

from collections.abc import Callable, Sequence

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import configurations as qca
from workbench.analysis import costs as counting
from workbench.analysis import pooling
from workbench.analysis import reliability as scales
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.forms import show
from workbench.forms.pooled import pooled

Kind = tuple[str, bool, Callable[[], HTML]]
"""The title of a kind of evidence, whether the dossier holds it, and how it is shown."""


def beside(dossier: Dossier, lang: str, level: float = 0.95) -> HTML:
    """Show each kind of evidence that the dossier holds; fold away how to bring in the others.

    Pilots pooled at the confidence *level*, conditions that go together, scales, costs.
    """
    there, ways = [], []
    for title, holds, made in _kinds(dossier, lang, level):
        if holds:
            there += [_head(say(title, lang)), made().data]
        else:
            ways.append(made().data)
    inside = Markup("").join(Markup(way) for way in ways)  # made by us, escaped
    fold = show.fold(say("beside.fold", lang, n=len(ways)), inside) if ways else Markup("")
    return _together([*there, fold])


def _kinds(dossier: Dossier, lang: str, level: float) -> tuple[Kind, ...]:
    return (
        ("beside.pilots", dossier.has(pooling.FILE),
         lambda: pooled(pooling.of(dossier, level), lang)),
        ("beside.configurations", dossier.has(qca.Configurations.FILE),
         lambda: configurations(dossier, lang)),
        ("beside.reliability", bool(scales.of(dossier)), lambda: reliability(dossier, lang)),
        ("beside.costs", dossier.has(counting.Costs.FILE), lambda: costs(dossier, lang)),
    )  # fmt: skip


def configurations(dossier: Dossier, lang: str) -> HTML:
    """Show which conditions go together with a result: a table to discuss; or one line."""
    answered = qca.of(dossier)
    if answered is None:
        return show.told(say("qca.none", lang, file=qca.Configurations.FILE))
    found, doubts = answered
    parts = [
        _says(qca.sentences(found, lang)),
        show.drawing(qca.picture(found, lang)).data,
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
    parts = [part for one in examined for part in _scale(one, lang)]
    known = [one for one in examined if one.found is not None]
    if known:  # one table for all: a table shown twice breaks the landmarks of the page
        rows = [row for one in known for row in _questions(one, len(known) > 1, lang)]
        doubts = [finding for one in known for finding in one.findings]
        parts += [show.table(rows, lang).data, show.findings(doubts, lang).data]
    return _together(parts)


def _scale(one: scales.Examined, lang: str) -> list[str]:
    title = _title(one.label.say(lang))
    if one.found is None:
        few = say("reliability.few_for_page", lang, least=scales.SHOWN_FROM)
        return [title, show.told(few).data]
    drawn = show.drawing(scales.picture(one.found, lang, one.label.say(lang))).data
    return [title, _says(scales.sentences(one.found, lang)), drawn]


def _questions(one: scales.Examined, named: bool, lang: str) -> list[dict[str, str]]:
    name = {"name": one.label.say(lang)} if named else {}
    return [{**row, **name} for row in scales.item_table(one.found, lang)] if one.found else []


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


def _head(text: str) -> Markup:
    return Markup("<h3>{}</h3>").format(text)


def _title(text: str) -> str:
    return Markup("<h4>{}</h4>").format(text)


def _together(parts: Sequence[str]) -> HTML:
    return HTML("".join(parts))
