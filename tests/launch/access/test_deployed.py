"""The files by which a server is installed say what the programs they call understand."""

import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
import yaml

from workbench.base import places
from workbench.commands.main import _parser
from workbench.launch import contents

FOLDER = places.templates() / "deploy"
FILES = ("workbench.service", "workbench-backup.service", "Containerfile", "proxy.md")
CALL = re.compile(r"workbench (?:serve|backup)\b[^\n`'&]*")


def text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def entry():
    """Return how the container starts the server."""
    return json.loads(re.search(r"^ENTRYPOINT (\[.*\])$", text("Containerfile"), re.M)[1])


def calls():
    texts = [re.sub(r"\$\$\(.*?\)", "TODAY", text(name)) for name in FILES]
    found = [call for said in texts for call in CALL.findall(said)]
    return [shlex.split(call) for call in found] + [[*entry(), "--proxy"]]


def test_every_command_is_understood():
    assert len(calls()) > 4
    for call in calls():
        _, rest = _parser("en").parse_known_args(call[1:])
        assert rest == [], call


def test_whoever_listens_to_a_network_asks_who_comes_in():
    served = [call for call in calls() if call[1] == "serve"]
    assert all("--join" in call for call in served)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="a system without systemd")
def test_systemd_understands_the_units_and_finds_them_closed(tmp_path):
    units = ("workbench.service", "workbench-backup.service", "workbench-backup.timer")
    for unit in units:
        here = text(unit).replace("/opt/workbench/bin/workbench", "/bin/true")
        (tmp_path / unit).write_text(here, encoding="utf-8")
    paths = [str(tmp_path / unit) for unit in units]
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    about = [line for line in told.stderr.splitlines() if "workbench" in line]
    assert (told.returncode, about) == (0, [])
    for path in paths[:2]:
        subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=30", path],
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip


def test_the_container_is_nobody_special_and_keeps_everything_in_its_volume():
    said = text("Containerfile")
    lines = [line.split(maxsplit=1) for line in said.splitlines() if re.match(r"[A-Z]+ ", line)]
    order = [word for word, _ in lines]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert dict(lines)["USER"] == "10001:10001"
    assert json.loads(dict(lines)["VOLUME"]) == ["/workspace"]
    assert "WORKBENCH_WORKSPACE=/workspace" in said
    assert (places.PACKAGE.parent / "requirements.lock").is_file()


@pytest.mark.slow
def test_the_container_knows_whether_its_server_lives(server):
    said = re.search(r"CMD (\[.*\])", text("Containerfile"))[1]
    _, flag, code = json.loads(said)
    for port, code_ in ((server.port, 0), (1, 1)):
        asked = code.replace("8866", str(port))
        done = subprocess.run([sys.executable, flag, asked], capture_output=True, check=False)
        assert done.returncode == code_


def test_the_notes_on_proxies_hand_on_who_asks():
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection"):
        assert f"proxy_set_header {header} " in text("proxy.md")
    assert "$proxy_add_x_forwarded_for" in text("proxy.md")  # the address it has seen comes last


def test_jupyterhub_opens_the_first_page(monkeypatch):
    monkeypatch.setenv("WORKBENCH_USERS", str(places.notebooks().parent))
    config = SimpleNamespace(Spawner=SimpleNamespace())
    file = FOLDER / "jupyterhub" / "jupyterhub_config.py"
    runpy.run_path(str(file), {"get_config": lambda: config})
    first = f"fr/{contents.pages()[0].id}.ipynb"
    monkeypatch.setenv("WORKBENCH_LANG", "fr")
    assert config.Spawner.notebook_dir == str(places.notebooks())
    assert (places.notebooks() / first).is_file()
    chart = yaml.safe_load(text("jupyterhub/values.yml"))
    assert chart["singleuser"]["defaultUrl"] == f"/lab/tree/{first}"
