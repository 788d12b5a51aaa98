"""A card told: one row a field, in the reader's language; what is missing is shown as missing."""

from collections.abc import Callable, Iterable

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.card.checks import WANTED, kept_back
from workbench.capitalisation.card.record import Card, Used
from workbench.indicators import catalogue
from workbench.indicators.vocabulary import domains

LEVEL_NAMES = {
    "neighbourhood": "card.level.neighbourhood",
    "city": "card.level.city",
    "intercommunal": "card.level.intercommunal",
    "departement": "card.level.departement",
    "departements": "card.level.departements",
    "region": "card.level.region",
    "country": "card.level.country",
}
MATURITY_NAMES = {
    "idea": "card.maturity.idea",
    "first_steps": "card.maturity.first_steps",
    "running": "card.maturity.running",
    "regular": "card.maturity.regular",
}
METHOD_NAMES = {
    "theory": "card.method.theory",
    "register": "card.method.register",
    "questionnaire": "card.method.questionnaire",
    "scale": "card.method.scale",
    "comparison_group": "card.method.comparison_group",
    "costs": "card.method.costs",
    "interviews": "card.method.interviews",
    "stories": "card.method.stories",
    "observation": "card.method.observation",
    "workshops": "card.method.workshops",
    "value_chain": "card.method.value_chain",
}
STEP_NAMES = {
    "question": "card.step.question",
    "indicators": "card.step.indicators",
    "data": "card.step.data",
    "interpretation": "card.step.interpretation",
    "use": "card.step.use",
}
EVIDENCE_NAMES = {
    "declared": "card.evidence.declared",
    "documented": "card.evidence.documented",
    "verified": "card.evidence.verified",
}
STATE_NAMES = {
    "planned": "card.state.planned",
    "measured": "card.state.measured",
    "verified": "card.state.verified",
}
SHARED_NAMES = {
    "day": "card.shared.day",
    "network": "card.shared.network",
    "public": "card.shared.public",
}
MISSING = "–"


def card_table(card: Card, lang: str, audience: str = "day") -> list[dict[str, str]]:
    """Return one row a field of a card: what it is, and the answer; ``–`` where there is none."""
    told = [(say(key, lang), _told(card, name, lang)) for name, key in WANTED.items()]
    told.append((say("card.field.quote", lang), quoted(card, lang, audience)))
    told.append((say("card.field.share_level", lang), say(SHARED_NAMES[card.share_level], lang)))
    head, answer = say("card.head.field", lang), say("card.head.answer", lang)
    return [{head: name[:1].upper() + name[1:], answer: text or MISSING} for name, text in told]


def _told(card: Card, name: str, lang: str) -> str:
    if name in card.masked:
        return say("analysis.masked", lang)
    if name in TOLD:
        return TOLD[name](card, lang)
    value = getattr(card, name)
    return value.say(lang) if value is not None else ""


def quoted(card: Card, lang: str, audience: str) -> str:
    """Return the quote of a card with its speaker; nothing where it may not be shown."""
    if card.quote is None or kept_back(card.quote, audience):
        return ""
    text = say("card.quoted", lang, text=card.quote.text)
    return f"{text} ({card.quote.by.say(lang)})" if card.quote.by else text


def period(card: Card, lang: str) -> str:
    """Return since when a pilot is at work, and until when where it has ended."""
    if not card.start:
        return ""
    if not card.end:
        return say("card.since", lang, start=card.start)
    return say("card.from_to", lang, start=card.start, end=card.end)


def people(card: Card, lang: str) -> str:
    """Return how many people the evaluation reached, out of how many where the card says so."""
    if "people_covered" in card.masked:
        return say("analysis.masked", lang)
    if card.people_covered is None:
        return ""
    count = words.number(card.people_covered, lang)
    if card.people_concerned is None:
        return say("card.people_alone", lang, count=count)
    return say("card.people_of", lang, count=count, of=words.number(card.people_concerned, lang))


def used_told(one: Used, lang: str) -> str:
    """Return an indicator of a card by its name, its id and how far it is."""
    known = catalogue().get(one.id)
    name = one.name.say(lang) if one.name else known.name.say(lang) if known else one.id
    holes = {"name": name, "id": one.id, "state": say(STATE_NAMES[one.state], lang)}
    return say("card.indicator", lang, **holes)


def domain_names(ids: Iterable[str], lang: str) -> str:
    """Return domains by their names, joined; an unknown one by its id."""
    known = {domain.id: domain.name for one in domains().taxonomies for domain in one.domains}
    return ", ".join(known[id].say(lang) if id in known else id for id in ids)


def _involved(card: Card, lang: str) -> str:
    return " · ".join(
        say(
            "card.involved",
            lang,
            who=one.who,
            steps=", ".join(say(STEP_NAMES[step], lang) for step in one.steps),
        )
        if one.steps
        else one.who.say(lang)
        for one in card.stakeholders
    )


TOLD: dict[str, Callable[[Card, str], str]] = {
    "level": lambda card, lang: say(LEVEL_NAMES[card.level], lang) if card.level else "",
    "start": period,
    "maturity": lambda card, lang: (
        say(MATURITY_NAMES[card.maturity], lang) if card.maturity else ""
    ),
    "stakeholders": _involved,
    "methods": lambda card, lang: ", ".join(say(METHOD_NAMES[one], lang) for one in card.methods),
    "domains_claimed": lambda card, lang: domain_names(card.domains_claimed, lang),
    "indicators": lambda card, lang: " · ".join(used_told(one, lang) for one in card.indicators),
    "data_sources": lambda card, lang: " · ".join(one.say(lang) for one in card.data_sources),
    "people_covered": people,
    "cost_hours": lambda card, lang: (
        say("card.hours", lang, hours=words.number(card.cost_hours, lang))
        if card.cost_hours is not None
        else ""
    ),
    "evidence_level": lambda card, lang: (
        say(EVIDENCE_NAMES[card.evidence_level], lang) if card.evidence_level else ""
    ),
}
"""The fields that are told otherwise than by their words."""
