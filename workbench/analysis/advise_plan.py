"""A plan proposed from what was chosen: for each outcome, the analysis that its data will carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.analysis.chooser import Advice, Answers, choose
from workbench.analysis.known import KINDS
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.records import Text, changed
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection.outcomes import Outcome, outcome, site, yes_no_columns
from workbench.collection.planning import Planning
from workbench.evaluation import Evaluation
from workbench.indicators import Choice, Choices, catalogue
from workbench.theory import Theory
from workbench.theory.record import CHANGES

ENDS = {
    "progress": "reached",
    "before_after": "change",
    "comparison": "compared",
    "weighting": "weighted",
}
"""How the id of an analysis ends, by its design: those that a plan can be offered."""
FAMILY = "outcomes"
"""The family of the outcomes that were not given one by hand."""
LACKS = {
    "absent": "planning.lacks.question",
    "words": "planning.lacks.yes",
    "number": "planning.lacks.entry",
}
"""Why an outcome cannot be analysed yet."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one outcome.

    *options* are the analyses that its answers can carry, by design; *chosen* is the design of the
    one that is proposed, None where there is none, and *lacks* says why. *answers* is what the
    chooser was told, *advice* what it answered.
    """

    choice: Choice
    label: Text
    answers: Answers
    advice: Advice
    options: dict[str, Analysis]
    chosen: str | None
    lacks: str | None = None

    @property
    def analysis(self) -> Analysis | None:
        """The analysis that is proposed."""
        return self.options[self.chosen] if self.chosen else None


def proposals(dossier: Dossier) -> list[Proposal]:
    """Return what is proposed for each outcome among the indicators that were chosen.

    What counts what was done, and no change in anybody, is told in the table of targets and needs
    no analysis. Nothing is written.
    """
    instrument, choices = instrument_of(dossier), dossier.read(Choices)
    theory, evaluation = dossier.read_if_there(Theory), dossier.read_if_there(Evaluation)
    planning = dossier.read_if_there(Planning) or Planning(format=FORMAT)
    sites = site(instrument, len(evaluation.places) if evaluation else 0)
    asked = question_of(evaluation)
    chosen: dict[str, Choice] = {}
    for choice in choices.choices:
        if _is_change(choice, theory):
            chosen.setdefault(choice.outcome, choice)
    return [_proposed(one, instrument, planning, asked, sites) for one in chosen.values()]


def question_of(evaluation: Evaluation | None) -> str:
    """Return the most demanding kind of question that an evaluation asks."""
    kinds = [KINDS.index(one.kind) for one in evaluation.questions] if evaluation else []
    return KINDS[max(kinds, default=0)]


def _is_change(choice: Choice, theory: Theory | None) -> bool:
    node = next((n for n in theory.nodes if n.id == choice.node), None) if theory else None
    return node is None or node.type in CHANGES


def _proposed(
    choice: Choice, instrument: Instrument, planning: Planning, asked: str, sites: str | None
) -> Proposal:
    found = outcome(choice.outcome, instrument)
    known = _known(found, instrument, planning, asked)
    advice = choose(known)
    options = _options(choice, found, planning if known.comparison else None, sites)
    best = advice.design or advice.meanwhile
    chosen = best if best in options else None
    lacks = None if chosen else LACKS.get(found.kind, LACKS["number"])
    return Proposal(choice, named(choice, found), known, advice, options, chosen, lacks)


def named(choice: Choice, found: Outcome) -> Text:
    """Return what an outcome is called: as the instrument derives it, else as its indicator."""
    indicator = catalogue().get(choice.indicator)
    return found.label if found.derived or indicator is None else indicator.name


def _known(found: Outcome, instrument: Instrument, planning: Planning, asked: str) -> Answers:
    """Return what the chooser is told of one outcome: the question that it can be asked."""
    told_apart = planning.who in yes_no_columns(instrument) and planning.who != found.column
    group = bool(planning.comparison and told_apart)
    kind = asked
    if kind == "descriptive" and (group or found.before):
        kind = "change"
    if kind == "change" and not group and not found.before:
        kind = "descriptive"
    return Answers(
        question=kind,  # type: ignore[arg-type]  # one of KINDS
        lot=bool(planning.lot) if group else False,
        comparison=group,
        before=found.before is not None,
        clubs_with=planning.clubs_with if group else None,
        clubs_without=planning.clubs_without if group else None,
        moments=2 if found.before else 1,
        staggered=False,
        threshold=False,
        people=planning.people,
    )


def _options(
    choice: Choice, found: Outcome, group: Planning | None, sites: str | None
) -> dict[str, Analysis]:
    """Return the analyses that an outcome can carry, the weakest first, by design."""
    if found.kind not in ("share", "number"):
        return {}
    share = found.kind == "share"
    base = Analysis(
        id=_id(found.column, "progress"), design="progress", outcome=found.column,
        label=named(choice, found), unit="share" if share else "points", indicator=choice.indicator,
        cluster=sites,
    )  # fmt: skip
    target = choice.target.value if choice.target and 0 <= choice.target.value <= 1 else None
    made = {"progress": changed(base, target=target)} if share else {}
    before = (found.before,) if found.before else ()
    if before:
        made["before_after"] = _as(base, "before_after", before=found.before)
    if group is not None:
        two = {"treatment": group.who, "randomised": bool(group.lot), "covariates": before}
        made["comparison"] = _as(base, "comparison", method="ols" if before else None, **two)
        if before and not group.lot:
            made["weighting"] = _as(base, "weighting", **two)
    return made


def _as(base: Analysis, design: str, **more: object) -> Analysis:
    return changed(base, id=_id(base.outcome, design), design=design, **more)


def _id(column: str, design: str) -> str:
    return f"{column.partition('__')[0].lower()}_{ENDS[design]}"


def same(one: Analysis, other: Analysis) -> bool:
    """Whether two analyses do the same, whatever they are called."""
    plain = {"id": "same", "label": "same", "family": None, "indicator": None}
    return changed(one, **plain) == changed(other, **plain)


def _stems_from(one: Analysis, option: Analysis) -> bool:
    """Whether an analysis is an option, or was one before an earlier answer changed."""
    return same(one, option) or (one.id, one.design) == (option.id, option.design)


def _option(one: Analysis, found: Iterable[Proposal]) -> Analysis | None:
    """Return the option of which an analysis of a plan stems; None where it was written by hand."""
    options = [
        option
        for proposal in found
        if proposal.choice.outcome == one.outcome
        for option in proposal.options.values()
        if _stems_from(one, option)
    ]
    return next((option for option in options if same(one, option)), next(iter(options), None))


def standing(plan: Plan, proposal: Proposal) -> str | None:
    """Return the design of the option that the plan holds for an outcome; None where none."""
    held = (_option(one, [proposal]) for one in plan.analyses)
    return next((option.design for option in held if option is not None), None)


def outdated(plan: Plan, proposal: Proposal) -> bool:
    """Whether what the plan holds for an outcome rests on an answer that has changed since."""
    held = [(one, _option(one, [proposal])) for one in plan.analyses]
    return any(option is not None and not same(one, option) for one, option in held)


def by_hand(plan: Plan, found: Sequence[Proposal]) -> list[Analysis]:
    """Return the analyses of a plan that stem from none of the options: they stay as they are."""
    return [one for one in plan.analyses if _option(one, found) is None]


def with_choice(
    plan: Plan, found: Sequence[Proposal], designs: Mapping[str, str | None], today: date
) -> Plan:
    """Return the plan with another analysis for some outcomes: the design chosen, None for none.

    What was written by hand stays, in its place, and so does the order; *today* becomes the day of
    the decision where anything has changed.
    """
    keep = by_hand(plan, found)
    options = {one.choice.outcome: one.options for one in found}
    wanted = {
        column: options[column].get(design or "") if column in options else None
        for column, design in designs.items()
    }
    made: list[Analysis] = []
    for one in plan.analyses:
        if one in keep or one.outcome not in wanted:
            made.append(one)
            continue
        new = wanted[one.outcome]
        if new is not None and not any(same(new, other) for other in (*made, *keep)):
            made.append(one if same(one, new) else new)
    for new in wanted.values():
        if new is not None and not any(same(new, other) for other in made):
            made.append(new)
    whole = tuple(_in_families(_apart(made, keep), keep))
    return plan if whole == plan.analyses else changed(plan, analyses=whole, decided_on=today)


def without(plan: Plan, id: str, today: date) -> Plan:
    """Return the plan without one analysis."""
    left = tuple(one for one in plan.analyses if one.id != id)
    return plan if left == plan.analyses else changed(plan, analyses=left, decided_on=today)


def with_all(plan: Plan, found: Sequence[Proposal], today: date) -> Plan:
    """Return the plan with every proposal for an outcome of which it says nothing yet."""
    told = {one.outcome for one in plan.analyses}
    open_ = {p.choice.outcome: p.chosen for p in found if p.chosen}
    return with_choice(plan, found, {o: d for o, d in open_.items() if o not in told}, today)


def _apart(analyses: Sequence[Analysis], keep: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses, each with an id of its own; those written by hand keep theirs."""
    taken, made = {one.id for one in keep}, []
    for one in analyses:
        id, number = one.id, 2
        while one not in keep and id in taken:
            id, number = f"{one.id}_{number}", number + 1
        taken.add(id)
        made.append(one if id == one.id else changed(one, id=id))
    return made


def _in_families(analyses: Sequence[Analysis], keep: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses with a family where more than one question is asked of chance.

    What was written by hand, or given a family by hand, keeps it.
    """
    asked = [one for one in analyses if one.design != "progress"]
    needed = len(asked) > 1 or any(one.family for one in analyses if one.family != FAMILY)
    made = []
    for one in analyses:
        own = one.family if one.family != FAMILY else None
        family = own or (FAMILY if needed else None)
        made.append(one if one in keep or one.family == family else changed(one, family=family))
    return made
