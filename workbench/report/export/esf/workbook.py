"""The participant table as a workbook that an organisation opens, reads and sends on."""

from collections.abc import Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from workbench.base.words import say
from workbench.collection.sheets import as_text, saved
from workbench.report.export.esf.codes import CODES
from workbench.report.export.esf.counted import Line
from workbench.report.export.esf.parting import EVERYONE
from workbench.report.export.esf.sources import Found
from workbench.report.export.esf.table import name_of

SEX_NAMES = {
    "women": "export.sex.women",
    "men": "export.sex.men",
    "non_binary": "export.sex.non_binary",
    "unknown": "export.sex.unknown",
}
AGE_NAMES = {
    "under_18": "measures.age.under_18",
    "18_29": "measures.age.18_29",
    "30_54": "measures.age.30_54",
    "55_more": "measures.age.55_more",
    "unknown": "export.age.unknown",
}
MOMENT_NAMES = {
    "entry": "export.moment.entry",
    "exit": "export.moment.exit",
    "six_months": "export.moment.six_months",
}
HEAD = PatternFill("solid", fgColor="D8E8F6")
WIDTHS, WIDE, PAGE = (16, 58, 16, 26, 12, 12, 12, 14), (16, 58, 80), (70,)
"""How wide the columns of each sheet are, in letters."""
FIGURES, LINE, WIDER = 4, 15.0, 1.05
"""The first column of figures; the height of a line; how much wider than its letters a text is."""
LETTERS = "Calibri"


def esf_workbook(
    title: str, found: Found, counted: Sequence[Line], simulated: bool, lang: str
) -> bytes:
    """Return a workbook of three sheets: the counts, what could not be filled, how to read it."""

    def fill(book: Workbook) -> None:
        _counts(book, counted, simulated, lang)
        _not_filled(book, found, lang)
        _how(book, title, simulated, lang)

    return saved(fill)


def _counts(book: Workbook, counted: Sequence[Line], simulated: bool, lang: str) -> None:
    sheet = book.create_sheet(say("export.sheet.counts", lang))
    if simulated:
        sheet.append([as_text(sheet, say("export.simulated", lang))])
        sheet["A1"].font = Font(name=LETTERS, bold=True, color="9C2B00")
    heads = (
        say("export.field.code", lang),
        say("export.head.name", lang),
        say("export.field.moment", lang),
        say("export.head.group", lang),
        say("export.field.yes", lang),
        say("export.field.no", lang),
        say("export.field.unknown", lang),
        say("export.field.asked", lang),
    )
    _heads(sheet, heads, WIDTHS)
    moments = {code.id: code.moment for code in CODES}
    for line in counted:
        moment = say(MOMENT_NAMES[moments.get(line.code, "entry")], lang)
        texts = (line.code, name_of(line.code, lang), moment, _group(line, lang))
        numbers = (line.yes, line.no, line.unknown, line.asked)
        told = [say("protection.hidden", lang) if n is None else n for n in numbers]
        _row(sheet, (*texts, *told), WIDTHS, (line.sex, line.age) == (EVERYONE, EVERYONE))


def _not_filled(book: Workbook, found: Found, lang: str) -> None:
    sheet = book.create_sheet(say("export.sheet.not_filled", lang))
    heads = (
        say("export.field.code", lang),
        say("export.head.name", lang),
        say("export.head.reason", lang),
    )
    _heads(sheet, heads, WIDE)
    for code, why in found.reasons.items():
        _row(sheet, (code, name_of(code, lang), why.say(lang)), WIDE)


def _how(book: Workbook, title: str, simulated: bool, lang: str) -> None:
    sheet = book.create_sheet(say("export.sheet.how", lang))
    marks = [say("export.simulated", lang)] if simulated else []
    for text in (title, *marks, *say("export.esf.how", lang).split("\n")):
        _row(sheet, (text,), PAGE, bold=text == title)
    sheet.column_dimensions["A"].width = PAGE[0]
    _fits(sheet, "portrait")


def _heads(sheet: Worksheet, heads: Sequence[str], widths: Sequence[int]) -> None:
    """Write the heads of a table, dressed; what stands above them stays in view with them."""
    _row(sheet, heads, widths, bold=True)
    for cell, width in zip(sheet[sheet.max_row], widths, strict=True):
        cell.fill = HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{sheet.max_row + 1}"
    sheet.print_title_rows = f"1:{sheet.max_row}"
    _fits(sheet, "landscape")


def _row(
    sheet: Worksheet, values: Sequence[str | int], widths: Sequence[int], bold: bool = False
) -> None:
    """Add a row: texts as texts, wide enough in height for the longest; figures to the right."""
    cells = [as_text(sheet, one) if isinstance(one, str) else one for one in values]
    sheet.append(cells)
    for number, cell in enumerate(sheet[sheet.max_row]):
        side = "right" if number >= FIGURES else None
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        cell.font = Font(name=LETTERS, bold=bold)
    pairs = zip(values, widths, strict=True)
    lines = max(ceil(len(str(one)) * WIDER / width) for one, width in pairs)
    sheet.row_dimensions[sheet.max_row].height = LINE * max(lines, 1)


def _fits(sheet: Worksheet, way: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = way, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _group(line: Line, lang: str) -> str:
    if line.sex != EVERYONE:
        return say(SEX_NAMES[line.sex], lang)
    if line.age != EVERYONE:
        return say(AGE_NAMES[line.age], lang)
    return say("export.sex.total", lang)
