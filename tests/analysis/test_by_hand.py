"""The mean that page 06 makes by hand obeys the rule of all results."""

import math

import pandas as pd
import pytest

from workbench import analysis
from workbench.base.words import Phrase
from workbench.collection import Plan
from workbench.data.load import CLEAN, load

MASKED = Phrase("analysis.masked")


def shown(dossier, place=0):
    return analysis.by_hand(dossier, dossier.read(Plan).analyses[place], load(dossier))


def test_it_is_the_mean_of_those_who_answered(example):
    dossier = example("trajectoires")
    assert shown(dossier) == pytest.approx(load(dossier)["positive_exit"].mean())


@pytest.mark.parametrize("left", [3, 167])
def test_a_few_yes_or_a_few_no_are_masked(example, left):
    dossier = example("trajectoires")
    table = pd.read_csv(dossier.path(CLEAN))
    known = table.index[table["positive_exit"].notna()]
    table.loc[known, "positive_exit"] = [float(k < left) for k in range(len(known))]
    table.to_csv(dossier.path(CLEAN), index=False)
    assert shown(dossier) == MASKED


def test_it_goes_with_the_effect(example):
    dossier = example("nsw")
    table = pd.read_csv(dossier.path(CLEAN))
    table.loc[0, "re78"] = 1e9
    table.to_csv(dossier.path(CLEAN), index=False)
    assert shown(dossier) == MASKED
    assert not math.isnan(shown(dossier, 3))
