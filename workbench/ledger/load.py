"""Opening the published figures of a dossier, and showing them."""

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.words import Share, say
from workbench.ledger.record import Figure, Ledger

KIND_NAMES = {
    "design": "ledger.kind.design",
    "target": "ledger.kind.target",
    "budget": "ledger.kind.budget",
    "output": "ledger.kind.output",
    "result": "ledger.kind.result",
    "intention": "ledger.kind.intention",
    "metadata": "ledger.kind.metadata",
}


def load(dossier: Dossier) -> Ledger:
    """Return the published figures; an empty ledger where nothing was published."""
    return dossier.read_if_there(Ledger) or Ledger(format=1, figures=())


def table(ledger: Ledger, lang: str) -> list[dict[str, str]]:
    """Return one row per figure: ``id``, ``label``, ``value``, ``kind`` and ``source``."""
    return [
        {
            "id": figure.id,
            "label": figure.label.say(lang),
            "value": _value(figure, lang),
            "kind": say(KIND_NAMES[figure.kind], lang),
            "source": figure.source,
        }
        for figure in ledger.figures
    ]


def _value(figure: Figure, lang: str) -> str:
    ends = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    shares = figure.unit == "share"
    written = "–".join(words.shown(Share(end) if shares else end, lang) for end in ends)
    return f"> {written}" if figure.above else written
