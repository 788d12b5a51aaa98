"""papermill finds our engine by its name, and other kernels keep their own pages."""

import logging
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from workbench.base.words import say
from workbench.launch import contents
from workbench.launch.warm import limits, link
from workbench.launch.warm.engine import NAME, ForkedPages

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
ECHO = """
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

class Echo(Kernel):
    implementation, implementation_version, banner = "echo", "1", ""
    language_info = {"name": "echo", "mimetype": "text/plain", "file_extension": ".txt"}

    def do_execute(self, code, silent, *others, **named):
        said = {"name": "stdout", "text": "echo " + code}
        self.send_response(self.iopub_socket, "stream", said)
        return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

IPKernelApp.launch_instance(kernel_class=Echo)
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """As if the package were installed: its entry points, as pyproject.toml says them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {where}" for name, where in entries.items())]
    info = tmp_path / "site" / "workbench_social_impact-0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("\n".join(lines))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 0\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(info.parent), str(ROOT)]))


def notebook(*sources, kernel="python3", language="python"):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    spec = {"name": kernel, "display_name": kernel, "language": language}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def test_papermill_runs_a_page_with_it_from_the_command_line(installed, tmp_path):
    asks = "import os; print('warm' in open(f'/proc/{os.getppid()}/cmdline').read())"
    (tmp_path / "light.py").write_text(
        "from workbench.launch import contents\ncontents.warm = lambda: ('json',)\n"
        "from papermill.__main__ import papermill\npapermill()\n"
    )
    nbformat.write(notebook(asks), tmp_path / "in.ipynb")
    command = [sys.executable, "light.py", "--engine", "workbench", "in.ipynb", "out.ipynb"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    ran = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert ran.cells[0].outputs[0].text == f"{link.CAN}\n"


def test_our_engine_can_be_read_before_papermill(installed):
    code = (
        "import workbench.launch.warm.engine; from papermill.engines import papermill_engines as e;"
        "print(e.get_engine('workbench').nb_language({}, 'python'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "python\n", done.stderr


def test_a_page_in_another_language_runs_in_its_own_kernel_and_says_so(
    tmp_path, monkeypatch, caplog
):
    spec = tmp_path / "kernels" / "echo"
    spec.mkdir(parents=True)
    (tmp_path / "echo.py").write_text(ECHO)
    argv = f'["{sys.executable}", "{tmp_path / "echo.py"}", "-f", "{{connection_file}}"]'
    (spec / "kernel.json").write_text(
        f'{{"argv": {argv}, "display_name": "E", "language": "echo"}}'
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    papermill_engines.register(NAME, ForkedPages)
    made = notebook("hello", kernel="echo", language="echo")
    with caplog.at_level(logging.WARNING, "papermill"):
        ran = papermill.execute_notebook(made, None, engine_name=NAME, progress_bar=False)
    assert ran.cells[0].outputs[0].text == "echo hello"
    assert ran.metadata.language_info.name == "echo"
    assert say("limits.other_kernel", "en", kernel="echo") in caplog.messages


def test_where_nothing_can_be_forked_the_limit_of_time_holds_and_it_is_said(monkeypatch, caplog):
    monkeypatch.setattr(link, "CAN", False)
    papermill_engines.register(NAME, ForkedPages)
    with (
        caplog.at_level(logging.WARNING, "papermill"),
        pytest.raises(PapermillExecutionError) as ended,
    ):
        papermill.execute_notebook(
            notebook("import time; time.sleep(600)"), None, engine_name=NAME, progress_bar=False,
            limits=limits.Limits(seconds=3), env={**os.environ, "WORKBENCH_LANG": "fr"},
        )  # fmt: skip
    letter = say("limits.seconds", "fr", minutes="0,05")
    assert (ended.value.cell_index, ended.value.evalue) == (0, letter)
    assert any(message.startswith("No warm process") for message in caplog.messages)


@pytest.mark.skipif(not link.CAN, reason="no safe fork here")
def test_a_page_that_stops_itself_halfway_is_known():
    papermill_engines.register(NAME, ForkedPages)
    for sources, found in (
        (["1", "import sys; sys.exit(0)", "2"], (2, "limits.stopped")),
        (["1", "2"], None),
    ):
        ran = papermill.execute_notebook(
            notebook(*sources), None, engine_name=NAME, progress_bar=False
        )
        cut = limits.stopped(ran)
        assert (cut and (cut[0], cut[1].key)) == found


@pytest.mark.skipif(not link.CAN, reason="no safe fork here")
@pytest.mark.parametrize("id", ["02_theory", "04_collection"])
def test_pages_import_no_library_that_the_warm_process_has_not(example, id):
    papermill_engines.register(NAME, ForkedPages)
    made = nbformat.read(contents.page(id).notebook("en"), as_version=4)
    here = "import sys; modules_before = {*sys.modules}"
    made.cells.insert(0, nbformat.v4.new_code_cell(here))
    made.cells.append(nbformat.v4.new_code_cell("print(*({*sys.modules} - modules_before))"))
    ran = papermill.execute_notebook(
        made, None, {"dossier": "."}, engine_name=NAME, kernel_name="python3", progress_bar=False,
        kernel_cwd=str(example("trajectoires").folder), env={**os.environ, "WORKBENCH_LANG": "en"},
    )  # fmt: skip
    libraries = {name.partition(".")[0] for name in ran.cells[-1].outputs[0].text.split()}
    known_before = {name.partition(".")[0] for name in contents.warm()}
    assert libraries <= known_before, libraries - known_before
