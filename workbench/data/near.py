"""Who might be whom: keys that nearly agree, with the reasons; only a person decides."""

from dataclasses import dataclass

import pandas as pd

from workbench.base.words import Phrase
from workbench.collection.record import column
from workbench.data.answers import COHORT, DATE
from workbench.data.collected import Collected, Wave
from workbench.data.fold import fold

MOST = 500
"""Above this many people without an entry it is another list: nothing is suggested."""
FAR = 2
"""Beyond this many signs apart, two keys are two keys."""
LOOK_ALIKE = str.maketrans("oil", "011")
"""Letters that hands and eyes take for digits."""


@dataclass(frozen=True)
class Suggestion:
    """Somebody of the first wave who might be the person, and why."""

    entry: str
    distance: int
    reasons: tuple[Phrase, ...]


def suggestions(collected: Collected, wave: Wave) -> dict[str, list[Suggestion]]:
    """Return, for the people of a later *wave* who have no entry, who they might be.

    Candidates entered and are not in the wave, and their key is written otherwise, or is at most
    two signs away (one for a key of fewer than six signs). The same site, cohort or answers and
    days in order come first. What somebody has decided is not suggested again.
    """
    key, first = collected.person, collected.waves[0].rows
    keys, entered = wave.rows[key].dropna(), first[key].dropna()
    strangers = list(dict.fromkeys(keys[~keys.isin(entered)]))
    waiting = list(dict.fromkeys(entered[~entered.isin(keys)]))
    if not strangers or not waiting or len(strangers) > MOST:
        return {}
    decided = {(item.key, item.entry) for item in collected.decided if item.wave == wave.id}
    here = wave.rows.drop_duplicates(key).set_index(key)
    there = first.drop_duplicates(key).set_index(key)
    found: dict[str, list[Suggestion]] = {}
    for person, near in _near_keys(strangers, waiting).items():
        might = [
            Suggestion(entry, apart, (_how_near(person, entry, apart), *reasons))
            for entry, apart in near
            if (person, entry) not in decided
            for reasons in [_reasons(here.loc[person], there.loc[entry], collected)]
        ]
        if might:
            found[person] = sorted(might, key=lambda item: (item.distance, -len(item.reasons)))
    return found


def _near_keys(strangers: list[str], waiting: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Return the keys near each stranger's, with how many signs they are apart."""
    from rapidfuzz.distance import OSA  # compiled: loaded where keys differ only
    from rapidfuzz.process import extract

    forms = {entry: _form(entry) for entry in waiting}
    found: dict[str, list[tuple[str, int]]] = {}
    for person in strangers:
        form = _form(person)
        far = FAR if len(form) >= 6 else 1
        near = extract(form, forms, scorer=OSA.distance, score_cutoff=far, limit=5)
        found[person] = [(entry, int(apart)) for _, apart, entry in near]
    return {person: near for person, near in found.items() if near}


def _form(key: str) -> str:
    """Return a key without what hands change: capitals, spaces, dashes, O for 0.

    >>> _form("c7q 7J7") == _form("C7Q-7J7")
    True
    """
    return fold(key).replace(" ", "").translate(LOOK_ALIKE)


def _how_near(person: str, entry: str, apart: int) -> Phrase:
    if apart == 0:
        return Phrase("importing.near.written_otherwise")
    return Phrase("importing.near.signs", {"n": apart})


def _reasons(here: pd.Series, there: pd.Series, collected: Collected) -> tuple[Phrase, ...]:
    """Return what else agrees: site, cohort, other answers asked twice, days in order."""
    reasons: list[Phrase] = []
    site = collected.instrument.role("cluster")
    if site and _agree(here, there, site.id, site.id):
        reasons.append(Phrase("importing.near.site"))
    if _agree(here, there, COHORT, COHORT):
        reasons.append(Phrase("importing.near.cohort"))
    for question in collected.instrument.questions:
        if question.role == "answer" and len(question.waves) > 1:
            names = [column(question, wave.id) for wave in collected.waves]
            if any(_agree(here, there, name, names[0]) for name in names[1:]):
                reasons.append(Phrase("importing.near.answer", {"label": question.label}))
    if _known(here, DATE) and _known(there, DATE) and there[DATE] <= here[DATE]:
        reasons.append(Phrase("importing.near.days"))
    return tuple(reasons)


def _agree(here: pd.Series, there: pd.Series, name: str, other: str) -> bool:
    return _known(here, name) and _known(there, other) and bool(here[name] == there[other])


def _known(row: pd.Series, name: str) -> bool:
    return name in row.index and bool(pd.notna(row[name]))
