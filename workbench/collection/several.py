"""Questions that take several answers: what may be ticked together, and in which column it goes."""

from collections.abc import Iterator

from workbench.base.findings import Finding
from workbench.collection.record import CLOSED, NO_ANSWER, Instrument, Question, columns


def several_rules(instrument: Instrument) -> list[Finding]:
    """Return the findings about the answers that closed questions offer."""
    return [
        *codes_are_unique(instrument),
        *no_answer_stands_alone(instrument),
        *who_has_one_answer(instrument),
        *columns_are_unique(instrument),
    ]


def codes_are_unique(instrument: Instrument) -> Iterator[Finding]:
    """Two answers of a question never share a code, in capitals or not."""
    for question in instrument.questions:
        codes = [option.code.lower() for option in question.options]
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            yield Finding("collection.code_twice", False, question.id, holes={"name": twice})


def no_answer_stands_alone(instrument: Instrument) -> Iterator[Finding]:
    """Where several answers may be ticked, the one that says "don't know" is marked *alone*."""
    for question in instrument.questions:
        if question.type != "select_multiple":
            continue
        known = [option for option in question.options if option.code.lower() in NO_ANSWER]
        for option in known:
            holes = {"name": option.code}
            yield Finding("collection.not_alone", option.alone, question.id, "warning", holes)


def who_has_one_answer(instrument: Instrument) -> Iterator[Finding]:
    """A question that says who answers, or where, takes one answer."""
    for question in instrument.questions:
        if question.role != "answer" and question.type == "select_multiple":
            yield Finding("collection.several_who", False, question.id)


def columns_are_unique(instrument: Instrument) -> Iterator[Finding]:
    """No option is kept in the column of another answer."""
    names = [derived.id for derived in instrument.derived]
    for question in instrument.questions:
        kept = [name for wave in question.waves for name in columns(question, wave)]
        names += dict.fromkeys(kept)
    ids = {question.id for question in instrument.questions if question.type in CLOSED}
    for twice in sorted({name for name in names if "__" in name and names.count(name) > 1}):
        where = max((id for id in ids if twice.startswith(f"{id}__")), key=len, default=twice)
        yield Finding("collection.column_twice", False, where, holes={"name": twice})


def ticked_alone(question: Question) -> str:
    """Return the condition of XLSForm that holds what stands alone apart from the rest.

    It is empty where nothing stands alone.
    """
    rules = [f"not(selected(., '{code}') and count-selected(.) > 1)" for code in question.alone]
    return " and ".join(rules)


def alone_labels(question: Question, lang: str) -> str:
    """Return the words of the answers that are never ticked beside another."""
    codes = question.alone
    return " / ".join(o.label.say(lang) for o in question.options if o.code in codes)
