"""Simulated clubs: each a dossier of its own, analysed, as a programme finds them."""

from workbench import data
from workbench.analysis import results
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.base.files import sha256
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.data.simulate.trajectoires import Site, Truth, as_received, simulate

PEOPLE = {"club_a": 62, "club_b": 48, "club_c": 85, "club_d": 34, "club_e": 55, "club_f": 70}
SMALL = {"club_g": 13}
"""A club so small that its results are masked."""
SEED = 7


def seven_clubs(folder):
    """Make the seven clubs of the worked programme; return their folders."""
    sizes = {**PEOPLE, **SMALL}
    return [club(folder / name, n, SEED + i) for i, (name, n) in enumerate(sizes.items())]


def club(folder, people, seed):
    """Make one simulated club of so many people, and analyse what came back."""
    source = Dossier(places.examples() / "trajectoires")
    dossier = copy(source, folder, leave_out=("data", "results", "truth.yml", "ledger.yml"))
    sites = (Site(id="roubaix", people=people, lost=0.1),)
    truth = Truth(
        format=1, seed=seed, sites=sites, positive_exit=0.46, remobilised=0.27,
        confidence_change=1.1, spread_exit=0.05, spread_confidence=0.3,
    )  # fmt: skip
    for file, table in zip(("entree", "sortie"), simulate(truth), strict=True):
        text = as_received(table)
        dossier.path("received", f"{file}.csv").write_text(text, encoding="utf-8")
    _tell(dossier)
    data.clean(dossier)
    results(dossier)
    return dossier.folder


def _tell(dossier):
    """Let the files of the club say that it is one club, simulated."""
    received = read_yaml(dossier.path("received.yml"))
    for file in received["files"]:
        file["sha256"] = sha256(dossier.path(file["file"]))
    write_yaml(dossier.path("received.yml"), received)
    plan = read_yaml(dossier.path("plan.yml"))
    for analysis in plan["analyses"]:
        analysis.pop("cluster")
    write_yaml(dossier.path("plan.yml"), plan)
    framing = read_yaml(dossier.path("evaluation.yml"))
    letter = dossier.name[-1].upper()
    framing["title"] = {"fr": f"Club {letter} (simulé)", "en": f"Club {letter} (simulated)"}
    write_yaml(dossier.path("evaluation.yml"), framing)
