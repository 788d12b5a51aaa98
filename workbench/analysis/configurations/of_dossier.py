"""The configurations of a dossier: what its `configurations.yml` asks of its own table of cases."""

from workbench.analysis.configurations.answered import answer
from workbench.analysis.configurations.record import NOT, Answer, Configurations
from workbench.analysis.tables import table_of
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.findings import Finding, found_in


def of(dossier: Dossier) -> tuple[Answer, list[Finding]] | None:
    """Return the answer and its doubts; None where the dossier asks for none.

    Raises RecordError for a file that breaks a rule, DataError for a table that cannot answer.
    """
    wanted = dossier.read_if_there(Configurations)
    if wanted is None:
        return None
    path = dossier.path(wanted.table)
    if not path.resolve().is_relative_to(dossier.folder.resolve()):
        raise RecordError("qca.table_outside", table=wanted.table)
    asked = wanted.asked()
    table = table_of(path, (*asked.conditions, asked.outcome.removeprefix(NOT)))
    found, findings = answer(table, asked)
    return found, found_in(Configurations.FILE, findings)


def check(dossier: Dossier) -> list[Finding]:
    """Return the doubts about the configurations of a dossier."""
    found = of(dossier)
    return found[1] if found else []
