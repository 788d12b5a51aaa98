"""A run packed as one file for an open archive: the same run always gives the same bytes."""

import io
import json
import zipfile
from pathlib import Path

from workbench.base import places
from workbench.base.errors import DataError, RunError
from workbench.base.files import write_whole
from workbench.base.templated import look, template
from workbench.base.words import Phrase, hint, say
from workbench.launch.contents import Contents
from workbench.launch.proof import crate
from workbench.launch.proof.crate import LICENCES, METADATA, PREVIEW, README, RUN, WORKFLOW, Deposit
from workbench.launch.proof.kept import Run, damages, opened
from workbench.launch.proof.leaves import Leaving, leaving
from workbench.launch.proof.pages import LEFT_OUT, read

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The moment that every file of an archive bears: the first that a zip file can tell."""


def deposit(folder: Path, out: Path, licence: str | None = None) -> Deposit:
    """Write the run in *folder* as a RO-Crate into the zip file *out*; return what was put into it.

    Data of people stay out unless they are simulated or public (see `leaves.leaving`). Raises
    RunError where the folder is no run, the licence is unknown or *out* cannot be the place;
    DataError where the run is no longer what its manifest says.
    """
    if licence is not None and licence not in LICENCES:
        raise RunError("proof.unknown_licence", given=licence, hint=hint(licence, LICENCES))
    run = opened(folder)
    _free(out, folder)
    if damaged := [one.file for one in damages(run)]:
        raise DataError("proof.deposit_damaged", folder=folder, files=", ".join(damaged))
    parted = leaving(run)
    made = Deposit(run, parted, _files(run, parted, licence), licence)
    told = json.dumps(crate.metadata(made), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(out, _packed({METADATA: told.encode(), **made.files}))
    return made


def _free(out: Path, folder: Path) -> None:
    """Refuse a place inside the run, a folder, or a file that is no deposit."""
    if out.resolve().is_relative_to(folder.resolve()):
        raise RunError("proof.deposit_inside", out=out)
    if out.is_dir():
        raise RunError("proof.deposit_taken", out=out)
    if out.exists():
        try:
            with zipfile.ZipFile(out) as archive:
                ours = METADATA in archive.namelist()
        except zipfile.BadZipFile:
            ours = False
        if not ours:
            raise RunError("proof.deposit_taken", out=out)


def _files(run: Run, parted: Leaving, licence: str | None) -> dict[str, bytes]:
    """Return the bytes of every file of the crate but its metadata, by name."""
    files = {f"{RUN}/{name}": (run.folder / name).read_bytes() for name in parted.files}
    for page in run.pages:
        content = dict(read(run.folder / "pages" / f"{page.id}.ipynb"))
        files[f"{WORKFLOW}/{page.id}.ipynb"] = _json(_without_answers(content))
        if page.id in parted.silent:
            files[f"{RUN}/pages/{page.id}.ipynb"] = _json(_without_answers(content, added=True))
    listed = places.notebooks() / Contents.FILE
    files[crate.MAIN] = listed.read_bytes()
    files[README] = _readme(run, parted).encode("utf-8")
    files[PREVIEW] = preview(run, parted, sorted(files), licence).encode("utf-8")
    return dict(sorted(files.items()))


def _without_answers(content: dict[str, object], added: bool = False) -> dict[str, object]:
    """Return a page without its answers; *added*: with the cells that the runner added."""
    cells: list[dict[str, object]] = []
    listed = content["cells"]
    assert isinstance(listed, list)  # it was read as a page
    for cell in listed:
        own = dict(cell.get("metadata", {}))
        if not added and any(tag in LEFT_OUT for tag in own.get("tags", [])):
            continue
        tags = {"tags": own["tags"]} if own.get("tags") else {}
        answers: dict[str, object] = (
            {"outputs": [], "execution_count": None} if "outputs" in cell else {}
        )
        cells.append({**cell, "metadata": tags, **answers})
    metadata = content.get("metadata", {})
    assert isinstance(metadata, dict)
    kept = {name: metadata[name] for name in ("kernelspec", "title") if name in metadata}
    return {**content, "cells": cells, "metadata": kept}


def _json(content: dict[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _packed(files: dict[str, bytes]) -> bytes:
    """Return a zip file with these files, each bearing the same moment and rights."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return packed.getvalue()


def _readme(run: Run, parted: Leaving) -> str:
    """Return the few lines that say what this is where no page can be shown."""
    lang = run.record.lang
    lines = [f"# {run.title(lang)}", say("proof.preview_lead", lang)]
    if parted.left_out:
        lines += [say("proof.preview_left_why", lang)]
        lines += ["\n".join(f"- `{name}`" for name in parted.left_out)]
    return "\n\n".join(lines) + "\n"


def preview(run: Run, parted: Leaving, names: list[str], licence: str | None) -> str:
    """Return the page for who opens the crate: what is in it, what is not, what to do with it."""
    lang = run.record.lang
    return template("certificate", "preview.html.j2").render(
        lang=lang,
        say=lambda key, **holes: say(key, lang, **holes),
        look=look(),
        title=run.title(lang),
        names=[*names, METADATA],
        report=f"{RUN}/report/index.html",
        left_out=parted.left_out,
        silent=parted.silent,
        because=Phrase(parted.because).say(lang) if parted.because else None,
        licence=licence or say("proof.crate_no_licence", lang),
    )
