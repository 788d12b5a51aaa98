"""Page 08: what comparable pilots say together, and how far chance alone leaves a club."""

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import pooling
from workbench.analysis.pilots.told import chance, forbidden, sentence, title
from workbench.base.words import say
from workbench.forms import show
from workbench.report import programme
from workbench.report.programme import Compared, Group


def averages(compared: Compared, lang: str) -> HTML:
    """Show each group of comparable pilots: what it allows to be said, its picture, its doubts."""
    if not compared.groups:
        return show.told(say("synthesis.nothing_comparable", lang))
    parts = [_group(group, compared, lang) for group in compared.groups]
    return HTML("".join([*parts, show.table(programme.averages_table(compared, lang), lang).data]))


def _group(group: Group, compared: Compared, lang: str) -> str:
    head = Markup("<h3>{}</h3>").format(title(group, compared, lang))
    if group.pooled is None:
        return head + Markup(show.told(sentence(group, lang)).data)  # it escapes
    frame = Markup(
        '<div class="says"><h3>{}</h3><p>{}</p></div>'
        '<div class="says-not"><h3>{}</h3><p>{}</p></div>'
    )
    said = frame.format(
        say("report.may_say", lang), sentence(group, lang),
        say("report.may_not_say", lang), forbidden(group, lang),
    )  # fmt: skip
    picture = show.drawing(pooling.forest(group.pooled, lang)).data
    return "".join([head, said, picture, show.findings(group.findings, lang).data])


def club_limits(compared: Compared, lang: str) -> HTML:
    """Show the clubs of each group of rates against their size, with the limits of chance."""
    parts = []
    for group in compared.groups:
        found = programme.clubs(group, compared.gathered)
        if found is not None:
            parts.append(Markup("<h3>{}</h3>").format(title(group, compared, lang)))
            parts.append(show.drawing(programme.funnel(found, lang)).data)
            parts.append(show.told(chance(found, lang)).data)
    return HTML("".join(parts)) if parts else show.told(say("synthesis.no_rates", lang))
