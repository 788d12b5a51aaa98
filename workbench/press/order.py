"""In which order the boxes of each column stand, so that few arrows cross."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

TURNS = 12
"""How many times the columns are put in order, forth and back."""

Step = tuple[str, str]
Neighbours = Mapping[str, Sequence[str]]


def ordered(columns: Sequence[Sequence[str]], steps: Sequence[Step]) -> list[list[str]]:
    """Return the columns of ids in the best order found; *steps* join neighbouring columns.

    Each column is sorted by the mean row of its neighbours, forth and back (Sugiyama, Tagawa and
    Toda, 1981), then neighbours change places where that uncrosses arrows. The order of the file
    is kept where nothing is gained.
    """
    before, after = _neighbours(steps)
    now = [list(column) for column in columns]
    best, fewest = [list(column) for column in now], crossings(now, steps)
    for turn in range(TURNS):
        forward = turn % 2 == 0
        _sort(now, before if forward else after, forward)
        _exchange(now, before, after)
        count = crossings(now, steps)
        if count < fewest:
            best, fewest = [list(column) for column in now], count
        if not fewest:
            break
    return best


def crossings(columns: Sequence[Sequence[str]], steps: Sequence[Step]) -> int:
    """Return how many pairs of steps between neighbouring columns cross."""
    place = {id: (c, row) for c, column in enumerate(columns) for row, id in enumerate(column)}
    between: dict[int, list[tuple[int, int]]] = {}
    for start, end in steps:
        column, row = place[start]
        if place[end][0] == column + 1:
            between.setdefault(column, []).append((row, place[end][1]))
    return sum(_inversions([end for _, end in sorted(pairs)]) for pairs in between.values())


def _inversions(ends: Sequence[int]) -> int:
    """Return how many pairs stand in the wrong order."""
    seen: list[int] = []
    count = 0
    for end in ends:
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _neighbours(steps: Sequence[Step]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end in steps:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    return before, after


def _sort(columns: list[list[str]], near: Neighbours, forward: bool) -> None:
    """Sort each column by the mean row of its neighbours on one side; rows are shares."""
    shares = {id: share for column in columns for id, share in _shares(column).items()}
    for column in columns if forward else reversed(columns):
        ranks = {id: _mean([shares[other] for other in near.get(id, ())]) for id in column}
        known = {id: shares[id] if rank is None else rank for id, rank in ranks.items()}
        column.sort(key=known.__getitem__)
        shares.update(_shares(column))


def _shares(column: Sequence[str]) -> dict[str, float]:
    """Return each row as a share of its column, so that long and short columns compare."""
    return {id: (row + 0.5) / len(column) for row, id in enumerate(column)}


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _exchange(columns: list[list[str]], before: Neighbours, after: Neighbours) -> None:
    """Let two neighbours of a column change places where fewer arrows then cross."""
    rows = {id: row for column in columns for row, id in enumerate(column)}
    for column in columns:
        for row in range(len(column) - 1):
            upper, lower = column[row], column[row + 1]
            now = then = 0
            for near in (before, after):
                ups = [rows[id] for id in near.get(upper, ())]
                downs = [rows[id] for id in near.get(lower, ())]
                now += sum(up > down for up in ups for down in downs)
                then += sum(down > up for up in ups for down in downs)
            if then < now:
                column[row : row + 2] = [lower, upper]
                rows[lower], rows[upper] = row, row + 1
