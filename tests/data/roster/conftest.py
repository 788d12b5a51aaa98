"""A dossier without any data, and people who are filled in one answer at a time."""

import shutil

import pytest

from workbench.data import roster

ENTRY = {
    "structure": "Roubaix", "age": "19", "qpv": "Oui", "entry_date": "3/4/2026",
    "confidence": "6,0",
}  # fmt: skip
EXIT = {"exit_date": "1/9/2026", "exit_situation": "Formation", "confidence": "8"}


@pytest.fixture
def bare(example):
    """Trajectoires as its charity has it before anybody has answered."""
    dossier = example("trajectoires", ("received.yml", "data/*", "results/*"))
    shutil.rmtree(dossier.path("received"))
    return dossier


@pytest.fixture
def fill():
    """A builder: give a person's answers at a wave, and return what became of each."""

    def give(dossier, person, wave, answers):
        return {
            question: roster.give(dossier, person, wave, question, typed).heard
            for question, typed in answers.items()
        }

    return give


@pytest.fixture
def one(bare, fill):
    """The key of somebody whose entry is filled in."""
    key = roster.add(bare)
    fill(bare, key, "entry", ENTRY)
    return key
