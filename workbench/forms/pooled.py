"""What page 06 shows of several pilots: the sentence, the picture, the pilots, the doubts."""

from IPython.display import HTML
from markupsafe import Markup

from workbench.analysis import pooling
from workbench.analysis.pooling import Pooled
from workbench.base.words import say
from workbench.forms import show


def pooled(found: Pooled | None, lang: str) -> HTML:
    """Show pilots together: what they allow to be said, and where the next site may be.

    A dossier without pilots gets one line. The funnel is drawn from ten pilots on.
    """
    if found is None:
        return show.told(say("pooling.none", lang, file=pooling.FILE))
    says = Markup('<div class="says"><h3>{}</h3><p>{}</p></div>')
    says_not = Markup('<div class="says-not"><h3>{}</h3><p>{}</p></div>')
    sentences = " ".join([pooling.sentence(found, lang), *pooling.moderators(found, lang)])
    parts = [
        says.format(say("report.may_say", lang), sentences),
        says_not.format(say("report.may_not_say", lang), pooling.forbidden(found, lang)),
        show.drawing(pooling.forest(found, lang)).data,
        show.table(pooling.table(found, lang), lang).data,
    ]
    if found.k >= pooling.NORMAL:
        parts.append(show.drawing(pooling.funnel(found, lang)).data)
    parts.append(show.findings(pooling.doubts(found), lang).data)
    return HTML("".join(parts))
