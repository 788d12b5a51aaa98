"""Every sentence exists in each language, has the same holes, and is used."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from workbench.base.words import FOLDER, LANGS, phrases

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")
BESIDE = re.compile(r"\.(todo|ok|help|example|lead|short|add)$")
"""What stands beside a phrase that the code names: where to go, and how a question is explained."""
FILES = {
    "css", "csv", "docx", "html", "ipynb", "j2", "js", "json", "pdf", "png", "py", "svg", "typ",
    "xlsx", "yml",
}  # fmt: skip
SAYERS = {"say", "Phrase", "Finding", "LetterError", "RecordError", "DataError", "RunError"}
SAID = {lang: phrases(lang) for lang in LANGS}
NARROW = "\u202f\u00a0"


@cache
def trees():
    paths = sorted((ROOT / "workbench").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def nodes():
    """Return every node of every file, read once."""
    return {path: [*ast.walk(tree)] for path, tree in trees().items()}


@cache
def words_of_code():
    """Return every text constant of the code, the templates and the pages."""
    every = [node for some in nodes().values() for node in some]
    texts = {n.value for n in every if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    shelves = (ROOT / "templates", ROOT / "notebooks")
    files = [file for shelf in shelves for file in sorted(shelf.rglob("*.*"))]
    for file in files:
        if file.suffix in {".j2", ".js", ".ipynb"}:
            texts |= set(re.findall(rf"""["']({KEY.pattern})\\?["']""", file.read_text("utf-8")))
    return texts


@cache
def calls():
    """Return every call of a sayer whose key is written out: name, key, and the call."""
    found = []
    for node in (one for some in nodes().values() for one in some if isinstance(one, ast.Call)):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        first = node.args[0] if node.args and name in SAYERS else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.append((name, first.value, node))
    return found


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def never_passes(call):
    """Whether a Finding is only made when something is wrong."""
    given = [word.value for word in call.keywords if word.arg == "passed"] or call.args[1:2]
    return bool(given) and isinstance(given[0], ast.Constant) and given[0].value is False


def test_each_language_has_the_same_keys():
    first, *others = (set(SAID[lang]) for lang in LANGS)
    assert all(first == other for other in others)


@pytest.mark.parametrize("lang", LANGS)
def test_a_key_stands_once_and_in_the_file_of_its_language(lang):
    texts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / lang).glob("*.po"))]
    keys = [key for text in texts for key in re.findall(r'^msgid "(.+)"', text, re.MULTILINE)]
    assert sorted(keys) == sorted(SAID[lang])


def test_a_phrase_has_the_same_holes_and_forms_in_each_language():
    for key in SAID[LANGS[0]]:
        versions = [SAID[lang][key] for lang in LANGS]
        assert len({len(texts) for texts in versions}) == 1, key
        assert all(text.strip() for texts in versions for text in texts), key
        assert len({frozenset().union(*map(holes, texts)) for texts in versions}) == 1, key


def test_every_phrase_is_used():
    used = words_of_code()
    unused = [key for key in SAID[LANGS[0]] if key not in used and BESIDE.sub("", key) not in used]
    assert unused == []


def test_every_key_that_is_said_exists():
    assert sorted({key for _, key, _ in calls()} - set(SAID[LANGS[0]])) == []


def test_every_word_that_looks_like_a_key_is_one():
    subjects = {key.split(".")[0] for key in SAID[LANGS[0]]}
    like = {text for text in words_of_code() if KEY.fullmatch(text)}
    like = {text for text in like if text.split(".")[0] in subjects}
    like = {text for text in like if text.split(".")[-1] not in FILES}
    assert sorted(like - set(SAID[LANGS[0]])) == []


def test_a_check_that_can_pass_has_words_for_it():
    needed = {
        f"{key}.ok" for name, key, call in calls() if name == "Finding" and not never_passes(call)
    }
    assert sorted(needed - set(SAID[LANGS[0]])) == []


def test_french_signs_have_their_narrow_spaces():
    wrong = re.compile(rf" [?!;:»]|«(?![{NARROW}])|(?<![{NARROW}])»|[\w)}}][?!;](?=\s|$)|\w'\w")
    texts = [(key, text) for key, forms in SAID["fr"].items() for text in forms]
    assert [(key, text) for key, text in texts if wrong.search(text)] == []


def test_quotation_marks_are_typographic_in_english():
    texts = [(key, text) for key, forms in SAID["en"].items() for text in forms]
    assert [(key, text) for key, text in texts if re.search(r"\w'\w|\"", text)] == []


def test_no_sentence_stands_in_python():
    found = [f"{path.name}:{line}" for path, some in nodes().items() for line in sentences(some)]
    assert found == []


def test_a_sentence_in_python_is_seen():
    lines = ["'A docstring says what it is.'", 'x = f"So many are {n} people."', 'y = "Few words."']
    assert list(sentences([*ast.walk(ast.parse("\n".join(lines)))])) == [2]


def sentences(nodes):
    """Yield the lines of texts of four words or more that end like a sentence; docstrings apart."""
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
        text = " ".join(texts).rstrip()
        if id(node) not in told and len(text.split()) >= 4 and text.endswith((".", "?", "!")):
            yield node.lineno
