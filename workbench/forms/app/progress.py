"""How far a dossier is: which steps are done, which wait, and which are to be looked at again."""

import hashlib
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.lock import locked
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.forms.app.steps.step import Missing, Step

LOOKED = ".looked.yml"
"""What the earlier files were when each step was last looked at; no part of the evaluation."""
MARKS = {"waits": "…", "done": "✓", "again": "!", "open": ""}
STATES = {
    "waits": "app.state.waits",
    "done": "app.state.done",
    "again": "app.state.again",
    "open": "app.state.open",
}


def told(work: Dossier, steps: Sequence[Step], lang: str) -> list[dict[str, Any]]:
    """Return each step as the browser lists it: name, number, state, and the state in words."""
    looked = _looked(work)
    listed = []
    for number, step in enumerate(steps, 1):
        state = state_of(work, step, looked)
        listed.append(
            {
                "id": step.id, "number": number, "name": say(step.short, lang), "state": state,
                "mark": MARKS[state], "told": say(STATES[state], lang),
            }
        )  # fmt: skip
    return listed


def state_of(work: Dossier, step: Step, looked: dict[str, str]) -> str:
    """Return *waits*, *open*, *done* or *again*: done, but an earlier answer has changed since."""
    if missing_for(work, step):
        return "waits"
    if step.id not in looked or not all(work.has(file) for file in step.leaves):
        return "open"
    return "done" if looked[step.id] == _stands(work, step) else "again"


def looked_at(work: Dossier, step: Step) -> None:
    """Note that somebody has looked at a step as the earlier ones stand now."""
    stands = _stands(work, step)
    if _looked(work).get(step.id) == stands or missing_for(work, step):
        return
    path = work.to_write(LOOKED)
    with locked(work.folder):  # two people may look at two steps at once
        write_yaml(path, {**_looked(work), step.id: stands})


def missing_for(work: Dossier, step: Step) -> Sequence[Missing]:
    """Return what a step lacks; a file that cannot be read is told by the step itself."""
    try:
        return step.missing(work)
    except LetterError:
        return ()


def why_not(missing: Sequence[Missing], steps: Sequence[Step], lang: str) -> Markup:
    """Say why a step cannot be done yet, each reason with the way to the place where it is."""
    names = {step.id: say(step.short, lang) for step in steps}
    line = Markup('<li class="note">{} <a href="?step={}" data-go="{}">{}</a></li>')
    items = Markup("").join(
        line.format(
            say(one.phrase, lang), one.step, one.step,
            say("app.go_there", lang, title=names.get(one.step, one.step)),
        )
        for one in missing
    )  # fmt: skip
    return Markup('<p>{}</p><ul class="findings">{}</ul>').format(say("app.not_yet", lang), items)


def _looked(work: Dossier) -> dict[str, str]:
    path = work.path(LOOKED)
    return {key: str(value) for key, value in read_yaml(path).items()} if path.exists() else {}


def _stands(work: Dossier, step: Step) -> str:
    """Return what the files that a step rests on hold, as one short word."""
    held = hashlib.sha256()
    for pattern in step.rests_on:
        for path in sorted(work.folder.glob(pattern)):
            held.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return held.hexdigest()[:16]
