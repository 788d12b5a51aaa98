"""The files that start a cluster say what the programs they call understand."""

import re
import subprocess
import sys
from functools import cache

import pytest
import yaml

from tests.clusters import PATIENCE
from workbench.base import places

FOLDER = places.templates() / "deploy"
SCRIPTS = ("ssh.sh", "slurm.sh")
FILES = (*SCRIPTS, "kubernetes.yml")
CALL = re.compile(r"\b(?:dask (?:scheduler|worker)|workbench run)\b[^&\n]*")


def text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def manifests():
    return list(yaml.safe_load_all(text("kubernetes.yml")))


def calls(name):
    """Return each call as its program and its options."""
    if name in SCRIPTS:
        found = CALL.findall(text(name).replace("\\\n", " "))
    else:
        specs = [m["spec"]["template"]["spec"] for m in manifests() if m["kind"] == "Deployment"]
        found = [" ".join(spec["containers"][0]["command"][2:]) for spec in specs]
        found += CALL.findall(text(name).replace("\\\n#", " "))
    return [(" ".join(call.split()[:2]), set(re.findall(r"(--[a-z-]+)", call))) for call in found]


@cache
def understood(program):
    """Return the options of a program, as its help names them."""
    module, command = program.split()
    asked = [sys.executable, "-m", module, command, "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=PATIENCE)
    return set(re.findall(r"(--[a-z-]+)", done.stdout))


def test_there_are_three_ways():
    assert {path.name for path in FOLDER.iterdir()} >= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_option_is_understood(name):
    found = calls(name)
    assert {program for program, _ in found} == {"dask scheduler", "dask worker", "workbench run"}
    for program, options in found:
        assert options <= understood(program), program


@pytest.mark.parametrize("name", FILES)
def test_the_same_lock_is_installed_and_no_address_is_named(name):
    assert "--require-hashes -r requirements.lock" in text(name)
    assert not re.search(r"https?://|docker\.io|ghcr\.io", text(name))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_shell_reads_it(name):
    done = subprocess.run(["bash", "-n", str(FOLDER / name)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_parts_in_kubernetes_find_each_other():
    by_name = {(m["kind"], m["metadata"]["name"]): m["spec"] for m in manifests()}
    service = by_name["Service", "workbench-scheduler"]
    for part in ("scheduler", "worker"):
        spec = by_name["Deployment", f"workbench-{part}"]
        labels = spec["template"]["metadata"]["labels"]
        assert spec["selector"]["matchLabels"] == labels
        assert (service["selector"] == labels) == (part == "scheduler")
        (container,) = spec["template"]["spec"]["containers"]
        assert container["image"] == "REMPLIR-FILL-IN"
        (volume,) = spec["template"]["spec"]["volumes"]
        claim = volume["persistentVolumeClaim"]["claimName"]
        assert by_name["PersistentVolumeClaim", claim]["accessModes"] == ["ReadWriteMany"]
    assert service["ports"] == [{"port": 8786}]
