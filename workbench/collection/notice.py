"""The information notice: who asks, why, how long, and what people may refuse, in plain words."""

from workbench.base.templated import look, template
from workbench.base.words import join, say
from workbench.collection.answers import wave_name
from workbench.collection.consent import ADULT, AFTER, ALONE_ONLINE
from workbench.collection.record import Instrument
from workbench.evaluation import Evaluation

BASES = {
    "public_interest": "notice.basis.public_interest",
    "legitimate_interest": "notice.basis.legitimate_interest",
    "legal_obligation": "notice.basis.legal_obligation",
    "consent": "notice.basis.consent",
}
MONTHS = 24
"""How long answers are kept where the instrument does not say: two years after the last contact."""


def notice(instrument: Instrument, evaluation: Evaluation, lang: str) -> str:
    """Return the notice as one HTML page; what is still to be written says so."""
    told, age = instrument.notice, instrument.youngest_age()
    contact = told.contact if told else None
    asked = [question for question in instrument.questions if question.role == "answer"]
    waves = join([wave_name(wave, lang).lower() for wave in instrument.waves], lang)
    return (
        template("notice", "notice.html.j2").render(
            lang=lang,
            say=lambda key, **holes: say(key, lang, **holes),
            look=look(),
            evaluation=evaluation,
            asked=asked,
            waves=waves,
            sensitive=any(question.sensitive for question in asked),
            basis=BASES[told.basis] if told and told.basis else "notice.basis.missing",
            contact=contact.say(lang) if contact else say("notice.contact_missing", lang),
            months=told.kept_months if told else MONTHS,
            shared=told.shared_with.say(lang) if told and told.shared_with else "",
            minors=age is not None and age < ADULT,
            children=age is not None and age < ALONE_ONLINE,
            six_months=AFTER in instrument.waves or bool(instrument.agreement("six_months")),
            on_paper=any(agreed.kept == "paper" for agreed in instrument.agreements),
        )
        + "\n"
    )
