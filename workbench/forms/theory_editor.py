"""The editor of a theory: add, link, move and delete its boxes, by mouse, keyboard or thumb."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipyvuetify as v
import traitlets
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, LetterError, RecordError
from workbench.base.records import Text, as_written, validated
from workbench.base.revision import Answer, put_together, settle
from workbench.base.words import join, say
from workbench.forms.evaluation import reworded, rewritten
from workbench.forms.live import watch
from workbench.forms.parts import answer, careful, form, kept, letter, tell
from workbench.forms.script import Scripted, script
from workbench.theory import Link, Theory, blockers, draw, mechanisms
from workbench.theory.draw import CONTEXT
from workbench.theory.record import CHANGES
from workbench.theory.table import SPHERE_NAMES, TYPE_NAMES
from workbench.theory.wording import PLACED

HERE = Path(__file__).parent
WORDS = {
    "help": "editor.help", "board": "editor.board", "panel": "editor.panel", "add": "editor.add",
    "add_to": "editor.add_to", "new_box": "editor.new_box", "label": "editor.label",
    "type": "editor.type", "up": "editor.up", "down": "editor.down", "remove": "editor.remove",
    "link_to": "editor.link_to", "link": "editor.link", "because": "head.because",
    "mechanism": "editor.mechanism", "no_mechanism": "editor.no_mechanism",
    "feedback": "editor.feedback", "remove_link": "editor.remove_link", "undo": "editor.undo",
    "keep": "forms.keep", "nothing": "editor.nothing", "added": "editor.added",
    "removed": "editor.removed", "moved": "editor.moved", "moved_to": "editor.moved_to",
    "linked": "editor.linked", "unlinked": "editor.unlinked", "linking": "editor.linking",
    "link_there": "editor.link_there", "stopped": "editor.stopped", "undone": "editor.undone",
    "short_help": "editor.short_help", "keys": "editor.keys", "keeping": "app.keeping",
    "two": "editor.two", "mine": "app.mine", "theirs": "app.theirs",
}  # fmt: skip
"""The words of the editor, by the name that its script uses."""
LEVELS = {
    "beneficiary": "editor.level.beneficiary",
    "professional": "editor.level.professional",
    "structure": "editor.level.structure",
    "partner": "editor.level.partner",
    "territory": "editor.level.territory",
}
MORE = (
    ("level", "editor.level", CHANGES, LEVELS),
    ("sphere", "editor.sphere", PLACED, SPHERE_NAMES),
)
"""What else is said of a box of some types: its key, the question, the types, the answers."""
FILLED = ("label", "type", "from", "to")
"""The holes that the script fills itself."""


@dataclass
class Rests:
    """What the drawing in the browser was made from, and whether its clash has been told."""

    on: Theory
    warned: bool = False


class TheoryEditor(Scripted):
    """The boxes and links as the browser edits them; *proposal* is what it asks to keep."""

    _esm = script(HERE / "theory_editor.js")
    _css = HERE / "theory_editor.css"
    theory = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    types = traitlets.Dict().tag(sync=True)
    mechanisms: Any = traitlets.List().tag(sync=True)
    more: Any = traitlets.List().tag(sync=True)
    auto = traitlets.Bool().tag(sync=True)
    proposal = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)


def theory_editor(work: Dossier, lang: str) -> v.Sheet:
    """Return an editor that keeps a new theory; what the records refuse is answered by a letter.

    What others have changed meanwhile stays. Where they have changed the same box or link nothing
    is written at first, and the browser keeps its drawing; kept once more, it stands.
    """
    rests = Rests(work.read(Theory))
    editor, reply = _opened(work, lang), answer()

    def save(proposal: Mapping[str, Any]) -> Markup:
        editor.answer = {"asked": proposal["asked"], "words": say("editor.refused", lang)}
        mine = proposed(rests.on, proposal, lang)
        new, clashes = put_together(work, rests.on, mine, _sound, rests.warned)
        rests.warned = bool(clashes)
        if clashes:
            places = [say("kept.clash", lang, place=", ".join(one.place[1:])) for one in clashes]
            raise DataError("kept.drawn_by_two", places=join(dict.fromkeys(places), lang))
        rests.on = mine
        editor.answer = {"asked": proposal["asked"], "words": say("forms.kept", lang)}
        picture = Markup(draw(new, lang))  # our own writer escapes its text
        frame = Markup('{}<figure class="drawing" tabindex="0" role="group">{}</figure>')
        return frame.format(kept(lang), picture)

    editor.observe(lambda change: careful(lambda: save(change["new"]), reply, lang), "proposal")
    return form(say("editor.title", lang), editor, reply)


def live_editor(work: Dossier, lang: str) -> v.Sheet:
    """Return an editor that keeps each change by itself, with what others changed meanwhile.

    What is refused, and what two people changed each in their own way, is told and not written;
    the editor still holds it.
    """
    editor, reply = _opened(work, lang, auto=True), answer()
    boxes = Answer(
        Theory,
        lambda theory: _plain(theory, lang),
        lambda theory, proposal: proposed(theory, proposal, lang),
    )

    def save(proposal: Mapping[str, Any]) -> None:
        told = {"asked": proposal["asked"]}
        mine = {part: proposal[part] for part in ("nodes", "links")}
        try:
            settled = settle(work, boxes, proposal["was"], mine)
        except LetterError as error:
            tell(reply, letter(error, lang))
            editor.answer = {**told, "state": "refused", "words": say("editor.not_yet", lang)}
            return
        tell(reply, "")
        state, key = ("two", "app.two") if settled.clash else ("kept", "app.kept")
        stands = _plain(work.read(Theory), lang)
        editor.answer = {**told, "state": state, "theory": stands, "words": say(key, lang)}

    def renew() -> None:
        editor.theory = _plain(work.read(Theory), lang)

    editor.observe(lambda change: save(change["new"]), "proposal")
    watch(work, renew)
    return form(say("editor.title", lang), editor, reply)


def _opened(work: Dossier, lang: str, auto: bool = False) -> TheoryEditor:
    return TheoryEditor(
        theory=_plain(work.read(Theory), lang),
        words=_words(lang),
        types=_types(lang),
        mechanisms=_offers(lang),
        more=_more(lang),
        auto=auto,
    )


def proposed(theory: Theory, proposal: Mapping[str, Any], lang: str) -> Theory:
    """Return the theory that the browser proposes; what it does not show stays as it was.

    Raises RecordError for an empty label, an unknown type, a link to nowhere, or a loop.
    """
    content = {
        **as_written(theory),
        "nodes": [_node(theory, box, lang) for box in proposal.get("nodes", ())],
        "links": [_link(theory, arrow, lang) for arrow in proposal.get("links", ())],
    }
    new = validated(Theory, content, Path(Theory.FILE))
    _sound(new)
    return new


def _sound(theory: Theory) -> None:
    for finding in blockers(theory):
        raise RecordError(finding.id, where=finding.where, **finding.holes)


def _node(theory: Theory, box: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a box as its file writes it, with the words typed in *lang*."""
    old = theory.node(str(box.get("id")))
    typed = str(box.get("label", "")).strip()
    told = {name: box[name] or None for name, *_ in MORE if name in box}
    if old is None:
        return {"id": box.get("id"), "type": box.get("type"), "label": {lang: typed}, **told}
    label = as_written(rewritten(old.label, typed, lang)) if typed else ""
    return {**as_written(old), "type": box.get("type"), "label": label, **told}


def _link(theory: Theory, arrow: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a link as its file writes it; an emptied reason is taken away."""
    ends = (arrow.get("from"), arrow.get("to"))
    old = next((link for link in theory.links if (link.start, link.end) == ends), None)
    written = as_written(old) if old else {"from": ends[0], "to": ends[1]}
    because = _because(old, str(arrow.get("because", "")).strip(), lang)
    return {
        **written, "because": as_written(because), "feedback": arrow.get("feedback", False),
        "mechanism": arrow.get("mechanism", ""),
    }  # fmt: skip


def _because(old: Link | None, typed: str, lang: str) -> Text | None:
    return reworded(old.because if old else None, typed, lang)


def _plain(theory: Theory, lang: str) -> dict[str, Any]:
    nodes = [
        {
            "id": node.id,
            "type": node.type,
            "label": node.label.say(lang),
            "level": node.level or "",
            "sphere": node.sphere or "",
        }
        for node in theory.nodes
    ]
    links = [
        {
            "from": link.start,
            "to": link.end,
            "because": link.because.say(lang) if link.because else "",
            "mechanism": link.mechanism,
            "feedback": link.feedback,
        }
        for link in theory.links
    ]
    return {"nodes": nodes, "links": links}


def _words(lang: str) -> dict[str, str]:
    holes = {name: f"{{{name}}}" for name in FILLED}
    return {name: say(key, lang, **holes) for name, key in WORDS.items()}


def _types(lang: str) -> dict[str, str]:
    names = {kind: say(key, lang) for kind, key in TYPE_NAMES.items()}
    return {**names, CONTEXT: say("editor.context", lang)}


def _more(lang: str) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "label": say(key, lang),
            "types": list(types),
            "options": [["", say("editor.unsaid", lang)]]
            + [[code, say(each, lang)] for code, each in answers.items()],
        }
        for name, key, types, answers in MORE
    ]


def _offers(lang: str) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "label": one.label.say(lang),
            "because": one.because.say(lang),
            "from": list(one.start),
            "to": list(one.end),
        }
        for one in mechanisms().mechanisms
    ]
