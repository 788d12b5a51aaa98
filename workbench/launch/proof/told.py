"""What a verification found, in the words of a person and for programs."""

from collections.abc import Iterator, Sequence
from itertools import islice
from os.path import commonprefix

from workbench.base.words import LANGS, Phrase, Sayable, number, say
from workbench.launch.proof.spots import Spot
from workbench.launch.proof.verify import Difference, Verdict

SHORT = 70
"""So many letters of a value are shown."""
FEW = 10
"""So many places are told, one a cell or file; the machine's answer has them all."""


def lines(verdict: Verdict, lang: str) -> list[str]:
    """Return the answer, line by line: damage, what is other here, the first value that differs."""
    found = [damage.say(lang) for damage in verdict.damaged]
    found += [one.say(lang) for one in others(verdict.other)]
    if verdict.again is None:
        return [*found, say("proof.not_made_again", lang)]
    if verdict.differs:
        found.append(say("proof.first", lang, where=sentence(verdict.differs[0]).say(lang)))
        found += [f"  {sentence(one).say(lang)}" for one in islice(_one_a_place(verdict), 1, FEW)]
        return [*found, _counted(verdict, lang)]
    holes = {"n": len(verdict.run.pages), **verdict.checked}
    return [*found, say("proof.all_the_same", lang, **holes)]


def _counted(verdict: Verdict, lang: str) -> str:
    pages = dict.fromkeys(one.page for one in verdict.differs)
    return say("proof.so_many", lang, n=len(verdict.differs), pages=", ".join(pages))


def _one_a_place(verdict: Verdict) -> Iterator[Difference]:
    seen = set()
    for one in verdict.differs:
        if (one.file, one.cell) not in seen:
            seen.add((one.file, one.cell))
            yield one


def others(other: dict[str, tuple[str, str]]) -> Iterator[Phrase]:
    """Yield what is in another version on this machine."""
    for name, (was, now) in other.items():
        if name == "code":
            yield Phrase("proof.other_code", {"was": was[:8], "now": now[:8]})
        else:
            yield Phrase("proof.other", {"name": name, "was": was, "now": now})


def sentence(one: Difference) -> Phrase:
    """Return one difference as a sentence: page, cell or file, place, both values, the amount."""
    holes: dict[str, object] = {"page": one.page, "file": one.file, "spot": spot(one.spot)}
    if one.cell is None:
        return Phrase("proof.in_file", holes)
    holes |= {"cell": str(one.cell), "name": one.name or "–"}
    return Phrase("proof.in_code" if one.code else "proof.in_cell", holes)


def spot(at: Spot) -> Phrase:
    """Return the place, and both values where there are any."""
    if at.was is None and at.now is None:
        return at.place
    holes: dict[str, object] = {"place": at.place, **_both(at.was, at.now)}
    if at.amount is None:
        return Phrase("proof.values", holes)
    return Phrase("proof.values_by", {**holes, "by": _Signed(at.amount)})


class _Signed:
    """An amount that is said with its sign."""

    def __init__(self, amount: float) -> None:
        self.amount = amount

    def say(self, lang: str, /) -> str:
        """Write it as *lang* does, with so many decimals that it is not nothing."""
        size = abs(self.amount)
        digits = 2 if size >= 1 or not size else min(12, 2 + f"{size:.12f}"[2:].find(_first(size)))
        return number(self.amount, lang, digits, sign=True)


def _first(size: float) -> str:
    """Return the first digit of a small number that is not zero."""
    return next((digit for digit in f"{size:.12f}"[2:] if digit != "0"), "0")


def _both(was: str | None, now: str | None) -> dict[str, object]:
    """Return both values, of long ones the part where they begin to differ."""
    texts = [None if value is None else " ".join(value.split()) for value in (was, now)]
    at = len(commonprefix([text or "" for text in texts]))
    longest = max(len(text or "") for text in texts)
    begin = max(0, at - SHORT // 3) if longest > SHORT else 0
    return {key: _part(text, begin) for key, text in zip(("was", "now"), texts, strict=True)}


def _part(text: str | None, begin: int) -> object:
    if not text:
        return Phrase("proof.nothing")
    part = text[begin : begin + SHORT]
    return f"{'…' if begin else ''}{part}{'…' if begin + SHORT < len(text) else ''}"


def as_json(verdict: Verdict) -> dict[str, object]:
    """Return all that was found, for programs: sentences only under ``fr`` and ``en``."""
    return {
        "run": verdict.run.record.dossier,
        "same": verdict.same,
        "made_again": verdict.again is not None,
        "report": verdict.report,
        "checked": verdict.checked,
        "damaged": [{"id": one.what, "file": one.file, **said(one)} for one in verdict.damaged],
        "other": {name: {"was": was, "now": now} for name, (was, now) in verdict.other.items()},
        "differs": differs_as_json(verdict.differs),
    }


def differs_as_json(differs: Sequence[Difference]) -> list[dict[str, object]]:
    """Return differences for programs: the place as keys and values, both texts, the amount."""
    return [
        {
            "page": one.page, "file": one.file, "cell": one.cell, "name": one.name,
            "code": one.code, "place": dict(one.spot.place.holes), "was": one.spot.was,
            "now": one.spot.now, "amount": one.spot.amount, **said(sentence(one)),
        }
        for one in differs
    ]  # fmt: skip


def said(sayable: Sayable) -> dict[str, str]:
    """Return what is said in each language."""
    return {lang: sayable.say(lang) for lang in LANGS}
