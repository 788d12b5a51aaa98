"""The form of page 03: give an indicator its target."""

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.words import say
from workbench.data.parse import number
from workbench.forms.parts import answer, button, careful, choice, field, form, kept, options
from workbench.indicators import Choice, Choices, Target, get
from workbench.indicators.table import target_text


def target_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that keeps the choices with a new target; 12,5 and 12.5 are the same number.

    The dossier is read anew at each step: another form may have added an indicator meanwhile.
    """
    names = _names(work, lang)
    which = choice(say("head.indicator", lang), names, next(iter(names), ""))
    value = field(say("forms.target", lang), "")
    reply = answer()

    def show(*_: object) -> None:
        if which.v_model:
            value.v_model = target_text(_choice(work.read(Choices), which.v_model), lang)

    def renew(*_: object) -> None:
        which.items = options(_names(work, lang))

    def save() -> Markup:
        if not which.v_model:
            raise DataError("indicators.nothing_to_add")
        choices = _with_target(work.read(Choices), which.v_model, str(value.v_model))
        work.write(choices)
        understood = target_text(_choice(choices, which.v_model), lang)
        line = Markup("{}<p>{}</p>")
        return line.format(kept(lang), say("forms.understood", lang, value=understood))

    show()
    which.observe(show, names="v_model")
    which.on_event("focus", renew)
    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    return form(say("forms.indicators", lang), which, value, ready, reply)


def _names(work: Dossier, lang: str) -> dict[str, str]:
    chosen = [choice.indicator for choice in work.read(Choices).choices]
    return {id: get(id).name.say(lang) for id in chosen}


def _choice(choices: Choices, id: str) -> Choice:
    return next(choice for choice in choices.choices if choice.indicator == id)


def _with_target(choices: Choices, id: str, typed: str) -> Choices:
    """Return the choices with this target, a percentage as a share; a dash takes it away."""
    return changed(
        choices,
        choices=tuple(
            changed(choice, target=_target(choice, typed)) if choice.indicator == id else choice
            for choice in choices.choices
        ),
    )


def _target(choice: Choice, typed: str) -> Target | None:
    text = typed.replace("%", "").strip()
    if text in ("", "–", "-"):
        return None
    percent = get(choice.indicator).unit == "percent"
    try:
        value = number(text) / (100 if percent else 1)
    except ValueError:
        raise DataError("forms.not_a_number", typed=typed) from None
    if percent and not 0 <= value <= 1:
        raise DataError("forms.not_a_percentage", typed=typed)
    figure = choice.target.figure if choice.target and choice.target.value == value else None
    return Target(value=value, figure=figure)
