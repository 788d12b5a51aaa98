"""The wheel, in an empty environment, away from the checkout, runs an evaluation to its report."""

import csv
import email
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*command, cwd, **env):
    """Run a command with a plain environment; show what it said when it fails."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "WORKBENCH_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **env},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=ROOT)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def linked(wheel, tmp_path_factory):
    """An environment that holds the wheel and, as links to ours, what it asks for: nothing else."""
    home = tmp_path_factory.mktemp("linked")
    run(sys.executable, "-m", "venv", home / "venv", cwd=home)
    site = Path(sysconfig.get_path("purelib"))
    whose = owners()
    for name in needed(wheel):
        for place in {part for part, who in whose.items() if name in who}:
            link(place, whose[place], name, site, home / "venv")
    pip = (home / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps")
    run(*pip, "--no-index", wheel, cwd=home)
    return home


def needed(wheel):
    """Return the names of all that the wheel asks for, and of what that asks for in turn."""
    with zipfile.ZipFile(wheel) as held:
        name = next(one for one in held.namelist() if one.endswith(".dist-info/METADATA"))
        asked = email.message_from_bytes(held.read(name)).get_all("Requires-Dist")
    waiting, found = [(line, frozenset()) for line in asked], {}
    while waiting:
        line, extras = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": e}) for e in extras or {""}):
            continue
        name = canonicalize_name(wanted.name)
        more = wanted.extras - found.get(name, set())
        if name not in found or more:
            found.setdefault(name, set()).update(more)
            below = frozenset({"", *wanted.extras})
            waiting += [(one, below) for one in distribution(name).requires or ()]
    return sorted(found)


def owners():
    """Return, for each folder or file beside our packages, the names of those whose it is."""
    whose = {}
    for package in distributions():
        name = canonicalize_name(package.metadata["Name"])
        for file in package.files or ():
            whose.setdefault(file.parts[0], set()).add(name)
    return whose


def link(place, who, name, site, venv):
    """Link a folder as it stands where it is one package's; else the files of *name* in it."""
    there = venv / site.relative_to(sys.prefix)
    if len(who) == 1 and place != "..":
        (there / place).symlink_to(site / place)
        return
    for file in distribution(name).files:
        ours = Path(os.path.normpath(site / file))
        to = venv / ours.relative_to(sys.prefix)
        if file.parts[0] == place and ours.exists() and not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            to.symlink_to(ours)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel and what it asks for, at the versions of the lock."""
    home = tmp_path_factory.mktemp("empty")
    pins = home / "versions.txt"
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.-]+==[^\\\n]+", lock, flags=re.MULTILINE)
    pins.write_text("\n".join(line.strip() for line in pinned) + "\n")
    run(sys.executable, "-m", "venv", home / "venv", cwd=home)
    python = home / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--no-compile")
    run(*pip, "-c", pins, wheel, cwd=home)
    return home


def test_datasets_templates_and_pages_travel_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    shelves = {"datasets": "workbench/datasets", "templates": "workbench/templates"}
    shelves["notebooks"] = "workbench/notebooks"
    tracked = subprocess.run(
        ["git", "ls-files", *shelves], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    missing = [name for name in tracked if name and f"workbench/{name}" not in names]
    assert missing == []


def test_nothing_else_travels_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".data/" not in name}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"workbench"}
    beside = [name.partition(".data/")[2] for name in names if ".data/" in name]
    assert beside == ["data/share/jupyter/kernels/workbench/kernel.json"]


def runs_nsw(home):
    """Run an example away from the checkout, and read its first estimate."""
    run(home / "venv" / "bin" / "workbench", "run", "nsw", "--lang", "en", "--out", "out", cwd=home)
    assert (home / "out" / "report" / "index.html").stat().st_size > 10_000
    effects = (home / "out" / "results" / "effects.csv").read_text(encoding="utf-8")
    row = next(csv.DictReader(effects.splitlines()))
    assert (row["id"], row["estimate"][:7]) == ("earnings_78_unadjusted", "1794.34")


def holds_no_test_package(home):
    python = home / "venv" / "bin" / "python"
    run(python, "-m", "pip", "check", cwd=home)
    found = run(python, "-m", "pip", "list", "--format=freeze", cwd=home)
    assert "pandas==" in found
    assert "pytest==" not in found
    assert "playwright==" not in found


def test_the_wheel_runs_nsw_with_what_it_asks_for_and_nothing_else(linked):
    holds_no_test_package(linked)
    runs_nsw(linked)


@pytest.mark.full
def test_the_wheel_installed_by_pip_in_an_empty_environment_runs_nsw(installed):
    holds_no_test_package(installed)
    runs_nsw(installed)
