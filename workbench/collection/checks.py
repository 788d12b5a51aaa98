"""Whether an instrument can be given to people, and a plan carried out with its answers."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.words import LANGS
from workbench.collection.consent import consent
from workbench.collection.form_rules import form_rules
from workbench.collection.record import CLOSED, NUMBERS, Analysis, Instrument, Plan
from workbench.collection.several import several_rules
from workbench.indicators import Choices

NEEDS = {
    "progress": (),
    "before_after": ("before",),
    "comparison": ("treatment",),
    "difference_in_differences": ("treatment", "time"),
    "staggered": ("follows", "time", "first"),
    "matching": ("treatment", "covariates"),
    "weighting": ("treatment", "covariates"),
    "discontinuity": ("running", "cutoff"),
    "interrupted_series": ("time", "treatment"),
    "time_to_event": ("event",),
    "synthetic_control": ("follows", "time", "treatment"),
    "instrument": ("treatment", "instrument"),
}
"""What each design asks for beside the outcome."""


def check(instrument: Instrument, choices: Choices, plan: Plan | None) -> list[Finding]:
    """Return the findings about the instrument and the plan."""
    return [
        *ids_are_unique(instrument),
        *closed_questions_have_options(instrument),
        *somebody_is_named(instrument),
        *several_rules(instrument),
        *labels_in_each_language(instrument),
        *waves_are_known(instrument),
        *derived_answers_hold(instrument),
        *form_rules(instrument),
        *consent(instrument),
        *choices_are_asked(instrument, choices),
        *(plan_can_be_done(instrument, plan) if plan else ()),
    ]


def ids_are_unique(instrument: Instrument) -> Iterator[Finding]:
    """Two questions never share an id."""
    asked = [question.id for question in instrument.questions]
    ids = [*asked, *(derived.id for derived in instrument.derived)]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield Finding("collection.id_twice", passed=False, where=twice)


def closed_questions_have_options(instrument: Instrument) -> Iterator[Finding]:
    """A closed question has at least two answers to choose from."""
    for question in instrument.questions:
        if question.type in CLOSED:
            yield Finding("collection.no_options", len(question.options) >= 2, question.id)


def somebody_is_named(instrument: Instrument) -> Iterator[Finding]:
    """One question holds the pseudonymous key that links the waves of a person."""
    passed = instrument.role("person") is not None
    yield Finding("collection.no_person", passed, Instrument.FILE)


def labels_in_each_language(instrument: Instrument) -> Iterator[Finding]:
    """Every label stands in every language, or the form is half translated."""
    texts = [(instrument.title, Instrument.FILE)]
    for question in instrument.questions:
        options = [option.label for option in question.options]
        hints = [question.hint] if question.hint else []
        texts += [(text, question.id) for text in (question.label, *options, *hints)]
    texts += [(derived.label, derived.id) for derived in instrument.derived]
    for text, where in texts:
        missing = [] if text.any else [lang for lang in LANGS if not getattr(text, lang)]
        if missing:
            holes = {"missing": ", ".join(missing)}
            yield Finding("collection.untranslated", False, where, "warning", holes)


def untranslated(finding: Finding) -> set[str]:
    """Return the languages that a finding says are missing; none for another finding."""
    if finding.id != "collection.untranslated":
        return set()
    return set(str(finding.holes["missing"]).split(", "))


def waves_are_known(instrument: Instrument) -> Iterator[Finding]:
    """Every question is asked at a wave of the instrument."""
    for question in instrument.questions:
        for wave in question.waves:
            if wave not in instrument.waves:
                holes = {"wave": wave, "hint": words.hint(wave, instrument.waves)}
                yield Finding("collection.unknown_wave", False, question.id, holes=holes)


def derived_answers_hold(instrument: Instrument) -> Iterator[Finding]:
    """A derived answer starts from a question that is there, and from codes that it has."""
    ids = {question.id for question in instrument.questions}
    for derived in instrument.derived:
        holes = {"name": derived.source, "hint": words.hint(derived.source, ids)}
        yield Finding("collection.unknown_question", derived.source in ids, derived.id, holes=holes)
        question = instrument.question(derived.source)
        if derived.above is not None:
            passed = question is not None and question.type in NUMBERS
            holes = {"name": derived.source}
            yield Finding("collection.not_a_number", passed, derived.id, holes=holes)
        codes = {option.code for option in question.options} if question else set()
        for code in derived.among:
            holes = {"name": code, "hint": words.hint(code, codes)}
            yield Finding("collection.unknown_code", code in codes, derived.id, holes=holes)


def choices_are_asked(instrument: Instrument, choices: Choices) -> Iterator[Finding]:
    """Every chosen indicator has an answer to be computed from."""
    columns = instrument.columns()
    for choice in choices.choices:
        holes = {"name": choice.outcome, "hint": words.hint(choice.outcome, columns)}
        passed = choice.outcome in columns
        yield Finding("collection.not_asked", passed, choice.indicator, "warning", holes)


def plan_can_be_done(instrument: Instrument, plan: Plan) -> Iterator[Finding]:
    """Every analysis has what its design needs, among the answers that will come back."""
    columns = instrument.columns()
    for analysis in plan.analyses:
        for need in NEEDS[analysis.design]:
            passed = getattr(analysis, need) not in (None, ())
            yield Finding("plan.design_needs", passed, analysis.id, holes={"need": need})
        for name in columns_of(analysis):
            holes = {"name": name, "hint": words.hint(name, columns)}
            yield Finding("plan.unknown_column", name in columns, analysis.id, holes=holes)
        given = (*analysis.covariates, analysis.treatment, analysis.before)
        passed = analysis.outcome not in given
        holes = {"name": analysis.outcome}
        yield Finding("plan.outcome_explains_itself", passed, analysis.id, holes=holes)
    yield from families_are_told(plan)


def families_are_told(plan: Plan) -> Iterator[Finding]:
    """Where outcomes are put in families, each has its own: the table says how many were tried."""
    told = [analysis.family is not None for analysis in plan.analyses]
    passed = all(told) if any(told) else None
    yield Finding("plan.no_family", passed, Plan.FILE, "warning")


def columns_of(analysis: Analysis) -> list[str]:
    """Return the columns of the clean table that an analysis reads."""
    named = (
        analysis.outcome, analysis.before, analysis.treatment, analysis.cluster, analysis.time,
        analysis.follows, analysis.first, analysis.weights, analysis.running, analysis.instrument,
        analysis.event, analysis.strata,
    )  # fmt: skip
    return [*(name for name in named if name), *analysis.covariates]
