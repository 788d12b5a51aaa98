"""By what participants are parted: their sex and their group of age, as the dossier asks them."""

from dataclasses import dataclass

from workbench.base.words import Phrase
from workbench.collection.record import column
from workbench.data.protection.cells import MISSING, Split
from workbench.data.protection.programme import AGE, AGE_GROUP
from workbench.data.protection.sensitive import sensitive_columns
from workbench.report.export.esf.sources import UNKNOWN
from workbench.report.export.released import People

SEX_QUESTIONS = ("sex", "sexe", "gender", "genre")
SEXES = {
    "women": {"f", "w", "female", "woman", "women", "femme", "femmes", "feminin", "féminin"},
    "men": {"m", "h", "male", "man", "men", "homme", "hommes", "masculin"},
    "non_binary": {"x", "nb", "non_binary", "nonbinary", "non_binaire", "other", "autre"},
}
"""The codes of each sex, in small letters; any other answer is unknown."""
GROUPS = ("under_18", "18_29", "30_54", "55_more")
EVERYONE = "total"
Group = list[tuple[str, tuple[str, ...]]]
"""A column and the values that it may have, for people of one sex, or of one group of age."""


@dataclass(frozen=True)
class Cuts:
    """The columns that part participants; None where there is none, and *why* says the reason."""

    sex: Split | None
    age: Split | None
    why: tuple[Phrase, ...] = ()

    def named(self) -> list[tuple[str, Split]]:
        """Return what there is of them, by name."""
        return [(n, s) for n, s in (("sex", self.sex), ("age", self.age)) if s is not None]


def by_both(people: People) -> Cuts:
    """Return the two columns, as far as the dossier has them."""
    sex, age = _sex(people), _age(people)
    why = [] if sex else [Phrase("export.why.no_sex")]
    why += [] if age else [Phrase("export.why.no_age")]
    return Cuts(sex, age, tuple(why))


def _sex(people: People) -> Split | None:
    for id in SEX_QUESTIONS:
        question = people.instrument.question(id)
        if question is None or not question.options:
            continue
        name = column(question, question.waves[0])
        if name in people.counted and name not in _kept_back(people):
            there = {*people.counted[name], MISSING, *(o.code for o in question.options)}
            known = {sex: {v for v in there if v.lower() in said} for sex, said in SEXES.items()}
            known[UNKNOWN] = there.difference(*known.values())
            return Split(name, tuple((s, tuple(sorted(v))) for s, v in known.items() if v))
    return None


def _age(people: People) -> Split | None:
    if AGE_GROUP not in people.counted or AGE in _kept_back(people):
        return None
    parts = [(group, (group,)) for group in GROUPS]
    return Split(AGE_GROUP, (*parts, (UNKNOWN, (MISSING,))))


def _kept_back(people: People) -> set[str]:
    """Return the sensitive columns that nobody asked for by name."""
    return {*sensitive_columns(people.instrument)} & people.closed
