"""Questions of the app as a browser shows them, and how each answer is kept."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_origin

import traitlets
from pydantic import ValidationError

from workbench.base import words
from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import DataError
from workbench.base.records import FileRecord
from workbench.base.revision import Answer, settle
from workbench.base.words import say
from workbench.forms.app.hard_words import Marks
from workbench.forms.app.last import Last, bare, names
from workbench.forms.app.parts import in_words
from workbench.forms.app.question import Question, Value
from workbench.forms.live import watch
from workbench.forms.parts import LONGEST, too_long
from workbench.forms.script import Scripted, script

HERE = Path(__file__).parent


class Questions(Scripted):
    """Questions as the browser shows them; it sends each answer once it is given."""

    _esm = script(HERE / "rows.js", HERE / "questions.js")
    _css = HERE / "questions.css"
    questions: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        show: Callable[[Marks], list[dict[str, Any]]] | None = None,
        **more: Any,  # noqa: ANN401 - traits
    ) -> None:
        self.show, self.met, self.marked = show, frozenset[str](), frozenset[str]()
        super().__init__(**more)

    def follow(self, marks: Marks) -> None:
        """Mark no hard word that stands above; tell *marks* which ones stand here."""
        self.met = frozenset(marks.met)
        self.renew(marks.lang)
        marks.met.update(self.marked)

    def renew(self, lang: str) -> None:
        """Show the questions as their record stands now."""
        if self.show is None:
            return
        marks = Marks(lang, self.met)
        self.questions = self.show(marks)
        self.marked = frozenset(marks.met)


def asked(
    work: Dossier, kind: type[FileRecord], questions: Sequence[Question], lang: str
) -> Questions:
    """Return the questions about one record of a dossier, kept answer by answer.

    An answer is compared with what stood there when it was typed: where somebody else has
    answered meanwhile, both are shown and nothing is written.
    """
    named = {question.id: question for question in questions}

    def shown(marks: Marks) -> list[dict[str, Any]]:
        record = _stands(work, kind)
        return [_told(question, record, marks) for question in questions]

    told = {**_words(lang), "most": LONGEST, "too_long": too_long(lang)}
    made = Questions(shown, words=told, place=f"{work.name}/{kind.FILE}")
    made.renew(lang)

    last = {question.id: Last() for question in questions}

    def heard(_: object, content: Mapping[str, Any], __: object) -> None:
        question = named.get(str(content.get("id")))
        if question is not None:
            told = _kept(work, kind, (question, last[question.id]), content, lang)
            made.send({**told, "asked": content.get("asked")})

    made.on_msg(heard)
    watch(work, lambda: made.renew(lang))
    return made


def _kept(
    work: Dossier,
    kind: type[FileRecord],
    of: tuple[Question, Last],
    content: Mapping[str, Any],
    lang: str,
) -> dict[str, Any]:
    """Keep one answer; return what became of it: kept, refused with a letter, or two answers."""
    question, last = of
    told = {"id": question.id}
    keys: dict[str, str] = {}

    def put(record: Any, new: Value) -> Any:  # noqa: ANN401 - any record
        made = question.put(record, bare(new), lang)
        keys.update(names(question, new, question.get(made, lang)))
        return made

    answer = Answer(kind, lambda record: question.get(record, lang), put, empty_of(kind))
    try:
        checked(content.get("value"))
        shown, mine = last.understood(content)
        sure = content.get("sure")
        doubt = None if sure else question.doubt(_stands(work, kind), bare(mine), lang)
        if doubt is not None:
            return {**told, "state": "sure", "letter": doubt.say(lang)}
        settled = settle(work, answer, shown, mine)
    except ValidationError:
        return {**told, "state": "refused", "letter": say("app.not_accepted", lang)}
    except Exception as error:  # a browser that waits for an answer always gets one
        return {**told, "state": "refused", "letter": in_words(error, lang)}
    if settled.clash:
        return {**told, "state": "two", "theirs": settled.value}
    last.keeps(content, settled.value, keys)
    return {**told, "state": "kept", "value": settled.value, "keys": last.keys}


def _stands(work: Dossier, kind: type[FileRecord]) -> FileRecord:
    """Return a record as it stands; an empty one where its file is not there yet, if it may be."""
    return work.read_if_there(kind) or empty_of(kind) or work.read(kind)


def empty_of(kind: type[FileRecord]) -> FileRecord | None:
    """Return the record of a file that is not there yet; None where it cannot be empty."""
    needed = {name: one for name, one in kind.model_fields.items() if one.is_required()}
    lists = {name: () for name, one in needed.items() if get_origin(one.annotation) is tuple}
    whole = {"format": FORMAT, **lists}
    return kind.model_validate(whole) if whole.keys() == needed.keys() else None


def checked(value: Value) -> None:
    """Refuse an answer that nobody would read; raise DataError."""
    texts = [value] if isinstance(value, str) else []
    if isinstance(value, list):
        texts = [one for row in value for one in row.values() if isinstance(one, str)]
    longest = max((len(text) for text in texts), default=0)
    if longest > LONGEST:
        raise DataError("app.too_long", n=longest, most=LONGEST)


def _told(question: Question, record: Any, marks: Marks) -> dict[str, Any]:  # noqa: ANN401
    """Return a question as the browser shows it, with the answer that stands in the record."""
    told = _asked(question, record, marks)
    return {
        **told,
        "value": question.get(record, marks.lang),
        "add": _if_there(f"{question.id}.add", marks.lang),
        "columns": [_asked(column, record, marks) for column in question.columns],
        "ready": [dict(row) for row in question.ready(marks.lang)],
    }


def _asked(question: Question, record: Any, marks: Marks) -> dict[str, Any]:  # noqa: ANN401
    """Return what is asked, in pieces where hard words may stand, and what may be chosen."""
    lang = marks.lang
    said = {code: say(key, lang) for code, key in question.options.items()}
    offered = question.offered(lang) if question.offered else {}
    options = {**said, **question.choices(record, lang), **offered}
    return {
        "id": question.id, "name": question.name, "kind": question.kind,
        "label": say(question.id, lang),
        "help": marks.cut(_if_there(f"{question.id}.help", lang)),
        "example": marks.cut(_if_there(f"{question.id}.example", lang)),
        "options": [list(pair) for pair in options.items()],
        **_looks(question, lang),
    }  # fmt: skip


def _looks(question: Question, lang: str) -> dict[str, Any]:
    """Return how a question is shown, in words."""
    look = question.look
    return {
        "folded": look.folded, "moves": look.moves, "brief": look.brief, "of": look.of,
        "earlier": look.earlier, "only": {name: list(some) for name, some in look.only.items()},
        "live": question.live,
        "none": say(look.none, lang) if look.none else "",
        "starts": list(look.starts(lang)) if look.starts else [],
        "todo": say(look.todo, lang) if look.todo else "",
        "fresh": dict(look.fresh(lang)) if look.fresh else {},
    }  # fmt: skip


def _if_there(key: str, lang: str) -> str:
    return say(key, lang) if words.known(key) else ""


def _words(lang: str) -> dict[str, str]:
    return {name: say(key, lang) for name, key in WORDS.items()}


WORDS = {
    "help": "app.help", "example": "app.example", "kept": "app.kept", "keeping": "app.keeping",
    "two": "app.two", "mine": "app.mine", "theirs": "app.theirs", "remove": "app.remove",
    "waiting": "app.waiting", "choose": "app.choose", "row": "app.row", "undo": "app.undo",
    "removed": "app.removed", "ready": "app.ready", "up": "asking.up", "down": "asking.down",
    "sure": "asking.yes", "no": "asking.no",
}  # fmt: skip
"""The words of the questions, by the name that their script uses."""
