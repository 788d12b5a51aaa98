"""A plan is frozen before outcomes are read, and what changes afterwards is told."""

import pytest

from workbench import analysis, collection
from workbench.base import places
from workbench.base.dossier import copy, open_dossier
from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.collection import Frozen, Plan
from workbench.collection.freeze import checksum
from workbench.data import Received
from workbench.report import review


@pytest.fixture
def own(tmp_path):
    return copy(open_dossier("trajectoires"), tmp_path / "own")


def planned(dossier, change):
    """Write the plan with other analyses."""
    plan = dossier.read(Plan)
    dossier.write(Plan(**{**dict(plan), "analyses": change(plan.analyses)}))


def wrong(dossier):
    return {(f.id, f.where) for f in analysis.deviations(dossier) if f.passed is False}


def test_nothing_is_told_where_no_plan_is_frozen(own):
    assert collection.deviations(own) == []


def test_a_plan_that_stays_deviates_nowhere(own):
    collection.freeze(own)
    assert wrong(own) == set()
    assert {f.passed for f in collection.deviations(own)} == {True}


def test_freezing_twice_keeps_the_first_plan(own):
    first = collection.freeze(own)
    planned(own, lambda analyses: analyses[:1])
    assert collection.freeze(own) == first


def test_comments_and_the_order_of_keys_change_nothing(own):
    before = checksum(own.read(Plan).analyses)
    path = own.path(Plan.FILE)
    text = path.read_text(encoding="utf-8").replace("target: 0.5", "target: 0.50 # half")
    path.write_text(f"# ours\n{text}", encoding="utf-8")
    assert checksum(own.read(Plan).analyses) == before


def test_what_is_changed_added_or_dropped_is_told(own):
    collection.freeze(own)

    def change(analyses):
        first, second, *_ = analyses
        moved = first.model_copy(update={"target": 0.4})
        return (moved, second, second.model_copy(update={"id": "new"}))

    planned(own, change)
    assert wrong(own) == {
        ("freeze.changed", "positive_exits"),
        ("freeze.added", "new"),
        ("freeze.dropped", "confidence_change"),
    }
    changed = next(f for f in collection.deviations(own) if f.where == "positive_exits")
    assert changed.holes["what"] == "target"
    assert wrong(own) <= {(f.id, f.where) for f in review(own)}
    assert all("{" not in f.sentence(lang) for f in collection.deviations(own) for lang in LANGS)


def test_a_frozen_plan_that_was_edited_is_seen(own):
    collection.freeze(own)
    path = own.path(Frozen.FILE)
    path.write_text(path.read_text(encoding="utf-8").replace("0.5", "0.6"), encoding="utf-8")
    assert ("freeze.edited", Frozen.FILE) in wrong(own)


def test_a_plan_frozen_after_the_outcomes_says_so(own):
    collection.freeze(own, late=True)
    assert ("freeze.late", Frozen.FILE) in wrong(own)


def test_an_example_is_never_frozen():
    assert places.examples().is_dir()
    with pytest.raises(RunError):
        collection.freeze(open_dossier("trajectoires"))


def test_a_plan_that_changed_since_the_first_import_is_told(own):
    received = own.read(Received)
    first = received.files[0]
    then = checksum(own.read(Plan).analyses)
    files = (first.model_copy(update={"plan_sha256": then}), *received.files[1:])
    own.write(received.model_copy(update={"files": files}))
    assert wrong(own) == set()
    planned(own, lambda analyses: analyses[:1])
    assert wrong(own) == {("freeze.since_import", Plan.FILE)}
