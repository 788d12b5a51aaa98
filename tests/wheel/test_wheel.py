"""The wheel, in an empty environment, away from the checkout, runs an evaluation to its report."""

import csv
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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


def test_the_installed_wheel_runs_nsw(installed):
    command = installed / "venv" / "bin" / "workbench"
    run(command, "run", "nsw", "--lang", "en", "--out", "out", cwd=installed)
    assert (installed / "out" / "report" / "index.html").stat().st_size > 10_000
    effects = (installed / "out" / "results" / "effects.csv").read_text(encoding="utf-8")
    row = next(csv.DictReader(effects.splitlines()))
    assert (row["id"], row["estimate"][:7]) == ("earnings_78_unadjusted", "1794.34")


def test_the_installed_wheel_needs_no_test_package(installed):
    python = installed / "venv" / "bin" / "python"
    run(python, "-m", "pip", "check", cwd=installed)
    found = run(python, "-m", "pip", "list", "--format=freeze", cwd=installed)
    assert "pytest==" not in found
    assert "playwright==" not in found
