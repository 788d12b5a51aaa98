"""Exports of survey tools, known by the columns that each of them adds."""

from collections.abc import Sequence

from workbench.base.findings import Finding

TOOLS = {
    "KoboToolbox": {"_id", "_uuid", "_submission_time", "_index", "_submitted_by"},
    "ODK Central": {
        "SubmissionDate",
        "meta-instanceID",
        "meta/instanceID",
        "instanceID",
        "KEY",
        "SubmitterID",
        "FormVersion",
        "ReviewState",
    },
    "LimeSurvey": {
        *("submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "seed"),
        *("Date de soumission", "Dernière page", "Langue de départ", "ID de la réponse"),
        "Tête de série",
        *("Date submitted", "Last page", "Start language", "Response ID", "Seed"),
        *("Date de lancement", "Date de la dernière action", "Date started", "Date last action"),
    },
}  # fmt: skip
"""The columns of each tool; two of them are taken as proof."""
FIRST_SHEETS = frozenset({"_index", "_uuid", "meta-instanceID", "KEY"})
"""Where one of these stands, the first sheet is the form itself, and the others are its repeats."""


def tool(names: Sequence[str], where: str) -> list[Finding]:
    """Name the tool that made the file, with the columns it added, where two or more stand."""
    found = []
    for name, columns in TOOLS.items():
        added = [heading for heading in names if heading.rsplit(". ", 1)[-1] in columns]
        if len(added) >= 2:
            holes = {"tool": name, "n": len(added), "columns": ", ".join(added)}
            found.append(Finding("reading.export", False, where, "note", holes))
    return found


def choices(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the questions with several answers, each with a column for each answer.

    >>> choices(["barriers", "barriers/mobility", "barriers/money", "group/age"])
    {'barriers': ['barriers/mobility', 'barriers/money']}
    """
    every = set(names)
    found: dict[str, list[str]] = {}
    for name in names:
        question, slash, answer = name.rpartition("/")
        if slash and answer and question in every:
            found.setdefault(question, []).append(name)
    return found
