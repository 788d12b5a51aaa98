"""A table written in any dialect that is read comes back with each value as it was."""

import csv
import datetime as dt
import io
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.data.reading import read, write

NEVER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
GROUPS = {"none": "", "space": " ", "no_break": "\u00a0", "narrow": "\u202f", "apostrophe": "'"}
DATES = {"iso": "%Y-%m-%d", "slash": "%d/%m/%Y", "dash": "%d-%m-%Y", "point": "%d.%m.%Y"}
WORDS = ["bleu ciel", "été", "Muret; nord", 'dit "oui"', "a,b", "deux\nlignes", "=1+1", "x|y"]

integers = st.integers(-(10**9), 10**9)
hundredths = st.integers(-(10**8), 10**8).map(lambda n: n / 100)
days = st.dates(dt.date(1920, 1, 1), dt.date(2090, 12, 31))
rows = st.lists(
    st.tuples(
        st.none() | integers,
        st.none() | hundredths,
        st.none() | days,
        st.none() | st.booleans(),
        st.none() | st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=12,
)
dialects = st.fixed_dictionaries(
    {
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
        "separator": st.sampled_from([";", ",", "\t", "|"]),
        "decimal": st.sampled_from([",", "."]),
        "group": st.sampled_from(sorted(GROUPS)),
        "date": st.sampled_from(sorted(DATES)),
        "yes": st.sampled_from(
            [("oui", "non"), ("Vrai", "Faux"), ("yes", "no"), ("TRUE", "FALSE")]
        ),
        "end": st.sampled_from(["\n", "\r\n"]),
    }
)
HEADINGS = ["clé", "entier", "montant", "jour", "rsa", "mot"]


def written(value, dialect):
    match value:
        case None:
            return ""
        case bool():
            return dialect["yes"][0 if value else 1]
        case int() | float():
            text = f"{value:,.2f}" if isinstance(value, float) else f"{value:,d}"
            return (
                text.replace(",", "G")
                .replace(".", dialect["decimal"])
                .replace("G", GROUPS[dialect["group"]])
            )
        case dt.date():
            return value.strftime(DATES[dialect["date"]])
    return value


def came_back(reading, table):
    expected = [(f"P{i:02d}x", *row) for i, row in enumerate(table)]
    for place, heading in enumerate(HEADINGS):
        found = [None if pd.isna(v) else v for v in reading.table[heading].astype(object)]
        wanted = [row[place] for row in expected]
        if heading == "jour":
            found = [v if v is None else v.date() for v in found]
        assert found == wanted, heading


@NEVER
@given(rows, dialects)
def test_a_text_file_in_any_dialect_comes_back(tmp_path, table, dialect):
    if dialect["encoding"] == "cp1252" and dialect["group"] == "narrow":
        dialect = dialect | {"group": "no_break"}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dialect["separator"], lineterminator=dialect["end"])
    writer.writerow(HEADINGS)
    for number, row in enumerate(table):
        writer.writerow([f"P{number:02d}x", *(written(value, dialect) for value in row)])
    path = tmp_path / "table.csv"
    path.write_bytes(out.getvalue().encode(dialect["encoding"]))
    came_back(read(path), table)


@settings(NEVER, max_examples=6)
@given(rows)
@pytest.mark.parametrize("kind", ["xlsx", "ods", "parquet", "csv"])
def test_a_table_in_any_format_comes_back(tmp_path, kind, table):
    path = tmp_path / f"table.{kind}"
    lines = [(f"P{number:02d}x", *row) for number, row in enumerate(table)]
    frame = pd.DataFrame(lines, columns=HEADINGS)
    frame = frame.astype({"entier": "Int64", "montant": "Float64", "rsa": "boolean"})
    if kind == "parquet":
        frame.to_parquet(path)
    elif kind == "csv":
        frame.to_csv(path, index=False, encoding="utf-8")
    elif kind == "xlsx":
        text = frame.assign(mot=frame["mot"].where(frame["mot"] != "=1+1", "'=1+1"))
        text.to_excel(path, index=False)
    else:
        as_ods(path, lines)
    came_back(read(path), table)


@settings(NEVER, max_examples=6)
@given(rows)
@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_what_is_written_comes_back(tmp_path, kind, table):
    path = tmp_path / "table.csv"
    lines = [(f"P{number:02d}x", *row) for number, row in enumerate(table)]
    pd.DataFrame(lines, columns=HEADINGS).astype({"entier": "Int64"}).to_csv(path, index=False)
    out = write(read(path), tmp_path / f"out{kind}")
    came_back(read(out), table)


def as_ods(path, lines):
    """Write the sheet by hand: one row a line, each value in the type that ODS has for it."""
    cells = ["".join(map(ods_cell, line)) for line in [HEADINGS, *lines]]
    body = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        manifest = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        archive.writestr("META-INF/manifest.xml", f"<m:manifest {manifest}/>")


def ods_cell(value):
    kind, attribute = "string", ""
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            kind, attribute = "boolean", f' office:boolean-value="{str(value).lower()}"'
        case int() | float():
            kind, attribute = "float", f' office:value="{value!r}"'
        case dt.date():
            kind, attribute = "date", f' office:date-value="{value.isoformat()}"'
    shown = str(value).replace("&", "&amp;").replace("<", "&lt;")
    lines = "".join(f"<text:p>{line}</text:p>" for line in shown.split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{attribute}>{lines}</table:table-cell>'
