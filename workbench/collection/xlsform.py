"""The instrument as an XLSForm: one file that KoboToolbox and ODK open, in French and English."""

import io

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from workbench.base.errors import RecordError
from workbench.base.records import Text
from workbench.base.words import say
from workbench.collection.record import Instrument, Question

LANGUAGES = {"fr": "French (fr)", "en": "English (en)"}
TYPES = {"integer": "integer", "decimal": "decimal", "date": "date", "text": "text"}


def xlsform(instrument: Instrument) -> bytes:
    """Return the workbook of the form; raise RecordError when it does not convert to an XForm."""
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet("survey"), _survey(instrument))
    _fill(book.create_sheet("choices"), _choices(instrument))
    _fill(book.create_sheet("settings"), _settings(instrument))
    out = io.BytesIO()
    book.save(out)
    prove(out.getvalue())
    return out.getvalue()


def prove(content: bytes) -> None:
    """Convert the form as KoboToolbox would; raise RecordError with the converter's reason."""
    try:
        convert(io.BytesIO(content), file_type=".xlsx", pretty_print=False, validate=False)
    except PyXFormError as error:
        raise RecordError("collection.form_refused", why=str(error)) from None


def _survey(instrument: Instrument) -> list[dict[str, str]]:
    wave = {"type": "select_one wave", "name": "wave", "required": "yes"}
    wave |= _said("label", "collection.wave_question")
    return [wave, *(_question(question, instrument) for question in instrument.questions)]


def _question(question: Question, instrument: Instrument) -> dict[str, str]:
    closed = question.type == "select_one"
    row = {
        "type": f"select_one {question.id}" if closed else TYPES[question.type],
        "name": question.id,
        "required": "yes" if question.required else "",
        **_texts("label", question.label),
        **(_texts("hint", question.hint) if question.hint else {}),
    }
    if set(question.waves) != set(instrument.waves):
        row["relevant"] = " or ".join(f"${{wave}} = '{wave}'" for wave in question.waves)
    if question.low is not None and question.high is not None:
        row["constraint"] = f". >= {question.low:g} and . <= {question.high:g}"
        holes = {"low": f"{question.low:g}", "high": f"{question.high:g}"}
        row |= _said("constraint_message", "collection.range", **holes)
    return row


def _choices(instrument: Instrument) -> list[dict[str, str]]:
    waves = [{"list_name": "wave", "name": wave, **_wave(wave)} for wave in instrument.waves]
    options = [
        {"list_name": question.id, "name": option.code, **_texts("label", option.label)}
        for question in instrument.questions
        for option in question.options
    ]
    return waves + options


def _wave(wave: str) -> dict[str, str]:
    known = {"entry": "wave.entry", "exit": "wave.exit", "follow_up": "wave.follow_up"}
    return _said("label", known[wave]) if wave in known else _texts("label", Text(any=wave))


def _settings(instrument: Instrument) -> list[dict[str, str]]:
    title = instrument.title
    return [
        {
            "form_id": instrument.id,
            "form_title": title.fr or title.any or title.en or instrument.id,
            "default_language": LANGUAGES["fr"],
        }
    ]


def _texts(column: str, text: Text) -> dict[str, str]:
    return {f"{column}::{name}": text.say(lang) for lang, name in LANGUAGES.items()}


def _said(column: str, key: str, **holes: object) -> dict[str, str]:
    return {f"{column}::{name}": say(key, lang, **holes) for lang, name in LANGUAGES.items()}


def _fill(sheet: Worksheet, rows: list[dict[str, str]]) -> None:
    """Write rows under their headers, as text: a label that begins with = is no formula."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.append(headers)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_as_text(sheet, row.get(header, "")) for header in headers])


def _as_text(sheet: Worksheet, value: str) -> Cell:
    cell = Cell(sheet)
    cell.value = value or None
    if value:
        cell.data_type = "s"
    return cell
