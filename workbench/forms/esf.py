"""Page 08 shows the participants of a programme by the codes of the ESF+, as they are exported."""

from IPython.display import HTML

from workbench.base.dossier import Dossier
from workbench.forms import show
from workbench.report.export.esf import shown


def esf(work: Dossier, lang: str) -> HTML:
    """Show the counts of each code, then, when asked, the codes that cannot be filled and why."""
    told = shown.participants(work)
    counts = show.table(shown.rows(told, lang), lang).data
    return HTML(counts + show.folded("levels.esf.left_out", shown.left_out(told, lang), lang).data)
