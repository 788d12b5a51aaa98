"""Where the answer to each common indicator stands in a dossier; or why it stands nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.base.words import Phrase
from workbench.collection.record import NO_ANSWER, NOTHING
from workbench.data.protection.cells import EVERYBODY, MISSING, Cell, Split, cell
from workbench.data.protection.programme import AGE_GROUP, splits
from workbench.data.protection.sensitive import sensitive_columns
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.report.export.esf.codes import AGES, CODES, EDUCATION, STATUS, TOTAL, Code
from workbench.report.export.released import People

UNSAID = NO_ANSWER - NOTHING
"""Codes that say that nobody knows, or that the person would not tell."""
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Source:
    """The answers to one code: its yes, no and unknown as parts of a column, among some people.

    *held* says from which column of the clean table; *bare* that even a zero would tell something.
    """

    code: Code
    split: Split
    held: str
    among: Cell = EVERYBODY
    bare: bool = False


@dataclass(frozen=True)
class Found:
    """The codes that can be filled, and for each of the others the reason why not.

    *anybody* says whether the operation has participants at all.
    """

    sources: Mapping[str, Source]
    reasons: Mapping[str, Phrase]
    anybody: bool = True


def find(people: People) -> Found:
    """Return where each code stands in the clean table.

    A code stands in the column of the choice of its indicator; groups of age in the question on
    age. Codes that part people into groups (status, education) must come from one question: from
    several, a hidden group would be found by subtraction.
    """
    evaluation = people.dossier.read(Evaluation)
    if _one_day(evaluation):
        why = Phrase("export.why.one_day")
        return Found({}, {code.id: why for code in CODES}, anybody=False)
    known: dict[str, Source | Phrase] = {code.id: _source(code, people) for code in CODES}
    for group in (STATUS, EDUCATION):
        known |= _one_question(group, known)
    known[TOTAL] = _total(known)
    known |= {code.id: _among(code, known) for code in CODES if code.among}
    return Found(
        {id: one for id, one in known.items() if isinstance(one, Source)},
        {id: one for id, one in known.items() if isinstance(one, Phrase)},
    )


def _one_day(evaluation: Evaluation) -> bool:
    """Whether the operation lasts a day or less: then nobody is a participant."""
    period = evaluation.period
    return period is not None and (period.end - period.start).days < 1


def _source(code: Code, people: People) -> Source | Phrase:
    """Return the column of one code alone, whatever the others say."""
    if code.never:
        return Phrase(code.never)
    if code.id in AGES:
        return _age(code, people)
    if code.id == TOTAL:
        return Phrase("export.why.no_status")
    choices = people.dossier.read_if_there(Choices)
    chosen = [one.outcome for one in choices.choices if one.indicator == code.id] if choices else []
    if not chosen:
        return Phrase("export.why.not_chosen")
    held = chosen[0]
    if held not in people.counted:
        return Phrase("export.why.not_back", {"column": held})
    (split,) = splits(people.counted, people.instrument, [held])
    if {held, split.column} <= people.closed:
        return Phrase("export.why.sensitive", {"column": held})
    sensitive = {held, split.column} & {*sensitive_columns(people.instrument)}
    parts = dict(split.parts)
    yes = parts.get("1") or parts.get(YES)
    if yes is None and not set(parts) <= {"0", NO, *UNSAID, MISSING}:
        return Phrase("export.why.no_yes", {"column": held})
    told = _parts(split.column, yes or ("1",), (v for _, some in split.parts for v in some))
    return Source(code, told, held, bare=bool(sensitive))


def _age(code: Code, people: People) -> Source | Phrase:
    if AGE_GROUP not in people.counted:
        return Phrase("export.why.no_age")
    groups = set(people.counted[AGE_GROUP]) | {*AGES.values()}
    return Source(code, _parts(AGE_GROUP, (AGES[code.id],), groups), "age")


def _parts(column: str, yes: Iterable[str], values: Iterable[str]) -> Split:
    """Return a column cut into yes, no and unknown."""
    some, every = set(yes), set(values)
    unknown = {MISSING, *(value for value in every if value.lower() in UNSAID)} - some
    no = every - some - unknown
    parts = ((YES, some), (NO, no), (UNKNOWN, unknown))
    return Split(column, tuple((name, tuple(sorted(part))) for name, part in parts if part))


def _one_question(
    group: Sequence[str], known: Mapping[str, Source | Phrase]
) -> dict[str, Source | Phrase]:
    """Return the codes of a group as they are, or the reason why they cannot stand together."""
    sources = [one for id in group if isinstance(one := known[id], Source)]
    columns = {one.split.column for one in sources}
    told = [value for one in sources for value in dict(one.split.parts).get(YES, ())]
    if len(columns) <= 1 and len(told) == len(set(told)):
        return {}
    why = Phrase("export.why.apart", {"codes": ", ".join(group)})
    return {one.code.id: why for one in sources}


def _total(known: Mapping[str, Source | Phrase]) -> Source | Phrase:
    """Return the total number of participants: who is unemployed, inactive or employed."""
    found = [known[id] for id in STATUS]
    sources = [one for one in found if isinstance(one, Source)]
    if len(sources) < len(STATUS):
        return Phrase("export.why.no_status")
    values = {v for one in sources for _, part in one.split.parts for v in part}
    yes = {v for one in sources for v in dict(one.split.parts).get(YES, ())}
    column = sources[0].split.column
    unknown = tuple(sorted(values - yes))
    parts = ((YES, tuple(sorted(yes))), (UNKNOWN, unknown))
    return Source(CODES[0], Split(column, parts), column)


def _among(code: Code, known: Mapping[str, Source | Phrase]) -> Source | Phrase:
    """Return a code counted among the groups at entry that it speaks of, where these are known."""
    own, groups = known[code.id], [known[id] for id in code.among]
    sources = [one for one in groups if isinstance(one, Source)]
    if isinstance(own, Phrase):
        return own
    if len(sources) < len(groups):
        return Phrase("export.why.no_group", {"codes": ", ".join(code.among)})
    values = [v for one in sources for v in dict(one.split.parts).get(YES, ())]
    among = cell([(sources[0].split.column, values)])
    return Source(code, own.split, own.held, among, own.bare)
