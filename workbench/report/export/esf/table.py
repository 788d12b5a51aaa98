"""The participant table of the ESF+: which codes are filled and which not, and the counts."""

from workbench.base.words import LANGS, Phrase, say
from workbench.indicators import catalogue
from workbench.report.export.esf.codes import CODES, EVERY_RECORD, Code
from workbench.report.export.esf.counted import Line
from workbench.report.export.esf.parting import EVERYONE, GROUPS, SEXES, Cuts
from workbench.report.export.esf.sources import UNKNOWN, Found
from workbench.report.export.record import Field, Row, Shape, Table

MOMENTS = ("entry", "exit", "six_months")
CODE = Field("code", "string", "export.field.code", "export.about.code", required=True)
INDICATORS = Shape(
    "esf_indicators",
    "export.table.esf_indicators",
    (
        CODE,
        Field("name_fr", "string", "export.field.name_fr", "export.about.name"),
        Field("name_en", "string", "export.field.name_en", "export.about.name"),
        Field("moment", "string", "export.field.moment", "export.about.moment", among=MOMENTS),
        Field("among", "string", "export.field.among", "export.about.among"),
        Field("read_from", "string", "export.field.read_from", "export.about.read_from"),
        Field("filled", "boolean", "export.field.filled", "export.about.filled", required=True),
        Field("reason_fr", "string", "export.field.reason_fr", "export.about.reason"),
        Field("reason_en", "string", "export.field.reason_en", "export.about.reason"),
    ),
    ("code",),
)
COUNTS = Shape(
    "esf_participants",
    "export.table.esf_participants",
    (
        CODE,
        Field("sex", "string", "export.field.sex", "export.about.sex",
              among=(EVERYONE, *SEXES, UNKNOWN), required=True),
        Field("age", "string", "export.field.age", "export.about.age",
              among=(EVERYONE, *GROUPS, UNKNOWN), required=True),
        Field("yes", "integer", "export.field.yes", "export.about.yes", "people", low=0),
        Field("no", "integer", "export.field.no", "export.about.no", "people", low=0),
        Field("unknown", "integer", "export.field.unknown", "export.about.unknown", "people",
              low=0),
        Field("asked", "integer", "export.field.asked", "export.about.asked", "people", low=0),
        Field("hidden", "boolean", "export.field.hidden", "export.about.hidden", required=True),
        Field("simulated", "boolean", "export.field.simulated", "export.about.simulated",
              required=True),
    ),
    ("code", "sex", "age"),
    {"code": "esf_indicators"},
)  # fmt: skip


def esf_tables(found: Found, parted: Cuts, counted: list[Line], simulated: bool) -> list[Table]:
    """Return the codes, filled or not and why, then the counts."""
    every = _every_record(found, parted)
    return [
        Table(INDICATORS, [every, *(_indicator(code, found) for code in CODES)]),
        Table(COUNTS, [_count(line, simulated) for line in counted]),
    ]


def name_of(code: str, lang: str) -> str:
    """Return the name of a code, as the catalogue gives it."""
    return say("export.esf.every_record", lang) if code == EVERY_RECORD else (
        catalogue()[code].name.say(lang))  # fmt: skip


def _every_record(found: Found, parted: Cuts) -> Row:
    """Return the row of every record; its reasons say by what participants are not parted."""
    return {
        "code": EVERY_RECORD,
        **{f"name_{lang}": name_of(EVERY_RECORD, lang) for lang in LANGS},
        "moment": "entry",
        "filled": found.anybody,
        **_reason(parted.why),
    }


def _indicator(code: Code, found: Found) -> Row:
    source, reason = found.sources.get(code.id), found.reasons.get(code.id)
    return {
        "code": code.id,
        **{f"name_{lang}": name_of(code.id, lang) for lang in LANGS},
        "moment": code.moment,
        "among": "; ".join(code.among) or None,
        "read_from": source.held if source else None,
        "filled": source is not None,
        **_reason((reason,) if reason else ()),
    }


def _reason(why: tuple[Phrase, ...]) -> Row:
    return {f"reason_{lang}": " ".join(one.say(lang) for one in why) or None for lang in LANGS}


def _count(line: Line, simulated: bool) -> Row:
    return {**vars(line), "hidden": line.hidden, "simulated": simulated}
