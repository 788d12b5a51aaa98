"""What people are told before the first question: the notice of the dossier, in a few sentences."""

from workbench.base.words import say
from workbench.collection import Instrument
from workbench.collection.consent import ADULT, AFTER, ALONE_ONLINE
from workbench.collection.notice import BASES, MONTHS
from workbench.data.roster.asked import to_ask
from workbench.evaluation import Evaluation


def first(instrument: Instrument, evaluation: Evaluation, lang: str) -> list[str]:
    """Return what is said aloud: who asks, that one may refuse, and that no name is written."""
    opening = {
        "organisation": evaluation.organisation.say(lang),
        "title": evaluation.title.say(lang),
    }
    return [
        say("notice.opening", lang, **opening),
        say("roster.free", lang),
        *_minors(instrument, lang),
    ]


def then(instrument: Instrument, evaluation: Evaluation, wave: str, lang: str) -> list[str]:
    """Return the rest of the notice, for whoever wants to know more."""
    told = instrument.notice
    whom = told.contact if told else None
    contact = whom.say(lang) if whom else say("notice.contact_missing", lang)
    sensitive = any(question.sensitive for question in to_ask(instrument, wave))
    shared = told.shared_with.say(lang) if told and told.shared_with else ""
    lines = [
        evaluation.summary.say(lang),
        say("notice.key", lang),
        say("notice.sensitive", lang) if sensitive else "",
        say(BASES[told.basis] if told and told.basis else "notice.basis.missing", lang),
        say("notice.kept", lang, n=told.kept_months if told else MONTHS),
        shared or say("notice.not_shared", lang),
        say("notice.your_rights", lang),
        say("notice.contact", lang, contact=contact),
        say("notice.authority", lang),
        say("notice.six_months", lang) if AFTER in instrument.waves else "",
    ]
    return [line for line in lines if line]


def _minors(instrument: Instrument, lang: str) -> list[str]:
    age = instrument.youngest_age()
    if age is None or age >= ADULT:
        return []
    young = [say("notice.under_15", lang)] if age < ALONE_ONLINE else []
    return [say("notice.under_18", lang), *young]
