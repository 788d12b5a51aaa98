"""The one way up to "contributed": a contribution claim whose four conditions hold, no figure."""

from workbench.analysis.claims import LEVELS
from workbench.base.dossier import Dossier
from workbench.contribution import Standing, standings


def contributed(dossier: Dossier) -> list[Standing]:
    """Return the claims of a dossier of which one may say that the action probably contributed.

    Only claims are read, never an estimate: the theory is plausible, the action was carried out,
    the change is shown, and a rival at least was assessed with evidence and set aside. An empty
    list where no claim gets there, or where there is none.
    """
    return [one for one in standings(dossier) if LEVELS.index(one.level) >= _CONTRIBUTED]


_CONTRIBUTED = LEVELS.index("contributed")
