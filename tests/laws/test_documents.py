"""What the documents tell people to type exists: commands, options, targets, files."""

import re
import shlex
from pathlib import Path

import pytest

from workbench.commands import main

ROOT = Path(__file__).parents[2]
NAMES = ("README.md", "README.fr.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def quoted(name):
    """Return the lines of code fences, and the words between backticks, of a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*"\n".join(fences).splitlines(), *re.findall(r"`([^`\n]+)`", prose)]


def commands(name, program):
    lines = [line.strip().removeprefix("$ ") for line in quoted(name)]
    lines = [line.removeprefix(".venv/bin/") for line in lines]
    return [
        shlex.split(line, comments=True)[1:] for line in lines if line.startswith(f"{program} ")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_that_is_quoted_exists(name, capsys):
    for words in commands(name, "workbench"):
        if words[0].startswith("-"):
            words = ["", *words]
        with pytest.raises(SystemExit) as left:
            main([word for word in (words[0], "--help") if word])
        options = {word.split("=")[0] for word in words[1:] if word.startswith("-")}
        assert left.value.code == 0, words
        assert options <= set(re.findall(r"-[\w-]+", capsys.readouterr().out)), words


@pytest.mark.parametrize("name", NAMES)
def test_every_target_that_is_quoted_is_in_the_makefile(name):
    asked = [word for words in commands(name, "make") for word in words if "=" not in word]
    assert set(asked) <= set(TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_that_is_linked_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    near = [link for link in links if not link.startswith(("http", "mailto"))]
    assert [link for link in near if not (ROOT / link).exists()] == []
