"""The form of page 03 that fills a choice: target, baseline, rhythm, owner; or takes it away."""

from dataclasses import dataclass

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.words import number, say
from workbench.forms.evaluation import reworded
from workbench.forms.live import watch
from workbench.forms.parts import (
    answer,
    button,
    careful,
    choice,
    field,
    form,
    kept,
    number_typed,
    options,
    share_typed,
    whole_typed,
)
from workbench.indicators import Choice, Choices, Counts, Target, get
from workbench.indicators.table import RHYTHM_NAMES, baseline_text, target_text

HIDDEN = "d-none"
"""The class of Vuetify that shows nothing and takes no room."""
NOTHING = ("", "–", "-")
"""What people type where there is no figure."""


@dataclass(frozen=True)
class Fields:
    """What is asked of a choice; a percentage has two counts where others have one baseline."""

    target: v.VuetifyWidget
    baseline: v.VuetifyWidget
    count: v.VuetifyWidget
    among: v.VuetifyWidget
    rhythm: v.VuetifyWidget
    owner: v.VuetifyWidget

    def all(self) -> tuple[v.VuetifyWidget, ...]:
        """Return the fields in the order in which they are asked."""
        return (self.target, self.baseline, self.count, self.among, self.rhythm, self.owner)


def choice_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that keeps what is decided of an indicator chosen, or takes it away.

    The dossier is read anew at each step: another form may have added an indicator meanwhile.
    """
    names = _names(work.read(Choices), lang)
    which = choice(say("head.indicator", lang), names, next(iter(names), ""))
    fields, reply, asked = _fields(lang), answer(), list[str]()

    def show(*_: object) -> None:
        asked.clear()
        if which.v_model:
            _show(fields, _of(work.read(Choices), which.v_model), lang)

    def renew() -> None:
        names = _names(work.read(Choices), lang)
        which.items = options(names)
        if which.v_model not in names:
            which.v_model = next(iter(names), "")

    def save() -> Markup:
        key = str(which.v_model)
        now = revise(
            work, Choices, lambda old: _with(old, key, _filled(_of(old, key), fields, lang))
        )
        show()
        return _understood(_of(now, key), lang)

    def remove() -> Markup:
        choices, key = work.read(Choices), str(which.v_model)
        old = _of(choices, key)
        if asked != [key]:
            asked[:] = [key]
            return Markup("<p>{}</p>").format(say("forms.remove_sure", lang, id=old.indicator))
        revise(work, Choices, lambda now: _with(now, key, None))
        renew()
        return kept(lang) + Markup("<p>{}</p>").format(say("forms.removed", lang, id=old.indicator))

    show()
    which.observe(show, names="v_model")
    watch(work, renew)
    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    away = button(say("forms.remove", lang), lambda: careful(remove, reply, lang), quiet=True)
    return form(say("forms.indicators", lang), which, *fields.all(), ready, away, reply)


def _fields(lang: str) -> Fields:
    rhythms = {id: say(key, lang) for id, key in RHYTHM_NAMES.items()}
    return Fields(
        target=field(say("forms.target", lang), ""),
        baseline=field(say("forms.baseline", lang), ""),
        count=field(say("forms.baseline_count", lang), ""),
        among=field(say("forms.baseline_among", lang), ""),
        rhythm=choice(say("head.rhythm", lang), rhythms, "per_cohort"),
        owner=field(say("head.owner", lang), ""),
    )


def _show(fields: Fields, shown: Choice, lang: str) -> None:
    """Put a choice into the fields, and show those of its unit only."""
    counts, percent = shown.baseline_counts, _percent(shown)
    fields.target.v_model = target_text(shown, lang)
    fields.baseline.v_model = number(shown.baseline, lang)
    fields.count.v_model = str(counts.count) if counts else ""
    fields.among.v_model = str(counts.n) if counts else ""
    fields.rhythm.v_model = shown.rhythm
    fields.owner.v_model = shown.owner.say(lang) if shown.owner else ""
    fields.baseline.class_ = HIDDEN if percent else ""
    fields.count.class_ = fields.among.class_ = "" if percent else HIDDEN


def _filled(old: Choice, fields: Fields, lang: str) -> Choice:
    """Return the choice with what was typed; raise DataError for what is no figure."""
    counts = _counts(str(fields.count.v_model), str(fields.among.v_model))
    if not _percent(old):
        baseline, counts = _figure(str(fields.baseline.v_model)), old.baseline_counts
    elif counts is None and old.baseline_counts is None:
        baseline = old.baseline  # written by hand without its counts: a check says so
    else:
        baseline = counts.share if counts else None
    return changed(
        old,
        target=_target(old, str(fields.target.v_model)),
        baseline=baseline,
        baseline_counts=counts,
        rhythm=fields.rhythm.v_model,
        owner=reworded(old.owner, str(fields.owner.v_model or ""), lang),
    )


def _target(old: Choice, typed: str) -> Target | None:
    """Return the target typed, a percentage as a share; a dash takes it away."""
    if typed.replace("%", "").strip() in NOTHING:
        return None
    value = share_typed(typed) if _percent(old) else number_typed(typed)
    figure = old.target.figure if old.target and old.target.value == value else None
    return Target(value=value, figure=figure)


def _figure(typed: str) -> float | None:
    return None if typed.strip() in NOTHING else number_typed(typed)


def _counts(count: str, among: str) -> Counts | None:
    """Return the two counts, None where neither was typed; one goes with the other."""
    if count.strip() in NOTHING and among.strip() in NOTHING:
        return None
    part, whole = whole_typed(count), whole_typed(among)
    if not 0 < whole >= part:
        raise DataError("forms.counts_out_of_range")
    return Counts(count=part, n=whole)


def _understood(choice: Choice, lang: str) -> Markup:
    lines = (
        say("forms.understood", lang, value=target_text(choice, lang)),
        say("forms.understood_baseline", lang, value=baseline_text(choice, lang)),
    )
    return kept(lang) + Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _percent(choice: Choice) -> bool:
    return get(choice.indicator).unit == "percent"


def _key(choice: Choice) -> str:
    """Return what names a choice on this page: one indicator may serve two boxes."""
    return f"{choice.indicator} {choice.node}"


def _names(choices: Choices, lang: str) -> dict[str, str]:
    return {
        _key(one): f"{one.indicator} · {get(one.indicator).name.say(lang)}"
        for one in choices.choices
    }


def _of(choices: Choices, key: object) -> Choice:
    """Return a choice; raise DataError where nothing is chosen, or it was taken away meanwhile."""
    found = next((choice for choice in choices.choices if _key(choice) == key), None)
    if found is None:
        raise DataError("forms.nothing_chosen")
    return found


def _with(choices: Choices, key: str, new: Choice | None) -> Choices:
    """Return the choices with this one in the place of the old, or without it."""
    kept = [new if _key(choice) == key else choice for choice in choices.choices]
    return changed(choices, choices=tuple(choice for choice in kept if choice is not None))
