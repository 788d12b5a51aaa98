"""What is doubtful in a questionnaire, each thing with the way to where it is mended."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.findings import SEVERITY_NAMES, Finding, gathered, worth_reading
from workbench.base.words import LANGS, say
from workbench.collection import Instrument, blind_spots, check, instrument_of
from workbench.collection.checks import untranslated
from workbench.collection.consent import people_are_told
from workbench.collection.writing import counted, line_of, own
from workbench.evaluation import Evaluation
from workbench.forms.app.asking import around
from workbench.indicators import catalogue
from workbench.theory import Theory

OWN, TOLD, WHEN = "asking-own", "asking-told", "asking-when"
"""The parts of the step, by the id of their heading."""
SECTIONS = {
    "collection.minors": TOLD,
    "collection.under_15": TOLD,
    "collection.six_months": TOLD,
    "collection.no_notice": TOLD,
    "collection.no_person": WHEN,
}
ONLY = {"en": "asking.only_fr", "fr": "asking.only_en"}
"""What is said of texts by the language that they lack."""
PLAIN = {
    "collection.minors": "asking.check.minors",
    "collection.under_15": "asking.check.under_15",
    "collection.six_months": "asking.check.six_months",
    "collection.no_notice": "asking.check.no_notice",
    "collection.not_asked": "asking.check.not_asked",
    "collection.blind_spot": "asking.check.blind_spot",
}
"""Findings whose own words speak of files: said here without."""


def doubts(work: Dossier) -> list[Finding]:
    """Return all that is doubtful in what will be asked; what is not translated is told once."""
    instrument, told = instrument_of(work), around(work)
    evaluation, theory = work.read_if_there(Evaluation), work.read_if_there(Theory)
    found = check(instrument, told.choices, None)
    found += people_are_told(instrument)
    if evaluation is not None and theory is not None:
        found += blind_spots(evaluation, theory, told.choices, instrument)
    found += no_count(work.read(Instrument))
    return [*(one for one in found if not untranslated(one)), *_one_language(found)]


def no_count(instrument: Instrument) -> Iterable[Finding]:
    """An indicator that is read from answers to choose from says which of them count."""
    for question in own(instrument):
        indicator = catalogue().get(question.indicator or "")
        if question.options and indicator and indicator.unit in ("percent", "persons"):
            passed = counted(instrument, question.id) is not None
            yield Finding("asking.no_count", passed, question.id, "warning")


def _one_language(found: Iterable[Finding]) -> Iterable[Finding]:
    """Tell once how many texts stand in one language only."""
    texts = [one for one in found if untranslated(one)]
    for lang in LANGS:
        n = sum(lang in untranslated(one) for one in texts)
        if n:
            yield Finding(ONLY[lang], False, OWN, "note", {"n": n})


def listed(work: Dossier, lang: str) -> Markup:
    """Return the doubts as a list, the gravest first, each with a link to its place."""
    found, instrument = doubts(work), work.read(Instrument)
    wrong = gathered(worth_reading(found))
    items = Markup("").join(_item(one, instrument, lang) for one in wrong)
    fine = sum(one.passed is True for one in found)
    if fine:
        items += Markup('<li class="ok">{}</li>').format(say("forms.passed", lang, n=fine))
    return Markup('<ul class="findings">{}</ul>').format(items)


def _item(finding: Finding, instrument: Instrument, lang: str) -> Markup:
    line = Markup('<li class="{}" data-id="{}"><strong>{}</strong> {} {}</li>')
    name = say(SEVERITY_NAMES[finding.severity], lang)
    way = _way(finding, instrument, lang)
    return line.format(finding.severity, finding.id, name, _said(finding, instrument, lang), way)


def _said(finding: Finding, instrument: Instrument, lang: str) -> str:
    """Say a finding with the words of its question, in the place of its name."""
    question = instrument.question(finding.where)
    indicator = catalogue().get(finding.where)
    where = line_of(question.label, lang) if question else finding.where
    where = indicator.name.say(lang) if indicator else where
    named = replace(finding, where=where)
    if finding.id in PLAIN and finding.muted is None:
        return say(PLAIN[finding.id], lang, **{"where": where, **finding.holes})
    return named.sentence(lang)


def _way(finding: Finding, instrument: Instrument, lang: str) -> Markup:
    """Return the link to where a finding is mended."""
    link = Markup('<a href="{}"{}>{}</a>')
    mine = {one.id for one in own(instrument)}
    if finding.id == "collection.blind_spot":
        at = Markup(' data-go="indicators"')
        return link.format("?step=indicators", at, say("asking.to_indicators", lang))
    place = f"row-{finding.where}" if finding.where in mine else SECTIONS.get(finding.id, OWN)
    return link.format(f"#{place}", "", say("asking.to_place", lang))
