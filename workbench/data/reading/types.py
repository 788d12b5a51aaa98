"""The type of a column, from its census; whatever had to be guessed becomes a finding."""

import re

from workbench.base.findings import Finding
from workbench.data.identifiers import listed
from workbench.data.reading import booleans, dates, numbers
from workbench.data.reading.body import plain
from workbench.data.reading.census import Census, bare
from workbench.data.reading.patterns import INTEGER, LEADING_ZERO, LONG_INTEGER, SCIENCE, TEXT
from workbench.data.reading.plan import Context, Plan

Decided = tuple[Plan, list[Finding]]

MOST_CATEGORIES = 60
LONGEST_CATEGORY = 80
FEW_WRONG = 0.1
"""The share of answers that may not fit the type of their column, one at least from five on."""
CODE_WORDS = listed(
    """
    cp postal postale zip postcode siret siren insee finess rna uai code tel telephone
    portable phone fax nir matricule
    """
)
DIGITS_OF = {"cp": 5, "postal": 5, "postale": 5, "insee": 5, "siret": 14, "siren": 9}
DIGITS_OF |= {"tel": 10, "telephone": 10, "portable": 10}
CODE_LIKE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./-]+")
KNOWN_CATEGORIES = listed("f h m homme femme fille garcon masculin feminin male female")


def decide(census: Census, context: Context) -> Decided:
    """Return how the texts of a column become values, and what had to be guessed."""
    if not census.there:
        return Plan(census.name, "text"), [_finding("reading.empty_column", census)]
    serial = dates.decide_serials(census)
    if serial is not None:
        return serial
    for attempt in (_yes_or_no, _code, numbers.decide, dates.decide):
        decided = attempt(census, context)
        if decided is not None:
            plan, findings = decided
            return plan, [*findings, *not_understood(plan, census)]
    return _words(census)


def _finding(id: str, census: Census, **holes: object) -> Finding:
    return Finding(id, False, census.name, "note", holes)


def few_wrong(census: Census, fitting: int) -> bool:
    """Whether so many answers fit a type that the column is of it; the others are told."""
    wrong = census.there - fitting
    if wrong == 0:
        return True
    if census.there < 5 or wrong > max(1, FEW_WRONG * census.there):
        return False
    texts = census.seen.get(TEXT)
    return not texts or not any(CODE_LIKE.fullmatch(text) for text, _ in texts.examples)


def not_understood(plan: Plan, census: Census) -> list[Finding]:
    """Tell the answers that do not fit the type of their column."""
    if plan.is_text or plan.type == "boolean":
        return []
    wrong = {kind: seen for kind, seen in census.seen.items() if kind not in plan.accepted}
    if not wrong:
        return []
    n = sum(seen.n for seen in wrong.values())
    examples = sorted((e for seen in wrong.values() for e in seen.examples), key=lambda e: e[1])
    value, line = examples[0]
    holes = {"n": n, "value": value, "line": str(line)}
    return [Finding("reading.not_understood", False, census.name, "warning", holes)]


def _yes_or_no(census: Census, context: Context) -> Decided | None:
    how = booleans.spelling(census.words)
    if census.distinct > len(census.words) or how is None:
        return None
    spelled = " / ".join(sorted(census.words, key=lambda word: -census.words[word]))
    holes = {"n": census.there, "words": spelled}
    plan = Plan(census.name, "boolean")
    if how == "digits":
        if census.name in context.choices:
            return plan, []
        zero = Finding("reading.zero_one", False, census.name, "note", holes)
        return Plan(census.name, "integer", frozenset({INTEGER})), [zero]
    if how == "ticks":
        holes["n"] = census.blank
        return plan, [Finding("reading.ticks", False, census.name, "note", holes)]
    return plan, [Finding("reading.yes_no", False, census.name, "note", holes)]


def _code(census: Census, _: Context) -> Decided | None:
    """Codes written in digits stay text: a postal code, a telephone, a number with a zero first."""
    text = Plan(census.name, "text")
    digits = census.count(INTEGER, LEADING_ZERO, LONG_INTEGER)
    words = set(re.findall(r"[a-z]+", plain(census.name)))
    scientific = census.count(SCIENCE)
    if scientific and words & CODE_WORDS and census.name not in _.native:
        value, line = census.example(SCIENCE)
        holes = {"n": scientific, "value": value, "line": str(line)}
        return text, [Finding("reading.lost_digits", False, census.name, "warning", holes)]
    if census.count(LONG_INTEGER):
        value, _line = census.example(LONG_INTEGER)
        return text, [_finding("reading.code_text", census, n=digits, value=value)]
    if census.count(LEADING_ZERO):
        value, _line = census.example(LEADING_ZERO)
        n = census.count(LEADING_ZERO)
        return text, [_finding("reading.leading_zeros", census, n=n, value=value)]
    if words & CODE_WORDS and digits and digits >= 0.5 * census.there:
        value, line = census.example(INTEGER)
        found = [_finding("reading.code_text", census, n=digits, value=value)]
        full = next((DIGITS_OF[word] for word in DIGITS_OF if word in words), 0)
        if census.high is not None and len(str(census.high)) == full - 1:
            holes = {"n": digits, "value": value, "line": str(line), "digits": str(full)}
            found.append(Finding("reading.lost_zeros", False, census.name, "warning", holes))
        elif full and any(len(w) == full - 1 and w.isdigit() for w in census.words):
            short = [w for w in census.words if len(w) == full - 1 and w.isdigit()]
            holes = {"n": sum(census.words[w] for w in short), "value": short[0]}
            holes |= {"line": str(line), "digits": str(full)}
            found.append(Finding("reading.lost_zeros", False, census.name, "warning", holes))
        return text, found
    return None


def _words(census: Census) -> Decided:
    """Tell a closed list of words from free text, and spellings that may be one word."""
    there, distinct = census.there, len(census.words)
    few = 0 < distinct <= MOST_CATEGORIES and census.distinct == distinct
    known = few and {plain(word) for word in census.words} <= KNOWN_CATEGORIES
    category = known or (
        few and distinct <= there / 2 and max(map(len, census.words)) <= LONGEST_CATEGORY
    )
    found: list[Finding] = []
    values = sum(seen.n for kind, seen in census.seen.items() if bare(kind) != TEXT)
    if 0 < values < there and values >= 0.2 * there:
        value, line = _example(census, text=False)
        other, other_line = _example(census, text=True)
        holes = {"n": values, "value": value, "line": str(line)}
        holes |= {"other": other, "other_line": str(other_line)}
        found.append(Finding("reading.mixed_column", False, census.name, "warning", holes))
    if category:
        found += near_words(census)
    return Plan(census.name, "category" if category else "text"), found


def _example(census: Census, text: bool) -> tuple[str, int]:
    every = [
        example
        for kind, seen in census.seen.items()
        if (bare(kind) == TEXT) is text
        for example in seen.examples
    ]
    return min(every, key=lambda example: example[1], default=("", 0))


def near_words(census: Census) -> list[Finding]:
    """Name words that differ by capitals, accents or spaces only; they are not made one."""
    alike: dict[str, list[str]] = {}
    for word in census.words:
        alike.setdefault(re.sub(r"[\W_]+", " ", plain(word)).strip(), []).append(word)
    pairs = [words for words in alike.values() if len(words) > 1]
    if not pairs:
        return []
    holes = {"n": len(pairs), "words": "; ".join(" = ".join(words) for words in pairs[:3])}
    return [Finding("reading.near_words", False, census.name, "warning", holes)]
