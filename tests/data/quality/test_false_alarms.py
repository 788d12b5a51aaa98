"""Sound data are left in peace: fewer than one file in twenty is cried at, all rules together."""

from collections import Counter

import pytest

from workbench.data.simulate import Programme

KINDS = {
    "usual": {},
    "few_clubs": {"clubs": 6, "size": 30},
    "needy": {"selection": 1.0, "effect": 1.0},
    "small": {"clubs": 8, "size": 12, "dropout": 0.02},
    "ceiling": {"baseline": 8.0, "effect": 1.0, "spread": 2.0},
    "unreliable": {"reliability": 0.4, "icc": 0.02},
    "steady": {"reliability": 0.95},
    "uneven": {"size_cv": 0.6},
}


def alarms(sound, cries, seeds, **values):
    """Return how many files are cried at, and how often each rule does so."""
    found = [cries(*sound(seed, **values)) for seed in seeds]
    return sum(map(bool, found)), Counter(id for cried in found for id, _ in cried)


@pytest.mark.parametrize("kind", KINDS)
def test_sound_data_are_hardly_ever_cried_at(sound, cries, kind):
    """Three files of each kind: one alarm may be chance, two are not."""
    number, rules = alarms(sound, cries, range(100, 103), **KINDS[kind])
    assert number <= 1, rules


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
def test_fewer_than_one_sound_file_in_twenty_is_cried_at(sound, cries, kind):
    number, rules = alarms(sound, cries, range(1000, 1300), **KINDS[kind])
    assert number / 300 < 0.05, rules


def test_the_kinds_are_programmes():
    assert all(Programme(**values) for values in KINDS.values())
