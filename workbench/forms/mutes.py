"""The form of page 02 that mutes a rule of the theory at one place, with a written reason."""

from collections.abc import Callable, Sequence

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import DataError
from workbench.base.findings import Finding, worth_reading
from workbench.base.mutes import Mute
from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.forms.live import watch
from workbench.forms.parts import answer, button, careful, choice, field, form, kept, options
from workbench.theory import RULES, Theory

BETWEEN = "\t"
"""What stands between a rule and its place, in the code of a choice."""


def mute_form(work: Dossier, find: Callable[[], list[Finding]], lang: str) -> v.Sheet:
    """Return a form that mutes one of the findings with a reason, or lets it speak again.

    *find* looks for the findings anew; the mutes stand in ``theory.yml``.
    """
    lines = _lines(work, find, lang)
    which = choice(say("forms.mute_which", lang), lines, next(iter(lines), ""))
    why = field(say("forms.mute_why", lang), "", 2)
    reply = answer()

    def renew() -> None:
        lines = _lines(work, find, lang)
        which.items = options(lines)
        if which.v_model not in lines:
            which.v_model = next(iter(lines), "")

    def save() -> Markup:
        rule, where = _chosen(which.v_model)
        reason = str(why.v_model or "").strip()
        if not reason:
            raise DataError("forms.mute_without_reason")
        mute = Mute(rule=rule, where=where, reason=Text(**{lang: reason}))
        revise(work, Theory, lambda now: muted(now, mute))
        why.v_model = ""
        renew()
        return kept(lang)

    def again() -> Markup:
        rule, where = _chosen(which.v_model)
        revise(work, Theory, lambda now: heard(now, rule, where))
        renew()
        return kept(lang)

    watch(work, renew)
    ready = button(say("forms.mute", lang), lambda: careful(save, reply, lang))
    back = button(say("forms.unmute", lang), lambda: careful(again, reply, lang), quiet=True)
    return form(say("forms.mutes", lang), which, why, ready, back, reply)


def muted(theory: Theory, mute: Mute) -> Theory:
    """Return the theory with this mute, in the place of an older one of the same rule and place."""
    others = _others(theory, mute.rule, mute.where)
    return changed(theory, mute=(*others, mute))


def heard(theory: Theory, rule: str, where: str) -> Theory:
    """Return the theory without the mute of this rule at this place; raise DataError if none is."""
    others = _others(theory, rule, where)
    if len(others) == len(theory.mute):
        raise DataError("forms.mute_not_there")
    return changed(theory, mute=others)


def mutable(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings that a theory may mute: of its rules, wrong, and not in the way."""
    return [one for one in worth_reading(found) if one.id in RULES and not one.blocks]


def _others(theory: Theory, rule: str, where: str) -> tuple[Mute, ...]:
    return tuple(mute for mute in theory.mute if (mute.rule, mute.where) != (rule, where))


def _lines(work: Dossier, find: Callable[[], list[Finding]], lang: str) -> dict[str, str]:
    """Return what may be muted, then what is muted, by rule and place."""
    theory, found = work.read(Theory), mutable(find())
    lines = {f"{one.id}{BETWEEN}{one.where}": one.sentence(lang) for one in found}
    quiet = {
        f"{mute.rule}{BETWEEN}{mute.where}": say(
            "forms.muted_now", lang, rule=mute.rule, where=mute.where, reason=mute.reason
        )
        for mute in theory.mute
    }
    return {**lines, **quiet}


def _chosen(code: object) -> tuple[str, str]:
    """Return the rule and the place chosen; raise DataError where there is none."""
    rule, found, where = str(code or "").partition(BETWEEN)
    if not found:
        raise DataError("forms.nothing_chosen")
    return rule, where
