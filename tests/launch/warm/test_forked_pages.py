"""A page that runs in a forked child becomes the same notebook as one that papermill runs."""

import json
import os
import re

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.session import Session
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from workbench.launch import contents
from workbench.launch.warm import link
from workbench.launch.warm.engine import NAME, ForkedPages
from workbench.launch.warm.link import warm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not link.CAN, reason="no safe fork here")]

CELLS = {
    "printed": "print('é', 1); import sys; print('wrong', file=sys.stderr); print('after')",
    "a value": "1 / 4",
    "a table": "import pandas as pd; pd.DataFrame({'a': [1.5, 2], 'b': ['x', None]})",
    "shown by name": (
        "from IPython.display import HTML, display\n"
        "h = display(HTML('<b>1</b>'), display_id='kept'); h.update(HTML('<b>2</b>')); 5"
    ),
    "updated later": "h.update(HTML('<b>3</b>'))",
    "cleared": (
        "from IPython.display import clear_output\n"
        "print('gone'); clear_output(wait=True); print('stays')"
    ),
    "a picture": "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.title('x')",
    "a widget": "import ipywidgets; s = ipywidgets.IntSlider(value=3); s.value = 4; s",
    "a model": (
        "import statsmodels.api as sm, numpy as np\nsm.OLS(np.arange(5.), np.ones(5)).fit().params"
    ),
    "awaited": "import asyncio; await asyncio.sleep(0.01); 'done'",
    "magic": "%env WORKBENCH_NOTHING=1",
    "named": "__name__, x",
    "markdown": None,
}
ENDS = (PapermillExecutionError, DeadKernelError, CellTimeoutError)
IDS = re.compile(r'"(model_id|comm_id)": "\w+"|IPY_MODEL_\w+')
TIMES = re.compile(
    r'"(start_time|end_time|duration|iopub[.\w]*|shell[.\w]*)": ("[^"]*"|[\d.]+|null)'
)


@pytest.fixture(scope="module", autouse=True)
def _registered():
    papermill_engines.register(NAME, ForkedPages)


@pytest.fixture
def ran(tmp_path):
    """Run cells with an engine; return the notebook, without its clock and its drawn names."""

    def run(engine, *sources, out="out.ipynb", **options):
        made = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
        for n, source in enumerate(sources):
            new = nbformat.v4.new_markdown_cell if source is None else nbformat.v4.new_code_cell
            made.cells.append(new(source or "text", id=f"cell-{n}"))
        made.cells[0].metadata["tags"] = ["parameters"]
        target = tmp_path / f"{engine}-{out}"
        raised = None
        try:
            papermill.execute_notebook(
                made, target, {"x": 3}, engine_name=engine, kernel_name="python3",
                progress_bar=False, **options,
            )  # fmt: skip
        except ENDS as error:
            raised = next(kind.__name__ for kind in ENDS if isinstance(error, kind))
        return _comparable(target), raised

    return run


KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def _comparable(path):
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.papermill.pop("output_path", None)
    widgets = notebook.metadata.pop("widgets", {})
    states = [kind["state"] for kind in widgets.values()] if widgets else []
    models = sorted(model["model_name"] for state in states for model in state.values())
    text = json.dumps(notebook, sort_keys=True)
    for cell in notebook.cells:
        cell.id = "id"
    text = IDS.sub('"id": ""', TIMES.sub(r'"\1": 0', json.dumps(notebook, sort_keys=True)))
    return json.loads(text), models


def test_the_notebook_is_that_of_papermill(ran):
    sources = ["x = 1", *CELLS.values()]
    ours, theirs = ran(NAME, *sources), ran("nbclient", *sources)
    for mine, its in zip(ours[0][0]["cells"], theirs[0][0]["cells"], strict=True):
        assert mine == its
    assert ours[0][0]["metadata"] == theirs[0][0]["metadata"]
    assert ours == theirs


@pytest.mark.parametrize(
    "code", ["1 / 0", "import sys; sys.exit(3)", "raise KeyboardInterrupt", "x ="]
)
def test_an_error_is_that_of_papermill(ran, code):
    ours, theirs = ran(NAME, "x = 1", code, "'never'"), ran("nbclient", "x = 1", code, "'never'")
    assert ours == theirs
    assert ours[1] == "PapermillExecutionError"


def test_a_cell_that_never_ends_is_ended(ran):
    told = {"execution_timeout": 1}
    ours, theirs = [
        ran(name, "x = 1", "import time; time.sleep(60)", **told) for name in (NAME, "nbclient")
    ]
    assert ours[1] == theirs[1] == "CellTimeoutError"
    assert not psutil.Process(warm(contents.warm()).process.pid).children()


@pytest.mark.parametrize("code", ["import os; os._exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_page_that_dies_is_a_dead_kernel(ran, code):
    assert ran(NAME, "x = 1", code)[1] == ran("nbclient", "x = 1", code)[1] == "DeadKernelError"


def test_a_page_has_its_own_folder_environment_and_nothing_of_the_page_before(ran, tmp_path):
    asks = "import os; print(os.getcwd(), os.environ.get('SAID'), 'y' in globals())"
    env = {**os.environ, "SAID": "é"}
    told = {"env": env, "kernel_cwd": str(tmp_path)}
    for _ in range(2):
        (page, _), _ = ran(NAME, "x = 1", asks, "y = 1", **told)
        assert page["cells"][2]["outputs"][0]["text"] == f"{tmp_path} é False\n"
    assert os.environ.get("SAID") is None


def test_a_page_that_asks_back_gets_a_kernel(ran):
    sources = ("x = 1", "import ipywidgets; o = ipywidgets.Output()", "with o:\n    print(1)")
    assert ran(NAME, *sources) == ran("nbclient", *sources)
    assert hasattr(Session.send, "__wrapped__"), "such a page can wait for ever (wakeup.py)"


def test_nothing_is_left_behind(ran):
    me, zygote = psutil.Process(), psutil.Process(warm(contents.warm()).process.pid)
    ran(NAME, "x = 1", "print(1)")
    before = me.num_fds(), zygote.num_fds(), me.num_threads()
    for _ in range(8):
        ran(NAME, "x = 1", "print(1)")
    assert not zygote.children()
    assert (me.num_fds(), zygote.num_fds(), me.num_threads()) == before
