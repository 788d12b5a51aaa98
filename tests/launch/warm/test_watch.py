"""The warm process looks at children that may end while it looks."""

import pytest

from workbench.launch.warm import watch


@pytest.mark.parametrize("looks", [[b"", b""], [b"9 2 1", b""]])
def test_a_child_that_ends_between_two_looks_holds_what_was_seen(looks, monkeypatch):
    monkeypatch.setattr(watch, "_read", lambda *_: looks.pop(0))
    assert watch._resident(7) in (0, 2 * watch.PAGE)
