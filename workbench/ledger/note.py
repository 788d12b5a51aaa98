"""The note of a careful reviewer: what holds, what contradicts, what stays open, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.base.findings import Finding
from workbench.base.templated import look, template
from workbench.base.words import Phrase, Sayable, known, percent, say
from workbench.ledger.checks import check
from workbench.ledger.cite import KIND_NAMES, Citation, cite_all
from workbench.ledger.derive import interval
from workbench.ledger.record import Derived, Figure, Ledger
from workbench.ledger.written import Amount, Formula, Name, amount

OPEN = frozenset(
    {
        "ledger.parts",
        "ledger.at_most",
        "ledger.list_missing",
        "ledger.mixed_levels",
        "ledger.nesting_unclear",
        "ledger.no_base",
        "ledger.inferred",
        "ledger.open_question",
        "ledger.not_computable",
        "ledger.remark",
    }
)
"""The rules of which a failure is no contradiction: the source does not say enough."""
WITH_CARE = frozenset(
    {
        "ledger.kept_as_bound",
        "ledger.kept_as_about",
        "ledger.intention",
        "ledger.apart",
        "ledger.misleads",
    }
)
"""The rules that pass, and that a reader must know of before quoting a figure."""
TITLES = {
    "checked": "ledger_note.checked",
    "faults": "ledger_note.faults",
    "contradicts": "ledger_note.contradicts",
    "holds": "ledger_note.holds",
    "open": "ledger_note.open",
    "care": "ledger_note.care",
    "computed": "ledger_note.computed",
    "sources": "ledger_note.sources",
}


@dataclass(frozen=True)
class Section:
    """One part of the note: its *key*, title, lines, and what to do about all of them."""

    key: str
    title: str
    lines: tuple[str, ...]
    todo: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A small document in one language: title, two sentences, sections, the table of figures."""

    lang: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    figures: tuple[dict[str, str], ...]

    def section(self, key: str) -> Section | None:
        """Return one part, or None where there is nothing to say in it."""
        return next((section for section in self.sections if section.key == key), None)


def note(ledger: Ledger, lang: str) -> Note:
    """Return the note of a ledger; parts with nothing in them are left out.

    A ledger whose file is wrong gets the faults alone: nothing is computed from it.
    """
    findings = check(ledger)
    sorts = sorted_out(findings)
    blocked = any(finding.blocks for finding in findings)
    sections = [
        Section("checked", _title("checked", lang), tuple(_checked(ledger, lang))),
        _told("faults", sorts["faults"], lang),
        _told("contradicts", sorts["contradicts"], lang),
        _told("holds", sorts["holds"], lang),
        _told("open", sorts["open"], lang),
        _told("care", sorts["care"], lang),
        Section("computed", _title("computed", lang), () if blocked else _computed(ledger, lang)),
        Section("sources", _title("sources", lang), tuple(_sources(ledger, lang))),
    ]
    counts = {key: Phrase(name, {"n": len(sorts[key])}) for key, name in COUNTS.items()}
    return Note(
        lang=lang,
        title=say("ledger_note.title", lang, title=ledger.title)
        if ledger.title
        else say("ledger_note.plain", lang),
        lead=say("ledger_note.lead", lang, **counts),
        sections=tuple(section for section in sections if section.lines),
        figures=tuple(_figure(ledger, figure, lang) for figure in ledger.figures),
    )


COUNTS = {
    "contradicts": "ledger_note.n_contradicts",
    "open": "ledger_note.n_open",
    "holds": "ledger_note.n_holds",
}


def sorted_out(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by the part of the note where they stand."""
    parts = ("faults", "contradicts", "holds", "open", "care")
    sorts: dict[str, list[Finding]] = {part: [] for part in parts}
    for finding in findings:
        if finding.passed is None:
            continue
        if finding.passed:
            sorts["care" if finding.id in WITH_CARE else "holds"].append(finding)
        elif finding.severity != "note":
            sorts["faults"].append(finding)
        else:
            sorts["open" if finding.id in OPEN else "contradicts"].append(finding)
    return sorts


def as_text(one: Note) -> str:
    """Return the note as plain text, which is Markdown too."""
    lines = [f"# {one.title}", "", one.lead]
    for section in one.sections:
        lines += ["", f"## {section.title}", ""]
        lines += [f"- {line}" for line in section.lines]
        lines += [f"- **{say('ledger_note.todo', one.lang)}** · {line}" for line in section.todo]
    lines += ["", f"## {say('ledger_note.figures', one.lang)}", "", *_rows(one)]
    return "\n".join(line.translate(UNSEEN) for line in lines)


CONTROLS = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
UNSEEN = dict.fromkeys(CONTROLS, " ")
"""Signs that nobody sees and a terminal obeys: colours, line ends, changes of direction."""


def as_page(one: Note) -> str:
    """Return the note as an HTML page, whole by itself; every text of a person is escaped."""
    several = len({row["source"] for row in one.figures}) > 1
    made = template("ledger", "note.html.j2")
    page = made.render(note=one, say=lambda key: say(key, one.lang), look=look(), several=several)
    return page.translate({sign: seen for sign, seen in UNSEEN.items() if chr(sign) not in "\n\t"})


def _figure(ledger: Ledger, figure: Figure, lang: str) -> dict[str, str]:
    written = amount(figure)
    return {
        "id": figure.id,
        "label": figure.label.say(lang),
        "value": written.full(lang) if isinstance(written, Amount) else written.say(lang),
        "kind": say(KIND_NAMES[figure.kind], lang),
        "source": ledger.source(figure.source).say(lang),
    }


def _rows(one: Note) -> list[str]:
    return ["- " + say("ledger_note.row", one.lang, **row) for row in one.figures]


def _title(key: str, lang: str) -> str:
    return say(TITLES[key], lang)


def _told(key: str, findings: Sequence[Finding], lang: str) -> Section:
    """Say each finding; what to do is said once for all that ask for the same."""
    if key in ("faults", "holds", "care"):
        return Section(key, _title(key, lang), tuple(f.sentence(lang) for f in findings))
    lines = [_seen(finding, lang) for finding in findings]
    todo = [_todo(finding, lang) for finding in findings if known(f"{finding.id}.todo")]
    return Section(key, _title(key, lang), tuple(dict.fromkeys(lines)), tuple(dict.fromkeys(todo)))


def _seen(finding: Finding, lang: str) -> str:
    return say(finding.id, lang, **{"where": finding.where, **finding.holes})


def _todo(finding: Finding, lang: str) -> str:
    return say(f"{finding.id}.todo", lang, **{"where": finding.where, **finding.holes})


def _checked(ledger: Ledger, lang: str) -> Iterator[str]:
    parts = sum(len(figure.parents) for figure in ledger.figures)
    bounds = sum(figure.bound != "exact" for figure in ledger.figures)
    counted = (
        ("ledger_note.n_figures", len(ledger.figures)),
        ("ledger_note.n_relations", len(ledger.relations)),
        ("ledger_note.n_parts", parts),
        ("ledger_note.n_lists", len(ledger.lists)),
        ("ledger_note.n_apart", len(ledger.apart)),
        ("ledger_note.n_bounds", bounds),
    )
    yield from (say(key, lang, n=n) for key, n in counted if n)


def _computed(ledger: Ledger, lang: str) -> tuple[str, ...]:
    found = cite_all(ledger, lang)
    known = (derived for derived in ledger.derived if derived.id in found)
    return tuple(_line(ledger, derived, found[derived.id], lang) for derived in known)


def _line(ledger: Ledger, derived: Derived, found: Citation, lang: str) -> str:
    """Say one derived number: how it is made, its interval, its other reading, its warning."""
    formula = Formula(derived.by, tuple(map(Name, derived.of)))
    holes = {"label": derived.label, "full": found.full, "formula": formula, "id": derived.id}
    said = [say("ledger_note.derived", lang, **holes)]
    ends = interval(ledger, derived)
    if ends is not None and derived.interval is not None:
        low, high = (percent(end, lang, 1) for end in ends)
        said.append(say("ledger_note.interval", lang, low=low, high=high, reading=derived.interval))
    if found.other:
        said.append(say("ledger_note.other_reading", lang, other=found.other))
    if found.warning:
        said.append(say("ledger_note.warning", lang, warning=found.warning))
    return " ".join(said)


def _sources(ledger: Ledger, lang: str) -> Iterator[str]:
    listed = {source.id for source in ledger.sources}
    for source in ledger.sources:
        parts: list[Sayable] = [source.title]
        if source.dated:
            parts.append(Phrase("ledger_note.dated", {"day": source.dated}))
        if source.seen:
            parts.append(Phrase("ledger_note.seen", {"day": source.seen}))
        yield ", ".join(part.say(lang) for part in parts) + "."
    named = [one.source for one in ledger.figures]
    named += [one.source for one in ledger.lists] + [one.source for one in ledger.remarks]
    yield from dict.fromkeys(name for name in named if name not in listed)
