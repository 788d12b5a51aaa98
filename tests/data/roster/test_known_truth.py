"""Ten people filled in one by one are the same table as the same ten in a file."""

import shutil

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import data
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.collection import instrument_of
from workbench.data import roster
from workbench.data.importing import Request, accept, propose
from workbench.data.simulate.trajectoires import Truth, simulate

PEOPLE = 10


def without_data(into):
    left_out = ("received.yml", "received/*", "data/*", "results/*")
    dossier = copy(Dossier(places.examples() / "trajectoires"), into, left_out)
    shutil.rmtree(dossier.path("received"), ignore_errors=True)
    return dossier


@pytest.fixture(scope="module")
def ten():
    """Ten simulated people of three sites who left, as codes: their entries and exits."""
    truth = Dossier(places.examples() / "trajectoires").read(Truth)
    entries, exits = simulate(truth)
    keys = exits.groupby("structure").head(4)["person"].sample(PEOPLE, random_state=1).tolist()
    return tuple(table[table["person"].isin(keys)].astype(object) for table in (entries, exits))


def typed_in(dossier, tables):
    instrument = instrument_of(dossier)
    for wave, table in zip(("entry", "exit"), tables, strict=True):
        asked = [question.id for question in roster.to_ask(instrument, wave)]
        for row in table.to_dict("records"):
            for question in asked:
                value = row[question]
                roster.give(dossier, row["person"], wave, question, _typed(value))


def _typed(value):
    if value is None or value != value:
        return "pending"
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value)


def test_ten_people_filled_in_are_the_same_table_as_their_file(ten, tmp_path):
    filled = without_data(tmp_path / "filled")
    typed_in(filled, ten)
    imported = without_data(tmp_path / "imported")
    for wave, table in zip(("entry", "exit"), ten, strict=True):
        path = tmp_path / f"{wave}.csv"
        table.map(_typed).to_csv(path, index=False, sep=";")
        accept(imported, propose(imported, Request(path, wave)))
    pd.testing.assert_frame_equal(data.clean(filled).table, data.clean(imported).table)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30), min_size=4, max_size=8))
def test_what_was_typed_comes_back_and_what_was_understood_stands_in_the_table(
    tmp_path_factory, texts
):
    dossier = without_data(tmp_path_factory.mktemp("dossier") / "own")
    question = {"id": "said", "label": "Dit", "type": "text", "waves": ["entry"]}
    path = dossier.path("collection/instrument.yml")
    content = read_yaml(path)
    write_yaml(path, {**content, "questions": [*content["questions"], question]})
    heard = {}
    for text in texts:
        key = roster.add(dossier)
        roster.give(dossier, key, "entry", "structure", "torcy")
        heard[key] = roster.give(dossier, key, "entry", "said", text).heard
    table = data.understand(dossier).table.set_index("person")["said"]
    people = roster.in_app(dossier)
    for key, one in heard.items():
        assert people[key].entry("entry").typed("said") == one.typed
        if one.state == "understood":
            assert table[key] == one.kept
        else:
            assert pd.isna(table[key])
