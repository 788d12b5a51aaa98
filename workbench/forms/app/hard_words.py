"""Hard words, marked where they stand: a touch opens what they mean, or the whole list."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import traitlets
from markupsafe import Markup

from workbench.base.glossary import in_order, pieces
from workbench.base.words import say
from workbench.forms.script import Scripted, script

HERE = Path(__file__).parent
BUTTON = (
    '<span role="button" tabindex="0" class="hard" data-word="{}" aria-haspopup="dialog">{}</span>'
)
"""A mark goes on within its line, which a button element cannot do: it would break headings."""


class Marks:
    """What is marked in one part of a page: each hard word once, where it is met first."""

    def __init__(self, lang: str, met: Iterable[str] = ()) -> None:
        self.lang, self.met = lang, set(met)

    def cut(self, text: str) -> list[list[str]]:
        """Return a text in pieces, each with the id of the hard word that it is, or nothing."""
        found = pieces(text, self.lang, self.met)
        self.met.update(piece.word for piece in found if piece.word)
        return [[piece.text, piece.word] for piece in found]

    def html(self, text: str) -> Markup:
        """Return a text as HTML whose hard words are buttons."""
        made = (Markup(BUTTON).format(word, piece) if word else piece
                for piece, word in self.cut(text))  # fmt: skip
        return Markup("").join(made)


@runtime_checkable
class Marked(Protocol):
    """A part of a page that marks its own hard words, after what stands above it."""

    def follow(self, marks: Marks) -> None:
        """Mark no word that *marks* has met, and tell it which ones stand here."""


class HardWords(Scripted):
    """What the marked words open: one meaning beside its word, or the whole list."""

    _esm = script(HERE / "hard_words.js")
    _css = HERE / "hard_words.css"
    entries: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def speak(self, lang: str) -> None:
        """Tell every word in *lang*."""
        with self.hold_sync():
            self.words = {name: say(key, lang, n="{n}", all="{all}") for name, key in WORDS.items()}
            self.entries = [
                {"id": word.id, "term": word.term.say(lang), "means": word.means.say(lang)}
                for word in in_order(lang)
            ]


WORDS = {
    "title": "glossary.title", "lead": "glossary.lead", "open": "glossary.open",
    "close": "glossary.close", "search": "glossary.search", "all": "glossary.all",
    "found": "glossary.found", "nothing": "glossary.nothing",
}  # fmt: skip
"""The words around the list, by the name that its script uses."""
