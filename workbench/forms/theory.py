"""The form of page 02: write why one thing should lead to the next."""

from collections.abc import Callable

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.forms.evaluation import rewritten
from workbench.forms.parts import answer, button, careful, choice, field, form, kept
from workbench.theory import Link, Theory, draw
from workbench.theory.table import theory_label


def link_form(theory: Theory, keep: Callable[[Theory], object], lang: str) -> v.Sheet:
    """Return a form that keeps the theory with a reason written on one of its links."""
    links = {link.id: link for link in sorted(theory.links, key=lambda link: bool(link.because))}
    names = {id: _name(theory, link, lang) for id, link in links.items()}
    first = next(iter(links), "")
    which = choice(say("forms.link", lang), names, first)
    why = field(say("head.because", lang), _because(links.get(first), lang), 3)
    reply = answer()
    now = [theory]

    def show(*_: object) -> None:
        why.v_model = _because(_link(now[0], which.v_model), lang)

    def save() -> Markup:
        now[0] = _with_reason(now[0], which.v_model, why.v_model, lang)
        keep(now[0])
        picture = Markup(draw(now[0], lang))  # noqa: S704 - our own writer escapes its text
        frame = Markup('{}<figure class="drawing" tabindex="0" role="group">{}</figure>')
        return frame.format(kept(lang), picture)

    which.observe(show, names="v_model")
    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    return form(say("forms.theory", lang), which, why, ready, reply)


def _name(theory: Theory, link: Link, lang: str) -> str:
    name = f"{theory_label(theory, link.start, lang)} → {theory_label(theory, link.end, lang)}"
    return name if link.because else say("forms.link_to_do", lang, name=name)


def _link(theory: Theory, id: str) -> Link | None:
    return next((link for link in theory.links if link.id == id), None)


def _because(link: Link | None, lang: str) -> str:
    return link.because.say(lang) if link and link.because else ""


def _with_reason(theory: Theory, id: str, typed: str, lang: str) -> Theory:
    """Return the theory with this reason on that link; an empty reason takes it away."""
    return changed(
        theory,
        links=tuple(
            changed(link, because=_reason(link, typed, lang)) if link.id == id else link
            for link in theory.links
        ),
    )


def _reason(link: Link, typed: str, lang: str) -> Text | None:
    if not typed.strip():
        return None
    if link.because is None:
        return Text(**{lang: typed.strip()})
    return rewritten(link.because, typed, lang)
