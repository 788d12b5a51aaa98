"""Gathering: from the folders of finished runs to one table of pilots, made of results alone."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench import analysis
from workbench.analysis import Effect
from workbench.analysis.claims import rung
from workbench.analysis.estimate import EFFECTS as OF_A_PILOT
from workbench.analysis.estimate import SITE_COLUMNS
from workbench.analysis.estimate import SITES as SITES_OF_A_PILOT
from workbench.base.dossier import MARK, Dossier
from workbench.base.errors import DataError, LetterError, RunError
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection.record import columns as columns_of
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.report.programme.record import Gathered, Member, PilotEffect, PilotSite, State

MANIFEST = "manifest.json"
"""What a run leaves beside the pages: how each of them ended."""
QUANTITIES = {"progress": "level", "before_after": "change"}
"""What the estimate of a design is; that of all others is a difference between groups."""
RATIOS = ("risk_ratio", "odds_ratio", "hazard_ratio")


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
        effects = list(_effects(dossier, member))
        sites = list(_sites(dossier, name))
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


def _effects(dossier: Dossier, member: Member) -> Iterator[PilotEffect]:
    """Yield the first planned analysis of each outcome and quantity, by outcome."""
    found, plan = analysis.kept(dossier), dossier.read(Plan)
    choices = dossier.read_if_there(Choices)
    instrument = instrument_of(dossier) if dossier.has(Instrument.FILE) else None
    chosen = {choice.outcome: choice.indicator for choice in choices.choices} if choices else {}
    first: dict[tuple[str, str], PilotEffect] = {}
    for asked, effect in zip(plan.analyses, found, strict=True):
        row = _row(asked, effect, member, chosen.get(asked.outcome), instrument)
        kept = first.setdefault((row.key, row.quantity), row)
        if kept is not row:
            first[row.key, row.quantity] = replace(kept, others=kept.others + 1)
    yield from (first[key] for key in sorted(first))


def _row(
    asked: Analysis,
    effect: Effect,
    member: Member,
    chosen: str | None,
    instrument: Instrument | None,
) -> PilotEffect:
    indicator = asked.indicator or chosen
    statement, counted = _asked(instrument, asked.outcome)
    quantity = "ratio" if effect.measure in RATIOS else QUANTITIES.get(asked.design, "difference")
    detail = effect.detail
    return PilotEffect(
        pilot=member.name,
        key=indicator or asked.outcome,
        quantity=quantity,
        analysis=asked.id,
        label=asked.label,
        statement=statement,
        indicator=indicator,
        counted=counted,
        count=int(detail["count"]) if "count" in detail else None,
        n_started=int(detail["n_started"]) if "n_started" in detail else None,
        target=detail.get("target"),
        rung=rung(effect.claim),
        simulated=member.simulated,
        **{name: getattr(effect, name) for name in SAME},
    )


SAME = (
    "outcome", "design", "method", "estimand", "measure", "unit", "level", "estimate", "std_error",
    "df", "ci_low", "ci_high", "n", "n_left_out", "n_clusters", "claim",
)  # fmt: skip
"""What is taken from an effect as it is."""


def _asked(instrument: Instrument | None, outcome: str) -> tuple[Text | None, str]:
    """Return the words of what was asked, and which answers count; blank where nobody says."""
    if instrument is None:
        return None, ""
    derived = next((one for one in instrument.derived if one.id == outcome), None)
    if derived is not None:
        source = instrument.question(derived.source)
        offered = _codes(option.code for option in source.options) if source else ""
        rule = "missing" if derived.missing else _codes(derived.among) or f"> {derived.above:g}"
        return derived.label, f"{rule} / {offered}" if offered else rule
    for question in instrument.questions:
        if any(outcome in columns_of(question, wave) for wave in question.waves):
            ends = [question.low, question.high]
            bounds = ["…" if end is None else f"{end:g}" for end in ends]
            offered = _codes(option.code for option in question.options)
            return question.label, " ".join(part for part in (question.type, offered, *bounds))
    return None, ""


def _codes(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes))


def _sites(dossier: Dossier, name: str) -> Iterator[PilotSite]:
    """Yield the sites of a pilot as it published them; raise DataError for a spoilt file."""
    path = dossier.path(SITES_OF_A_PILOT)
    if not path.is_file():
        return
    named = _names(dossier)
    for row in _rows(path):
        try:
            n = int(float(row["n"])) if row["n"] else None
            value = float(row["value"]) if row["value"] else None
        except ValueError:
            raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT) from None
        site = row["site"]
        yield PilotSite(name, row["analysis"], site, named.get(site, Text(any=site)), n, value)


def _rows(path: Path) -> Sequence[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        rows, head = list(reader), set(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error):
        raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT) from None
    if not set(SITE_COLUMNS) <= head or any(None in row.values() for row in rows):
        raise DataError("analysis.results_unreadable", file=SITES_OF_A_PILOT)
    return sorted(rows, key=lambda row: (row["analysis"], row["site"]))


def _names(dossier: Dossier) -> dict[str, Text]:
    """Return the names of sites as the instrument says them."""
    instrument = instrument_of(dossier) if dossier.has(Instrument.FILE) else None
    question = instrument.role("cluster") if instrument else None
    return {option.code: option.label for option in question.options} if question else {}
