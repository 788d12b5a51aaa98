"""A run as a Workflow Run RO-Crate: what ran, on what, when, and what came of it, for any machine.

Profiles: RO-Crate 1.1, Workflow RO-Crate 1.0, Process and Workflow Run Crate 0.5.
"""

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from workbench.base.words import say
from workbench.launch.contents import Page, before
from workbench.launch.manifest import PageResult
from workbench.launch.programme import keys
from workbench.launch.proof.kept import Run, in_words
from workbench.launch.proof.leaves import Leaving

RUN, WORKFLOW = "run", "workflow"
"""The folders of the crate: the run as it lies in its folder, and the pages as they were run."""
MAIN = f"{WORKFLOW}/contents.yml"
PREVIEW = "ro-crate-preview.html"
README = "README.md"
METADATA = "ro-crate-metadata.json"
VERSION = "1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".yml": "application/yaml",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "etalab-2.0": "https://spdx.org/licenses/etalab-2.0",
    "MIT": "https://spdx.org/licenses/MIT",
    "ODbL-1.0": "https://spdx.org/licenses/ODbL-1.0",
}
"""Licences that open archives know, and where each stands."""


@dataclass(frozen=True)
class Deposit:
    """What is put into a crate: a run, what of it leaves, every file, the licence chosen."""

    run: Run
    leaving: Leaving
    files: Mapping[str, bytes]
    licence: str | None

    @property
    def lang(self) -> str:
        """The language of the run, in which the crate speaks."""
        return self.run.record.lang


def metadata(deposit: Deposit) -> dict[str, Any]:
    """Return the metadata of the crate as JSON-LD, always the same for the same run."""
    from rocrate.model.computationalworkflow import (
        ComputationalWorkflow,
    )
    from rocrate.rocrate import ROCrate  # heavy, once needed

    crate = ROCrate(version=VERSION)
    entities = {name: _file(crate, name, data) for name, data in deposit.files.items()
                if name != MAIN}  # fmt: skip
    workflow = crate.add(ComputationalWorkflow(crate, dest_path=MAIN, properties=_main(deposit)))
    entities[MAIN] = workflow
    language = _add(crate, "#workbench", "ComputerLanguage", **_ourselves(deposit.run))
    workflow["programmingLanguage"] = language
    workflow["hasPart"] = [entities[_notebook(page)] for page in deposit.run.pages]
    crate.root_dataset["mainEntity"] = workflow
    _root(crate, deposit)
    slots = _slots(crate, deposit, entities, workflow)
    _actions(crate, deposit, entities, slots)
    told = crate.metadata.generate()
    return {**told, "@graph": [_single(entity) for entity in told["@graph"]]}


def _single(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entity in which a list of one is that one, as RO-Crate asks."""
    alone = {key: value[0] for key, value in entity.items()
             if isinstance(value, list) and len(value) == 1}  # fmt: skip
    return {**entity, **alone}


def _add(crate: Any, id: str, kind: str, **values: object) -> Any:  # noqa: ANN401 - rocrate carries no types
    from rocrate.model.contextentity import ContextEntity

    return crate.add(ContextEntity(crate, id, properties={"@type": kind, **values}))


def _file(crate: Any, name: str, data: bytes) -> Any:  # noqa: ANN401 - rocrate carries no types
    """Add a file with its kind, size and checksum; a page that can be run again is source code."""
    if name == PREVIEW:
        return _add(crate, name, "CreativeWork", about={"@id": "./"})
    suffix = f".{name.rpartition('.')[2]}"
    kind = KINDS.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    told: dict[str, object] = {
        "name": name, "encodingFormat": kind, "contentSize": str(len(data)),
        "sha256": sha256(data).hexdigest(),
    }  # fmt: skip
    if name.startswith(f"{WORKFLOW}/"):
        told |= {"@type": ["File", "SoftwareSourceCode"], "version": sha256(data).hexdigest()[:8]}
    if name == README:
        told["about"] = {"@id": "./"}
    return crate.add_file(dest_path=name, properties=told)


def _notebook(page: Page) -> str:
    return f"{WORKFLOW}/{page.id}.ipynb"


def _main(deposit: Deposit) -> dict[str, object]:
    data = deposit.files[MAIN]
    return {
        "name": say("proof.crate_workflow", deposit.lang), "encodingFormat": KINDS[".yml"],
        "contentSize": str(len(data)), "sha256": sha256(data).hexdigest(),
        "version": str(deposit.run.told.get("workbench", "")),
        "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
    }  # fmt: skip


def _ourselves(run: Run) -> dict[str, object]:
    return {"name": "workbench", "version": str(run.told.get("workbench", ""))}


def _root(crate: Any, deposit: Deposit) -> None:  # noqa: ANN401 - rocrate carries no types
    """Say what the whole crate is: title, summary, day, licence, profiles, what was left out."""
    run, lang, root = deposit.run, deposit.lang, crate.root_dataset
    summary = " ".join(in_words(run.evaluation.get("summary"), lang).split())
    out = deposit.leaving.left_out
    said = say("proof.crate_left_out", lang, n=len(out)) if out else ""
    root["name"] = run.title(lang)
    root["description"] = " ".join(text for text in (summary or run.title(lang), said) if text)
    root["datePublished"] = _ended(run)[:10]
    root["inLanguage"] = lang
    root["license"] = _licence(crate, deposit)
    for id, (name, version) in PROFILES.items():
        root.append_to("conformsTo", _add(crate, id, "CreativeWork", name=name, version=version))
    crate.metadata["conformsTo"] = [
        {"@id": f"https://w3id.org/ro/crate/{VERSION}"},
        {"@id": "https://w3id.org/workflowhub/workflow-ro-crate/1.0"},
    ]
    for name in out:
        sum_ = {**run.record.inputs, **run.made}.get(name, "")
        told = {"name": name, "sha256": sum_, "description": say("proof.crate_stays", lang)}
        root.append_to("mentions", _add(crate, f"#left-out/{name}", "CreativeWork", **told))


def _licence(crate: Any, deposit: Deposit) -> Any:  # noqa: ANN401 - rocrate carries no types
    if deposit.licence is None:
        said = say("proof.crate_no_licence", deposit.lang)
        return _add(crate, "#no-licence", "CreativeWork", name=said)
    place = LICENCES[deposit.licence]
    return _add(crate, place, "CreativeWork", name=deposit.licence)


def _slots(crate: Any, deposit: Deposit, files: Mapping[str, Any], workflow: Any) -> list[Any]:  # noqa: ANN401 - rocrate carries no types
    """Add what the workflow asks for and leaves as formal parameters; return the values asked."""
    run, values = deposit.run, []
    for key, names in (("input", run.record.inputs), ("output", run.made)):
        for name in names:
            if f"{RUN}/{name}" in files:
                slot = crate.add_formal_parameter(name, "File", identifier=f"#{key}/{name}")
                slot["workExample"] = files[f"{RUN}/{name}"]
                files[f"{RUN}/{name}"].append_to("exampleOfWork", slot)
                workflow.append_to(key, slot)
    for name, value in run.record.parameters.items():
        slot = crate.add_formal_parameter(name, "Text", identifier=f"#parameter/{name}")
        told = {"name": name, "value": str(value), "exampleOfWork": slot}
        values.append(_add(crate, f"#value/{name}", "PropertyValue", **told))
        slot["workExample"] = values[-1]
        workflow.append_to("input", slot)
    return values


def _actions(crate: Any, deposit: Deposit, files: Mapping[str, Any], values: list[Any]) -> None:  # noqa: ANN401 - rocrate carries no types
    """Add the run as a whole, then each page as it was run, with what it read and left."""
    run, lang = deposit.run, deposit.lang
    failed = any(result.state == "failed" for result in run.record.pages)
    times: Mapping[str, Any] = run.told.get("times") or {}
    brought = _there(files, run.record.inputs)
    whole = {
        "name": say("proof.crate_run", lang), "endTime": _ended(run),
        **({"startTime": times["began"]} if times.get("began") else {}),
        "description": say("proof.crate_run_told", lang, n=len(run.pages)),
        **_status(failed),
    }  # fmt: skip
    done = crate.add_action(
        files[MAIN], "#run", [*brought, *values], _there(files, run.made), whole
    )
    crate.root_dataset.append_to("mentions", done)
    for page, result in zip(run.pages, run.record.pages, strict=True):
        earlier = {one.id for one in before(page.id)}
        left = [name for one in run.record.pages if one.page in earlier for name in one.made]
        read = _there(files, [*keys.inputs(page, run.record.inputs), *left])
        told = {
            "name": page.title.say(lang), **_of_page(result, run),
            "description": say("proof.crate_page_told", lang, page=page.id),
        }  # fmt: skip
        made = _there(files, result.made)
        action = crate.add_action(files[_notebook(page)], f"#run/{page.id}", read, made, told)
        crate.root_dataset.append_to("mentions", action)


def _of_page(result: PageResult, run: Run) -> dict[str, object]:
    if not result.began:
        return {"endTime": _ended(run), **_status(result.state == "failed")}
    ended = datetime.fromisoformat(result.began) + timedelta(seconds=round(result.seconds))
    moments = {"startTime": result.began, "endTime": ended.isoformat(timespec="seconds")}
    return {**moments, **_status(result.state == "failed")}


def _status(failed: bool) -> dict[str, object]:
    name = "FailedActionStatus" if failed else "CompletedActionStatus"
    return {"actionStatus": f"http://schema.org/{name}"}


def _ended(run: Run) -> str:
    """Return when the run ended; where an older manifest does not say, its last page does."""
    times: Mapping[str, Any] = run.told.get("times") or {}
    if times.get("ended"):
        return str(times["ended"])
    runs = (run.as_run(page).get("metadata", {}).get("papermill", {}) for page in run.pages)
    moments = [str(told["end_time"])[:19] for told in runs if told.get("end_time")]
    return f"{max(moments)}+00:00" if moments else "1980-01-01"


def _there(files: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    return [files[f"{RUN}/{name}"] for name in names if f"{RUN}/{name}" in files]
