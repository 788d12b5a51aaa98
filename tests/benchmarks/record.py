"""What the timings found, as lines for the terminal and as the tables of BENCHMARKS.md."""

import platform
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

NOTHING = "–"
FLAT = 1.25
"""A cost is flat when its last figure is at most this many times the first one looked at."""

NAMED = (
    "dask", "distributed", "duckdb", "ipykernel", "jupyter_client", "matplotlib", "numpy", "pandas",
    "papermill", "pyarrow", "pyfixest", "statsmodels", "streamlit", "voila",
)  # fmt: skip
"""What the figures depend on, beside Python."""

GROWTH = "## How cost grows"
ROWS = "## Jobs"


@dataclass(frozen=True)
class Beside:
    """One job, ours and the peer's, in *unit*; asked: *reach* times less than the peer, or *most*.

    >>> Beside("a job", 1.0, 12.0, "papermill", 10).met
    True
    >>> Beside("a job", 1.0, None, None, most=0.8).asked
    'at most 0.8 s'
    """

    job: str
    mine: float
    peer: float | None = None
    name: str | None = None
    reach: float | None = None
    more: str = ""
    most: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """How many times faster (or smaller) than the peer."""
        return None if self.peer is None else self.peer / max(self.mine, 1e-9)

    @property
    def met(self) -> bool | None:
        """Whether what is asked is reached; None where nothing is asked."""
        held = []
        if self.reach is not None and self.ratio is not None:
            held.append(self.ratio >= self.reach)
        if self.most is not None:
            held.append(self.mine <= self.most)
        return all(held) if held else None

    @property
    def asked(self) -> str:
        """What is asked, in words."""
        parts = []
        if self.reach is not None and self.reach >= 1:
            parts.append(
                f"at least {self.reach:g} times {'faster' if self.unit == 's' else 'less'}"
            )
        elif self.reach is not None:
            parts.append(f"at most {1 / self.reach:.3g} times its time")
        if self.most is not None:
            parts.append(f"at most {figure(self.most, self.unit)}")
        return ", ".join(parts)

    def line(self) -> str:
        """Return the line of the terminal."""
        beside = "" if self.peer is None else f"; {self.name}: {figure(self.peer, self.unit)}"
        ratio = "" if self.ratio is None else f"; ratio {self.ratio:.3g}"
        asked = f" (asked: {self.asked}: {said(self.met)})" if self.asked else ""
        timed = f"{self.job}: {figure(self.mine, self.unit)}{beside}{ratio}{asked}"
        return f"{timed}{self.more and '; ' + self.more}"

    def row(self) -> Sequence[str]:
        """Return the cells of its row."""
        job = f"{self.job} ({self.more})" if self.more else self.job
        peer = NOTHING if self.peer is None else f"{figure(self.peer, self.unit)}, {self.name}"
        ratio = NOTHING if self.ratio is None else f"{self.ratio:.3g}"
        return (
            job, figure(self.mine, self.unit), peer, ratio, self.asked or NOTHING, said(self.met)
        )  # fmt: skip


@dataclass(frozen=True)
class Point:
    """What one size costs: seconds for each *one* of it, and megabytes."""

    size: int
    seconds: float
    megabytes: float | None = None


@dataclass(frozen=True)
class Growth:
    """What a job costs for each page, person or million rows as it grows; flat after *after*.

    *whose* says whose memory it is: of each page open, or of all at once.
    """

    job: str
    of: str
    each: str
    points: Sequence[Point]
    after: int | None = None
    whose: str = "all at once"

    def times(self, cost: Callable[[Point], float | None]) -> float | None:
        """Return how many times the last size costs what the size *after* does, for each one."""
        first = next((p for p in self.points if p.size == self.after), None)
        if first is None or not cost(first) or cost(self.points[-1]) is None:
            return None
        return cost(self.points[-1]) / cost(first)

    @property
    def met(self) -> bool | None:
        """Whether time and memory stay flat; None where that is not asked."""
        times = [self.times(lambda p: p.seconds), self.times(lambda p: p.megabytes)]
        known = [one for one in times if one is not None]
        return all(one <= FLAT for one in known) if known else None

    def line(self) -> str:
        """Return the line of the terminal."""
        parts = (f"{p.size:,}: {', '.join(self._costs(p))}" for p in self.points)
        return f"{self.job}: {'; '.join(parts)}{self._judged()}"

    def rows(self) -> list[Sequence[str]]:
        """Return the cells of its rows, one for each size."""
        return [
            (self.job, f"{p.size:,} {self.of}", *self._costs(p), self._flat(p)) for p in self.points
        ]

    def _costs(self, point: Point) -> tuple[str, str]:
        memory = NOTHING
        if point.megabytes is not None:
            memory = f"{figure(point.megabytes, 'MB')}, {self.whose}"
        return f"{figure(point.seconds, 's')} for each {self.each}", memory

    def _judged(self) -> str:
        return "" if self.met is None else f" (flat after {self.after:,}: {said(self.met)})"

    def _flat(self, point: Point) -> str:
        return said(self.met) if point is self.points[-1] else NOTHING


def figure(value: float, unit: str) -> str:
    """Return a figure with three digits and its unit.

    >>> figure(0.01234, "s"), figure(5, "pages"), figure(1234.5, "s")
    ('0.0123 s', '5 pages', '1,230 s')
    """
    shown = f"{float(f'{value:.3g}'):,}".removesuffix(".0") if value else "0"
    return f"{shown} {unit}".strip()


def said(met: bool | None) -> str:
    """Return met, not met, or a dash where nothing is asked."""
    return NOTHING if met is None else ("met" if met else "not met")


def scaled(seconds: float, part: int, whole: int) -> float:
    """Return what *whole* pieces would take, when *part* of them took *seconds*.

    >>> scaled(60.0, 20, 260)
    780.0
    """
    return seconds * whole / part


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that *share* of all values do not exceed.

    >>> percentile([1, 2, 3, 4], 0.5), percentile(range(1, 31), 0.95)
    (2, 29)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def machine() -> str:
    """Return the processor, its cores, the memory and the system: nothing that names a machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.is_file() else None
    cores = len(psutil.Process().cpu_affinity() or ())
    memory = psutil.virtual_memory().total / 2**30
    return f"{found[1] if found else model}, {cores} cores, {memory:.0f} GB, {platform.system()}"


def versions() -> str:
    """Return the version of Python and of what the figures depend on."""
    found = [f"Python {platform.python_version()}"]
    for name in NAMED:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def written(rows: Sequence[Beside], growths: Sequence[Growth], before: str = "") -> str:
    """Return the whole of BENCHMARKS.md; a part not timed now is kept from *before*."""
    stamp = f"{date.today().isoformat()}. {machine()}. {versions()}."
    heads = ("job", "ours", "peer", "ratio", "asked", "met?")
    jobs = [stamp, "", *_table(heads, [one.row() for one in rows])]
    heads = ("job", "size", "time", "memory", f"flat (within {FLAT:g} times)?")
    grown = [stamp, "", *_table(heads, [row for one in growths for row in one.rows()])]
    return "\n".join(
        (
            "# How long things take",
            "",
            "Written by `make bench`; `make bench-full` adds how cost grows. Our figure and the",
            "peer’s come from the same run, on the same machine: the ratio says more than the",
            "seconds. A slow peer runs a part, is scaled, and its row says so. A timing never",
            "fails a test; a different answer does.",
            "",
            *_part(ROWS, jobs if rows else None, before),
            *_part(GROWTH, grown if growths else None, before),
        )
    )


def _part(heading: str, lines: Sequence[str] | None, before: str) -> list[str]:
    """Return a part of the document: made now, or as it stood."""
    if lines is None:
        kept = re.search(rf"^{heading}\n.*?(?=^## |\Z)", before, re.DOTALL | re.MULTILINE)
        return kept[0].strip().split("\n") + [""] if kept else []
    return [heading, "", *lines, ""]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines]
