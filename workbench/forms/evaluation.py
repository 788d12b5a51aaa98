"""The forms of page 01: what the evaluation is called, for whom, and who is concerned."""

from dataclasses import dataclass

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import DataError
from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.evaluation import Criterion, Evaluation, diagnosis
from workbench.evaluation.entry import CRITERIA
from workbench.forms.parts import answer, button, careful, choice, field, form, group, kept

MET, NOT_MET, UNTOLD = "met", "not_met", "untold"


@dataclass(frozen=True)
class Asked:
    """What is asked of one criterion: whether it is met, and why."""

    met: v.VuetifyWidget
    why: v.VuetifyWidget


def evaluation_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that keeps the title and the people with the words that were typed."""
    evaluation = work.read(Evaluation)
    title = field(say("evaluation.title", lang), evaluation.title.say(lang))
    people = field(say("evaluation.beneficiaries", lang), evaluation.beneficiaries.say(lang), 2)
    boxes, reply = {"title": title, "beneficiaries": people}, answer()
    shown = {name: str(box.v_model) for name, box in boxes.items()}

    def put(now: Evaluation) -> Evaluation:
        """Return the record with what was typed: what nobody touched may be another's by now."""
        typed = {name: str(box.v_model or "") for name, box in boxes.items()}
        new = {name: text for name, text in typed.items() if text != shown[name]}
        old: dict[str, Text] = {name: getattr(now, name) for name in new}
        return changed(now, **{name: rewritten(old[name], new[name], lang) for name in new})

    def save() -> Markup:
        now = revise(work, Evaluation, put)
        for name, box in boxes.items():
            box.v_model = shown[name] = getattr(now, name).say(lang)
        return kept(lang)

    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    return form(say("forms.evaluation", lang), title, people, ready, reply)


def criteria_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that keeps, for each mark of a socio-sport action, yes or no, and why."""
    told = _told(work.read(Evaluation))
    asked = {id: _asked(told.get(id), lang) for id in CRITERIA}
    groups = [group(say(CRITERIA[id], lang), one.met, one.why) for id, one in asked.items()]
    reply = answer()

    def put(now: Evaluation) -> Evaluation:
        before = _told(now)
        found = [_criterion(id, one, before.get(id), lang) for id, one in asked.items()]
        return changed(now, entry_criteria=tuple(one for one in found if one is not None))

    def save() -> Markup:
        new = revise(work, Evaluation, put)
        return Markup("{}<p>{}</p>").format(kept(lang), diagnosis(new, lang))

    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    return form(say("forms.criteria", lang), *groups, ready, reply)


def _told(evaluation: Evaluation) -> dict[str, Criterion]:
    return {criterion.id: criterion for criterion in evaluation.entry_criteria}


def _asked(told: Criterion | None, lang: str) -> Asked:
    shown = {
        MET: say("word.yes", lang),
        NOT_MET: say("word.no", lang),
        UNTOLD: say("evaluation.criterion.not_told", lang),
    }
    met = UNTOLD if told is None else MET if told.met else NOT_MET
    why = told.because.say(lang) if told and told.because else ""
    return Asked(
        met=choice(say("forms.criterion_met", lang), shown, met),
        why=field(say("forms.criterion_why", lang), why, 2),
    )


def _criterion(id: str, asked: Asked, before: Criterion | None, lang: str) -> Criterion | None:
    """Return what was said of a mark, None where nothing was; a reason goes with a yes or a no."""
    old = before.because if before else None
    because = reworded(old, str(asked.why.v_model or ""), lang)
    if asked.met.v_model == UNTOLD:
        if because is not None:
            raise DataError("evaluation.criterion.only_reason", name=say(CRITERIA[id], lang))
        return None
    content = {"id": id, "met": asked.met.v_model == MET, "because": because}
    return Criterion.model_validate(content)


def reworded(text: Text | None, typed: str, lang: str) -> Text | None:
    """Return the words typed, as `rewritten` does; what was emptied is taken away."""
    words = typed.strip()
    if not words:
        return None
    return rewritten(text, words, lang) if text else Text(**{lang: words})


def rewritten(text: Text, typed: str, lang: str) -> Text:
    """Return the text with what was typed; what was not touched, or was emptied, stays."""
    words = typed.strip()
    return text if not words or words == text.say(lang) else text.rewritten(words, lang)
