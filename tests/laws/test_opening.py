"""What opens with the package: a heavy library loads with the one design that uses it."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "diff_diff", "duckdb", "ipywidgets", "IPython", "jinja2", "matplotlib", "numba", "papermill",
    "pyfixest", "rdrobust", "ruamel", "scipy", "sklearn", "statsmodels", "typst", "vl_convert",
    "voila",
}  # fmt: skip
"""Libraries that nobody waits for who does not use them."""
ALLOWED = {
    "workbench.analysis": set(),
    "workbench.data": set(),
    "workbench.commands.main": set(),
    "workbench.forms": {"IPython", "ipywidgets", "jinja2"},
}
"""What each door of the package may open of them."""
LIGHT = {"numpy", "pandas", "pyarrow"}
"""What the help of a command does without, too."""


def loaded(code):
    """Return the libraries that a fresh process has loaded after *code*."""
    told = "; import json, sys; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + told], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("door", ALLOWED)
def test_a_part_opens_without_heavy_libraries(door):
    assert loaded(f"import {door}") & HEAVY <= ALLOWED[door]


def test_the_commands_open_without_tables():
    assert not loaded("import workbench.commands.main") & LIGHT


def test_what_a_design_uses_opens_with_it():
    table = "pandas.DataFrame({'y': [1, 2, 3, 5, 4, 6.0] * 4, 't': [0, 1] * 12})"
    asked = "design='comparison', table=table, outcome='y', treatment='t'"
    used = loaded(
        f"import pandas; table = {table}; from workbench.analysis import answer; "
        f"from workbench.analysis.asked import analysis_of; answer(analysis_of({asked}), table)"
    )
    assert "scipy" in used
    assert not used & {"statsmodels", "diff_diff", "pyfixest", "duckdb", "rdrobust"}


def test_a_server_opens_without_tables_and_without_a_grammar_of_addresses():
    used = loaded("import workbench.launch.server")
    assert "jsonschema" in used
    assert not used & {"lark", "papermill", "pandas", "pyarrow", "statsmodels"}
