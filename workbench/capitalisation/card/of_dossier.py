"""The card of a dossier: what its files hold already, so that half an hour is left for the rest."""

from collections.abc import Iterator, Sequence

from workbench.analysis.estimate import EFFECTS
from workbench.analysis.pilots import Member, PilotEffect, effects_of
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.records import Text, validated
from workbench.base.wording import stem
from workbench.capitalisation.card.record import LONGEST, Card, Involved, Used, file_of, said
from workbench.capitalisation.card.sums import Sum, protected
from workbench.collection import Instrument, Plan
from workbench.data.load import CLEAN, load
from workbench.data.protection.rules import small
from workbench.evaluation import Evaluation
from workbench.indicators import Choices, catalogue

LONGEST_ID = 60
"""Letters of an id."""
HELD = {
    "theory": "theory.yml",
    "costs": "costs.yml",
    "interviews": "coding.csv",
    "stories": "stories.yml",
}
"""Methods that a dossier uses where it holds a file."""
TEXTS = (
    "name", "territory", "structure", "start", "end", "purpose", "stakeholders", "data_sources",
    "evidence_level",
)  # fmt: skip
"""What a card keeps as people wrote it; the dossier only fills what is empty."""


def pilot_of(dossier: Dossier) -> str:
    """Return the id that the name of a dossier makes.

    >>> from pathlib import Path
    >>> pilot_of(Dossier(Path("Pays de la Loire")))
    'pays_de_la_loire'
    """
    return stem(dossier.name)[:LONGEST_ID].rstrip("_")


def card_from(
    dossier: Dossier,
    pilot: str = "",
    former: Card | None = None,
    sums: Sequence[Sum] | None = None,
) -> Card:
    """Return the card of a dossier: its framing, methods, indicators and numbers of people.

    Nothing is guessed: who asked, what it cost, what changed afterwards and the quote stay empty,
    or as the *former* card says them. What people wrote there stays; methods, indicators and
    numbers are made anew, and what somebody verified stays verified. *sums* are those of the
    dossier, where they are at hand. Raises RecordError or DataError for a file that cannot be read.
    """
    framing = dossier.read(Evaluation)
    named = pilot or (former.pilot_id if former else pilot_of(dossier))
    base = former or Card(format=FORMAT, pilot_id=named)
    covered = _people(dossier)
    shared = sums_from(dossier) if sums is None else sums
    short = all(len(text) <= LONGEST for text in said(framing.summary))
    own: dict[str, object] = {
        "name": framing.title,
        "territory": _joined(framing.places),
        "structure": framing.organisation,
        "start": framing.period.start.isoformat() if framing.period else "",
        "end": framing.period.end.isoformat() if framing.period else "",
        "purpose": framing.summary if short else None,
        "stakeholders": tuple(Involved(who=one.name) for one in framing.stakeholders),
        "data_sources": tuple(source.title for source in framing.sources),
        "evidence_level": "documented" if dossier.has(EFFECTS) else "declared",
    }
    kept = {name: getattr(base, name) or own[name] for name in TEXTS}
    hidden = covered is not None and small(covered)
    made = {
        **dict(base),
        **kept,
        "pilot_id": named,
        "methods": tuple(dict.fromkeys([*base.methods, *_methods(dossier)])),
        "indicators": _indicators(dossier, base, shared),
        "domains_claimed": base.domains_claimed or _domains(dossier),
        "people_covered": None if hidden else covered or base.people_covered,
        "masked": ("people_covered",) if hidden else base.masked,
        "simulated": framing.simulated or base.simulated,
    }
    return validated(Card, made, dossier.path(file_of(named)))


def sums_from(dossier: Dossier) -> tuple[Sum, ...]:
    """Return the sums of a dossier, by outcome: its published results, masked where they are.

    Results are masked when they are made: all analyses of a plan together. Nothing where there are
    no results yet.
    """
    if not dossier.has(EFFECTS):
        return ()
    framing = dossier.read(Evaluation)
    member = Member(name=dossier.name, title=framing.title, state="taken")
    period = framing.period
    ends = (period.start.isoformat(), period.end.isoformat()) if period else ("", "")
    return tuple(protected(_sum(row, *ends)) for row in effects_of(dossier, member))


def _sum(row: PilotEffect, start: str, end: str) -> Sum:
    return Sum(
        indicator=row.key, definition=row.counted, label=row.label, quantity=row.quantity,
        unit=row.unit, measure=row.measure, design=row.design, numerator=row.count,
        denominator=row.n, concerned=row.n_started, estimate=row.estimate,
        std_error=row.std_error, df=row.df, ci_low=row.ci_low, ci_high=row.ci_high,
        level=row.level, sites=row.n_clusters, period_start=start, period_end=end,
        claim=row.claim, masked=row.masked,
    )  # fmt: skip


def _joined(places: tuple[Text, ...]) -> Text | None:
    if not places:
        return None
    return Text(**{lang: ", ".join(place.say(lang) for place in places) for lang in ("fr", "en")})


def _people(dossier: Dossier) -> int | None:
    """Return how many people the data hold, a row each; None where there are none yet."""
    return len(load(dossier)) if dossier.has(CLEAN) else None


def _methods(dossier: Dossier) -> Iterator[str]:
    yield from (method for method, file in HELD.items() if dossier.has(file))
    if dossier.has(Instrument.FILE):
        yield "questionnaire"
    if any(catalogue()[id].scale for id in _chosen(dossier) if id in catalogue()):
        yield "scale"
    plan = dossier.read_if_there(Plan)
    if plan and any(analysis.treatment for analysis in plan.analyses):
        yield "comparison_group"


def _chosen(dossier: Dossier) -> tuple[str, ...]:
    """Return the indicators chosen, each once, in the order of their file."""
    found = dossier.read_if_there(Choices)
    return tuple(dict.fromkeys(one.indicator for one in found.choices)) if found else ()


def _indicators(dossier: Dossier, base: Card, sums: Sequence[Sum]) -> tuple[Used, ...]:
    """Return the indicators of the card, then those chosen in the dossier; measured ones say so."""
    found = {one.id: one for one in base.indicators}
    measured = {one.indicator for one in sums}
    for id in _chosen(dossier):
        old = found.get(id, Used(id=id))
        state = "measured" if old.state == "planned" and id in measured else old.state
        found[id] = Used(id=id, name=old.name, domain=old.domain, state=state)
    return tuple(found.values())


def _domains(dossier: Dossier) -> tuple[str, ...]:
    """Return the domains of the chosen indicators of change, in the order of the choices."""
    known = [catalogue().get(id) for id in _chosen(dossier)]
    return tuple(dict.fromkeys(one.domain for one in known if one and one.type != "output"))
