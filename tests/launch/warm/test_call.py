"""One function is called in a child: what it returns, what it raises, and where it dies."""

import os
import sys
from pathlib import Path

import pytest

from workbench.base.errors import RunError
from workbench.base.remembered import FOLDER
from workbench.launch.warm import LATER, call, link

pytestmark = pytest.mark.skipif(not link.CAN, reason="no safe fork here")


def test_a_function_is_called_in_another_process_where_the_caller_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call.called("os:getcwd") == str(tmp_path)
    assert call.called("os:getpid") != os.getpid()


def test_what_it_raises_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        call.called("operator:floordiv", 1, 0)


def test_a_letter_arrives_as_a_letter():
    with pytest.raises(RunError) as letter:
        call.called("workbench.base.dossier:open_dossier", "nobody-has-this")
    assert letter.value.key == "dossier.unknown"


def test_a_child_that_dies_is_a_letter():
    with pytest.raises(RunError) as letter:
        call.called("os:_exit", 3)
    assert letter.value.key == "run.kernel_died"


def test_where_nothing_can_be_forked_it_is_called_here(monkeypatch):
    def cold(_):
        raise link.ColdError("no fork")

    monkeypatch.setattr(call, "warm", cold)
    assert call.called("os:getpid") == os.getpid()


@pytest.mark.full
def test_what_one_child_has_used_the_next_one_finds(tmp_path, monkeypatch):
    (tmp_path / "seldom_used.py").write_text("")
    others = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), others]))
    zygote = link.Zygote(["operator", LATER, "seldom_used"])
    monkeypatch.setattr(call, "warm", lambda _: zygote)
    try:
        knows = "'seldom_used' in __import__('sys').modules"
        assert "seldom_used" not in sys.modules
        assert call.called("builtins:eval", knows) is False
        call.called("builtins:exec", "import seldom_used")
        seen = [call.called("builtins:eval", knows) for _ in range(50)]
        assert seen[-1] is True
    finally:
        zygote.close()


def test_what_pages_share_goes_with_the_warm_process_and_not_before(monkeypatch):
    zygote = link.Zygote(["operator"])
    monkeypatch.setattr(call, "warm", lambda _: zygote)
    try:
        folder, again = [call.called("os:getenv", FOLDER) for _ in range(2)]
        assert folder == again
        assert Path(folder).is_dir()
    finally:
        zygote.close()
    assert not Path(folder).exists()
