"""Tables in the XML of Word: heads that come again on each page, widths that fit their words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.document import Table, Tile, Tiles, widths

TWIP = 635
"""The units of a length in Word's own measure, which counts twentieths of a point."""
LONG_CELL = 600
"""A row with a longer cell may be parted between two pages."""


@dataclass(frozen=True)
class Cells:
    """The styles of a table and of what stands in it, by the ids that Word gives them."""

    table: str
    head: str
    cell: str
    value: str


def table(block: Table, styles: Cells, across: int) -> str:
    """Return a table, its head repeated on every page; its caption is also its description."""
    sizes = [int(across * share / TWIP) for share in widths(block)]
    heads = (
        _cell(head, size, styles.head, n in block.numbers)
        for n, (head, size) in _each(block.heads, sizes)
    )
    rows = [_row(heads, "<w:cantSplit/><w:tblHeader/>")]
    for number, texts in enumerate(block.rows):
        strong = number in block.totals
        cells = (
            _cell(text, size, styles.cell, n in block.numbers, strong)
            for n, (text, size) in _each(texts, sizes)
        )
        rows.append(_row(cells, "<w:cantSplit/>" if max(map(len, texts)) < LONG_CELL else ""))
    return _framed("".join(rows), sizes, styles, block.caption, names=True)


def _framed(rows: str, sizes: list[int], styles: Cells, about: str, *, names: bool) -> str:
    """Return rows as a table; *names* says whether the first cell of a row names it."""
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    mask = "04A0" if names else "0420"
    look = f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(names)}" w:lastColumn="0"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/>'
        f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{mask}" {look} w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(about[:250])}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _each(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    return enumerate(zip(texts, sizes, strict=True))


def _row(cells: Iterable[str], rules: str) -> str:
    return f"<w:tr><w:trPr>{rules}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, size: int, style: str, right: bool = False, strong: bool = False) -> str:
    place = '<w:jc w:val="right"/>' if right else ""
    bold = "<w:rPr><w:b/></w:rPr>" if strong else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{line}</w:t>' for line in str(escape(text)).split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle '
        f'w:val="{style}"/>{place}</w:pPr><w:r>{bold}{lines}</w:r></w:p></w:tc>'
    )


def tiles(block: Tiles, styles: Cells, across: int) -> str:
    """Return figures to look at as a table of one row: their names are its heads."""
    size = int(across / TWIP / len(block.tiles))
    heads = (_cell(tile.name, size, styles.head) for tile in block.tiles)
    cells = (_tile(tile, size, styles) for tile in block.tiles)
    rows = _row(heads, "<w:cantSplit/><w:tblHeader/>") + _row(cells, "<w:cantSplit/>")
    about = " · ".join(tile.name for tile in block.tiles)
    return _framed(rows, [size] * len(block.tiles), styles, about, names=False)


def _tile(tile: Tile, size: int, styles: Cells) -> str:
    value = f'<w:r><w:t xml:space="preserve">{escape(tile.value)}</w:t></w:r>'
    under = _cell(tile.rests_on, size, styles.cell)
    first = f'<w:p><w:pPr><w:pStyle w:val="{styles.value}"/></w:pPr>{value}</w:p>'
    return under.replace("</w:tcPr>", f"</w:tcPr>{first}", 1)
