"""The instrument as an XLSForm: one file that KoboToolbox and ODK open, in French and English."""

import io

from pyxform.errors import PyXFormError
from pyxform.validators.odk_validate import ODKValidateError
from pyxform.xls2xform import convert

from workbench.base.errors import RecordError
from workbench.base.findings import blocking
from workbench.base.records import Text
from workbench.base.words import language_here, say
from workbench.collection.answers import WAVES
from workbench.collection.consent import ADULT, AFTER
from workbench.collection.look_over import look_over
from workbench.collection.record import CLOSED, KEY_PATTERN, Agreement, Instrument, Question
from workbench.collection.several import alone_labels, ticked_alone
from workbench.collection.sheets import saved, text_sheet

LANGUAGES = {"fr": "French (fr)", "en": "English (en)"}
AGREED = "agreement_"
"""How the name of a question begins that asks for an agreement."""
AGREEMENT_KEYS = {
    "minors": "collection.agreement.minors",
    "six_months": "collection.agreement.six_months",
}
"""How each agreement is asked for."""


def xlsform(instrument: Instrument) -> bytes:
    """Return the workbook of the form; raise RecordError when it does not convert to an XForm."""
    sheets = {
        "survey": _survey(instrument),
        "choices": _choices(instrument),
        "settings": _settings(instrument),
    }
    content = saved(lambda book: [text_sheet(book, name, rows) for name, rows in sheets.items()])
    prove(content)
    return content


def prove(content: bytes, validate: bool = False) -> None:
    """Convert the form as KoboToolbox would, then look it over ourselves.

    With *validate*, ODK Validate reads the result too: it needs Java. Raises RecordError.
    """
    try:
        convert(io.BytesIO(content), file_type=".xlsx", pretty_print=False, validate=validate)
    except (PyXFormError, ODKValidateError) as error:
        raise RecordError("collection.form_refused", why=str(error)) from None
    stops = blocking(look_over(content))
    if stops:
        faults = [finding.sentence(language_here()) for finding in stops]
        raise RecordError("collection.blocked", faults=faults)


def _survey(instrument: Instrument) -> list[dict[str, str]]:
    wave = {"type": "select_one wave", "name": "wave", "required": "yes"}
    wave |= _said("label", "collection.wave_question")
    rows = [_question(question, instrument) for question in instrument.questions]
    agreed = [_agreement(a, instrument) for a in instrument.agreements if a.kept == "form"]
    first = max((i + 1 for i, q in enumerate(instrument.questions) if _opens(q)), default=0)
    return [wave, *rows[:first], *agreed, *rows[first:]]


def _opens(question: Question) -> bool:
    """Whether a question says who answers, so that it stands before the agreements."""
    return question.role != "answer" or question.id == "age"


def _question(question: Question, instrument: Instrument) -> dict[str, str]:
    closed = question.type in CLOSED
    row = {
        "type": f"{question.type} {question.id}" if closed else question.type,
        "name": question.id,
        "required": "yes" if question.required else "",
        "calculation": question.formula or "",
        **_texts("label", question.label),
        **(_texts("hint", question.hint) if question.hint else {}),
    }
    conditions = [_at_waves(question.waves, instrument), _skip(question, instrument)]
    return row | _all(conditions) | _constraint(question)


def _at_waves(waves: tuple[str, ...], instrument: Instrument) -> str:
    if set(waves) == set(instrument.waves):
        return ""
    return " or ".join(f"${{wave}} = '{wave}'" for wave in waves)


def _skip(question: Question, instrument: Instrument) -> str:
    rule = question.asked_if
    if rule is None:
        return ""
    if rule.above is not None:
        return f"${{{rule.question}}} > {rule.above:g}"
    first = instrument.question(rule.question)
    if first is not None and first.type == "select_multiple":
        return " or ".join(f"selected(${{{first.id}}}, '{code}')" for code in rule.among)
    return " or ".join(f"${{{rule.question}}} = '{code}'" for code in rule.among)


def _all(conditions: list[str]) -> dict[str, str]:
    given = [text for text in conditions if text]
    if len(given) > 1:
        given = [f"({text})" for text in given]
    return {"relevant": " and ".join(given)} if given else {}


def _constraint(question: Question) -> dict[str, str]:
    """Return what an answer must be, and the words for an answer that is not."""
    low, high = question.low, question.high
    pattern = question.pattern or (KEY_PATTERN if question.role == "person" else None)
    texts = [f". >= {low:g}"] if low is not None else []
    texts += [f". <= {high:g}"] if high is not None else []
    texts += [f"regex(., '{pattern}')"] if pattern and question.type == "text" else []
    texts += [ticked_alone(question)] if question.alone else []
    texts += [f"({question.must})"] if question.must else []
    if not texts:
        return {}
    said = _said("constraint_message", "collection.not_allowed")
    if low is not None and high is not None and not question.must:
        holes = {"low": f"{low:g}", "high": f"{high:g}"}
        said = _said("constraint_message", "collection.range", **holes)
    elif question.role == "person":
        said = _said("constraint_message", "collection.key_shape")
    elif question.alone and not question.must:
        said = {
            f"constraint_message::{name}": say(
                "collection.alone", lang, labels=alone_labels(question, lang)
            )
            for lang, name in LANGUAGES.items()
        }
    return {"constraint": " and ".join(texts), **said}


def _agreement(agreed: Agreement, instrument: Instrument) -> dict[str, str]:
    """Return the question that asks for an agreement, and when it is asked."""
    minors = agreed.about == "minors"
    before = [wave for wave in instrument.waves if wave != AFTER] or list(instrument.waves)
    wave = before[0] if minors else before[-1]
    age = f"${{age}} < {ADULT}" if minors and instrument.question("age") else ""
    row = {"type": "select_one yes_no", "name": f"{AGREED}{agreed.about}", "required": "yes"}
    return (
        row
        | _said("label", AGREEMENT_KEYS[agreed.about])
        | _all([_at_waves((wave,), instrument), age])
    )


def _choices(instrument: Instrument) -> list[dict[str, str]]:
    waves = [{"list_name": "wave", "name": wave, **_wave(wave)} for wave in instrument.waves]
    options = [
        {"list_name": question.id, "name": option.code, **_texts("label", option.label)}
        for question in instrument.questions
        for option in question.options
    ]
    asked = any(agreed.kept == "form" for agreed in instrument.agreements)
    yes_no = [
        {"list_name": "yes_no", "name": "yes", **_said("label", "word.yes")},
        {"list_name": "yes_no", "name": "no", **_said("label", "word.no")},
    ]
    return waves + options + (yes_no if asked else [])


def _wave(wave: str) -> dict[str, str]:
    return _said("label", WAVES[wave]) if wave in WAVES else _texts("label", Text(any=wave))


def _settings(instrument: Instrument) -> list[dict[str, str]]:
    title = instrument.title
    return [
        {
            "form_id": instrument.id,
            "form_title": title.fr or title.any or title.en or instrument.id,
            "default_language": LANGUAGES[instrument.default_language],
        }
    ]


def _texts(column: str, text: Text) -> dict[str, str]:
    return {f"{column}::{name}": text.say(lang) for lang, name in LANGUAGES.items()}


def _said(column: str, key: str, **holes: object) -> dict[str, str]:
    return {f"{column}::{name}": say(key, lang, **holes) for lang, name in LANGUAGES.items()}
