"""What is committed holds for everybody: no registry address, no path of one machine, no output."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "a registry": r"pypi\.org|pythonhosted|registry\.npmjs|anaconda\.(com|org)|conda\.io/",
    "an index": r"--(?:extra-)?index-url|--find-links|--trusted-host|PIP_INDEX|UV_INDEX",
    "a CDN": r"jsdelivr|unpkg\.com|cdnjs|googleapis\.com|//cdn\.|esm\.sh|skypack",
    "a path of one machine": r"(?<![\w.~*}>)])/(?:work|tmp|home|root|Users)/\w",
}


def committed():
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def texts():
    """Yield every committed file that is text, but this one, which names what it forbids."""
    for path in committed():
        if path != Path(__file__) and path.is_file():
            content = path.read_bytes()
            if b"\0" not in content:
                yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


INSIDE = {"a path of one machine": "templates/deploy/"}
"""Where something stands all the same: the paths inside a container, or of a service."""


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_committed_file_holds(kind):
    pattern, but = re.compile(FORBIDDEN[kind]), INSIDE.get(kind, "nowhere/")
    read = {str(name): text for name, text in texts()}
    found = {name: pattern.search(text) for name, text in read.items() if not name.startswith(but)}
    assert {name: match.group() for name, match in found.items() if match} == {}


def test_every_committed_notebook_is_without_outputs():
    for name, text in texts():
        if name.suffix == ".ipynb":
            cells = json.loads(text)["cells"]
            assert not any(cell.get("outputs") for cell in cells), name


def test_no_data_of_a_run_are_committed():
    names = {path.relative_to(ROOT).parts[0] for path in committed()}
    assert not names & {"runs", "dist", ".venv", "report"}
