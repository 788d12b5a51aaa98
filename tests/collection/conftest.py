"""The other programs that read our forms: pyxform 3, ODK Validate (Java), LibreOffice."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.collection import Instrument, Plan
from workbench.indicators import Choices

ROOT = Path(__file__).parents[2]
LOCK = Path(__file__).with_name("pyxform3.lock")
CONVERT = "import sys; from pyxform.xls2xform import convert; convert(sys.argv[1], validate=True)"


@pytest.fixture
def instrument(club):
    return club.read(Instrument)


@pytest.fixture
def chosen(club):
    return club.read(Choices)


@pytest.fixture
def plan(club):
    return club.read(Plan)


def found(program, *names):
    """Return where a program is; without it CI fails, and another machine skips the test."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{program} is not there; see tests/system.sh")
    if path is None:
        pytest.skip(f"{program} is not there")
    return path


@pytest.fixture(scope="session")
def java():
    return found("Java", "java")


@pytest.fixture(scope="session")
def pyxform3(java):
    """A caller: convert a form with pyxform 3.0.0 and ODK Validate, in a process of its own."""
    mark = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"pyxform3-{mark}"
    if not folder.is_dir():
        draft = folder.with_name(f".{folder.name}.{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--require-hashes", "--target", str(draft), "-r", str(LOCK)]
        subprocess.run(command, check=True, capture_output=True)
        draft.rename(folder)

    def convert(path):
        env = {**os.environ, "PYTHONPATH": str(folder)}
        command = [sys.executable, "-c", CONVERT, str(path)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return convert


@pytest.fixture
def office(tmp_path):
    """A caller: let LibreOffice read a file and write it again as another kind."""
    program = found("LibreOffice", "soffice", "libreoffice")

    def convert(path, kind):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        out = tmp_path / "office"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", out, path]
        subprocess.run(
            [str(part) for part in command], check=True, capture_output=True, timeout=120
        )
        return out / f"{Path(path).stem}.{kind.split(':')[0]}"

    return convert
