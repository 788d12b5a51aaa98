"""An operation with people in it: who they were at entry, and what became of them."""

import csv
import io
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.yaml_files import read_yaml, write_yaml

WORK = ("short", "long", "inactive", "employed")
ASKED = ("EECR01", "EECR02", "EECR03", "EECR04")
QUESTIONS = [
    {"id": "sex", "label": "Sex", "type": "select_one", "waves": ["entry"],
     "options": [{"code": code, "label": code} for code in ("F", "M", "X", "NR")]},
    {"id": "work", "label": "Work", "type": "select_one", "waves": ["entry"],
     "options": [{"code": code, "label": code} for code in (*WORK, "unknown")]},
    {"id": "school", "label": "School", "type": "select_one", "waves": ["entry"],
     "options": [{"code": code, "label": code} for code in ("low", "middle", "high")]},
]  # fmt: skip
DERIVED = [
    {"id": "unemployed", "label": "Unemployed", "from": "work", "among": ["short", "long"]},
    {"id": "long_term", "label": "Long-term", "from": "work", "among": ["long"]},
    {"id": "inactive", "label": "Inactive", "from": "work", "among": ["inactive"]},
    {"id": "employed", "label": "Employed", "from": "work", "among": ["employed"]},
    {"id": "low", "label": "Low", "from": "school", "among": ["low"]},
    {"id": "middle", "label": "Middle", "from": "school", "among": ["middle"]},
    {"id": "high", "label": "High", "from": "school", "among": ["high"]},
]
CHOSEN = {
    "EECO02": "unemployed", "EECO03": "long_term", "EECO04": "inactive", "EECO05": "employed",
    "EECO09": "low", "EECO10": "middle", "EECO11": "high",
    **{code: code.lower() for code in (*ASKED, "EECO12")},
}  # fmt: skip


def people(n=240, seed=3, **shares):
    """Return *n* people, a row each, with what they answer and the yes and no made of it."""
    rng = np.random.default_rng(seed)
    work = rng.choice(
        [*WORK, "unknown", ""], n, p=shares.get("work", (0.3, 0.2, 0.2, 0.2, 0.05, 0.05))
    )
    table = pd.DataFrame({
        "person": [f"K{i:03d}-X" for i in range(n)],
        "structure": rng.choice(["roubaix", "torcy", "strasbourg"], n),
        "age": rng.integers(16, 62, n),
        "sex": rng.choice(["F", "M", "X", "NR"], n, p=shares.get("sex", (0.5, 0.4, 0.05, 0.05))),
        "work": work,
        "school": rng.choice(["low", "middle", "high"], n, p=(0.5, 0.3, 0.2)),
    })  # fmt: skip
    for made in DERIVED:
        source = table[made["from"]]
        table[made["id"]] = source.isin(made["among"]).astype(int).where(source != "", other=np.nan)
    may = {"EECR01": table["work"].eq("inactive"), "EECR04": table["work"].isin(WORK[:3])}
    for code in (*ASKED, "EECO12"):
        name, yes = code.lower(), rng.random(n) < 0.35
        yes &= may.get(code, True)
        said = pd.Series(np.where(yes, "yes", "no"))
        said = said.mask(rng.random(n) < 0.15)
        table[f"{name}_answer"], table[name] = said, said.eq("yes").astype(int).where(said.notna())
    return table.replace("", np.nan)


def operation_in(folder, table, chosen, questions, derived):
    """Return the dossier of an ESF+ operation, with these people as its clean table."""
    dossier = copy(Dossier(places.examples() / "trajectoires"), folder / "operation", ["results/*"])
    path = dossier.path("collection", "instrument.yml")
    content = read_yaml(path)
    content["questions"] = [*content["questions"], *questions]
    content["derived"] = [*content["derived"], *derived]
    write_yaml(path, content)
    choices = dossier.path("indicators.yml")
    kept = read_yaml(choices)
    kept["choices"] += [
        {"indicator": id, "node": "entered", "outcome": name} for id, name in chosen.items()
    ]
    write_yaml(choices, kept)
    table.to_csv(dossier.path("data", "clean.csv"), index=False)
    return dossier


@pytest.fixture
def operation(tmp_path):
    """A builder: the dossier of an ESF+ operation, with these people as its clean table."""

    def make(table=None, chosen=None, questions=QUESTIONS, derived=DERIVED):
        table = people() if table is None else table
        return operation_in(
            tmp_path, table, CHOSEN if chosen is None else chosen, questions, derived
        )

    return make


@pytest.fixture
def rows():
    """A reader: the rows of a CSV file of a folder."""

    def read(folder, name):
        return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))

    return read


@pytest.fixture
def office(tmp_path):
    """A caller: let LibreOffice read a file and write it again as another kind."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed"

    def convert(path, kind):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir"]
        command += [str(tmp_path / "office"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return tmp_path / "office" / f"{path.stem}.{kind}"

    return convert
