"""How long a whole programme takes, beside papermill, plain functions, and a cluster of Dask."""

import pytest

from tests.benchmarks.programme import clubs, runs
from tests.benchmarks.record import Point, scaled
from workbench.launch.contents import pages, programme

pytestmark = pytest.mark.bench
CLUBS, SOME, PART = 37, 12, 20
OTHER_SEED = 1007


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The programme, and its run by ours."""
    folder = tmp_path_factory.mktemp("programme")
    dossiers = clubs.programme(folder / "clubs", CLUBS)
    return dossiers, folder / "out", runs.ours(dossiers, folder / "out")


def test_a_programme_against_papermill(whole, beside, tmp_path):
    dossiers, out, ran = whole
    every = len(dossiers) * len(pages()) + len(programme())
    folders = runs.copied(dossiers[: -(-PART // len(pages()))], tmp_path)
    peer = scaled(runs.papermill_alone(folders, PART), PART, every)
    for folder in folders[: PART // len(pages())]:
        runs.leaves_alike(out / folder.name, folder)
    more = f"papermill ran {PART} of {every} pages, scaled; at most {ran.memory:.0f} MB at once"
    job = f"{CLUBS} clubs x {len(pages())} pages and the synthesis"
    beside(job, ran.seconds, peer, "papermill one after the other", 10, more)


def test_a_programme_against_plain_functions(whole, beside, tmp_path):
    dossiers, out, ran = whole
    folders = runs.copied(dossiers, tmp_path)
    peer = runs.plain(folders)
    for name in [runs.PROGRAMME, *(folder.name for folder in folders)]:
        runs.leaves_alike(out / name, tmp_path / name)
    job = f"{CLUBS} clubs x {len(pages())} pages and the synthesis"
    beside(job, ran.seconds, peer, "the cells in two warm processes", 1 / 1.5)


def test_two_workers_of_dask(whole, beside, tmp_path):
    dossiers = whole[0][:SOME]
    alone = runs.ours(dossiers, tmp_path / "here" / "all")
    with runs.cluster(tmp_path) as address:
        spread = runs.ours(dossiers, tmp_path / "there" / "all", cluster=address)
    for name in [runs.PROGRAMME, *(dossier.name for dossier in dossiers)]:
        runs.leaves_alike(tmp_path / "here/all" / name, tmp_path / "there/all" / name)
    job = f"{SOME} clubs x {len(pages())} pages and the synthesis, two Dask workers of this machine"
    beside(job, spread.seconds, alone.seconds, "--workers 2", 1 / 1.3)


def test_a_second_run_with_one_club_changed(whole, beside):
    dossiers, out, ran = whole
    before = runs.pages_run(out)
    changed = dossiers[-1]
    clubs.draw(changed, OTHER_SEED)
    again = runs.ours(dossiers, out)
    after = runs.pages_run(out)
    ran_again = [place for place, at in after.items() if before.get(place) != at]
    assert {place.split("/")[0] for place in ran_again} == {changed.name, runs.PROGRAMME}
    job = "a second run with the data of one club changed"
    more = f"{len(ran_again)} of {len(after)} pages ran"
    beside(job, again.seconds, ran.seconds, "the full run", 20, more)


@pytest.mark.full
def test_how_a_programme_grows(grown, tmp_path):
    points = []
    for size in (1, 5, 37, 200):
        dossiers = clubs.programme(tmp_path / f"clubs{size}", size)
        ran = runs.ours(dossiers, tmp_path / f"out{size}" / "all")
        points.append(Point(size, ran.seconds / (size * len(pages())), ran.memory))
    grown("a programme, two pages at a time", "dossiers", "page", points, after=5)
