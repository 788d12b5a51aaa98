"""A doubt is a finding: what was looked at, what was seen, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.base.errors import LetterError
from workbench.base.words import Sayable, join, known, say, shown, template

Severity = Literal["blocker", "warning", "note"]
SEVERITY_NAMES = {
    "blocker": "finding.blocker",
    "warning": "finding.warning",
    "note": "finding.note",
}


@dataclass(frozen=True)
class Finding:
    """One answer of one check.

    *id* names the rule and its phrases: ``<id>`` says what is wrong, ``<id>.todo`` what to do,
    ``<id>.ok`` what was found in order. *passed* is None where the rule does not apply.
    *where* is the file, node, column or site concerned, *file* the file of the dossier that was
    looked at, where the check was told. *muted* is the reason why a rule that
    failed is not held against this place: it then does not apply.

    >>> Finding("theory.cycle", passed=False, where="theory.yml").blocks
    True
    """

    id: str
    passed: bool | None
    where: str = ""
    severity: Severity = "blocker"
    holes: Mapping[str, object] = field(default_factory=dict)
    muted: Sayable | None = None
    file: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the work cannot go on before this is mended."""
        return self.passed is False and self.severity == "blocker"

    def sentence(self, lang: str) -> str:
        """Say in *lang* what was seen and, where something is wrong, what to do."""
        holes = {"where": self.where, **self.holes}
        if self.muted is not None:
            wrong = say(self.id, lang, **holes)
            return say("finding.muted", lang, wrong=wrong, reason=self.muted)
        if self.passed is None:
            return say("finding.does_not_apply", lang, where=self.where)
        if self.passed:
            return say(f"{self.id}.ok", lang, **holes)
        wrong = say(self.id, lang, **holes)
        todo = f"{self.id}.todo"
        return f"{wrong} {say(todo, lang, **holes).strip()}" if known(todo) else wrong

    def told(self, lang: str) -> str:
        """Return the finding as a list shows it: how grave, rule, file and place; its sentence."""
        grave, places = say(SEVERITY_NAMES[self.severity], lang), [self.file, self.where]
        named = [place for place in dict.fromkeys(places) if place]
        return " · ".join([grave, self.id, *named]) + f"\n  {self.sentence(lang)}"

    def as_json(self) -> dict[str, object]:
        """Return the finding with its sentences, for programs."""
        return {
            "id": self.id,
            "passed": self.passed,
            "severity": self.severity,
            "file": self.file,
            "where": self.where,
            "muted": self.muted is not None,
            "fr": self.sentence("fr"),
            "en": self.sentence("en"),
        }


def of_letter(error: LetterError, where: str) -> Finding:
    """Return an error as a finding that blocks, so that it stands in the same list."""
    return Finding(error.key, passed=False, where=where, holes=error.holes, file=where)


def found_in(file: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with the *file* that was looked at, where they do not name one yet."""
    return [replace(finding, file=finding.file or file) for finding in findings]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop the work."""
    return [finding for finding in findings if finding.blocks]


def worth_reading(findings: Iterable[Finding]) -> list[Finding]:
    """Return what is wrong, the gravest first."""
    order = {"blocker": 0, "warning": 1, "note": 2}
    wrong = [finding for finding in findings if finding.passed is False]
    return sorted(wrong, key=lambda finding: order[finding.severity])


@dataclass(frozen=True)
class Together:
    """Several names that one finding speaks of."""

    names: tuple[object, ...]

    def say(self, lang: str, /) -> str:
        """Return the names as *lang* joins them; with dots where a name has a comma of its own."""
        names = [shown(name, lang) for name in self.names]
        return " · ".join(names) if any("," in name for name in names) else join(names, lang)


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those that say the same of several things told once.

    They have one id and answer, and the same holes, the ``label`` apart: the labels are joined,
    where the phrase begins with them and so speaks of none of them in the singular.
    """
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        key = f"{finding.id}.ok" if finding.passed else finding.id
        heads = "label" in finding.holes and template(key).startswith("{label}")
        rest = {name: hole for name, hole in finding.holes.items() if name != "label"}
        place = ("", rest) if heads else (finding.where, finding.holes)
        parts = (finding.id, finding.passed, finding.severity, finding.muted, *place)
        alike.setdefault(repr(parts), []).append(finding)
    return [_as_one(same) for same in alike.values()]


def _as_one(same: list[Finding]) -> Finding:
    first, *others = same
    if not others or "label" not in first.holes:
        return first
    names = tuple(finding.holes["label"] for finding in same)
    return replace(first, holes={**first.holes, "label": Together(names)})
