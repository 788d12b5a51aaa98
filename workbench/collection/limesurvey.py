"""The form for LimeSurvey: its tab-separated structure file, in French and English."""

import re

from workbench.base.errors import RecordError
from workbench.base.records import Text
from workbench.base.words import LANGS, say
from workbench.collection.answers import wave_name
from workbench.collection.record import KEY_PATTERN, Instrument, Question
from workbench.collection.xlsform import AGREEMENT_KEYS

COLUMNS = (
    "id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "other", "default", "same_default", "num_value_int_only", "min_num_value_n",
    "max_num_value_n", "exclude_all_others",
)  # fmt: skip
TYPES = {
    "select_one": "L",
    "select_multiple": "M",
    "integer": "N",
    "decimal": "N",
    "date": "D",
    "text": "S",
}
TYPES |= {"calculate": "*"}
Row = dict[str, str]


def limesurvey(instrument: Instrument) -> str:
    """Return the structure file: UTF-8 with its mark, one row a question, answer and language.

    LimeSurvey takes letters and digits only in the code of a question, and five characters in the
    code of an answer; :func:`codes` says which name became which.
    """
    first, *others = sorted(LANGS, key=lambda lang: lang != instrument.default_language)
    settings = {"language": first, "additional_languages": " ".join(others), "format": "G"}
    rows: list[Row] = [_setting(name, text) for name, text in settings.items()]
    title = {"class": "SL", "name": "surveyls_title"}
    rows += [title | {"text": instrument.title.say(lang), "language": lang} for lang in LANGS]
    for lang in (first, *others):
        rows += _language(instrument, lang)
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(_cell(row.get(column, "")) for column in COLUMNS) for row in rows]
    return "\ufeff" + "\n".join(lines) + "\n"


def codes(instrument: Instrument) -> list[Row]:
    """Return what each question and answer is called in LimeSurvey: the way back to our names."""
    rows = [{"question": "wave", "answer": w, "limesurvey": f"A{i}"}
            for i, w in enumerate(instrument.waves, start=1)]  # fmt: skip
    for question in instrument.questions:
        rows.append({"question": question.id, "answer": "", "limesurvey": code(question.id)})
        for index, option in enumerate(question.options, start=1):
            rows.append({"question": question.id, "answer": option.code, "limesurvey": f"A{index}"})
    names = [row["limesurvey"] for row in rows if not row["answer"]]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        raise RecordError("collection.limesurvey_twice", name=twice)
    return rows


def code(id: str) -> str:
    """Return a name as LimeSurvey takes it.

    >>> code("entry_date")
    'entryDate'
    """
    first, *others = id.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in others)


def _language(instrument: Instrument, lang: str) -> list[Row]:
    title = instrument.title.say(lang)
    rows = [{"id": "1", "class": "G", "name": title, "relevance": "1", "language": lang}]
    rows += _closed("1", "wave", Text(any=say("collection.wave_question", lang)), lang)
    rows[-1]["mandatory"] = "Y"
    rows += _answers("1", [wave_name(wave, lang) for wave in instrument.waves], lang)
    for number, question in enumerate(instrument.questions, start=2):
        rows += _question(str(number), question, instrument, lang)
    number = len(instrument.questions) + 2
    for agreed in instrument.agreements:
        if agreed.kept == "form":
            label = Text(any=say(AGREEMENT_KEYS[agreed.about], lang))
            rows += _closed(str(number), f"agreement_{agreed.about}", label, lang)
            rows += _answers(str(number), [say("word.yes", lang), say("word.no", lang)], lang)
            number += 1
    return rows


def _question(id: str, question: Question, instrument: Instrument, lang: str) -> list[Row]:
    row = _closed(id, question.id, question.label, lang)[0]
    row["type/scale"] = TYPES[question.type]
    row["relevance"] = _relevance(question, instrument)
    row["help"] = question.hint.say(lang) if question.hint else ""
    row["mandatory"] = "Y" if question.required else "N"
    if question.type == "text" and (question.pattern or question.role == "person"):
        row["validation"] = f"/{question.pattern or KEY_PATTERN}/"
    if question.type in ("integer", "decimal"):
        row["num_value_int_only"] = "1" if question.type == "integer" else "0"
        row["min_num_value_n"] = "" if question.low is None else f"{question.low:g}"
        row["max_num_value_n"] = "" if question.high is None else f"{question.high:g}"
    if question.formula:
        row["text"] = "{" + _formula(question.formula) + "}"
    labels = [option.label.say(lang) for option in question.options]
    if question.type != "select_multiple":
        return [row, *_answers(id, labels, lang)]
    known = [option.code for option in question.options]
    row["exclude_all_others"] = ";".join(f"A{known.index(code) + 1}" for code in question.alone)
    return [row, *_boxes(id, labels, lang)]


def _relevance(question: Question, instrument: Instrument) -> str:
    texts = []
    if set(question.waves) != set(instrument.waves):
        places = [instrument.waves.index(wave) + 1 for wave in question.waves]
        texts.append(" or ".join(f'wave.NAOK == "A{place}"' for place in places))
    rule = question.asked_if
    first = instrument.question(rule.question) if rule else None
    if rule is not None and first is not None:
        texts.append(
            f"{code(first.id)}.NAOK > {rule.above:g}" if rule.above is not None
            else " or ".join(_answered(first, among) for among in rule.among)
        )  # fmt: skip
    return " and ".join(f"({text})" for text in texts) or "1"


def _answered(question: Question, among: str) -> str:
    """Return the condition that an answer was given: its code, or its box ticked."""
    place = [option.code for option in question.options].index(among) + 1
    if question.type == "select_multiple":
        return f'{code(question.id)}_A{place}.NAOK == "Y"'
    return f'{code(question.id)}.NAOK == "A{place}"'


def _formula(text: str) -> str:
    """Return a formula of XLSForm in LimeSurvey's words."""
    named = re.sub(r"\$\{\s*([^}]*?)\s*\}", lambda found: f"{code(found[1])}.NAOK", text)
    return re.sub(r"\bdiv\b", "/", named)


def _setting(name: str, text: str) -> Row:
    return {"class": "S", "name": name, "text": text}


def _closed(id: str, name: str, label: Text, lang: str) -> list[Row]:
    row = {"id": id, "class": "Q", "type/scale": "L", "name": code(name), "relevance": "1"}
    return [row | {"text": label.say(lang), "language": lang, "mandatory": "N", "other": "N"}]


def _answers(id: str, labels: list[str], lang: str) -> list[Row]:
    made = {"id": id, "class": "A", "type/scale": "0", "language": lang}
    return [made | {"name": f"A{i}", "text": label} for i, label in enumerate(labels, start=1)]


def _boxes(id: str, labels: list[str], lang: str) -> list[Row]:
    """Return the boxes to tick: to LimeSurvey they are questions too, with ids of their own."""
    made = {"class": "SQ", "type/scale": "0", "relevance": "1", "language": lang}
    return [
        made | {"id": f"{id}{i:03d}", "name": f"A{i}", "text": label}
        for i, label in enumerate(labels, start=1)
    ]


def _cell(text: str) -> str:
    """Keep a cell in its place: no tab, no new line."""
    return re.sub(r"[\t\r\n]+", " ", text)
