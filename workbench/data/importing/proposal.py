"""What an import would do, told before it is done: nothing is written here."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RunError
from workbench.base.findings import Finding, blocking, of_letter
from workbench.base.records import Text
from workbench.collection import Instrument, Plan
from workbench.collection.freeze import checksum as plan_checksum
from workbench.data.answers import understood
from workbench.data.cells import at_hand, cells, texts_of
from workbench.data.fold import fold
from workbench.data.importing import looks
from workbench.data.importing.door import KeyMaker, Passed, at_the_door, rewritten
from workbench.data.importing.mapping import KEPT, Known, Matched, mapped
from workbench.data.importing.request import Request
from workbench.data.reading import Reading
from workbench.data.record import Received, ReceivedFile

PRIVATE = "private"
"""The licence of a file when nobody says: it is shared with nobody."""


@dataclass(frozen=True)
class Proposal:
    """What would be done: the entry of ``received.yml``, why each column matches, the doubts.

    *content* is what would be kept where columns were taken out, or somebody said how it is read;
    None where the file is kept as it was sent. *checksum* is that of the file as sent. *uncoded*
    are answers that no option offers, *unread* those of open questions that cannot be read;
    *report* says what became of each column.
    *reading* is the file as it was read; its guesses stand first among the findings.
    """

    request: Request
    rows: int
    matched: Matched
    left_out: tuple[str, ...]
    entry: ReceivedFile
    uncoded: list[dict[str, object]]
    findings: list[Finding]
    content: bytes | None
    checksum: str
    reading: Reading
    unread: list[dict[str, object]] = field(default_factory=list)
    report: list[dict[str, object]] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        """Whether the file cannot come in before something is mended or decided."""
        return bool(blocking(self.findings))


def propose(
    dossier: Dossier,
    request: Request,
    keys: KeyMaker | None = None,
    reading: Reading | None = None,
) -> Proposal:
    """Return what taking the file in would do. Nothing is written but by *keys*, where given.

    *reading* is the file as it was read already, where it was.

    Raises DataError when the file is not a table, RunError when what was decided by hand cannot be.
    """
    instrument, received = dossier.read(Instrument), dossier.read_if_there(Received)
    reading = reading or at_hand(request.path, request.sheet, request.how)
    _check_dates(request, reading)
    passed = at_the_door(texts_of(reading, request.month_first), request, keys)
    known, guessed = _known(dossier, instrument, received, passed, request)
    _check_absent(request, known)
    hand = {**request.columns, **({"person": passed.key} if passed.key else {})}
    matched = _without(mapped(list(passed.texts.columns), known, hand), request.absent)
    content = rewritten(passed.texts) if passed.changed or request.how else None
    checksum = checksum_of(request.path)
    entry = _entry(request, known, matched, (checksum, content), reading.sheet)
    used = {match.column for match in matched.matches}
    left_out = tuple(name for name in passed.texts.columns if name not in used)
    findings = [
        *_guesses(reading, request),
        *guessed,
        *passed.findings,
        *looks.place_is_free(received, request, known.wave, checksum),
        *looks.columns_are_found(matched, known, request),
        *looks.may_name(passed.texts, _unnamed(left_out, passed), request.path.name),
    ]
    proposal = Proposal(
        request=request,
        rows=len(passed.texts),
        matched=matched,
        left_out=left_out,
        entry=entry,
        uncoded=[],
        findings=findings,
        content=content,
        checksum=checksum,
        reading=reading,
    )
    return _with_answers(proposal, passed, known, _entered(dossier, received, known, request))


def _unnamed(left_out: tuple[str, ...], passed: Passed) -> list[str]:
    """Return the columns that answer nothing, but those that are known to name people."""
    named = {finding.where for finding in passed.findings}
    return [name for name in left_out if name not in named]


def _guesses(reading: Reading, request: Request) -> list[Finding]:
    """Return what the reading guessed, but about columns that stay outside.

    The door speaks of those that name people.
    """
    outside = {*request.drop, *request.key}
    return [
        finding
        for finding in reading.findings
        if finding.where not in outside and finding.id != "data.direct_identifier"
    ]


def _with_answers(
    proposal: Proposal, passed: Passed, known: Known, entered: pd.Series | None
) -> Proposal:
    """Add what is seen in the answers, once every question has its column."""
    if any(
        f.id in ("importing.not_found", "importing.claimed") for f in blocking(proposal.findings)
    ):
        return proposal
    entry, key = proposal.entry, known.question_of("person")
    try:
        answers = understood(passed.texts, entry, known.instrument)
    except DataError as error:
        doubt = of_letter(error, entry.file)
        return replace(proposal, findings=[*proposal.findings, doubt])
    keys = answers.rows[key] if key else pd.Series(dtype=str)
    findings = [
        *proposal.findings,
        *answers.findings,
        *looks.rows_are_people(keys, entry.file),
        *looks.people_are_known(keys, entered, entry.file),
    ]
    asked = [q for id, q in known.questions().items() if id not in entry.absent]
    return replace(
        proposal,
        findings=findings,
        uncoded=looks.not_coded(passed.texts, asked, entry),
        unread=looks.not_read(passed.texts, asked, entry),
        report=answers.report,
    )


def _known(
    dossier: Dossier,
    instrument: Instrument,
    received: Received | None,
    passed: Passed,
    request: Request,
) -> tuple[Known, list[Finding]]:
    """Return what the columns are matched against; where the wave is a guess, the finding too."""
    files = received.files if received else ()
    plan = dossier.read_if_there(Plan)

    def of(wave: str) -> Known:
        return Known(instrument, plan, wave, [file for file in files if file.wave == wave])

    if request.wave is not None and request.wave not in instrument.waves:
        hint = words.hint(request.wave, instrument.waves)
        raise RunError("importing.unknown_wave", wave=request.wave, hint=hint)
    if request.wave or len(instrument.waves) == 1:
        known = of(request.wave or instrument.waves[0])
        if known.question_of("person") is None:
            raise DataError("data.no_person", file=Instrument.FILE)
        return known, []
    headings = list(passed.texts.columns)
    shares = {w: _share(of(w), headings) for w in instrument.waves}
    best = max(shares, key=lambda wave: shares[wave])
    waves = ", ".join(instrument.waves)
    doubt = Finding("importing.wave_guessed", False, best, "blocker", {"waves": waves})
    return of(best), [doubt]


def _share(known: Known, headings: list[str]) -> float:
    """Return the share of the questions of a wave that the headings answer."""
    matches = mapped(headings, known, {}).matches
    return len(matches) / max(len(known.questions()), 1)


def _entry(
    request: Request,
    known: Known,
    matched: Matched,
    kept: tuple[str, bytes | None],
    sheet: str | None,
) -> ReceivedFile:
    """Return the entry that ``received.yml`` would gain; it names the *sheet* that was read."""
    sent, content = kept
    checksum = sent if content is None else hashlib.sha256(content).hexdigest()
    suffix = request.path.suffix.lower() if content is None else ".csv"
    stem = fold(request.path.stem).replace(" ", "_")[:40] or "file"
    columns = {m.target: m.column for m in matched.matches if m.target not in KEPT}
    saved: dict[str, dict[str, str]] = {}
    for codes in (*(file.codes for file in known.saved), request.codes):
        for question, said in codes.items():
            saved[question] = {**saved.get(question, {}), **said}
    return ReceivedFile(
        file=f"received/{stem}-{checksum[:12]}{suffix}",
        wave=known.wave,
        title=Text(any=request.title or request.path.name),
        source=request.source or request.path.name,
        licence=request.licence or PRIVATE,
        sha256=checksum,
        part=request.part,
        received_on=request.received_on or date.today(),
        sheet=None if content else sheet,
        sent_as=request.path.name,
        sent_sha256=None if content is None else sent,
        plan_sha256=None if known.plan is None else plan_checksum(known.plan.analyses),
        columns=columns,
        roles={m.target: m.column for m in matched.matches if m.target in KEPT},
        absent=request.absent,
        month_first=() if content else request.month_first,
        codes=saved,
    )


def _without(matched: Matched, absent: tuple[str, ...]) -> Matched:
    """Return the matches without those of questions that the file is said not to answer."""
    return Matched(
        tuple(match for match in matched.matches if match.target not in absent),
        tuple(match for match in matched.near if match.target not in absent),
        {target: fit for target, fit in matched.claimed.items() if target not in absent},
    )


def _check_dates(request: Request, reading: Reading) -> None:
    for name in request.month_first:
        if name not in reading.plans:
            hint = words.hint(name, reading.plans)
            raise RunError("importing.unknown_heading", column=name, hint=hint)


def _check_absent(request: Request, known: Known) -> None:
    asked = known.questions()
    for id in (*request.absent, *(code for code in request.codes if code != "wave")):
        if id not in asked:
            hint = words.hint(id, asked)
            raise RunError("importing.unknown_target", name=id, wave=known.wave, hint=hint)


def _entered(
    dossier: Dossier, received: Received | None, known: Known, request: Request
) -> pd.Series | None:
    """Return the keys of the first wave, or None where they cannot be known.

    Keys of a dry run are not yet those that will be kept, so nobody can be recognised by them.
    """
    first = known.instrument.waves[0]
    files = [file for file in received.files if file.wave == first] if received else []
    question = known.question_of("person")
    if known.wave == first or not files or request.key or question is None:
        return None
    texts = [cells(dossier.path(file.file), file.sheet, file.month_first) for file in files]
    read = [understood(*pair, known.instrument) for pair in zip(texts, files, strict=True)]
    return pd.concat([answers.rows[question] for answers in read], ignore_index=True)


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
