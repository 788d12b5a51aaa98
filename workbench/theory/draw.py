"""The drawing of a theory: columns from need to impact, arrows forward, real text."""

from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.files import write_whole
from workbench.base.words import say
from workbench.press.drawing import Said, drawing
from workbench.press.layers import Arrow, Box
from workbench.press.picture import png
from workbench.theory.record import SPHERES, TYPES, Node, Theory
from workbench.theory.table import SPHERE_NAMES, TYPE_NAMES, theory_label

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
        Arrow(link.start, link.end, sure=link.because is not None, back=link.feedback)
        for link in theory.links
        if link.start in ids and link.end in ids
    ]
    heads = [say(TYPE_NAMES[kind], lang) for kind in used]
    title, about = say("theory.drawing", lang), description(theory, lang)
    return drawing(boxes, arrows, Said(title, about, heads, _legend(theory, lang)))


def export(dossier: Dossier, lang: str) -> Path:
    """Write the drawing of the dossier's theory to ``theory.svg``."""
    return write_whole(dossier.to_write("theory.svg"), draw(dossier.read(Theory), lang))


def export_png(dossier: Dossier, lang: str) -> Path:
    """Write the same drawing to ``theory.png``, for slides and for programs that show no SVG."""
    return write_whole(dossier.to_write("theory.png"), png(draw(dossier.read(Theory), lang)))


def description(theory: Theory, lang: str) -> str:
    """Return the drawing in words: each link as “from → to”, with what its dashes say."""
    pairs = []
    for link in theory.links:
        ends = (theory_label(theory, end, lang) for end in (link.start, link.end))
        signs = [say("theory.said.back", lang)] if link.feedback else []
        signs += [] if link.because else [say("theory.said.unsure", lang)]
        pairs.append(" → ".join(ends) + "".join(f" ({sign})" for sign in signs))
    return "; ".join(pairs)


def _legend(theory: Theory, lang: str) -> dict[str, str]:
    """Return what the signs of this drawing mean, and no sign that it does not hold."""
    onward = [link for link in theory.links if not link.feedback]
    signs = {
        "unsure": any(link.because is None for link in onward),
        "back": len(onward) < len(theory.links),
        **{sphere: any(n.sphere == sphere for n in theory.nodes) for sphere in SPHERES},
    }
    keys = {"unsure": "theory.legend.unsure", "back": "theory.legend.back", **SPHERE_NAMES}
    return {sign: say(keys[sign], lang) for sign, used in signs.items() if used}


def _box(node: Node, columns: dict[str, int], theory: Theory, lang: str) -> Box:
    """Return the box of a node; the context stands just before the first thing it acts on."""
    label, edge = node.label.say(lang), node.sphere or ""
    if node.type != CONTEXT:
        return Box(node.id, label, columns[node.id], node.type, edge)
    acts_on = [
        columns[link.end] for link in theory.links if link.start == node.id and link.end in columns
    ]
    column = max(min(acts_on, default=0) - 1, 0)
    return Box(node.id, say("theory.context", lang, label=label), column, node.type, edge)
