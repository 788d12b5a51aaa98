"""What is said of the timings: met or not, scaled and flat, and a document that keeps its parts."""

import pytest

from tests.benchmarks.record import Beside, Growth, Point, machine, percentile, scaled, written


@pytest.mark.parametrize(
    ("found", "met"),
    [
        (Beside("job", 1.0, 10.0, "peer", 10), True),
        (Beside("job", 1.1, 10.0, "peer", 10), False),
        (Beside("job", 1.4, 1.0, "peer", 1 / 1.5), True),
        (Beside("job", 1.6, 1.0, "peer", 1 / 1.5), False),
        (Beside("job", 0.9, most=0.8), False),
        (Beside("job", 0.9, 9.0, "peer", 8, most=0.8), False),
        (Beside("job", 0, 3, "peer", most=0, unit="pages"), True),
        (Beside("job", 1.0, 10.0, "peer"), None),
    ],
)
def test_a_row_says_whether_what_is_asked_is_reached(found, met):
    assert found.met is met
    assert found.line()
    assert len(found.row()) == 6


def test_growth_is_judged_from_the_size_that_is_asked():
    points = [Point(1, 9.0, 90.0), Point(5, 1.0, 50.0), Point(200, 1.2, 60.0)]
    assert Growth("run", "dossiers", "page", points, after=5).met is True
    points[2] = Point(200, 1.2, 70.0)
    assert Growth("run", "dossiers", "page", points, after=5).met is False
    assert Growth("run", "dossiers", "page", points).met is None


def test_a_part_is_scaled_to_the_whole():
    assert scaled(20.0, 20, 260) == pytest.approx(260)
    assert percentile([3, 1, 2], 0.95) == 3
    assert percentile([0.2], 0.5) == 0.2


def test_growth_that_is_not_timed_again_is_kept():
    row = Beside("a job | with a bar", 1.0, 2.0, "peer", 3)
    growth = Growth("run", "dossiers", "page", [Point(5, 0.25, 48.0)])
    first = written([row], [growth])
    assert "0.25 s" in first
    assert "not met" in first
    assert "a job / with a bar" in first
    second = written([Beside("another job", 5.0)], [], first)
    assert "another job" in second
    assert "with a bar" not in second
    assert second.count("## How cost grows") == 1
    assert "0.25 s" in second
    assert "another job" in written([], [growth], second)


def test_the_machine_is_told_without_its_name():
    import platform

    assert "cores" in machine()
    assert platform.node() not in machine()
