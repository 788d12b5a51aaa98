"""The proposal of an import as rows for people, and as one object for programs."""

from workbench.base import words
from workbench.base.words import say
from workbench.data.importing.proposal import Proposal

WHY = {
    "hand": "importing.why.hand",
    "saved": "importing.why.saved",
    "id": "importing.why.id",
    "label": "importing.why.label",
    "role": "importing.why.role",
    "near": "importing.why.near",
}


READ = ("encoding", "separator", "decimal", "sheet", "header_rows", "dropped")
"""What is told to programs of how the file was read; its guesses are among the findings."""


def table(proposal: Proposal, lang: str) -> list[dict[str, str]]:
    """Return one row a column of the file: the column, what it answers, and why.

    Near matches say that they wait; what stays outside and what is left out say so.
    """
    matched, request = proposal.matched, proposal.request
    near = {match.column: match for match in matched.near}
    rows = [_row(m.column, m.target, say(WHY[m.why], lang)) for m in matched.matches]
    for name in proposal.left_out:
        if name in near:
            alike = words.percent(near[name].alike / 100, lang)
            rows.append(_row(name, near[name].target, say(WHY["near"], lang, alike=alike)))
        else:
            rows.append(_row(name, "–", say("importing.why.nobody", lang)))
    rows += [_row(name, "–", say("importing.why.dropped", lang)) for name in request.drop]
    rows += [_row(name, "–", say("importing.why.key", lang)) for name in request.key]
    return rows


def as_json(proposal: Proposal, accepted: bool) -> dict[str, object]:
    """Return the proposal for programs; only the findings hold sentences, in both languages."""
    entry = proposal.entry
    return {
        "file": proposal.request.path.name,
        "wave": entry.wave,
        "part": entry.part,
        "rows": proposal.rows,
        "read": {key: proposal.reading.as_json()[key] for key in READ},
        "matches": [
            {"target": m.target, "column": m.column, "why": m.why} for m in proposal.matched.matches
        ],
        "near": [
            {"target": m.target, "column": m.column, "alike": m.alike}
            for m in proposal.matched.near
        ],
        "left_out": list(proposal.left_out),
        "dropped": list(proposal.request.drop),
        "keyed": list(proposal.request.key),
        "uncoded": proposal.uncoded,
        "findings": [finding.as_json() for finding in proposal.findings],
        "keeps": entry.file,
        "sha256": entry.sha256,
        "as_sent": proposal.content is None,
        "blocked": proposal.blocked,
        "accepted": accepted,
    }


def _row(column: str, answers: str, why: str) -> dict[str, str]:
    return {"column": column, "question": answers, "why": why}
