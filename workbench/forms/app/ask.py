"""A question of the app: its words, where its answer stands in a record, and how it is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from pydantic import ValidationError

from workbench.base import words
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import DataError
from workbench.base.records import FileRecord
from workbench.base.revision import Answer, settle
from workbench.base.words import say
from workbench.forms.app.parts import in_words
from workbench.forms.live import watch

HERE = Path(__file__).parent
LONGEST = 10_000
"""Letters that an answer may have."""

Value = Any
"""What a browser sends and shows: words, a code, or a list of rows."""


@dataclass(frozen=True)
class Question:
    """One question: `get` reads its answer from a record, `put` returns the record with a new one.

    *id* names its phrases: ``<id>`` is what is asked, ``<id>.help`` says why, ``<id>.example`` is
    the answer of a case. *kind* is line, text, choice, date or rows; the *columns* of rows are
    questions themselves, whose `get` and `put` are not used.
    """

    id: str
    kind: str
    get: Callable[[Any, str], Value] = lambda *_: ""
    put: Callable[[Any, Value, str], Any] = lambda record, *_: record
    options: Mapping[str, str] = field(default_factory=dict)
    columns: tuple["Question", ...] = ()

    @property
    def name(self) -> str:
        """The last word of its id: the key of a column in a row."""
        return self.id.rsplit(".", 1)[-1]


class Questions(anywidget.AnyWidget):
    """Questions as the browser shows them; it sends each answer once it is given."""

    _esm = HERE / "questions.js"
    _css = HERE / "questions.css"
    questions: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)


def asked(
    work: Dossier, kind: type[FileRecord], questions: Sequence[Question], lang: str
) -> Questions:
    """Return the questions about one record of a dossier, kept answer by answer.

    An answer is compared with what stood there when it was typed: where somebody else has
    answered meanwhile, both are shown and nothing is written.
    """
    named = {question.id: question for question in questions}

    def shown() -> list[dict[str, Any]]:
        record = work.read_if_there(kind) or empty_of(kind) or work.read(kind)
        return [_told(question, question.get(record, lang), lang) for question in questions]

    made = Questions(questions=shown(), words=_words(lang), place=f"{work.name}/{kind.FILE}")

    def heard(_: object, content: Mapping[str, Any], __: object) -> None:
        question = named.get(str(content.get("id")))
        if question is not None:
            made.send({**_kept(work, kind, question, content, lang), "asked": content.get("asked")})

    def renew() -> None:
        made.questions = shown()

    made.on_msg(heard)
    watch(work, renew)
    return made


def _kept(
    work: Dossier, kind: type[FileRecord], question: Question, content: Mapping[str, Any], lang: str
) -> dict[str, Any]:
    """Keep one answer; return what became of it: kept, refused with a letter, or two answers."""
    told = {"id": question.id}
    value = content.get("value")
    answer = Answer(
        kind,
        lambda record: question.get(record, lang),
        lambda record, new: question.put(record, new, lang),
        empty_of(kind),
    )
    try:
        checked(value)
        settled = settle(work, answer, content.get("was"), value)
    except ValidationError:
        return {**told, "state": "refused", "letter": say("app.not_accepted", lang)}
    except Exception as error:  # a browser that waits for an answer always gets one
        return {**told, "state": "refused", "letter": in_words(error, lang)}
    if settled.clash:
        return {**told, "state": "two", "theirs": settled.value}
    return {**told, "state": "kept", "value": settled.value}


def empty_of(kind: type[FileRecord]) -> FileRecord | None:
    """Return the record of a file that is not there yet; None where it cannot be empty."""
    needed = [name for name, one in kind.model_fields.items() if one.is_required()]
    return kind(format=FORMAT) if needed == ["format"] else None


def checked(value: Value) -> None:
    """Refuse an answer that nobody would read; raise DataError."""
    texts = [value] if isinstance(value, str) else []
    if isinstance(value, list):
        texts = [one for row in value for one in row.values() if isinstance(one, str)]
    longest = max((len(text) for text in texts), default=0)
    if longest > LONGEST:
        raise DataError("app.too_long", n=longest, most=LONGEST)


def _told(question: Question, value: Value, lang: str) -> dict[str, Any]:
    """Return a question as the browser shows it."""
    return {
        "id": question.id, "name": question.name, "kind": question.kind, "value": value,
        "label": say(question.id, lang),
        "help": _if_there(f"{question.id}.help", lang),
        "example": _if_there(f"{question.id}.example", lang),
        "add": _if_there(f"{question.id}.add", lang),
        "options": [[code, _if_said(key, lang)] for code, key in question.options.items()],
        "columns": [_told(column, "", lang) for column in question.columns],
    }  # fmt: skip


def _if_said(key: str, lang: str) -> str:
    """Return what an option is called: a phrase, or a name that is the same in every language."""
    return say(key, lang) if words.known(key) else key


def _if_there(key: str, lang: str) -> str:
    return say(key, lang) if words.known(key) else ""


def _words(lang: str) -> dict[str, str]:
    return {name: say(key, lang) for name, key in WORDS.items()}


WORDS = {
    "help": "app.help", "example": "app.example", "kept": "app.kept", "keeping": "app.keeping",
    "two": "app.two", "mine": "app.mine", "theirs": "app.theirs", "remove": "app.remove",
    "waiting": "app.waiting", "choose": "app.choose", "row": "app.row", "undo": "app.undo",
    "removed": "app.removed",
}  # fmt: skip
"""The words of the questions, by the name that their script uses."""
