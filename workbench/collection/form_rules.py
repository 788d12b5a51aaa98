"""What a form must hold before it is made: names, skip logic, formulas, ranges, shapes."""

import re
from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding, Severity
from workbench.collection.expressions import faults
from workbench.collection.record import NUMBERS, Instrument, Question

CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""What a form can keep as a code: no accent, no space."""
WARNINGS = {"collection.may_divide_by_zero", "collection.compares_ticks"}
"""The faults of a formula that do not stop a form from working."""


def form_rules(instrument: Instrument) -> list[Finding]:
    """Return the findings that pyxform would not have, or would word for programmers."""
    return [
        *codes_are_plain(instrument),
        *skips_hold(instrument),
        *formulas_hold(instrument),
        *ranges_run_upward(instrument),
        *patterns_are_patterns(instrument),
    ]


def codes_are_plain(instrument: Instrument) -> Iterator[Finding]:
    """Codes and waves are names for machines: letters, digits, and no space or accent."""
    names = [(wave, Instrument.FILE) for wave in instrument.waves]
    names += [(o.code, question.id) for question in instrument.questions for o in question.options]
    for name, where in names:
        if not CODE.fullmatch(name):
            yield Finding("collection.name_shape", False, where, holes={"name": name})


def skips_hold(instrument: Instrument) -> Iterator[Finding]:
    """Skip logic looks at a question asked earlier, at the same waves, and at codes it has."""
    order = [question.id for question in instrument.questions]
    for question in instrument.questions:
        rule = question.asked_if
        if rule is None:
            continue
        first = instrument.question(rule.question)
        holes = {"name": rule.question, "hint": words.hint(rule.question, order)}
        yield Finding("collection.skip_unknown", first is not None, question.id, holes=holes)
        if first is not None:
            earlier = order.index(first.id) < order.index(question.id)
            passed = earlier and set(question.waves) <= set(first.waves)
            yield Finding("collection.skip_too_early", passed, question.id, holes=holes)
            yield from _skip_codes(question, first)


def _skip_codes(question: Question, first: Question) -> Iterator[Finding]:
    rule, codes = question.asked_if, {option.code for option in first.options}
    if rule is None:
        return
    for code in rule.among:
        holes = {"name": code, "hint": words.hint(code, codes)}
        yield Finding("collection.skip_code", code in codes, question.id, holes=holes)
    if rule.above is not None:
        passed = first.type in NUMBERS
        yield Finding("collection.skip_number", passed, question.id, holes={"name": first.id})


def formulas_hold(instrument: Instrument) -> Iterator[Finding]:
    """A formula names questions and functions that exist, and never divides by zero."""
    known = {question.id for question in instrument.questions} | {"wave"}
    zeros = {q.id for q in instrument.questions if may_be_zero(q)}
    several = {q.id for q in instrument.questions if q.type == "select_multiple"}
    for question in instrument.questions:
        passed = (question.type == "calculate") == (question.formula is not None)
        if question.type == "calculate" or question.formula is not None:
            yield Finding("collection.formula_place", passed, question.id)
        for text in (question.must, question.formula):
            for key, holes in faults(text or "", known, zeros, several):
                grave: Severity = "warning" if key in WARNINGS else "blocker"
                yield Finding(key, False, question.id, grave, holes)


def may_be_zero(question: Question) -> bool:
    """Whether zero is an answer that this question allows."""
    if question.type not in NUMBERS:
        return False
    above = question.low is not None and question.low > 0
    below = question.high is not None and question.high < 0
    return not (above or below)


def ranges_run_upward(instrument: Instrument) -> Iterator[Finding]:
    """The smallest answer allowed is not above the largest."""
    for question in instrument.questions:
        if question.low is not None and question.high is not None:
            yield Finding("collection.range_backwards", question.low <= question.high, question.id)


def patterns_are_patterns(instrument: Instrument) -> Iterator[Finding]:
    """The shape of a text is a regular expression that a form can carry, on a text."""
    for question in instrument.questions:
        if question.pattern is not None:
            passed = question.type == "text" and _compiles(question.pattern)
            holes = {"pattern": question.pattern}
            yield Finding("collection.bad_pattern", passed, question.id, holes=holes)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return "'" not in pattern
