"""What people's data are for, and until when they are kept, as rows to read."""

from datetime import date

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.words import date_text, say
from workbench.collection import Instrument, Plan
from workbench.data.protection.purpose import purposes
from workbench.data.protection.retention import Retention
from workbench.data.protection.share import Shared, prepared
from workbench.indicators import Choices, catalogue

ROLES = {"person": "received.serves.person", "cluster": "received.serves.cluster"}


def purposes_table(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row a purpose: what it is, and the columns of the clean table that serve it.

    Columns: serves (a role, the name of an indicator, the label of an analysis, or nothing),
    columns. What serves nothing comes first.
    """
    plan = dossier.read_if_there(Plan)
    uses = purposes(dossier.read(Instrument), dossier.read_if_there(Choices), plan)
    by_use: dict[str | None, list[str]] = {}
    for name, use in uses.items():
        by_use.setdefault(use, []).append(name)
    ordered = sorted(by_use, key=lambda use: use is not None)
    return [
        {"serves": _called(use, plan, lang), "columns": ", ".join(by_use[use])} for use in ordered
    ]


def kept_table(kept: Retention, lang: str) -> list[dict[str, str]]:
    """Return one row: the last contact, the day from which all goes, how many files hold people."""
    return [
        {
            "last_contact": date_text(kept.last_contact, lang) if kept.last_contact else "–",
            "due": date_text(kept.due, lang) if kept.due else "–",
            "files": words.number(len(kept.files), lang),
        }
    ]


def leaving(dossier: Dossier) -> Shared:
    """Return what `workbench share` would put into its file today; nothing is written."""
    return prepared(dossier, date.today())[0]


def leaving_table(shared: Shared, lang: str) -> list[dict[str, str]]:
    """Return one row a file that may be sent: file, rows (its lines)."""
    return [
        {"file": name, "rows": words.number(text.count("\n"), lang)}
        for name, text in shared.files.items()
    ]


def _called(use: str | None, plan: Plan | None, lang: str) -> str:
    if use is None:
        return say("received.serves.nothing", lang)
    if use in ROLES:
        return say(ROLES[use], lang)
    known = catalogue()
    if use in known:
        return known[use].name.say(lang)
    labels = {one.id: one.label.say(lang) for one in plan.analyses if one.label} if plan else {}
    return labels.get(use, use)
