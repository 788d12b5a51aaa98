"""A page that does harm is ended with a letter; the page beside it goes on, and nothing stays."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import papermill
import psutil
import pytest
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from workbench.base.words import say
from workbench.launch import contents
from workbench.launch.warm import limits, link
from workbench.launch.warm.client import PageEndedError
from workbench.launch.warm.engine import NAME, ForkedPages
from workbench.launch.warm.link import warm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]

GENEROUS = limits.Limits(seconds=300, memory=4 * limits.GIGABYTE)
DAEMON = "import os, time; os.setsid(); os.fork() and os._exit(0); time.sleep(600)"
NOTE = "open('pids', 'a').write(f'{pid} ')"


@pytest.fixture(scope="module", autouse=True)
def _registered():
    papermill_engines.register(NAME, ForkedPages)


@pytest.fixture
def page(tmp_path):
    """Run cells in *tmp_path*; return the notebook that is left, and how it ended."""

    def run(name, *sources, **options):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        target, ended = tmp_path / f"{name}.ipynb", None
        options = {"limits": GENEROUS, "kernel_cwd": str(tmp_path), **options}
        try:
            papermill.execute_notebook(
                made, target, engine_name=NAME, kernel_name="python3", progress_bar=False, **options
            )
        except (PapermillExecutionError, PageEndedError) as error:
            ended = error
        return nbformat.read(target, as_version=4), ended

    return run


KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture
def beside(page):
    """Run a bad page and a good one side by side; return what is left of the bad one."""

    def run(*sources, **options):
        with ThreadPoolExecutor(2) as two:
            good = two.submit(page, "good", "import time; time.sleep(0.5)", "1 + 1")
            left, ended = page("bad", "'before'", *sources, "'never'", **options)
            done, why = good.result()
        assert why is None
        assert done.cells[1].outputs[0].data == {"text/plain": "2"}
        return left, ended

    return run


def nothing_runs(folder):
    """Whether what pages noted in *pids* has ended, and all children too."""
    noted = (folder / "pids").read_text().split() if (folder / "pids").exists() else []
    children = psutil.Process(warm(contents.warm()).process.pid).children(recursive=True)
    return not children and not [pid for pid in noted if psutil.pid_exists(int(pid))]


def errors(notebook):
    return [
        (n, output.ename, output.evalue)
        for n, cell in enumerate(notebook.cells, 1)
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("import os; os._exit(0)", "limits.exited"),
        ("import os; os._exit(3)", "limits.exited"),
        ("import os; os.kill(os.getpid(), 9)", "limits.killed"),
        ("import ctypes; ctypes.string_at(0)", "limits.crashed"),
        ("import os; os.closerange(3, 4096)", "limits.exited"),
    ],
)
def test_a_page_that_ends_itself_is_told_where_and_how(beside, tmp_path, code, key):
    left, ended = beside(code)
    assert (ended.why.key, ended.cell) == (key, 2)
    assert errors(left) == [(2, "RunError", str(ended.why))]
    assert left.cells[0].outputs[0].data == {"text/plain": "'before'"}
    assert left.cells[1].metadata.papermill.status == "failed"
    assert nothing_runs(tmp_path)


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(600)"])
def test_a_page_that_never_ends_is_ended_and_told_its_limit(beside, tmp_path, code):
    left, ended = beside(code, limits=limits.Limits(seconds=3))
    letter = say("limits.seconds", "en", minutes="0.05")
    assert (ended.cell_index, ended.ename, ended.evalue) == (1, "RunError", letter)
    assert [said for _, _, said in errors(left)] == [letter]
    assert nothing_runs(tmp_path)


@pytest.mark.parametrize(
    "code",
    [
        "kept = []\nwhile True: kept.append(bytearray(b'x' * 20_000_000))",
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', "
        '\'k = []\\nwhile len(k) < 400: k.append(bytearray(b"x" * 2_000_000))\\n'
        "import time; time.sleep(600)'])",
    ],
    ids=["itself", "what it starts"],
)
def test_a_page_that_eats_memory_is_ended_and_told_its_limit(beside, tmp_path, code):
    most = limits.Limits(seconds=300, memory=limits.GIGABYTE * 0.3)
    left, ended = beside(code, limits=most)
    letter = say("limits.memory", "en", size="0.3")
    assert (ended.cell_index, ended.ename, ended.evalue) == (1, "RunError", letter)
    assert [said for _, _, said in errors(left)] == [letter]
    assert nothing_runs(tmp_path)


@pytest.mark.parametrize(
    "code",
    [
        "import os\npid = os.fork()\nif pid == 0:\n    import time; time.sleep(600)\n" + NOTE,
        f"import subprocess, sys\npid = subprocess.Popen([sys.executable, '-c', {DAEMON!r}]).pid\n"
        + NOTE,
        "import subprocess, sys\npid = subprocess.Popen([sys.executable, '-m', 'http.server', '0'],"
        " start_new_session=True).pid\n" + NOTE,
        "import threading, time\n"
        "for _ in range(5): threading.Thread(target=time.sleep, args=(600,)).start()",
    ],
    ids=["a fork", "a daemon", "a server", "threads"],
)
def test_what_a_page_leaves_running_ends_with_it(page, tmp_path, code):
    left, ended = page("left", code, "1 + 1")
    assert ended is None
    assert left.cells[1].outputs[0].data == {"text/plain": "2"}
    assert nothing_runs(tmp_path)


def test_a_copy_of_itself_adds_nothing_to_the_page(page):
    left, ended = page("copy", "import os; pid = os.fork(); print('once')", "print('and again')")
    assert ended is None
    assert [cell.outputs[0].text for cell in left.cells] == ["once\n", "and again\n"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("def f(): f()\nf()", "RecursionError"), ("raise SystemExit(2)", "SystemExit")],
)
def test_an_error_that_python_can_tell_stands_in_its_cell(beside, code, kind):
    left, ended = beside(code)
    assert ended.ename == kind
    assert [name for _, name, _ in errors(left)] == [kind]


def test_a_flood_is_cut_and_the_page_says_so(page, tmp_path):
    flood = "for _ in range(100): print('x' * 1_000_000)"
    shown = "from IPython.display import HTML\nHTML('y' * 100_000_000)"
    left, ended = page("flood", flood, shown, "print('after')")
    assert ended is None
    printed = [output.text for output in left.cells[0].outputs]
    assert len(printed[0]) == limits.PRINTED
    assert 0 < len("".join(printed[1:])) < 1000
    assert [output.output_type for output in left.cells[1].outputs] == ["stream"]
    assert left.cells[2].outputs[0].text == "after\n"
    assert (tmp_path / "flood.ipynb").stat().st_size < 2 * limits.PRINTED


RUNNER = """
import sys
from tests.launch.warm.test_bad_pages import alone
alone(sys.argv[1])
"""


def alone(folder):
    """Run, in a process of its own, a page that leaves daemons and never ends."""
    papermill_engines.register(NAME, ForkedPages)
    contents.warm = lambda: ("json",)  # nothing heavy is read for it
    cells = [
        f"import os, subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {DAEMON!r}])",
        "open('pids', 'w').write(f'{os.getpid()} {os.getppid()}'); time.sleep(600)",
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    papermill.execute_notebook(
        made, f"{folder}/out.ipynb", engine_name=NAME, kernel_name="python3", progress_bar=False,
        language="python", kernel_cwd=folder,
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_when_a_run_is_killed_its_pages_and_what_they_started_are_gone(tmp_path, number):
    with subprocess.Popen([sys.executable, "-c", RUNNER, tmp_path]) as run:
        noted = tmp_path / "pids"
        while not (noted.exists() and noted.read_text()) and run.poll() is None:
            os.sched_yield()
        page, zygote = (psutil.Process(int(pid)) for pid in noted.read_text().split())
        family = [zygote, *zygote.children(recursive=True)]
        assert page in family
        assert len(family) >= 3
        run.send_signal(number)
    gone, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
    nbformat.read(tmp_path / "out.ipynb", as_version=4)  # whole
