"""Simulated registers of a network: meetings, missions, volunteers, hours; every line says so."""

from datetime import date, timedelta

import numpy as np

from workbench.base.files import table_text

SEED = 12
THEMES = (
    "Aller vers", "Repérer les freins", "Parler aux entreprises", "Mesurer sans peser",
    "Accueillir des volontaires", "Trouver un lieu", "Travailler avec une mission locale",
)  # fmt: skip
TERRITORIES = tuple(f"T{number}" for number in range(1, 7))
FRENCH = ("a1", "a2", "b1", "b2", "c1")
TASKS = ("finding", "agreement", "contract", "tutoring", "reporting", "solving")
HOURS = {"finding": 5.0, "agreement": 8.0, "contract": 3.0, "tutoring": 4.0, "reporting": 3.0,
         "solving": 2.0}  # fmt: skip
Rows = list[dict[str, object]]


def registers(seed: int = SEED) -> dict[str, bytes]:
    """Return the four registers as CSV, by the name of their file; nobody is described."""
    rng = np.random.default_rng(seed)
    volunteers = _volunteers(rng, 40)
    tables = {
        "events.csv": _events(rng),
        "missions.csv": _missions(rng, 18, volunteers),
        "volunteers.csv": volunteers,
        "burden.csv": _hours(rng),
    }
    return {name: table_text(rows, [*rows[0]]).encode() for name, rows in tables.items()}


def _events(rng: np.random.Generator) -> Rows:
    """Return seven webinars in a year, between four and twelve, and three members' meetings."""
    days = sorted(date(2025, 1, 14) + timedelta(days=int(at)) for at in rng.choice(330, 10, False))
    rows: Rows = []
    for at, day in enumerate(days):
        webinar = at % 3 != 2
        named = int(rng.integers(25, 90))
        came = int(named * rng.uniform(0.45, 0.85))
        answered = int(came * rng.uniform(0.3, 0.7))
        called = int(rng.integers(12, 20)) if webinar and at < 6 else None
        rows.append(
            {
                "id": f"E{at + 1:02}", "day": day, "kind": "webinar" if webinar else "members",
                "theme": THEMES[at % len(THEMES)],
                "agenda": "Un exemple, des questions, une suite" if webinar else None,
                "speakers": int(rng.integers(1, 4)), "registered": named,
                "attended": {4: None, 7: ">40"}.get(at, came),
                "questions": None if at == 4 else int(rng.integers(3, 15)),
                "answered": answered, "satisfied": int(answered * rng.uniform(0.6, 0.85)),
                "called_later": called,
                "used_later": int(called * 0.5) if called else None, "simulated": "yes",
            }
        )  # fmt: skip
    return rows


def _volunteers(rng: np.random.Generator, n: int) -> Rows:
    rows: Rows = []
    for at in range(n):
        home = int(rng.integers(len(TERRITORIES)))
        public = [("refugee", 0.25), ("qpv", 0.4), ("zrr", 0.2)]
        own = [name for name, share in public if rng.random() < share]
        reach = [TERRITORIES[(home + 1) % 6]] if rng.random() < 0.5 else []
        axes = [axis for axis in ("education", "inclusion") if rng.random() < 0.65]
        papers = "" if at % 17 == 3 else "no" if at % 13 == 5 else "yes"
        rows.append(
            {
                "id": f"V{at + 1:03}", "age": int(rng.integers(16, 27)),
                "up_to": 30 if at % 9 == 4 else None, "territory": TERRITORIES[home],
                "reach": " ".join(reach),
                "from_day": date(2026, 1, 5) + timedelta(days=int(rng.integers(0, 90))),
                "hours": int(rng.choice([24, 28, 30, 35])), "axes": " ".join(axes),
                "french": str(rng.choice(FRENCH[:4])) if at % 11 else None,
                "papers": papers, "publics": " ".join(own), "simulated": "yes",
            }
        )  # fmt: skip
    return rows


def _missions(rng: np.random.Generator, n: int, volunteers: Rows) -> Rows:
    rows: Rows = []
    for at in range(n):
        start = date(2026, 1, 19) + timedelta(days=int(rng.integers(0, 80)))
        row: dict[str, object] = {
            "id": f"M{at + 1:02}", "structure": f"S{at % 7 + 1}",
            "axis": "education" if at % 2 else "inclusion",
            "territory": TERRITORIES[at % len(TERRITORIES)], "start": start,
            "months": int(rng.choice([6, 8])), "hours": int(rng.choice([24, 24, 28])),
            "french": str(rng.choice(FRENCH[:3])) if at % 3 else None,
            "minors": "yes" if at % 3 else "no",
            "open_to": "refugee" if at % 6 == 2 else "qpv zrr" if at % 9 == 4 else "",
            "route": "to_find", "volunteer": None, "simulated": "yes",
        }  # fmt: skip
        rows.append(row | _known(volunteers[at * 2]) if at % 4 == 1 else row)
    return rows


def _known(volunteer: dict[str, object]) -> dict[str, object]:
    """Return what a mission says whose volunteer lives there and is known already."""
    own = {name: volunteer[name] for name in ("territory", "french")}
    more = {"start": volunteer["from_day"], "hours": 24, "minors": "yes", "open_to": ""}
    return {**own, **more, "route": "known", "volunteer": volunteer["id"]}


def _hours(rng: np.random.Generator) -> Rows:
    rows: Rows = []
    for month in range(1, 7):
        missions = int(rng.integers(4, 9))
        for task in TASKS:
            at = len(rows)
            spent = round(float(HOURS[task] * missions * rng.uniform(0.4, 0.7)) * 2) / 2
            rows.append(
                {
                    "id": f"H{at + 1:02}", "month": f"2025-{month:02}", "task": task,
                    "hours": None if at % 10 == 7 else spent, "missions": missions,
                    "simulated": "yes",
                }
            )  # fmt: skip
    return rows
