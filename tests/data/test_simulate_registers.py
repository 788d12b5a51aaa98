"""The simulated registers of the network: same seed, same bytes; every line says what it is."""

import csv
import io

from workbench.base.dossier import open_dossier
from workbench.data.simulate.registers import registers


def test_the_seed_gives_the_bytes_of_the_registers():
    dossier = open_dossier("anpss")
    for name, content in registers().items():
        assert dossier.path(name).read_bytes() == content


def test_every_line_is_marked():
    for content in registers(3).values():
        rows = list(csv.DictReader(io.StringIO(content.decode())))
        assert rows
        assert {row["simulated"] for row in rows} == {"yes"}
