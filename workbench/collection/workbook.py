"""The form as a spreadsheet: a sheet for each wave, lists to choose from, and a guide."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbench.base.words import say
from workbench.collection.answers import asked_at, only_if, span, wave_name
from workbench.collection.codebook import TYPE_NAMES, option_labels
from workbench.collection.record import Instrument, Question
from workbench.collection.several import alone_labels
from workbench.collection.sheets import as_text, saved, text_sheet

FIRST, LAST = 3, 502
"""The rows that people fill in: under the hidden codes and the labels, five hundred people."""
LISTS = "lists"
HEAD = PatternFill("solid", fgColor="D8E8F6")
WIDE = {"select_one": 24, "select_multiple": 16, "text": 18, "date": 14, "integer": 14}
WIDE |= {"decimal": 14}
AS_TEXT = {"date": "yyyy-mm-dd", "text": "@", "select_one": "@", "select_multiple": "@"}


def workbook(instrument: Instrument, lang: str) -> bytes:
    """Return the workbook in *lang*: a guide, a sheet for each wave, and the hidden lists.

    The first row of a sheet, hidden, holds the ids that the import reads; the second the labels.
    Where several answers may be ticked, each has a column, ``question/option``, for yes or no.
    """

    def fill(book: Workbook) -> None:
        _guide(book, instrument, lang)
        lists = _lists(book, instrument, lang)
        for wave in instrument.waves:
            _sheet(book, asked_at(instrument, wave), wave_name(wave, lang)[:31], lists, lang)
        book.move_sheet(LISTS, offset=len(instrument.waves))
        book[LISTS].sheet_state = "hidden"

    return saved(fill)


def _guide(book: Workbook, instrument: Instrument, lang: str) -> None:
    rows = []
    for question in instrument.questions:
        texts = [question.hint.say(lang)] if question.hint else []
        texts += _how_to_tick(question, lang)
        texts += [only_if(question, instrument, lang), span(question, lang)]
        labels = ", ".join(option.label.say(lang) for option in question.options)
        row = {
            "collection.guide.question": question.label.say(lang),
            "collection.guide.waves": ", ".join(wave_name(w, lang) for w in question.waves),
            "collection.guide.type": say(TYPE_NAMES[question.type], lang),
            "collection.guide.answers": labels,
            "collection.guide.notes": " ".join(text for text in texts if text),
            "collection.guide.code": question.id,
        }
        rows.append({say(key, lang): text for key, text in row.items()})
    sheet = text_sheet(book, say("collection.guide", lang), rows)
    sheet.insert_rows(1, amount=2)
    sheet["A1"] = as_text(sheet, say("collection.guide.how", lang)).value
    for letter, width in zip("ABCDEF", (44, 18, 18, 44, 60, 18), strict=True):
        sheet.column_dimensions[letter].width = width


def _lists(book: Workbook, instrument: Instrument, lang: str) -> dict[str, str]:
    """Write the answers of each closed question in a column; return where each list stands."""
    sheet, places = book.create_sheet(LISTS), {}
    closed = [question for question in instrument.questions if question.options]
    for column, question in enumerate(closed, start=1):
        letter = get_column_letter(column)
        labels = [option.label.say(lang) for option in question.options]
        if question.type == "select_multiple":
            labels = [say("word.yes", lang), say("word.no", lang)]
        for row, label in enumerate(labels, start=1):
            text = as_text(sheet, label)
            sheet[f"{letter}{row}"].value = text.value
            sheet[f"{letter}{row}"].data_type = "s"
        places[question.id] = f"{LISTS}!${letter}$1:${letter}${len(labels)}"
    return places


def _how_to_tick(question: Question, lang: str) -> list[str]:
    """Say how several answers go into a table, and which of them stands alone."""
    if question.type != "select_multiple":
        return []
    alone = say("collection.alone", lang, labels=alone_labels(question, lang))
    return [say("collection.guide.several", lang), *([alone] if question.alone else [])]


def _heads(question: Question, lang: str) -> dict[str, str]:
    """Return the columns of a question: the id that the import reads, and the label."""
    if question.type != "select_multiple":
        return {question.id: question.label.say(lang)}
    labels = option_labels(question, lang)
    return {f"{question.id}/{code}": label for code, label in labels.items()}


def _sheet(
    book: Workbook, questions: list[Question], name: str, lists: dict[str, str], lang: str
) -> None:
    sheet = book.create_sheet(name)
    heads = [(id, label, q) for q in questions for id, label in _heads(q, lang).items()]
    sheet.append([as_text(sheet, id) for id, _, _ in heads])
    labels = [f"{label} *" if q.required else label for _, label, q in heads]
    sheet.append([as_text(sheet, label) for label in labels])
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = f"A{FIRST}"
    for column, (_, _, question) in enumerate(heads, start=1):
        _column(sheet, get_column_letter(column), question, lists, lang)


def _column(
    sheet: Worksheet, letter: str, question: Question, lists: dict[str, str], lang: str
) -> None:
    """Dress one column: its head, its width, its format, and what may be typed in it."""
    head = sheet[f"{letter}2"]
    head.font, head.fill = Font(bold=True), HEAD
    head.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[letter].width = WIDE[question.type]
    rule = _rule(question, lists)
    rule.showErrorMessage = True
    rule.errorTitle = question.label.say(lang)[:32]
    rule.error = say("collection.not_allowed", lang)
    if question.hint:
        rule.showInputMessage, rule.prompt = True, question.hint.say(lang)[:250]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{FIRST}:{letter}{LAST}")
    shape = AS_TEXT.get(question.type)
    for row in range(FIRST, LAST + 1) if shape else ():
        sheet[f"{letter}{row}"].number_format = shape


def _rule(question: Question, lists: dict[str, str]) -> DataValidation:
    if question.id in lists:
        return DataValidation(type="list", formula1=f"={lists[question.id]}", allow_blank=True)
    if question.type == "date":
        return DataValidation("date", operator="greaterThan", formula1="7306", allow_blank=True)
    if question.type == "text":
        longest = "12" if question.role == "person" else "1000"
        return DataValidation(
            "textLength", operator="lessThanOrEqual", formula1=longest, allow_blank=True
        )
    kind = "whole" if question.type == "integer" else "decimal"
    low = question.low if question.low is not None else -1e9
    high = question.high if question.high is not None else 1e9
    return DataValidation(
        kind, operator="between", formula1=f"{low:g}", formula2=f"{high:g}", allow_blank=True
    )
