"""A page's key changes with what the page may read, and with nothing else."""

import pytest

from workbench.launch.contents import before, page, pages
from workbench.launch.manifest import Manifest, PageResult
from workbench.launch.programme import keys

FILES = {"evaluation.yml": "a", "theory.yml": "b", "plan.yml": "c", "ledger.yml": "d",
         "received/exit.csv": "e", "indicators.yml": "f"}  # fmt: skip


def a_record(**changes):
    return Manifest(
        **{"dossier": "club", "lang": "en", "parameters": {}, "inputs": FILES, **changes}
    )


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.id)
def test_a_page_rests_only_on_earlier_pages(one):
    earlier = pages()[: pages().index(one)]
    assert set(before(one.id)) <= set(earlier)
    for near in before(one.id):
        assert set(before(near.id)) <= set(before(one.id))


@pytest.mark.parametrize(
    ("id", "file", "changes"),
    [
        ("01_evaluation", "theory.yml", False),
        ("01_evaluation", "evaluation.yml", True),
        ("01_evaluation", "ledger.yml", True),
        ("02_theory", "indicators.yml", True),
        ("02_theory", "plan.yml", False),
        ("04_collection", "received/exit.csv", False),
        ("05_data", "received/exit.csv", True),
        ("06_analysis", "received/exit.csv", True),
        ("07_report", "evaluation.yml", True),
    ],
)
def test_a_file_counts_where_the_page_may_read_it(id, file, changes):
    other = a_record(inputs={**FILES, file: "other"})
    assert (keys.key(page(id), other) != keys.key(page(id), a_record())) is changes


def test_what_earlier_pages_have_left_counts():
    clean = PageResult("05_data", "done", made={"data/clean.csv": "1"})
    other = PageResult("05_data", "done", 3.0, made={"data/clean.csv": "2"})
    one, two = (a_record(pages=(result,)) for result in (clean, other))
    assert keys.key(page("06_analysis"), one) != keys.key(page("06_analysis"), two)
    assert keys.key(page("04_collection"), one) == keys.key(page("04_collection"), two)


def test_language_counts_and_the_dossiers_name_and_clock_do_not():
    own = page("06_analysis")
    assert keys.key(own, a_record(lang="fr")) != keys.key(own, a_record())
    assert keys.key(own, a_record(dossier="other")) == keys.key(own, a_record())
    slow = a_record(pages=(PageResult("05_data", "done", 9.0),))
    fast = a_record(pages=(PageResult("05_data", "done", 1.0),))
    assert keys.key(own, slow) == keys.key(own, fast)
