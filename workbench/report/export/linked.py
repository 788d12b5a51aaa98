"""Results in the words of the Common Impact Data Standard (3.2.1): what was found, as linked data.

Each analysis of a chosen indicator is an Indicator Report: its value, its period, its target; the
counts and the interval are quality measurements, the claim and what it forbids are comments.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.analysis import Effect
from workbench.analysis.ladder import forbidden, sentence
from workbench.base.dossier import Dossier
from workbench.base.files import cell_text
from workbench.base.words import LANGS, say
from workbench.collection import Plan, cids, instrument_of
from workbench.evaluation import Evaluation
from workbench.indicators import Choices, catalogue
from workbench.theory import Theory

FILE = "impact_data.jsonld"
Thing = dict[str, object]
AS_THING = {"@type": "@id"}
CONTEXT: dict[str, object] = {
    **cids.CONTEXT,
    "i72": "http://ontology.eil.utoronto.ca/ISO21972/iso21972#",
    "prov": "http://www.w3.org/ns/prov#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hasComment": "cids:hasComment",
    "forIndicator": {"@id": "cids:forIndicator", **AS_THING},
    "forTarget": {"@id": "cids:forTarget", **AS_THING},
    "hasIndicatorReport": {"@id": "cids:hasIndicatorReport", **AS_THING},
    "hasTarget": {"@id": "cids:hasTarget", **AS_THING},
    "value": {"@id": "i72:value", **AS_THING},
    "unit_of_measure": {"@id": "i72:unit_of_measure", **AS_THING},
    "hasNumericalValue": "i72:hasNumericalValue",
    "startedAtTime": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "hasQualityMeasurement": {"@id": "dqv:hasQualityMeasurement", **AS_THING},
    "isMeasurementOf": {"@id": "dqv:isMeasurementOf", **AS_THING},
    "measured": "dqv:value",
    "label": "rdfs:label",
}
"""The words that results need beside those of the evaluation; the file holds them all."""
MEASURED = ("n", "n_left_out", "n_clusters", "ci_low", "ci_high", "level")
COUNTED = ("count", "n_started")
SHARES = {"percent": "share"}
"""A target of a percentage is written as a share, from 0 to 1."""


@dataclass(frozen=True)
class Ground:
    """What all reports of an evaluation have in common; *aims* are the targets by indicator."""

    base: str
    lang: str
    period: Thing
    simulated: bool
    aims: Mapping[str, float]

    def name(self, kind: str, id: str) -> str:
        """Return the name of one thing of the evaluation."""
        return f"{self.base}:{kind}:{id}"


def linked_results(dossier: Dossier, effects: Sequence[Effect]) -> str:
    """Return the evaluation and its results as one JSON-LD document; nothing has to be fetched.

    A masked effect is no report: it has no value to report. Raises RecordError where a file that
    the standard needs is not there: evaluation, theory, indicators, instrument.
    """
    evaluation, theory = dossier.read(Evaluation), dossier.read(Theory)
    choices, instrument = dossier.read(Choices), instrument_of(dossier)
    aims = {c.indicator: c.target.value for c in reversed(choices.choices) if c.target}
    told = list(_told(dossier.read(Plan), choices, effects))
    ground = Ground(
        base=cids.base_of(instrument),
        lang=instrument.default_language,
        period=_period(evaluation),
        simulated=evaluation.simulated,
        aims=aims,
    )
    graph: list[Thing] = [
        {**thing, **_of_indicator(thing, told, ground)}
        for thing in cids.things(evaluation, theory, choices, instrument)
    ]
    graph += [_report(effect, indicator, ground) for effect, indicator in told]
    units = {id: _unit_of(id, told) for id in aims}
    graph += [_target(id, aims[id], unit, ground) for id, unit in units.items()]
    used = dict.fromkeys([*(effect.unit for effect, _ in told), *units.values()])
    return cids.document([*graph, *(_unit(unit, ground) for unit in used)], CONTEXT)


def _told(plan: Plan, choices: Choices, effects: Sequence[Effect]) -> Iterator[tuple[Effect, str]]:
    """Yield the effects of chosen indicators that are not masked, each with its indicator."""
    chosen = {choice.indicator for choice in choices.choices}
    named = {one.id: one.indicator for one in plan.analyses}
    for effect in effects:
        indicator = named.get(effect.id)
        if indicator in chosen and indicator is not None and not effect.masked:
            yield effect, indicator


def _of_indicator(thing: Thing, told: Sequence[tuple[Effect, str]], ground: Ground) -> Thing:
    """Return what results add to an indicator: its reports, its unit, its target."""
    id = str(thing.get("hasIdentifier", ""))
    own = [effect for effect, indicator in told if indicator == id]
    if thing["@type"] != "cids:Indicator":
        return {}
    more: Thing = {}
    if own:
        more["unit_of_measure"] = ground.name("unit", own[0].unit)
        more["hasIndicatorReport"] = [ground.name("report", one.id) for one in own]
    if id in ground.aims:
        more["hasTarget"] = [ground.name("target", id)]
    return more


def _report(effect: Effect, indicator: str, ground: Ground) -> Thing:
    aim = {"forTarget": ground.name("target", indicator)} if indicator in ground.aims else {}
    return {
        "@id": ground.name("report", effect.id),
        "@type": "cids:IndicatorReport",
        "hasName": effect.label.say(ground.lang),
        "forOrganization": f"{ground.base}:organisation",
        "forIndicator": ground.name("indicator", indicator),
        **aim,
        "value": _measure(effect.figure),
        "unit_of_measure": ground.name("unit", effect.unit),
        **ground.period,
        "hasQualityMeasurement": _measurements(effect),
        "hasComment": [
            *([say("export.simulated", lang) for lang in LANGS] if ground.simulated else []),
            *(sentence(effect, lang) for lang in LANGS),
            *(forbidden(effect, lang) for lang in LANGS),
        ],
    }


def _measurements(effect: Effect) -> list[Thing]:
    """Return the counts and the interval of an effect, by the names of the tables of results."""
    own = {name: getattr(effect, name) for name in MEASURED}
    counts = {name: int(effect.detail[name]) for name in COUNTED if name in effect.detail}
    return [
        {
            "@type": "dqv:QualityMeasurement",
            "isMeasurementOf": f"urn:workbench:metric:{name}",
            "measured": figure,
        }
        for name, figure in {**own, **counts}.items()
        if figure is not None
    ]


def _measure(value: float) -> Thing:
    return {"@type": "i72:Measure", "hasNumericalValue": cell_text(float(value))}


def _target(indicator: str, aim: float, unit: str, ground: Ground) -> Thing:
    known = catalogue().get(indicator)
    return {
        "@id": ground.name("target", indicator),
        "@type": "cids:Target",
        "hasName": known.name.say(ground.lang) if known else indicator,
        "value": _measure(aim),
        "unit_of_measure": ground.name("unit", unit),
        **ground.period,
        "hasComment": " ".join(say("export.cids.target", lang) for lang in LANGS),
    }


def _unit_of(indicator: str, told: Sequence[tuple[Effect, str]]) -> str:
    """Return the unit of an indicator: that of its first report, or what the catalogue says."""
    known, own = catalogue().get(indicator), [e.unit for e, id in told if id == indicator]
    return own[0] if own else SHARES.get(known.unit, known.unit) if known else "number"


def _unit(unit: str, ground: Ground) -> Thing:
    return {"@id": ground.name("unit", unit), "@type": "i72:Unit_of_measure", "label": unit}


def _period(evaluation: Evaluation) -> Thing:
    if evaluation.period is None:
        return {}
    start, end = evaluation.period.start, evaluation.period.end
    return {"startedAtTime": _moment(start, "00:00:00"), "endedAtTime": _moment(end, "23:59:59")}


def _moment(day: date, time: str) -> str:
    return f"{day.isoformat()}T{time}"
