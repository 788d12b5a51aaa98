"""One list of what the project needs: the conda file mirrors it, the lock pins it with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib-base": "matplotlib", "python-build": "build"}
"""Packages that conda-forge calls otherwise."""


def wanted():
    project = PROJECT["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    found = map(Requirement, lines)
    return {canonicalize_name(need.name): str(need.specifier) for need in found}


def conda():
    """Return what environment.yml asks for: the conda packages and those under pip."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    own = [item for item in content["dependencies"] if isinstance(item, str)]
    pip = [
        line for item in content["dependencies"] if isinstance(item, dict) for line in item["pip"]
    ]
    needs = [Requirement(line) for line in [*own, *pip] if not line.startswith("-")]
    names = {need: canonicalize_name(need.name) for need in needs}
    return {CONDA_NAMES.get(name, name): str(need.specifier) for need, name in names.items()}


def locked():
    """Return the entries of the lock: name, version and hashes of each."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    entry = re.compile(r"([A-Za-z0-9_.\-\[\]]+)==([^\s;]+)(.*)")
    return [entry.fullmatch(line.strip()).groups() for line in lines]


def test_the_conda_file_asks_for_what_the_project_asks_for():
    asked = conda()
    python = asked.pop("python")
    asked.pop("pip", None)
    assert asked == wanted()
    assert set(python.split(",")) == set(PROJECT["project"]["requires-python"].split(","))


@pytest.mark.parametrize("name", sorted(wanted()))
def test_the_lock_pins_every_need_inside_its_bounds(name):
    versions = [v for entry, v, _ in locked() if canonicalize_name(entry) == name]
    specifier = Requirement(f"{name}{wanted()[name]}").specifier
    assert versions
    assert all(version in specifier for version in versions)


def test_the_lock_pins_what_builds_the_wheel():
    names = {canonicalize_name(name) for name, _, _ in locked()}
    assert {Requirement(line).name for line in PROJECT["build-system"]["requires"]} <= names


def test_every_entry_of_the_lock_has_a_hash():
    assert [name for name, _, rest in locked() if "--hash=sha256:" not in rest] == []
