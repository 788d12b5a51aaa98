"""The shelf of files that are read: text files first, then workbooks and archives."""

import datetime as dt

from awkward import (
    NA,
    Awkward,
    book,
    day,
    merged,
    ods,
    parquet,
    percents,
    rows,
    text,
    two_sheets,
    zipped,
)

KEYS = {"clé": ["P1", "P2"]}
NNBSP, NBSP = "\u202f", "\u00a0"

TEXTS = (
    Awkward("utf8_with_mark.csv", text("clé;n\nP1;1\nP2;2\n", "utf-8-sig"), KEYS | {"n": [1, 2]}),
    Awkward(
        "windows.csv", text("clé;où\nP1;été\nP2;hiver\n", "cp1252"),
        KEYS | {"où": ["été", "hiver"]}, finding="reading.encoding",
    ),
    Awkward(
        "mac.csv", text("clé;où\nP1;été\nP2;école\n", "mac_roman"),
        KEYS | {"où": ["été", "école"]}, finding="reading.encoding",
    ),
    Awkward("utf16_with_mark.csv", text("clé\tn\nP1\t1\nP2\t2\n", "utf-16"), KEYS | {"n": [1, 2]}),
    Awkward(
        "utf16_without_mark.csv", text("clé;n\nP1;1\nP2;2\n", "utf-16-le"),
        KEYS | {"n": [1, 2]}, finding="reading.encoding",
    ),
    Awkward("commas.csv", text("clé,n\nP1,1\nP2,2\n"), KEYS | {"n": [1, 2]}),
    Awkward("tabs.tsv", text("clé\tn\nP1\t1\nP2\t2\n"), KEYS | {"n": [1, 2]}),
    Awkward("bars.csv", text("clé|n\nP1|1\nP2|2\n"), KEYS | {"n": [1, 2]}),
    Awkward("says_its_separator.csv", text("sep=;\nclé;n\nP1;1\nP2;2\n"), KEYS | {"n": [1, 2]}),
    Awkward("decimal_comma.csv", text("clé;n\nP1;1,5\nP2;2,25\n"), KEYS | {"n": [1.5, 2.25]}),
    Awkward(
        "thousands_narrow_space.csv", text(f"clé;n\nP1;1{NNBSP}573,5\nP2;12,5\n"),
        KEYS | {"n": [1573.5, 12.5]},
    ),
    Awkward(
        "thousands_no_break_space.csv", text(f"clé;n\nP1;1{NBSP}573\nP2;12\n"),
        KEYS | {"n": [1573, 12]}, {"n": "integer"}, "reading.thousands",
    ),
    Awkward(
        "thousands_apostrophe.csv", text("clé;n\nP1;1'573\nP2;12\n"),
        KEYS | {"n": [1573, 12]}, {"n": "integer"}, "reading.thousands",
    ),
    Awkward(
        "thousands_point.csv", text("clé;n\nP1;1.234,5\nP2;12,5\n"),
        KEYS | {"n": [1234.5, 12.5]}, {"n": "number"}, "reading.thousands",
    ),
    Awkward(
        "thousands_comma.csv", text('clé;n\nP1;"1,234.5"\nP2;12.5\n'),
        KEYS | {"n": [1234.5, 12.5]}, {"n": "number"}, "reading.thousands",
    ),
    Awkward(
        "comma_or_thousands.csv", text("clé;n\nP1;1,234\nP2;5,678\n"),
        KEYS | {"n": ["1,234", "5,678"]}, {"n": "text"}, "reading.ambiguous_number",
    ),
    Awkward(
        "decided_by_the_file.csv", text("clé;n;m\nP1;1,234;0,5\nP2;5,678;1,5\n"),
        KEYS | {"n": [1.234, 5.678], "m": [0.5, 1.5]}, {}, "reading.decimal_guess",
    ),
    Awkward(
        "euros.csv", text("clé;n\nP1;1 234,50 €\nP2;2 €\n"),
        KEYS | {"n": [1234.5, 2.0]}, {"n": "number"}, "reading.currency",
    ),
    Awkward(
        "percent.csv", text("clé;n\nP1;46,4 %\nP2;100 %\n"),
        KEYS | {"n": [0.464, 1.0]}, {"n": "percent"}, "reading.percent",
    ),
    Awkward(
        "percent_or_share.csv", text("clé;n\nP1;46,4 %\nP2;0,5\n"),
        KEYS | {"n": ["46,4 %", "0,5"]}, {"n": "text"}, "reading.percent_mixed",
    ),
    Awkward(
        "day_first.csv", text("clé;le\nP1;03/04/2024\nP2;25/04/2024\n"),
        KEYS | {"le": [day(2024, 4, 3), day(2024, 4, 25)]}, {"le": "date"},
    ),
    Awkward(
        "day_or_month.csv", text("clé;le\nP1;03/04/2024\nP2;05/04/2024\n"),
        KEYS | {"le": [day(2024, 4, 3), day(2024, 4, 5)]}, {"le": "date"}, "reading.day_month",
    ),
    Awkward(
        "month_first.csv", text("clé;le\nP1;04/03/2024\nP2;04/25/2024\n"),
        KEYS | {"le": [day(2024, 4, 3), day(2024, 4, 25)]}, {"le": "date"}, "reading.month_first",
    ),
    Awkward(
        "day_and_month_first.csv", text("clé;le\nP1;25/04/2024\nP2;04/25/2024\n"),
        KEYS | {"le": ["25/04/2024", "04/25/2024"]}, {"le": "text"}, "reading.date_orders",
    ),
    Awkward(
        "three_date_formats.csv", text("clé;le\nP1;2024-04-03\nP2;25/04/2024\nP3;3 avril 2024\n"),
        {"clé": ["P1", "P2", "P3"], "le": [day(2024, 4, 3), day(2024, 4, 25), day(2024, 4, 3)]},
        {"le": "date"}, "reading.date_formats",
    ),
    Awkward(
        "short_years.csv", text("clé;le\nP1;25/04/24\nP2;25/04/87\n"),
        KEYS | {"le": [day(2024, 4, 25), day(1987, 4, 25)]}, {"le": "date"}, "reading.short_years",
    ),
    Awkward(
        "excel_day_numbers.csv", text("clé;date d'entrée\nP1;45385\nP2;45386\n"),
        KEYS | {"date d'entrée": [day(2024, 4, 3), day(2024, 4, 4)]}, {}, "reading.serial_dates",
    ),
    Awkward(
        "with_a_clock.csv", text("clé;le\nP1;2024-04-03 10:05\nP2;2024-04-04T00:00:00\n"),
        KEYS | {"le": [dt.datetime(2024, 4, 3, 10, 5), day(2024, 4, 4)]}, {"le": "date"},
    ),
    Awkward(
        "no_such_day.csv", text("clé;le\nP1;31/02/2024\nP2;25/04/2024\n"),
        KEYS | {"le": [NA, day(2024, 4, 25)]}, {"le": "date"}, "reading.impossible_date",
    ),
    Awkward(
        "title_rows.csv", text("Suivi 2024;;\n;;\nclé;n;m\nP1;1;2\nP2;2;3\n"),
        KEYS | {"n": [1, 2], "m": [2, 3]}, {}, "reading.titles",
    ),
    Awkward(
        "two_header_rows.csv",
        text("clé;Entrée;;Sortie;\n;âge;note;âge;note\nP1;24;3;25;4\nP2;31;2;32;5\n"),
        KEYS | {"Entrée__âge": [24, 31], "Entrée__note": [3, 2],
                "Sortie__âge": [25, 32], "Sortie__note": [4, 5]}, {}, "reading.header_joined",
    ),
    Awkward(
        "totals.csv", text("clé;n;m\nP1;1;2\nSous-total A;1;2\nP2;2;3\nTOTAL;3;5\n"),
        KEYS | {"n": [1, 2], "m": [2, 3]}, {}, "reading.totals",
    ),
    Awkward(
        "wrong_total.csv", text("clé;n;m\nP1;1;2\nP2;2;3\nTotal général;9;5\n"),
        KEYS | {"n": [1, 2], "m": [2, 3]}, {}, "reading.total_differs",
    ),
    Awkward(
        "footnotes.csv", text("clé;n;m\nP1;1;2\nP2;2;3\n;;\n* données provisoires;;\n"),
        KEYS | {"n": [1, 2], "m": [2, 3]}, {}, "reading.footnotes",
    ),
    Awkward(
        "blank_rows.csv", text("clé;n;m\nP1;1;2\n;;\n\nP2;2;3\n"),
        KEYS | {"n": [1, 2], "m": [2, 3]}, {}, "reading.blank_rows",
    ),
    Awkward(
        "headings_again.csv", text("clé;n\nP1;1\nclé;n\nP2;2\n"),
        KEYS | {"n": [1, 2]}, {"n": "integer"}, "reading.header_again",
    ),
    Awkward(
        "short_rows.csv", text("clé;n;m\nP1;1;2\nP2;2\n"),
        KEYS | {"n": [1, 2], "m": [2, NA]}, {}, "reading.short_rows",
    ),
    Awkward(
        "duplicated_headings.csv", text("clé;n;n\nP1;1;2\nP2;2;3\n"),
        KEYS | {"n": [1, 2], "n_2": [2, 3]}, {}, "reading.header_twice",
    ),
    Awkward(
        "heading_missing.csv", text("clé;;m\nP1;1;2\nP2;2;3\n"),
        KEYS | {"column_2": [1, 2], "m": [2, 3]}, {}, "reading.header_blank",
    ),
    Awkward(
        "yes_in_any_spelling.csv", text("clé;a;b;c\nP1;Oui;O;vrai\nP2;NON;N;faux\n"),
        KEYS | {"a": [True, False], "b": [True, False], "c": [True, False]},
        {"a": "boolean", "b": "boolean", "c": "boolean"}, "reading.yes_no",
    ),
    Awkward(
        "ticks.csv", text("clé;rsa;n\nP1;x;1\nP2;;2\n"),
        KEYS | {"rsa": [True, NA], "n": [1, 2]}, {"rsa": "boolean"}, "reading.ticks",
    ),
    Awkward(
        "zero_and_one.csv", text("clé;rsa\nP1;1\nP2;0\n"),
        KEYS | {"rsa": [1, 0]}, {"rsa": "integer"}, "reading.zero_one",
    ),
    Awkward(
        "missing_codes.csv", text("clé;n;b\nP1;0;non\nP2;NSP;refus\nP3;;NC\nP4;3;oui\n"),
        {"clé": ["P1", "P2", "P3", "P4"], "n": [0, NA, NA, 3], "b": [False, NA, NA, True]},
        {"n": "integer", "b": "boolean"}, "reading.missing_codes",
    ),
    Awkward(
        "ninety_nine.csv", text("clé;note\nP1;3\nP2;99\nP3;4\nP4;99\n"),
        {"clé": ["P1", "P2", "P3", "P4"], "note": [3, 99, 4, 99]}, {}, "reading.number_code",
    ),
    Awkward(
        "leading_zeros.csv", text("clé;CP\nP1;01000\nP2;31000\n"),
        KEYS | {"CP": ["01000", "31000"]}, {"CP": "text"}, "reading.leading_zeros",
    ),
    Awkward(
        "lost_zeros.csv", text("clé;CP\nP1;1000\nP2;9200\n"),
        KEYS | {"CP": ["1000", "9200"]}, {"CP": "text"}, "reading.lost_zeros",
    ),
    Awkward(
        "lost_digits.csv", text("clé;SIRET\nP1;3,51637E+13\nP2;3,51637E+13\n"),
        KEYS | {"SIRET": ["3,51637E+13"] * 2}, {"SIRET": "text"}, "reading.lost_digits",
    ),
    Awkward(
        "one_word_among_numbers.csv",
        text("clé;n\n" + "".join(f"P{i};{i}\n" for i in range(9)) + "P9;environ 50\n"),
        {"clé": [f"P{i}" for i in range(10)], "n": [*range(9), NA]}, {}, "reading.not_understood",
    ),
    Awkward(
        "spellings_of_one_club.csv",
        text("clé;club\n" + "P1;Muret\nP2;MURET\nP3;Muret\nP4;MURET\n"),
        {"clé": ["P1", "P2", "P3", "P4"], "club": ["Muret", "MURET"] * 2},
        {"club": "category"}, "reading.near_words",
    ),
    Awkward(
        "text_like_a_formula.csv", text("clé;note\nP1;=1+1\nP2;@moi\n"),
        KEYS | {"note": ["=1+1", "@moi"]}, {"note": "text"}, "reading.formula_text",
    ),
    Awkward(
        "spoilt_letters.csv", text("clé;mot\nP1;Ã©tÃ©\nP2;hiver\n"),
        KEYS | {"mot": ["Ã©tÃ©", "hiver"]}, {}, "reading.mojibake",
    ),
    Awkward(
        "limesurvey.csv",
        text('"id","submitdate","lastpage","G01Q01. Quel est votre âge ?"\n'
             '"1","2024-04-03 10:00:00","2","24"\n"2","","1",""\n'),
        {"id": [1, 2], "submitdate": [dt.datetime(2024, 4, 3, 10), NA], "lastpage": [2, 1],
         "G01Q01. Quel est votre âge ?": [24, NA]}, {}, "reading.export",
    ),
    Awkward(
        "kobo.csv",
        text("freins;freins/mobilite;freins/argent;groupe/age;_id;_uuid\n"
             "mobilite argent;1;1;24;7;a-1\nargent;0;1;31;8;a-2\n"),
        {"freins": ["mobilite argent", "argent"], "freins/mobilite": [True, False],
         "freins/argent": [True, True], "groupe/age": [24, 31], "_id": [7, 8],
         "_uuid": ["a-1", "a-2"]}, {}, "reading.choices",
    ),
)  # fmt: skip

BOOKS = (
    Awkward("plain.ods", ods, KEYS | {"note": [3.5, 4.0]}, {"note": "number"}),
    Awkward(
        "typed.parquet", parquet,
        KEYS | {"note": [3, NA], "le": [day(2024, 4, 3), NA]}, {"note": "integer", "le": "date"},
    ),
    Awkward(
        "workbook_values.xlsx",
        book(rows(["clé", "n", "le", "oui"], ["P1", 1.234, dt.date(2024, 4, 3), True],
                  ["P2", 2.5, dt.date(2024, 4, 4), False])),
        KEYS | {"n": [1.234, 2.5], "le": [day(2024, 4, 3), day(2024, 4, 4)],
                "oui": [True, False]}, {"n": "number", "le": "date", "oui": "boolean"},
    ),
    Awkward(
        "merged_headings.xlsx", book(merged),
        {"Clé": ["P1", "P2"], "Entrée__date": [day(2024, 4, 3), day(2024, 4, 13)],
         "Entrée__âge": [24, 31], "Sortie__date": [day(2024, 9, 1), day(2024, 9, 2)],
         "Sortie__note": [3, 5]}, {}, "reading.header_joined",
    ),
    Awkward(
        "several_sheets.xlsx", book(two_sheets),
        {"clé": ["P1", "P2", "P3"], "note": [3, 4, 5]}, {}, "reading.sheet",
    ),
    Awkward(
        "formulas_never_computed.xlsx",
        book(rows(["clé", "n", "somme"], ["P1", 1, "=B2*2"], ["P2", 2, "=B3*2"])),
        KEYS | {"n": [1, 2], "somme": [NA, NA]}, {}, "reading.formulas",
    ),
    Awkward(
        "percent_format.xlsx", book(percents),
        {"club": ["A", "B"], "taux": [0.464, 1.0]}, {"taux": "percent"}, "reading.percent",
    ),
    Awkward(
        "errors.xlsx", book(rows(["clé", "n"], ["P1", "#REF!"], ["P2", 2])),
        KEYS | {"n": [NA, 2]}, {}, "reading.errors",
    ),
    Awkward(
        "odk_central.zip",
        zipped({"f.csv": b"SubmissionDate,age,KEY\n2024-04-03T10:00:00.000Z,24,uuid:1\n",
                "f-enfants.csv": b"age,PARENT_KEY,KEY\n3,uuid:1,c1\n4,uuid:1,c2\n"}),
        {"SubmissionDate": [dt.datetime(2024, 4, 3, 10)], "age": [24], "KEY": ["uuid:1"]},
        {}, "reading.sheet",
    ),
)  # fmt: skip
