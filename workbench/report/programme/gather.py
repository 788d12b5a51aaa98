"""Gathering: from the folders of finished runs to one table of pilots, made of results alone."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.analysis.estimate import EFFECTS as OF_A_PILOT
from workbench.analysis.pilots.of_dossier import effects_of, sites_of
from workbench.analysis.pilots.record import Gathered, Member, PilotEffect, PilotSite, State
from workbench.base.dossier import MARK, Dossier
from workbench.base.errors import LetterError, RunError
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.evaluation import Evaluation

MANIFEST = "manifest.json"
"""What a run leaves beside the pages: how each of them ended."""


def gather(folders: Iterable[Path]) -> Gathered:
    """Read what each run folder may tell of its evaluation, in the order of names.

    Only results are read (``results/effects.csv`` and ``sites.csv``, the plan, the choices, the
    instrument and the framing): no answer of anybody. What was masked stays masked. A folder that
    cannot be taken in is a member with its reason; nothing is raised but RunError, for two
    evaluations of one name.
    """
    read = sorted((_one(Path(folder)) for folder in folders), key=lambda one: one[0].name)
    names = [member.name for member, _, _ in read]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RunError("synthesis.same_name", names=", ".join(twice))
    return Gathered(
        tuple(member for member, _, _ in read),
        tuple(effect for _, effects, _ in read for effect in effects),
        tuple(site for _, _, sites in read for site in sites),
    )


Read = tuple[Member, list[PilotEffect], list[PilotSite]]


def _one(folder: Path) -> Read:
    """Read one run folder; a member without figures where it has none."""
    run = _manifest(folder)
    name = str(run.get("dossier") or folder.resolve().name)
    member = Member(name=name, title=Text(any=name), state="not_there")
    if not (folder / MARK).is_file():
        return member, [], []
    dossier = Dossier(folder, read_only=True)
    try:
        member = _framed(member, dossier.read(Evaluation))
        ended, page = _ended(run, dossier)
        if ended != "taken":
            return _with(member, ended, page), [], []
        effects = list(effects_of(dossier, member))
        sites = list(sites_of(dossier, name))
    except LetterError as error:
        why = Text(**{lang: error.say(lang) for lang in LANGS})
        return _with(member, "unreadable", why=why), [], []
    return _with(member, "taken" if effects else "no_effect"), effects, sites


def _framed(member: Member, framing: Evaluation) -> Member:
    period = framing.period
    return member.model_copy(
        update={
            "title": framing.title,
            "simulated": framing.simulated,
            "start": period.start if period else None,
            "end": period.end if period else None,
        }
    )


def _with(member: Member, state: State, page: str | None = None, why: Text | None = None) -> Member:
    return member.model_copy(update={"state": state, "page": page, "why": why})


def _manifest(folder: Path) -> dict[str, Any]:
    """Return what the run says of itself; nothing where no run left its record."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(found, dict) and isinstance(found.get("pages", []), list)
    return found if known else {}


def _ended(run: dict[str, Any], dossier: Dossier) -> tuple[State, str | None]:
    """Return how the run ended for the analysis: taken, or what stopped it and on which page."""
    pages = [page for page in run.get("pages", ()) if isinstance(page, dict)]
    by_state = {page.get("state"): str(page.get("page")) for page in reversed(pages)}
    ended = {page.get("page"): page.get("state") for page in pages}
    done = ended.get(ANALYSIS, "done") == "done"
    if dossier.has(OF_A_PILOT) and done:
        return "taken", None
    if "failed" in by_state:
        return "failed", by_state["failed"]
    if "waiting" in by_state:
        return "waiting", by_state["waiting"]
    return "not_run", None


ANALYSIS = "06_analysis"
"""The page that leaves the effects."""
