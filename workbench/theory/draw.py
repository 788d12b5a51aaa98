"""The drawing of a theory: columns from need to impact, arrows forward, real text."""

from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.files import write_whole
from workbench.base.words import say
from workbench.press.drawing import drawing
from workbench.press.layers import Arrow, Box
from workbench.theory.record import TYPES, Node, Theory
from workbench.theory.table import TYPE_NAMES, theory_label

CONTEXT = "external_factor"


def draw(theory: Theory, lang: str) -> str:
    """Return the theory as an SVG picture with a title and a description for those who listen.

    The column of a node is given by its type; rows are ordered so that few arrows cross.
    """
    used = [kind for kind in TYPES if kind != CONTEXT and theory.of_type(kind)]
    columns = {node.id: used.index(node.type) for node in theory.nodes if node.type != CONTEXT}
    boxes = [_box(node, columns, theory, lang) for node in theory.nodes]
    ids = {node.id for node in theory.nodes}
    arrows = [
        Arrow(link.start, link.end, sure=link.because is not None)
        for link in theory.links
        if link.start in ids and link.end in ids
    ]
    heads = [say(TYPE_NAMES[kind], lang) for kind in used]
    return drawing(boxes, arrows, heads, say("theory.drawing", lang), description(theory, lang))


def export(dossier: Dossier, lang: str) -> Path:
    """Write the drawing of the dossier's theory to ``theory.svg``."""
    return write_whole(dossier.to_write("theory.svg"), draw(dossier.read(Theory), lang))


def description(theory: Theory, lang: str) -> str:
    """Return the drawing in words: each link as “from → to”."""
    pairs = [
        f"{theory_label(theory, link.start, lang)} → {theory_label(theory, link.end, lang)}"
        for link in theory.links
    ]
    return "; ".join(pairs)


def _box(node: Node, columns: dict[str, int], theory: Theory, lang: str) -> Box:
    """Return the box of a node; the context stands just before the first thing it acts on."""
    label = node.label.say(lang)
    if node.type != CONTEXT:
        return Box(node.id, label, columns[node.id], node.type)
    acts_on = [
        columns[link.end] for link in theory.links if link.start == node.id and link.end in columns
    ]
    column = max(min(acts_on, default=0) - 1, 0)
    return Box(node.id, say("theory.context", lang, label=label), column, node.type)
