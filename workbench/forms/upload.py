"""A file is sent from the browser in pieces, into the hidden place beside the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError, RunError
from workbench.base.words import say
from workbench.data.importing import draft
from workbench.data.importing.draft import Sent
from workbench.forms.script import Scripted, script

HERE = Path(__file__).parent
PIECE = 2**20
"""Bytes of one message: a kernel's websocket takes ten times as much."""
WORDS = {
    "choose": "upload.choose", "drop": "upload.drop", "about": "upload.about",
    "progress": "upload.progress",
    "again": "upload.again", "cancel": "upload.cancel", "cancelled": "upload.cancelled",
    "one": "upload.one", "empty": "upload.empty", "too_large": "upload.too_large_here",
    "sending": "upload.sending", "part": "upload.part", "done": "upload.done",
    "lost": "upload.lost", "gone": "upload.gone", "half": "upload.half", "size": "upload.size",
}  # fmt: skip
"""The words of the widget, by the name that its script uses."""
FILLED = ("file", "size", "limit", "done", "whole", "n")
"""The holes that the script fills itself."""


class Upload(Scripted):
    """A field for one file; its script sends pieces, and Python answers how far it is."""

    _esm = script(HERE / "upload.js")
    _css = HERE / "upload.css"
    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    limit = traitlets.Int().tag(sync=True)
    piece = traitlets.Int(PIECE).tag(sync=True)
    half = traitlets.Dict().tag(sync=True)


def upload(work: Dossier, lang: str, ready: Callable[[Path], None]) -> Upload:
    """Return a field that takes one file in, beside the dossier; *ready* is told when it is whole.

    What was sent before a connection broke stays, and the same file goes on from there.
    """
    begun = draft.half(work)
    half = {**asdict(begun[0]), "have": begun[1]} if begun else {}
    field = Upload(words=_words(lang), lang=lang, limit=draft.LARGEST, half=half)

    def hear(_: object, said: Mapping[str, Any], buffers: list[Any]) -> None:
        finished = None
        try:
            told, finished = heard(work, said, bytes(buffers[0]) if buffers else b"")
        except LetterError as error:
            told = {"kind": "refused", "words": error.say(lang)}
        except OSError:
            letter = RunError("upload.disk", file=draft.plain(str(said.get("name", ""))))
            told = {"kind": "refused", "words": letter.say(lang)}
        if told:
            field.send({**told, "round": said.get("round")})
        if finished:
            ready(finished)

    field.on_msg(hear)
    return field


def heard(
    work: Dossier, said: Mapping[str, Any], piece: bytes
) -> tuple[dict[str, object], Path | None]:
    """Do what a message of the browser asks; return what to answer, and the file once it is whole.

    The messages are ``begin`` and ``piece`` (at, with its bytes), both with the file's name, size
    and moment of change, and ``cancel``. Raises RunError for a message that makes no sense, and
    what :mod:`draft` raises.
    """
    if said.get("kind") == "cancel":
        draft.stop(work)
        return {}, None
    match said:
        case {"name": str(name), "size": int(size), "modified": int(modified)}:
            sent = Sent(draft.plain(name), size, modified)
        case _:
            raise RunError("upload.begin_again")
    match said:
        case {"kind": "begin"}:
            have = draft.begin(work, sent)
        case {"kind": "piece", "at": int(at)}:
            have = draft.add(work, sent, at, piece)
        case _:
            raise RunError("upload.begin_again")
    if have == sent.size:
        return {"kind": "done"}, draft.whole(work, sent)
    return {"kind": "got", "to": have}, None


def _words(lang: str) -> dict[str, str]:
    holes = {name: f"{{{name}}}" for name in FILLED}
    return {name: say(key, lang, **holes) for name, key in WORDS.items()}
