"""What changed between two runs, in the words of a person and for programs."""

from collections.abc import Iterator
from itertools import groupby

from workbench.base.words import Phrase, join, say
from workbench.launch.proof.diff import Cause, Diff
from workbench.launch.proof.told import FEW, differs_as_json, said, spot

KINDS = {
    "data": "proof.kind.data",
    "code": "proof.kind.code",
    "parameters": "proof.kind.parameters",
    "environment": "proof.kind.environment",
    "language": "proof.kind.language",
}


def lines(found: Diff, lang: str) -> list[str]:
    """Return the answer, line by line: what changed, then what came out otherwise, and why."""
    told = [f"{folder.name} · {damage.say(lang)}" for folder, damage in found.damaged]
    if found.same:
        return [*told, say("proof.diff_same", lang)]
    told.append(say("proof.diff_causes" if found.causes else "proof.diff_no_cause", lang))
    told += [f"  {cause_told(cause).say(lang)}" for cause in found.causes]
    told.append(say("proof.diff_results" if found.differs else "proof.diff_no_result", lang))
    for page, reasons in found.why.items():
        names = join(dict.fromkeys(_name(cause, lang) for cause in reasons), lang)
        told.append("  " + say("proof.diff_why" if names else "proof.diff_why_not", lang,
                               page=page, names=names))  # fmt: skip
        told += [f"    {line}" for line in _of_page(found, page, lang)]
    return told


def _of_page(found: Diff, page: str, lang: str) -> Iterator[str]:
    own = [one for one in found.differs if one.page == page]
    for file, group in groupby(own, key=lambda one: one.file):
        every = list(group)
        for one in every[:FEW]:
            place = file if one.cell is None else say("proof.diff_cell", lang, cell=str(one.cell),
                                                      name=one.name)  # fmt: skip
            yield f"{place}, {spot(one.spot).say(lang)}"
        if len(every) > FEW:
            yield say("proof.diff_more", lang, n=len(every) - FEW, file=file)


def cause_told(cause: Cause) -> Phrase:
    """Return one cause as a sentence: of what kind, its name, then and now."""
    holes: dict[str, object] = {"kind": Phrase(KINDS[cause.kind]), "name": cause.name}
    if cause.kind == "data" and cause.was and cause.now or cause.was is cause.now is None:
        if not cause.spots:
            return Phrase("proof.cause_changed", holes)
        first = spot(cause.spots[0])
        return Phrase("proof.cause_places", {**holes, "n": len(cause.spots), "first": first})
    if cause.kind == "data":
        return Phrase("proof.cause_only_now" if cause.now else "proof.cause_only_then", holes)
    texts = {key: _short(value) for key, value in (("was", cause.was), ("now", cause.now))}
    return Phrase("proof.cause_values", {**holes, **texts})


def _short(value: str | None) -> object:
    return Phrase("proof.nothing") if value is None else value[:24]


def _name(cause: Cause, lang: str) -> str:
    return say(KINDS[cause.kind], lang) if cause.kind in ("code", "language") else cause.name


def as_json(found: Diff) -> dict[str, object]:
    """Return all that was found, for programs: sentences only under ``fr`` and ``en``."""
    return {
        "runs": [run.folder.name for run in found.runs],
        "same": found.same,
        "damaged": [
            {"run": folder.name, "id": damage.what, "file": damage.file, **said(damage)}
            for folder, damage in found.damaged
        ],
        "causes": [
            {"kind": one.kind, "name": one.name, "was": one.was, "now": one.now,
             "places": len(one.spots), **said(cause_told(one))}
            for one in found.causes
        ],
        "differs": differs_as_json(found.differs),
        "why": {page: [one.name for one in causes] for page, causes in found.why.items()},
    }  # fmt: skip
