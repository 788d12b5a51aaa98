"""People, not lines: who stands twice, who has no entry, who might be whom, what contradicts."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import date_text, say
from workbench.data.answers import DATE, FILE, LINE
from workbench.data.collected import Collected, Wave, collect
from workbench.data.near import suggestions
from workbench.data.spells import came_back
from workbench.data.spells import spells as spells_of

VISITS = 1.5
"""From this many lines a person on, a file is of visits, not of people."""


def check_people(collected: Collected) -> list[Finding]:
    """Return the findings about who is who in what came back."""
    return [
        *_each_wave_is_of_people(collected),
        *_who_came_back(collected),
        *_one_site_a_person(collected),
        *_waves_follow_each_other(collected),
        *_might_be_linked(collected),
    ]


def looks_like_visits(keys: pd.Series) -> bool:
    """Whether the *keys* are those of visits: many lines a person, not a few people twice.

    >>> looks_like_visits(pd.Series(["A", "A", "A", "B", "B"]))
    True
    """
    named = keys.dropna()
    return bool(len(named) >= VISITS * max(named.nunique(), 1))


def people(dossier: Dossier, lang: str) -> list[dict[str, object]]:
    """Return one row a wave: its lines, its people, and how many of these came back."""
    collected = collect(dossier)
    key = collected.person
    return [
        {
            "wave": wave.id,
            "rows": len(wave.rows),
            "people": int(wave.rows[key].nunique()),
            "came_back": int(wave.rows.loc[came_back(wave.rows, key), key].nunique()),
            "kind": say(_kind_of_file(wave, key), lang),
        }
        for wave in collected.waves
    ]


def duplicates(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row for each person who stands several times in a wave, with what differs.

    Columns: wave, person, lines, state (the same line twice, lines that differ, came back),
    fields: each field that differs, with its values.
    """
    collected = collect(dossier)
    found = [row for wave in collected.waves for row in _twice(wave, collected.person)]
    return [{**row, "state": say(row["state"], lang)} for row in found]


def unmatched(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row for each person of a later wave who has no entry, with who it might be.

    Columns: wave, person, lines, near (a key of the first wave, or a dash), why (the reasons).
    Nothing is linked until somebody decides: see ``decide``.
    """
    collected = collect(dossier)
    rows: list[dict[str, str]] = []
    for wave in collected.waves[1:]:
        near = suggestions(collected, wave)
        for person in _strangers(collected, wave):
            own = wave.rows[wave.rows[collected.person] == person]
            might = near.get(person, [])
            rows += [
                {
                    "wave": wave.id,
                    "person": person,
                    "lines": _lines(own),
                    "near": item.entry,
                    "why": ", ".join(reason.say(lang) for reason in item.reasons),
                }
                for item in might
            ] or [
                {"wave": wave.id, "person": person, "lines": _lines(own), "near": "–", "why": "–"}
            ]
    return rows


def not_seen(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row for each person who entered and is not in a later wave that came back.

    Columns: wave (the later one), person, site, entry (the day, or a dash).
    """
    collected = collect(dossier)
    key, site = collected.person, collected.instrument.role("cluster")
    first = collected.waves[0].rows.dropna(subset=[key]).drop_duplicates(key)
    sites = first[site.id] if site and site.id in first else pd.Series(None, index=first.index)
    told = list(zip(first[key], sites, first[DATE], strict=True))
    rows: list[dict[str, str]] = []
    for wave in collected.waves[1:]:
        back = set(wave.rows[key])
        rows += [
            {
                "wave": wave.id,
                "person": str(person),
                "site": "–" if pd.isna(place) else str(place),
                "entry": "–" if pd.isna(day) else date_text(day, lang),
            }
            for person, place, day in told
            if person not in back
        ]
    return rows


def spells(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row for each spell of the people who came back: person, spell, entry, exit."""
    collected = collect(dossier)
    first, *later = collected.waves
    found = spells_of(first.rows, later[0].rows if later else None, collected.person)
    return [
        {
            "person": item.person,
            "spell": str(item.number),
            "entry": date_text(item.entry, lang) if item.entry else "–",
            "exit": date_text(item.exit, lang) if item.exit else "–",
        }
        for item in found
    ]


def _each_wave_is_of_people(collected: Collected) -> Iterator[Finding]:
    """A file has one line a person, not one a visit."""
    for wave in collected.waves:
        keys = wave.rows[collected.person]
        holes = {"rows": len(keys), "people": int(keys.nunique())}
        passed = not looks_like_visits(keys)
        yield Finding("importing.visits", passed, wave.id, "warning", holes)


def _who_came_back(collected: Collected) -> Iterator[Finding]:
    """Who came back is one participation, under the rule that ``spells`` tells."""
    for wave in collected.waves:
        back = wave.rows.loc[came_back(wave.rows, collected.person), collected.person]
        if len(back):
            n = int(back.nunique())
            yield Finding("importing.came_back", False, wave.id, "note", {"n": n})


def _one_site_a_person(collected: Collected) -> Iterator[Finding]:
    """Nobody is at one site here and at another there."""
    site = collected.instrument.role("cluster")
    if site is None:
        return
    key = collected.person
    pairs = [w.rows[[key, site.id]] for w in collected.waves if site.id in w.rows.columns]
    if not pairs:
        return
    count = pd.concat(pairs).dropna().groupby(key)[site.id].nunique()
    two = count[count > 1]
    holes = {"n": len(two), "person": str(two.index[0]) if len(two) else ""}
    yield Finding("importing.two_sites", two.empty, site.id, "warning", holes)


def _waves_follow_each_other(collected: Collected) -> Iterator[Finding]:
    """Nobody leaves before they came."""
    key = collected.person
    for before, after in pairwise(collected.waves):
        if before.rows[DATE].isna().all() or after.rows[DATE].isna().all():
            continue
        start = pd.to_datetime(before.rows[DATE]).groupby(before.rows[key]).min()
        end = pd.to_datetime(after.rows[DATE]).groupby(after.rows[key]).max()
        both = pd.concat([start, end], axis=1, join="inner", keys=["start", "end"]).dropna()
        wrong = both[both["end"] < both["start"]]
        holes = {"n": len(wrong), "before": before.id, "person": "", "start": "", "end": ""}
        if len(wrong):
            days = {name: wrong[name].iloc[0].date() for name in ("start", "end")}
            holes |= {"person": str(wrong.index[0]), **days}
        yield Finding("importing.out_of_order", wrong.empty, after.id, "warning", holes)


def _might_be_linked(collected: Collected) -> Iterator[Finding]:
    """Nobody waits for a decision whether two keys are one person."""
    for wave in collected.waves[1:]:
        near = suggestions(collected, wave)
        if near:
            person = next(iter(near))
            holes = {"n": len(near), "person": person, "near": near[person][0].entry}
            yield Finding("importing.near_key", False, wave.id, "warning", holes)


def _strangers(collected: Collected, wave: Wave) -> list[str]:
    keys = wave.rows[collected.person].dropna()
    unknown = keys[~keys.isin(collected.waves[0].rows[collected.person])]
    return list(dict.fromkeys(unknown))


def _twice(wave: Wave, key: str) -> Iterator[dict[str, str]]:
    """Yield the people of a wave who have several lines, with the phrase of what that is."""
    rows = wave.rows
    several = rows[rows[key].notna() & rows[key].duplicated(keep=False)]
    back = set(several.loc[came_back(several, key), key])
    fields = [name for name in rows.columns if not name.startswith("@") and name != key]
    for person, own in several.groupby(key, sort=True):
        differ = {name: _values(own[name]) for name in fields if len(_values(own[name])) > 1}
        kind = "importing.twice.differs" if differ else "importing.twice.same"
        yield {
            "wave": wave.id,
            "person": str(person),
            "lines": _lines(own),
            "state": "importing.twice.back" if person in back else kind,
            "fields": ", ".join(f"{name}: {' | '.join(told)}" for name, told in differ.items()),
        }


def _values(answers: pd.Series) -> list[str]:
    """Return the different answers, in order; what is missing is a dash."""
    return list(dict.fromkeys("–" if pd.isna(value) else f"{value}" for value in answers))


def _lines(own: pd.DataFrame) -> str:
    return ", ".join(f"{file} {line}" for file, line in own[[FILE, LINE]].itertuples(index=False))


def _kind_of_file(wave: Wave, key: str) -> str:
    visits = looks_like_visits(wave.rows[key])
    return "importing.file_of.visits" if visits else "importing.file_of.people"
