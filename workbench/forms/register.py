"""A form that adds one line to a register: what does not fit is answered, and nothing is lost."""

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.capitalisation.programme.events import EVENTS
from workbench.capitalisation.programme.hours import HOURS
from workbench.capitalisation.programme.matching import MISSIONS, VOLUNTEERS
from workbench.capitalisation.programme.register import YES_NO, Column, Register, add
from workbench.forms import parts

REGISTERS = {one.file: one for one in (EVENTS, MISSIONS, VOLUNTEERS, HOURS)}
"""The registers that a page may offer, by their file."""


def register_form(work: Dossier, file: str, lang: str) -> v.Sheet:
    """Offer a form that adds a line to the register *file*."""
    register = REGISTERS[file]
    boxes = {column.name: _box(column, lang) for column in register.columns}
    place = parts.answer()

    def keep() -> None:
        parts.careful(lambda: _kept(work, register, boxes, lang), place, lang)

    title = say("register.form.title", lang, file=register.file)
    button = parts.button(say("register.form.add", lang), keep)
    return parts.form(title, *boxes.values(), button, place)


def _box(column: Column, lang: str) -> v.VuetifyWidget:
    label = say(column.label, lang)
    if column.required:
        label = say("register.form.needed", lang, label=label)
    if column.kind == "yes_no":
        shown = {code: say(f"word.{code}", lang) for code in YES_NO}
        return parts.choice(label, {"": say("register.form.unknown", lang), **shown}, "")
    if column.kind == "choice":
        shown = {code: say(key, lang) for code, key in column.among.items()}
        return parts.choice(label, {"": say("register.form.unknown", lang), **shown}, "")
    if column.kind == "several" and column.among:
        label = say("register.form.several", lang, label=label, codes=" ".join(column.among))
    return parts.field(label, "")


def _kept(
    work: Dossier, register: Register, boxes: dict[str, v.VuetifyWidget], lang: str
) -> Markup:
    typed = {name: str(box.v_model or "") for name, box in boxes.items()}
    n = add(work, register, typed)
    for name, box in boxes.items():
        box.v_model = typed[name] if name == "simulated" else ""
    return Markup('<p class="kept">{}</p>').format(say("register.form.added", lang, n=n))
