"""Yes and no in any spelling; a blank is neither."""

from collections.abc import Iterable

from workbench.data.identifiers import listed

YES = listed("oui o yes y vrai v true t x 1 ✓ ✔ ☑ ok coché checked")
NO = listed("non n no faux f false 0 ✗ ✘ ☐ unchecked")
WHOLE_WORDS = listed("oui non yes no vrai faux true false coché checked unchecked")
PAIRS = ({"o", "n"}, {"y", "n"}, {"v", "f"}, {"t", "f"}, {"x", "0"}, {"✓", "✗"}, {"✔", "✘"})
TICKS = frozenset({"x", "✓", "✔", "☑"})
DIGITS = frozenset({"0", "1"})


def spelling(words: Iterable[str]) -> str | None:
    """Return how a column says yes and no: ``words``, ``pair``, ``ticks``, ``digits``, or None.

    One letter alone is no proof, and 0 and 1 may as well be numbers.

    >>> spelling(["Oui", "NON"]), spelling(["O", "N"]), spelling(["x"]), spelling(["F", "H"])
    ('words', 'pair', 'ticks', None)
    """
    said = {word.lower() for word in words}
    if not said or not said <= YES | NO:
        return None
    if said & WHOLE_WORDS:
        return "words"
    if said == DIGITS:
        return "digits"
    if any(said == pair for pair in PAIRS) or {"☑", "☐"} & said:
        return "pair"
    return "ticks" if said <= TICKS else None
