"""Opening the published figures of a dossier, of a case or of a file, and showing them."""

from pathlib import Path

from workbench.base import places, words
from workbench.base.dossier import Dossier, check_format
from workbench.base.records import validated
from workbench.base.yaml_files import read_yaml
from workbench.ledger.cite import KIND_NAMES
from workbench.ledger.record import Ledger
from workbench.ledger.written import shown_in_a_table


def load(dossier: Dossier) -> Ledger:
    """Return the published figures; an empty ledger where nothing was published."""
    return dossier.read_if_there(Ledger) or Ledger(format=1, figures=())


def read(path: Path) -> Ledger:
    """Read a ledger from its file; raise RecordError with file, line and place otherwise."""
    content = read_yaml(path)
    check_format(content, path)
    return validated(Ledger, content, path)


def shelf() -> dict[str, Path]:
    """Return the ledgers that come with the workbench, by the name of their case."""
    found = sorted((places.datasets() / "ledgers").glob(f"*/{Ledger.FILE}"))
    return {path.parent.name: path for path in found}


def table(ledger: Ledger, lang: str) -> list[dict[str, str]]:
    """Return one row per figure: ``id``, ``label``, ``value``, ``kind`` and ``source``."""
    return [
        {
            "id": figure.id,
            "label": figure.label.say(lang),
            "value": shown_in_a_table(figure, lang),
            "kind": words.say(KIND_NAMES[figure.kind], lang),
            "source": ledger.source(figure.source).say(lang),
        }
        for figure in ledger.figures
    ]
