"""What every column means, on one page that people read."""

from collections.abc import Sequence

from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.report.export.package import licences, sources
from workbench.report.export.record import Field, Table

TYPES = {
    "string": "export.type.string",
    "integer": "export.type.integer",
    "number": "export.type.number",
    "boolean": "export.type.boolean",
    "date": "export.type.date",
}
UNITS = {
    "people": "export.unit.people",
    "sites": "export.unit.sites",
    "share": "export.unit.share",
}
"""The units that are the same in every row; elsewhere a column says it."""


def dictionary(dossier: Dossier, tables: Sequence[Table], comma: bool, lang: str) -> str:
    """Return the data dictionary in Markdown: the tables, their columns, units, keys, terms."""
    evaluation = dossier.read(Evaluation)
    lines = [f"# {_plain(say('export.dictionary', lang, title=evaluation.title))}", ""]
    if evaluation.simulated:
        lines += [f"**{say('export.simulated', lang)}**", ""]
    lines += [say("export.dictionary.how_comma" if comma else "export.dictionary.how", lang), ""]
    for table in tables:
        lines += _table(table, lang)
    lines += [f"## {say('export.dictionary.terms', lang)}", ""]
    terms = ", ".join(one["title"] for one in licences(dossier))
    lines += [terms or say("export.dictionary.no_licence", lang), ""]
    lines += [f"- {_plain(one['title'])}" for one in sources(dossier, lang)]
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table, lang: str) -> list[str]:
    shape = table.shape
    heads = (
        say("export.head.column", lang),
        say("export.head.meaning", lang),
        say("export.head.type", lang),
    )
    head = say("export.dictionary.table", lang, file=table.file, title=say(shape.title, lang))
    lines = [f"## {head}", ""]
    lines += [_row(heads), _row(("---",) * len(heads))]
    lines += [
        _row((f"`{one.name}`", _meaning(one, lang), _type(one, lang))) for one in shape.fields
    ]
    key = ", ".join(f"`{name}`" for name in shape.key)
    lines += ["", say("export.dictionary.key", lang, key=key)]
    lines += [
        say("export.dictionary.points", lang, column=f"`{name}`", file=f"`{to}.csv`")
        for name, to in shape.points.items()
    ]
    return [*lines, ""]


def _meaning(one: Field, lang: str) -> str:
    return _plain(f"{say(one.title, lang)}. {say(one.about, lang)}")


def _type(one: Field, lang: str) -> str:
    unit = say(UNITS[one.unit], lang) if one.unit in UNITS else one.unit and f"`{one.unit}`"
    words = ", ".join(f"`{word}`" for word in one.among)
    return ", ".join(part for part in (say(TYPES[one.type], lang), unit, words) if part)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _plain(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\|<>*_`[]#" else sign for sign in line)
