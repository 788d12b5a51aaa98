"""A question as a row of words: its kind in plain words, its answers one a line; and back again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from workbench.base.errors import DataError
from workbench.base.records import Text
from workbench.base.wording import named, reworded, stem
from workbench.base.words import LANGS, say
from workbench.collection.record import NO_ANSWER, AskedIf, Option, Question
from workbench.collection.writing.typed import figure, line_of, lines, number, one_line

Row = Mapping[str, str]
"""One question as people write it; ``key`` is its id, empty while it is new."""

KINDS = {
    "yes_no": "asking.kind.yes_no",
    "one": "asking.kind.one",
    "several": "asking.kind.several",
    "number": "asking.kind.number",
    "scale": "asking.kind.scale",
    "date": "asking.kind.date",
    "text": "asking.kind.text",
}
"""The kinds of question that somebody may choose, and their phrases."""
TYPES = {
    "yes_no": "select_one",
    "one": "select_one",
    "several": "select_multiple",
    "number": "decimal",
    "scale": "integer",
    "date": "date",
    "text": "text",
}
YES_NO = ("yes", "no")
LOWEST, HIGHEST = 0.0, 10.0
"""The ends of a scale."""
WITH_LINES = ("one", "several")
"""The kinds whose answers are written one a line."""

ALONE = NO_ANSWER | {
    "aucun_de_ces_choix",
    "aucune_de_ces_reponses",
    "don_t_know",
    "i_don_t_know",
    "je_ne_sais_pas",
    "none_of_these",
    "prefer_not_to_say",
    "prefere_ne_pas_repondre",
}
"""Answers that are never ticked beside another, by the name that their words make."""

ALIKE = 0.6
"""How alike two wordings are that are taken for the same answer, corrected."""


def kind_of(question: Question) -> str:
    """Return the kind of a question in plain words; nothing for one that is computed."""
    codes = tuple(option.code for option in question.options)
    ends = (question.low, question.high)
    match question.type:
        case "select_one":
            return "yes_no" if codes == YES_NO else "one"
        case "select_multiple":
            return "several"
        case "integer" | "decimal":
            scale = question.type == "integer" and ends == (LOWEST, HIGHEST)
            return "scale" if scale else "number"
        case "calculate":
            return ""
        case other:
            return other


def shown(question: Question, counted: Sequence[str], lang: str) -> dict[str, str]:
    """Return the row of a question; *counted* are the codes that count as a yes."""
    bounds = kind_of(question) == "number"
    labels = {option.code: line_of(option.label, lang) for option in question.options}
    return {
        "key": question.id,
        "label": line_of(question.label, lang),
        "kind": kind_of(question),
        "options": "\n".join(labels.values()),
        "low": figure(question.low, lang) if bounds else "",
        "high": figure(question.high, lang) if bounds else "",
        "waves": " ".join(question.waves),
        "indicator": question.indicator or "",
        "counts": "\n".join(labels[code] for code in counted if code in labels),
        "only_if": rule(question.asked_if),
        "required": "yes" if question.required else "no",
        "hint": line_of(question.hint, lang),
    }


def rule(asked_if: AskedIf | None) -> str:
    """Return skip logic as the code of a list: ``exit=job|training``, or ``age>18``."""
    if asked_if is None:
        return ""
    if asked_if.above is not None:
        return f"{asked_if.question}>{asked_if.above!r}"
    return f"{asked_if.question}={'|'.join(asked_if.among)}"


def ruled(code: str) -> AskedIf | None:
    """Return the skip logic of a code, as `rule` writes it; raise DataError for another text."""
    found = re.fullmatch(r"([a-z][a-z0-9_]*)(?:=(.+)|>(-?[\d.e+-]+))", code.strip())
    if not code.strip():
        return None
    if not found:
        raise DataError("asking.no_rule")
    if found[2] is not None:
        return AskedIf(question=found[1], among=tuple(found[2].split("|")))
    return AskedIf(question=found[1], above=number(found[3]))


def asked(row: Row, old: Question | None, id: str, lang: str, *, fixed: bool) -> Question:
    """Return the question of a row: what a row does not show stays as it was in the file.

    With *fixed*, answers have come in: the codes stay. Raises DataError for what cannot be asked.
    """
    content = {"role": "answer", **(dict(old) if old else {}), "id": id}
    name, hint = one_line(row["label"]), one_line(row["hint"])
    kind = row["kind"] or (kind_of(old) if old else "yes_no")
    if kind not in KINDS:
        raise DataError("asking.no_kind", name=name)
    content |= {
        "label": retyped(old.label if old else None, name, lang),
        "hint": retyped(old.hint if old else None, hint, lang) if hint else None,
        "waves": tuple(row["waves"].split()),
        "indicator": row["indicator"] or None,
        "required": row["required"] == "yes",
        "asked_if": ruled(row["only_if"]),
        "options": tuple(_options(row, old, kind, lang, fixed=fixed)),
    }
    if old is None or kind_of(old) != kind:
        ends = (LOWEST, HIGHEST) if kind == "scale" else (None, None)
        content |= {"type": TYPES[kind], "low": ends[0], "high": ends[1]}
        content |= {"pattern": None, "must": None}
    if kind == "number":
        content |= _bounds(row, name)
        if (content["low"], content["high"]) == (LOWEST, HIGHEST):
            content["type"] = "decimal"  # whole numbers from 0 to 10 are a scale
    return Question.model_validate(content)


def _bounds(row: Row, name: str) -> dict[str, float | None]:
    low, high = number(row["low"]), number(row["high"])
    if low is not None and high is not None and low > high:
        raise DataError("asking.range", name=name)
    return {"low": low, "high": high}


def _options(
    row: Row, old: Question | None, kind: str, lang: str, *, fixed: bool
) -> Iterator[Option]:
    """Yield the answers that a closed question offers, each with its code."""
    before = old.options if old else ()
    if kind == "yes_no":
        stand = old is not None and kind_of(old) == kind
        yield from before if stand else _yes_no()
    if kind not in WITH_LINES:
        return
    typed = lines(row["options"])
    first = kind == "one" and (old is None or kind_of(old) != "one")
    if first and typed in ([], [line_of(option.label, lang) for option in _yes_no()]):
        yield from (*_yes_no(), _unknown())  # something to begin with: two would be yes or no
        return
    if not typed:
        yield from before or _yes_no()
        return
    if len(typed) < 2:
        raise DataError("asking.two_answers", name=one_line(row["label"]))
    folded = [line.casefold() for line in typed]
    twice = [line for line in typed if folded.count(line.casefold()) > 1]
    if twice:
        raise DataError("asking.same_answer", name=one_line(row["label"]), answer=twice[0])
    yield from _coded(typed, before, lang, fixed=fixed, several=kind == "several")


def _yes_no() -> Iterator[Option]:
    for code, key in (("yes", "word.yes"), ("no", "word.no")):
        text = {lang: say(key, lang).capitalize() for lang in LANGS}
        yield Option(code=code, label=Text.model_validate(text))


def _unknown() -> Option:
    text = {lang: say("asking.dont_know", lang) for lang in LANGS}
    return Option(code="dont_know", label=Text.model_validate(text))


def _coded(
    typed: Sequence[str], before: Sequence[Option], lang: str, *, fixed: bool, several: bool
) -> Iterator[Option]:
    """Yield an option for each line: one that was there keeps its code, a new one is named."""
    pairs = paired(typed, [line_of(option.label, lang) for option in before])
    olds = {place: before[at] for place, at in pairs.items()}
    stay = {
        place: old.code
        for place, old in olds.items()
        if fixed
        or line_of(old.label, lang) == typed[place]
        or not follows(old.code, old.label, lang)
    }
    taken = {code.lower() for code in stay.values()}
    taken |= {option.code.lower() for option in before} if fixed else set()
    for place, line in enumerate(typed):
        old = olds.get(place)
        code = stay[place] if place in stay else named(line, taken)
        taken.add(code.lower())
        alone = old.alone if old else several and (stem(line) in ALONE or code in NO_ANSWER)
        label = retyped(old.label if old else None, line, lang)
        yield Option(code=code, label=label, alone=alone)


def follows(id: str, label: Text, lang: str) -> bool:
    """Whether a name was made from the words that *lang* has, and may follow them."""
    mine = getattr(label, lang) or label.any
    return bool(mine) and re.fullmatch(rf"{stem(line_of(label, lang))}(_\d+)?", id) is not None


def retyped(text: Text | None, typed: str, lang: str) -> Text:
    """Return words with what was typed on one line; what was not touched stays as it was."""
    if text is not None and line_of(text, lang) == typed:
        return text
    return reworded(text, typed, lang) or Text(any=typed)


def paired(typed: Sequence[str], before: Sequence[str]) -> dict[int, int]:
    """Return which answer each line was: the same words, else those that were corrected."""
    pairs: dict[int, int] = {}
    for place, line in enumerate(typed):
        if line in before and before.index(line) not in pairs.values():
            pairs[place] = before.index(line)
    new = [place for place in range(len(typed)) if place not in pairs]
    gone = [place for place in range(len(before)) if place not in pairs.values()]
    if len(new) == len(gone):
        return pairs | dict(zip(new, gone, strict=True))
    for place in new:
        near = max(gone, key=lambda at: _alike(typed[place], before[at]), default=None)
        if near is not None and _alike(typed[place], before[near]) >= ALIKE:
            pairs[place] = near
            gone.remove(near)
    return pairs


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
