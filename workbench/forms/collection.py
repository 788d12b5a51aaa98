"""The form of page 04: how precise the answer will be with this many people and sites."""

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.errors import DataError
from workbench.base.words import number, say
from workbench.collection import half_width
from workbench.data.parse import number as parsed
from workbench.forms.parts import answer, button, careful, field, form


def precision_form(people: int, clusters: int, icc: float, lang: str) -> v.Sheet:
    """Return a form that says how wide the interval round a share of one half will be."""
    fields = [
        field(say("forms.people", lang), str(people)),
        field(say("forms.sites", lang), str(clusters)),
        field(say("forms.icc", lang), number(icc, lang, 2)),
    ]

    def tell() -> Markup:
        values = [_value(str(box.v_model)) for box in fields]
        return Markup("<p>{}</p>").format(said(int(values[0]), int(values[1]), values[2], lang))

    reply = answer(tell())
    ready = button(say("forms.compute", lang), lambda: careful(tell, reply, lang))
    return form(say("forms.collection", lang), *fields, ready, reply)


def said(people: int, clusters: int, icc: float, lang: str) -> str:
    """Say how wide the interval will be; raise DataError for numbers that cannot be."""
    if people < 1 or clusters < 1 or people < clusters or not 0 <= icc <= 1:
        raise DataError("forms.precision_out_of_range")
    if clusters == 1:
        return say("collection.precision_one_site", lang)
    half = 100 * half_width(people, clusters, icc)
    return say("collection.precision", lang, n=people, sites=clusters, half=round(half, 1))


def _value(typed: str) -> float:
    try:
        return parsed(typed)
    except ValueError:
        raise DataError("forms.not_a_number", typed=typed) from None
