"""How many pages at once: what is asked for, or what the machine runs well."""

import pytest

from workbench.base.errors import RunError
from workbench.launch.programme import workers


@pytest.mark.parametrize(("text", "n"), [("1", 1), ("2", 2), ("256", 256)])
def test_a_number_is_taken(text, n):
    assert workers.asked(text) == n


@pytest.mark.parametrize("text", ["0", "-3", "many", "10000", "257", "1.5", "", "٣", "9" * 5000])
def test_anything_else_is_refused(text):
    with pytest.raises(RunError) as caught:
        workers.asked(text)
    assert caught.value.key == "programme.workers"


@pytest.mark.parametrize(
    ("free", "limit", "n"),
    [(64, "max", 8), (1, "max", 2), (64, str(1024**3), 2), (0, "max", 1), (64, "1", 1)],
)
def test_memory_bounds_the_number(monkeypatch, tmp_path, free, limit, n):
    (tmp_path / "free").write_text(f"MemTotal: 1 kB\nMemAvailable: {free * 1024**2} kB\n")
    (tmp_path / "limit").write_text(f"{limit}\n")
    monkeypatch.setattr(workers, "FREE", tmp_path / "free")
    monkeypatch.setattr(workers, "LIMIT", tmp_path / "limit")
    monkeypatch.setattr(workers, "_processors", lambda: 8)
    assert workers.usual() == n
