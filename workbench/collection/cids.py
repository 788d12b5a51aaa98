"""The evaluation in the words of the Common Impact Data Standard, as linked data (JSON-LD)."""

import json
from collections.abc import Mapping, Sequence

from workbench.base import places
from workbench.base.words import say
from workbench.collection.record import Instrument
from workbench.evaluation import Evaluation
from workbench.indicators import Choices, catalogue
from workbench.theory import Theory

STANDARD = "https://ontology.commonapproach.org/cids#"
"""The name of the vocabulary: a name, which nothing here opens."""
NAMES = "http://ontology.eil.utoronto.ca/tove/organization#"
"""The vocabulary from which the standard takes names and identifiers."""
CONTEXT: dict[str, object] = {
    "cids": STANDARD,
    "org": NAMES,
    **{name: f"org:{name}" for name in ("hasLegalName", "hasName", "hasIdentifier")},
    **{name: f"cids:{name}" for name in ("hasDescription", "unitDescription")},
    **{
        name: {"@id": f"cids:{name}", "@type": "@id"}
        for name in ("forOrganization", "hasProgram", "hasOutcome", "hasIndicator", "forOutcome",
                     "hasStakeholder", "hasBeneficialStakeholder", "forStakeholder",
                     "hasStakeholderOutcome")
    },
}  # fmt: skip
"""Our keys, and what each is called in version 3.2.1 of the standard."""
MAPPING = (
    ("cids.ours.evaluation", "cids:Program"),
    ("cids.ours.organisation", "cids:Organization"),
    ("cids.ours.stakeholder", "cids:Stakeholder"),
    ("cids.ours.outcome", "cids:Outcome"),
    ("cids.ours.who_changes", "cids:StakeholderOutcome"),
    ("cids.ours.indicator", "cids:Indicator"),
)
"""Which of our things is which of the standard's classes."""
CHANGES = ("outcome", "impact")


def mapping(lang: str) -> list[dict[str, str]]:
    """Return one row for each kind of thing: ours, and its class in the standard."""
    return [{"ours": say(key, lang), "cids": name} for key, name in MAPPING]


def linked_data(
    evaluation: Evaluation, theory: Theory, choices: Choices, instrument: Instrument
) -> str:
    """Return the programme, its stakeholders, outcomes and indicators as one JSON-LD document.

    The context stands in the file itself: nobody has to fetch anything to read it.
    """
    return document(things(evaluation, theory, choices, instrument), CONTEXT)


def document(graph: Sequence[Mapping[str, object]], context: Mapping[str, object]) -> str:
    """Return some things of the standard as one JSON-LD document, with what its words mean."""
    content = {"@context": context, "@graph": graph}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def base_of(instrument: Instrument) -> str:
    """Return how the name of every thing of an evaluation begins."""
    return f"urn:workbench:{instrument.id}"


def things(
    evaluation: Evaluation, theory: Theory, choices: Choices, instrument: Instrument
) -> list[dict[str, object]]:
    """Return the organisation, its programme, stakeholders, outcomes and indicators."""
    base, lang = base_of(instrument), instrument.default_language
    changes = theory.of_type(*CHANGES)
    organisation: dict[str, object] = {
        "@id": f"{base}:organisation",
        "@type": "cids:Organization",
        "hasLegalName": evaluation.organisation.say(lang),
        "hasProgram": [f"{base}:programme"],
        "hasStakeholder": [f"{base}:stakeholder:{group.id}" for group in evaluation.stakeholders],
    }
    served = [group.id for group in evaluation.stakeholders if group.expects_change]
    programme: dict[str, object] = {
        "@id": f"{base}:programme",
        "@type": "cids:Program",
        "hasName": evaluation.title.say(lang),
        "hasDescription": evaluation.summary.say(lang),
        "hasOutcome": [f"{base}:outcome:{node.id}" for node in changes],
        "hasBeneficialStakeholder": [f"{base}:stakeholder:{id}" for id in served],
    }
    graph = [organisation, programme, *_stakeholders(evaluation, base, lang)]
    names = {group.id: group.name.say(lang) for group in evaluation.stakeholders}
    graph += _outcomes(theory, choices, names, base, lang)
    return graph + _indicators(theory, choices, base, lang)


def _stakeholders(evaluation: Evaluation, base: str, lang: str) -> list[dict[str, object]]:
    return [
        {
            "@id": f"{base}:stakeholder:{group.id}",
            "@type": "cids:Stakeholder",
            "hasName": group.name.say(lang),
            "forOrganization": f"{base}:organisation",
        }
        for group in evaluation.stakeholders
    ]


def _outcomes(
    theory: Theory, choices: Choices, names: Mapping[str, str], base: str, lang: str
) -> list[dict[str, object]]:
    """Return the outcomes, and what each is for whom; *names* are those of the stakeholders."""
    found: list[dict[str, object]] = []
    for node in theory.of_type(*CHANGES):
        used = [choice.indicator for choice in choices.choices if choice.node == node.id]
        id, joint = f"{base}:outcome:{node.id}", f"{base}:change:{node.id}"
        outcome: dict[str, object] = {
            "@id": id,
            "@type": "cids:Outcome",
            "hasName": node.label.say(lang),
            "forOrganization": f"{base}:organisation",
            "hasIndicator": [f"{base}:indicator:{name}" for name in used],
        }
        found.append(outcome | ({"hasStakeholderOutcome": [joint]} if node.who else {}))
        if node.who:
            who = f"{base}:stakeholder:{node.who}"
            joined: dict[str, object] = {
                "@id": joint,
                "@type": "cids:StakeholderOutcome",
                "hasName": node.label.say(lang),
                "hasDescription": f"{names.get(node.who, node.who)}. {node.label.say(lang)}",
                "forStakeholder": who,
                "forOutcome": id,
            }
            found.append(joined)
    return found


def _indicators(theory: Theory, choices: Choices, base: str, lang: str) -> list[dict[str, object]]:
    known = catalogue(places.datasets() / "indicators")
    changes = {node.id for node in theory.of_type(*CHANGES)}
    found: list[dict[str, object]] = []
    for name in dict.fromkeys(choice.indicator for choice in choices.choices):
        served = [c.node for c in choices.choices if c.indicator == name and c.node in changes]
        indicator: dict[str, object] = {
            "@id": f"{base}:indicator:{name}",
            "@type": "cids:Indicator",
            "hasName": known[name].name.say(lang) if name in known else name,
            "hasIdentifier": name,
            "forOrganization": f"{base}:organisation",
        }
        if len(set(served)) == 1:  # the standard gives an indicator one outcome at most
            indicator["forOutcome"] = f"{base}:outcome:{served[0]}"
        if name in known:
            indicator |= {
                "hasDescription": known[name].definition.say(lang),
                "unitDescription": known[name].unit,
            }
        found.append(indicator)
    return found
