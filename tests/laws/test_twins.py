"""The pages are twins: the same cells and code in each language, and none holds a program."""

import ast
import json
import re
import statistics
from pathlib import Path

import pytest
import yaml

SHELF = Path(__file__).parents[2] / "notebooks"
PAGES = sorted(path.relative_to(SHELF) for path in SHELF.glob("*/*.ipynb"))
NAMES = sorted(path.name for path in SHELF.glob("fr/*.ipynb"))
every_page = pytest.mark.parametrize("page", PAGES, ids=str)
PROGRAMS = (
    ast.FunctionDef,
    ast.ClassDef,
    ast.If,
    ast.For,
    ast.While,
    ast.Try,
    ast.AsyncFunctionDef,
)


def notebook(page):
    return json.loads((SHELF / page).read_text(encoding="utf-8"))


def code(page):
    return [cell for cell in notebook(page)["cells"] if cell["cell_type"] == "code"]


def source(cell):
    return "".join(cell["source"])


def parameters(page):
    return next(cell for cell in code(page) if "parameters" in cell["metadata"]["tags"])


def declared(page):
    """Return the parameters of a page: name and default."""
    assigns = ast.parse(source(parameters(page))).body
    return {assign.targets[0].id: ast.literal_eval(assign.value) for assign in assigns}


def test_each_language_has_the_same_pages():
    english = [path.name for path in SHELF.glob("en/*.ipynb")]
    assert sorted(english) == NAMES


def test_the_contents_list_exactly_the_pages_there_are():
    contents = yaml.safe_load((SHELF / "contents.yml").read_text(encoding="utf-8"))
    shelves = ("pages", "beside", "programme", "guided")
    listed = [page for shelf in shelves for page in contents[shelf]]
    assert sorted(f"{page['id']}.ipynb" for page in listed) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_twins_have_the_same_cells_in_the_same_order(name):
    french, english = (
        [(cell["id"], cell["cell_type"], cell["metadata"]) for cell in notebook(page)["cells"]]
        for page in (f"fr/{name}", f"en/{name}")
    )
    assert french == english


@pytest.mark.parametrize("name", NAMES)
def test_twins_have_the_same_code_but_for_their_parameters(name):
    french, english = (
        {cell["id"]: source(cell) for cell in code(page) if cell != parameters(page)}
        for page in (f"fr/{name}", f"en/{name}")
    )
    assert french == english


@pytest.mark.parametrize("name", NAMES)
def test_twins_have_the_same_parameters_but_for_the_language(name):
    french, english = declared(f"fr/{name}"), declared(f"en/{name}")
    assert (french.pop("lang"), english.pop("lang")) == ("fr", "en")
    assert list(french.items()) == list(english.items())


@every_page
def test_every_parameter_is_explained(page):
    assert all(re.search(r"  # \w", line) for line in source(parameters(page)).splitlines())


@every_page
def test_no_outputs_are_stored(page):
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code(page))


@every_page
def test_every_cell_has_a_name_of_its_own_and_tags(page):
    cells = notebook(page)["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert all(isinstance(cell["metadata"]["tags"], list) for cell in cells)


@every_page
def test_a_page_holds_no_program(page):
    nodes = [node for cell in code(page) for node in ast.walk(ast.parse(source(cell)))]
    assert not [ast.unparse(node) for node in nodes if isinstance(node, PROGRAMS)]


@every_page
def test_cells_are_short(page):
    lengths = [len(source(cell).splitlines()) for cell in code(page)]
    assert max(lengths) <= 12
    assert statistics.median(lengths) <= 4


@every_page
def test_links_lead_somewhere(page):
    text = "".join(source(cell) for cell in notebook(page)["cells"])
    links = re.findall(r"\]\(([^)#]+)", text)
    lost = [link for link in links if not (SHELF / page).parent.joinpath(link).is_file()]
    assert not lost


@every_page
def test_a_page_ends_on_what_it_does_not_say(page):
    last = notebook(page)["cells"][-1]
    assert (last["id"], last["cell_type"]) == ("limits", "markdown")


@every_page
def test_a_page_opens_with_the_kernel_of_every_machine(page):
    kernel = notebook(page)["metadata"]["kernelspec"]
    assert (kernel["name"], kernel["language"]) == ("python3", "python")
