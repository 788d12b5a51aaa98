"""Taking a file in: what was proposed is done in one move, and nothing of it before."""

import os
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import DataError
from workbench.base.findings import blocking
from workbench.base.kept import keep
from workbench.base.lock import turn
from workbench.base.records import as_written, changed
from workbench.base.yaml_files import read_text
from workbench.collection import Instrument
from workbench.data.importing.proposal import Proposal, checksum_of
from workbench.data.importing.stage import RAW, note, settle, staged, written
from workbench.data.record import Received, ReceivedFile
from workbench.data.waves import in_order


def accept(dossier: Dossier, proposal: Proposal) -> ReceivedFile:
    """Take the file in, and return the entry that ``received.yml`` gained.

    Raises DataError when a finding blocks, or the file has changed since it was looked at; RunError
    in an example, or while somebody else is importing. The dossier is then as it was.
    """
    target = dossier.to_write(Received.FILE)
    stops = blocking(proposal.findings)
    if stops:
        raise DataError("importing.blocked", n=len(stops), file=proposal.request.path.name)
    entry = proposal.entry
    with staged(dossier) as folder, turn(dossier.folder, dossier.who):
        raw = folder / RAW
        _copy(proposal, raw)
        if checksum_of(raw) != entry.sha256:
            raise DataError("importing.changed", file=proposal.request.path.name)
        listed = folder / Received.FILE
        written(listed, _listed(dossier, proposal).encode("utf-8"))
        kept = dossier.path(entry.file)
        if not kept.exists():  # its name holds its checksum: the same name is the same file
            note(folder, entry.file, new_folder=not kept.parent.exists())
            settle(folder)
            kept.parent.mkdir(exist_ok=True)
            raw.rename(kept)  # from here to the next move the file is there, and nothing reads it
        if dossier.who is not None:
            keep(dossier.folder, Received.FILE, listed.read_bytes(), dossier.who)
        listed.replace(target)
        settle(kept.parent)
        settle(target.parent)
    return entry


def _copy(proposal: Proposal, raw: Path) -> None:
    """Write what is kept: the file as it was sent, or what passed the door."""
    if proposal.content is not None:
        written(raw, proposal.content)
        return
    with proposal.request.path.open("rb") as sent, raw.open("wb") as copy:
        shutil.copyfileobj(sent, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())
    raw.chmod(0o644)


def _listed(dossier: Dossier, proposal: Proposal) -> str:
    """Return ``received.yml`` with the new entry; a person's comments stay."""
    from ruamel.yaml import YAML  # heavy: loaded when it is used

    entry, path = proposal.entry, dossier.path(Received.FILE)
    before = dossier.read_if_there(Received) or Received(format=FORMAT, files=())
    place = (entry.wave, entry.part)
    stays = [(file.wave, file.part) != place for file in before.files]
    if not all(stays) and not proposal.request.replace:
        raise DataError("data.wave_twice", file=Received.FILE)
    files = (*(file for file, stay in zip(before.files, stays, strict=True) if stay), entry)
    in_order(changed(before, files=files), dossier.read(Instrument))
    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    content: Any = yaml.load(read_text(path)) if path.is_file() else {"format": FORMAT, "files": []}
    for at in reversed([place for place, stay in enumerate(stays) if not stay]):
        del content["files"][at]
    content["files"].append(as_written(entry))
    out = StringIO()
    yaml.dump(content, out)
    return out.getvalue()
