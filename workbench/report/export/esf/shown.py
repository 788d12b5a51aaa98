"""The participant table of the ESF+ as a page shows it: what `workbench export --as esf` writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.data.protection.masking import count_text
from workbench.data.protection.published import session_of
from workbench.report.export.esf import counted, sources
from workbench.report.export.esf.counted import Line
from workbench.report.export.esf.parting import EVERYONE
from workbench.report.export.esf.table import name_of
from workbench.report.export.released import people_of, released

SEXES = {
    EVERYONE: "levels.esf.everyone",
    "women": "levels.esf.women",
    "men": "levels.esf.men",
    "non_binary": "levels.esf.non_binary",
    sources.UNKNOWN: "levels.esf.unknown",
}


@dataclass(frozen=True)
class Participants:
    """The counts of each code that a dossier can fill, and for the others why it cannot."""

    lines: Sequence[Line]
    found: sources.Found


def participants(dossier: Dossier) -> Participants:
    """Count the participants of a dossier, each once, with what must be hidden hidden.

    What was published before is looked at, and nothing is remembered: a page is no publication.
    Raises DataError where the data are not clean yet.
    """
    people, session = people_of(dossier), session_of(dossier)
    found = sources.find(people)
    parted = counted.cuts(people, found, session, False)
    release = released(people, counted.asks(people, found, parted), session, date.min)
    return Participants(counted.lines(found, parted, release), found)


def rows(told: Participants, lang: str) -> list[dict[str, str]]:
    """Return one row a code and sex: yes, no, unknown and everybody asked."""
    return [
        {
            "esf_code": line.code,
            "name": name_of(line.code, lang),
            "esf_sex": say(SEXES[line.sex], lang),
            "esf_yes": count_text(line.yes, lang),
            "esf_no": count_text(line.no, lang),
            "esf_unknown": count_text(line.unknown, lang),
            "esf_asked": count_text(line.asked, lang),
        }
        for line in told.lines
    ]


def left_out(told: Participants, lang: str) -> list[dict[str, str]]:
    """Return one row a code that cannot be filled, with the reason."""
    return [
        {"esf_code": code, "name": name_of(code, lang), "esf_why": why.say(lang)}
        for code, why in sorted(told.found.reasons.items())
    ]
