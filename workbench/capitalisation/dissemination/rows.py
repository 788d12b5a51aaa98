"""Tables that people send: the rows of a CSV file, each with its line, and a letter otherwise."""

from collections.abc import Sequence

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.data.cells import cells


def rows_of(
    dossier: Dossier, file: str, columns: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    """Return the line and the cells of each row, as text; nothing where the file is not there.

    Raises DataError when the file cannot be read, or lacks one of the *columns*.
    """
    path = dossier.path(file)
    if not path.is_file():
        return []
    try:
        table = cells(path)
    except DataError as error:
        if error.key == "reading.no_rows":  # the heads are there, nobody has filled it in yet
            return []
        raise
    for name in columns:
        if name not in table.columns:
            hint = words.hint(name, [str(column) for column in table.columns])
            raise DataError("dissemination.no_column", file=file, column=name, hint=hint)
    rows = table[list(columns)].itertuples(index=True, name=None)
    return [
        (int(line), {name: str(cell).strip() for name, cell in zip(columns, row, strict=True)})
        for line, *row in rows
    ]
