"""The form of page 01: what the evaluation is called, for whom, and its first question."""

from collections.abc import Callable

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.records import Text, changed
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.forms.parts import answer, button, careful, field, form, kept


def evaluation_form(
    evaluation: Evaluation, keep: Callable[[Evaluation], object], lang: str
) -> v.Sheet:
    """Return a form that keeps a new evaluation with the words that were typed."""
    title = field(say("evaluation.title", lang), evaluation.title.say(lang))
    people = field(say("evaluation.beneficiaries", lang), evaluation.beneficiaries.say(lang), 2)
    reply = answer()

    def save() -> Markup:
        new = changed(
            evaluation,
            title=rewritten(evaluation.title, title.v_model, lang),
            beneficiaries=rewritten(evaluation.beneficiaries, people.v_model, lang),
        )
        keep(new)
        return kept(lang)

    ready = button(say("forms.keep", lang), lambda: careful(save, reply, lang))
    return form(say("forms.evaluation", lang), title, people, ready, reply)


def rewritten(text: Text, typed: str, lang: str) -> Text:
    """Return the text with what was typed; what was not touched, or was emptied, stays."""
    words = typed.strip()
    return text if not words or words == text.say(lang) else text.rewritten(words, lang)
