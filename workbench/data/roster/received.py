"""What was filled in becomes a received file, one a wave, as if a charity had sent it."""

import contextlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import RunError
from workbench.base.files import table_text, write_whole
from workbench.base.records import Text, changed
from workbench.base.words import LANGS, say
from workbench.collection import Instrument, Plan, Question, instrument_of
from workbench.collection.freeze import checksum
from workbench.data.importing.proposal import PRIVATE
from workbench.data.importing.stage import staged
from workbench.data.record import IN_APP, Received, ReceivedFile
from workbench.data.roster.asked import MINORS, asked_now
from workbench.data.roster.formulas import Formula, computed
from workbench.data.roster.heard import NO
from workbench.data.roster.journal import lines, opened, there
from workbench.data.roster.record import Entry, Person, people


def file_of(wave: str) -> str:
    """Return the file that holds what was filled in at a wave.

    >>> file_of("entry")
    'received/in_app_entry.csv'
    """
    return f"received/{IN_APP}_{re.sub(r'[^A-Za-z0-9_.-]', '_', wave)}.csv"


def rows(instrument: Instrument, wave: str, who: Mapping[str, Person]) -> list[dict[str, str]]:
    """Return one row for each person who answered anything at a wave: the key, then the answers.

    Whose family, asked on the form, did not agree has no row; nor has a mistake.
    """
    key = instrument.role("person")
    asked = [q for q in instrument.questions if wave in q.waves and q.role != "person"]
    found = []
    for person in who.values():
        entry = person.entry(wave)
        if key is None or person.gone or not entry.answered or entry.kept(MINORS) == NO:
            continue
        found.append({key.id: person.key, **_answers(asked, entry)})
    return found


def _answers(asked: list[Question], entry: Entry) -> dict[str, str]:
    live = {question.id for question in asked_now(asked, entry)}
    given = {q.id: entry.kept(q.id) if q.id in live else "" for q in asked}
    for question in asked:
        if question.formula and question.id in live:
            value = computed(Formula(question.formula), given)
            given[question.id] = "" if value is None else _written(value)
    return given


def _written(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def renew(dossier: Dossier, instrument: Instrument, who: Mapping[str, Person], wave: str) -> None:
    """Write the file of one wave, whole or not at all, and have ``received.yml`` list it.

    A file that would have no row, or whose wave is asked no more, is taken off the list and away.
    Raises RunError where nothing can be written: what was given stands in the journal.
    """
    own = rows(instrument, wave, who) if wave in instrument.waves else []
    path = dossier.to_write(file_of(wave))
    try:
        if own:
            _write_new(path, table_text(own, list(own[0])))
        _listed(dossier, instrument, wave, bool(own))
        if not own:
            path.unlink(missing_ok=True)
    except OSError:
        raise RunError("roster.not_renewed", file=path.name) from None


def _write_new(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)


def refresh(dossier: Dossier) -> None:
    """Bring every file of the app up to the journal and the instrument, where there is a journal.

    An instrument that changed since changes the columns; no answer is lost by that.
    """
    if dossier.read_only or not there(dossier):
        return
    with opened(dossier) as journal:
        instrument, who = instrument_of(dossier), people(journal.earlier)
        seen = dict.fromkeys(line.wave for line in journal.earlier if line.wave)
        for wave in seen:
            renew(dossier, instrument, who, wave)


def in_app(dossier: Dossier) -> dict[str, Person]:
    """Return everybody who was filled in in the app, by key; mistakes are left out."""
    return {key: person for key, person in people(lines(dossier)).items() if not person.gone}


def _listed(dossier: Dossier, instrument: Instrument, wave: str, wanted: bool) -> None:
    """List the file of a wave in ``received.yml``, with the day of its last answer; or no more.

    While somebody imports, the list is theirs: the next answer brings it up to date.
    """
    before = dossier.read_if_there(Received)
    files = before.files if before else ()
    own = next((file for file in files if file.file == file_of(wave)), None)
    if own is None and not wanted:
        return
    if own is not None and wanted and own.wave == wave and own.received_on == date.today():
        return
    with contextlib.suppress(RunError), staged(dossier):
        fresh = dossier.read_if_there(Received) or Received(format=FORMAT, files=())
        new = changed(own, received_on=date.today()) if own else _entry(dossier, instrument, wave)
        kept = [new if file.file == new.file else file for file in fresh.files]
        if not wanted:
            kept = [file for file in kept if file.file != new.file]
        elif new not in kept:
            kept.append(new)
        dossier.write(changed(fresh, files=tuple(kept)))


def _entry(dossier: Dossier, instrument: Instrument, wave: str) -> ReceivedFile:
    """Return how ``received.yml`` lists a file of the app; it has no checksum, for it grows."""
    plan = dossier.read_if_there(Plan)
    return ReceivedFile(
        file=file_of(wave),
        wave=wave,
        title=Text(**{lang: say("roster.file.title", lang, wave=wave) for lang in LANGS}),
        source=say("roster.file.source", instrument.default_language),
        licence=PRIVATE,
        received_on=date.today(),
        part=IN_APP,
        plan_sha256=checksum(plan.analyses) if plan else None,
    )
