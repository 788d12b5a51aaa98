"""What a theory takes for granted, what may go wrong, and what else could explain: in rows."""

from collections.abc import Mapping, Sequence

from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.words import say
from workbench.forms.app.answers import own, rows
from workbench.forms.app.question import Look, Question
from workbench.forms.evaluation import reworded
from workbench.theory import Assumption, Link, Risk, Rival, Theory, mechanisms
from workbench.theory.record import CHANGES

GRADES = {"1": "guide.theory.grade.low", "2": "guide.theory.grade.middle",
          "3": "guide.theory.grade.high"}  # fmt: skip
SIGNS = {"harm": "guide.theory.sign.harm", "threat": "guide.theory.sign.threat"}
USUAL = (
    ("guide.theory.ready.left_out", "guide.theory.ready.left_out.mitigation"),
    ("guide.theory.ready.hurt", "guide.theory.ready.hurt.mitigation"),
    ("guide.theory.ready.labelled", "guide.theory.ready.labelled.mitigation"),
    ("guide.theory.ready.dropped", "guide.theory.ready.dropped.mitigation"),
)
"""Harms that socio-sport often names, and what is done against them."""

Row = Mapping[str, str]


def names(record: Theory, lang: str, *types: str) -> dict[str, str]:
    """Return what each box says, by its id; of some types, or of all."""
    return {
        node.id: own(node.label, lang) for node in record.nodes if not types or node.type in types
    }


def arrows(record: Theory, lang: str) -> dict[str, str]:
    """Return what each link ties together, by its id."""
    said = names(record, lang)
    return {
        link.id: f"{said.get(link.start, link.start)} → {said.get(link.end, link.end)}"
        for link in record.links
    }


def _assumptions(record: Theory, lang: str) -> list[dict[str, str]]:
    return [
        {
            "key": f"{link.id}#{number}",
            "text": own(one.text, lang),
            "link": link.id,
            "importance": str(one.importance),
            "uncertainty": str(one.uncertainty),
            "test_indicator": own(one.test_indicator, lang),
        }
        for link in record.links
        for number, one in enumerate(link.assumed)
    ]


def _with_assumptions(record: Theory, typed: Sequence[Row], lang: str) -> Theory:
    """Return the theory whose links assume what the rows say; one that is empty is left out."""
    before = {
        f"{link.id}#{number}": one
        for link in record.links
        for number, one in enumerate(link.assumed)
    }
    made: dict[str, list[Assumption]] = {link.id: [] for link in record.links}
    for row in typed:
        old = before.get(row.get("key", ""))
        if not row["text"].strip():
            if old is not None:
                raise DataError("app.row_needs_words")
            continue
        if row["link"] not in made:
            raise DataError("app.assumption_needs_link")
        made[row["link"]].append(_assumption(old, row, lang))
    return changed(record, links=tuple(_assuming(link, made[link.id]) for link in record.links))


def _assumption(old: Assumption | None, row: Row, lang: str) -> Assumption:
    content = {
        **(dict(old) if old else {}),
        "text": reworded(old.text if old else None, row["text"], lang),
        "test_indicator": reworded(
            old.test_indicator if old else None, row["test_indicator"], lang
        ),
    }
    grades = {name: row[name] for name in ("importance", "uncertainty") if row[name]}
    return Assumption.model_validate({**content, **grades})


def _assuming(link: Link, made: Sequence[Assumption]) -> Link:
    """Return the link with these assumptions; one written in short stays so while it can."""
    if tuple(made) == link.assumed:
        return link
    return changed(link, assumption=None, assumptions=tuple(made))


def _risk(one: Risk, lang: str) -> dict[str, str]:
    return {
        "text": own(one.text, lang),
        "sign": one.sign,
        "probability": str(one.probability or ""),
        "severity": str(one.severity or ""),
        "mitigation": own(one.mitigation, lang),
    }


def _rival(one: Rival, lang: str) -> dict[str, str]:
    explains = one.explains[0] if one.explains else ""
    return {"text": own(one.text, lang), "explains": explains, "answer": own(one.answer, lang)}


def _with_risks(record: Theory, typed: Sequence[Row], lang: str) -> Theory:
    """Return the theory with these risks; one of which nothing is said may harm somebody."""
    new: Theory = PUT_RISKS(record, [{**row, "sign": row["sign"] or "harm"} for row in typed], lang)
    return new


def _with_rivals(record: Theory, typed: Sequence[Row], lang: str) -> Theory:
    """Return the theory with these rivals; each explains the change that its row names."""
    plain = [{key: text for key, text in row.items() if key != "explains"} for row in typed]
    new: Theory = PUT_RIVALS(record, plain, lang)
    told = [row["explains"] for row in typed if row["text"].strip()]
    made = tuple(_explaining(one, id) for one, id in zip(new.rivals, told, strict=True))
    return changed(new, rivals=made)


def _explaining(one: Rival, id: str) -> Rival:
    shown = one.explains[0] if one.explains else ""
    return one if id == shown else changed(one, explains=(id,) if id else ())


def _changes(record: Theory, lang: str) -> dict[str, str]:
    return names(record, lang, *CHANGES)


def _usual_rivals(lang: str) -> list[dict[str, str]]:
    return [
        {
            "text": own(one.text, lang),
            "answer": own(one.answer, lang),
            "short": own(one.label, lang),
        }
        for one in mechanisms().rivals
    ]


def _usual_harms(lang: str) -> list[dict[str, str]]:
    return [
        {"text": say(key, lang), "sign": "harm", "mitigation": say(answer, lang)}
        for key, answer in USUAL
    ]


RISKS, PUT_RISKS = rows("risks", _risk, Risk, "text")
RIVALS, PUT_RIVALS = rows("rivals", _rival, Rival, "text")

FOLDED, BRIEF = Look(folded=True), Look(brief=True)
DOUBTED = (
    Question(
        "guide.theory.assumptions", "rows", _assumptions, _with_assumptions,
        columns=(
            Question("guide.theory.assumptions.text", "text"),
            Question("guide.theory.assumptions.link", "choice", choices=arrows, look=BRIEF),
            Question("guide.theory.assumptions.importance", "choice", options=GRADES),
            Question("guide.theory.assumptions.uncertainty", "choice", options=GRADES),
            Question("guide.theory.assumptions.test_indicator", "text"),
        ),
        look=FOLDED,
    ),
    Question(
        "guide.theory.risks", "rows", RISKS, _with_risks,
        columns=(
            Question("guide.theory.risks.text", "text"),
            Question("guide.theory.risks.sign", "choice", options=SIGNS, look=BRIEF),
            Question("guide.theory.risks.probability", "choice", options=GRADES),
            Question("guide.theory.risks.severity", "choice", options=GRADES),
            Question("guide.theory.risks.mitigation", "text"),
        ),
        ready=_usual_harms,
        look=FOLDED,
    ),
    Question(
        "guide.theory.rivals", "rows", RIVALS, _with_rivals,
        columns=(
            Question("guide.theory.rivals.text", "text"),
            Question("guide.theory.rivals.explains", "choice", choices=_changes, look=BRIEF),
            Question("guide.theory.rivals.answer", "text"),
        ),
        ready=_usual_rivals,
        look=FOLDED,
    ),
)  # fmt: skip
