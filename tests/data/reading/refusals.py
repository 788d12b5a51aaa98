"""The shelf of files that are refused, each with the letter it must get."""

from awkward import Awkward, book, encrypted, raw, text, two_sheets, zipped

PDF, PNG = b"%PDF-1.7\n1 0 obj\n", b"\x89PNG\r\n\x1a\n\x00\x00"
REFUSED = (
    Awkward("nothing.csv", raw(b""), refused="reading.empty"),
    Awkward("only_spaces.csv", text(" \n\n \n"), refused="reading.empty"),
    Awkward("a_pdf.csv", raw(PDF), refused="reading.other_kind"),
    Awkward("a_picture.csv", raw(PNG), refused="reading.other_kind"),
    Awkward("a_letter.csv", zipped({"word/document.xml": b"<w/>"}), refused="reading.other_kind"),
    Awkward("bytes.csv", raw(bytes(range(256)) * 20), refused="reading.binary"),
    Awkward("a_web_page.csv", text("<html>Erreur</html>"), refused="reading.other_kind"),
    Awkward("password.xlsx", encrypted, refused="reading.password"),
    Awkward("cut_short.xlsx", raw(b"PK\x03\x04" + b"0" * 100), refused="reading.damaged"),
    Awkward("cut_short.parquet", raw(b"PAR1" + b"0" * 100), refused="reading.damaged"),
    Awkward(
        "bomb.xlsx", zipped({"xl/worksheets/sheet1.xml": b"0" * 30_000_000}), refused="reading.bomb"
    ),
    Awkward("a_folder.csv", lambda path: path.mkdir(), refused="reading.folder"),
    Awkward("not_there.csv", lambda _: None, refused="reading.no_file"),
    Awkward("headings_only.csv", text("clé;n\n"), refused="reading.no_rows"),
    Awkward("prose.csv", text("Voici le bilan de cette année bien remplie au club\nMerci à vous\n"),
            refused="reading.no_table"),
    Awkward("mixed_encodings.csv", raw("clé;a\nP1;été\n".encode() + "P2;été\n".encode("cp1252")),
            refused="reading.mixed_encodings"),
    Awkward("open_quote.csv", text('clé;a\nP1;"ouvert\nP2;b\n'), refused="reading.quote"),
    Awkward("too_many_cells.csv", text("clé;a\nP1;1\nP2;1;2;3\n"), refused="reading.ragged"),
    Awkward("no_such_sheet.xlsx", book(two_sheets), refused="reading.no_sheet", sheet="Donnees"),
    Awkward("sheet_of_text.csv", text("a;b\n1;2\n"), refused="reading.sheet_of_text", sheet="x"),
    Awkward("empty_sheet.xlsx", book(lambda _: None), refused="reading.no_table"),
)  # fmt: skip
