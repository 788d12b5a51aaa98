"""Numbers as people write them: which sign is the decimal one, what groups thousands."""

from dataclasses import replace

from workbench.base.findings import Finding
from workbench.data.reading import missing
from workbench.data.reading.census import Census, bare
from workbench.data.reading.patterns import (
    COMMA,
    COMMA_GROUP,
    COMMA_UNSURE,
    CURRENCY,
    GROUP_SPACE,
    INTEGER,
    NUMBERS,
    PERCENT,
    POINT,
    POINT_GROUP,
    POINT_UNSURE,
    SCIENCE,
)
from workbench.data.reading.plan import Context, Plan

PLAIN = (INTEGER, GROUP_SPACE, COMMA, POINT, COMMA_GROUP, POINT_GROUP, COMMA_UNSURE, POINT_UNSURE)
KINDS = frozenset(kind for kind, _ in NUMBERS)


def decide(census: Census, context: Context) -> tuple[Plan, list[Finding]] | None:
    """Return the plan of a column of numbers; None where it holds something else."""
    from workbench.data.reading.types import few_wrong

    allowed = {*PLAIN, SCIENCE} if census.name in context.native else set(PLAIN)
    good = {kind: seen for kind, seen in census.seen.items() if bare(kind) in allowed}
    fitting = sum(seen.n for seen in good.values())
    if not fitting or not few_wrong(census, fitting):
        return None
    percents = census.marked(PERCENT)
    if 0 < percents < fitting:
        value, line = census.example(*PLAIN)
        holes = {"n": percents, "others": fitting - percents, "value": value, "line": str(line)}
        mixed = Finding("reading.percent_mixed", False, census.name, "warning", holes)
        return Plan(census.name, "text"), [mixed]
    signs = _signs(census, context)
    if signs is None:
        return Plan(census.name, "text"), [_unsure(census)]
    comma, point, doubts = signs
    plan = Plan(census.name, "number", frozenset(good), comma, point)
    if percents or census.name in context.percents:
        plan = replace(plan, type="percent")
        return plan, [*doubts, *_told(census, plan)]
    if _whole(census, comma, point):
        plan = replace(plan, type="integer")
    return plan, [*doubts, *_told(census, plan), *_suspects(census)]


def _whole(census: Census, comma: str, point: str) -> bool:
    decimals = census.count(COMMA, POINT, SCIENCE)
    unsure = census.count(COMMA_UNSURE) * (comma == "decimal")
    unsure += census.count(POINT_UNSURE) * (point == "decimal")
    groups = census.count(COMMA_GROUP, POINT_GROUP)
    return not decimals and not unsure and not (groups and _with_decimals(census))


def _with_decimals(census: Census) -> bool:
    """Whether grouped numbers carry decimals: 1.234,5 has both signs."""
    every = [
        text
        for kind, seen in census.seen.items()
        if bare(kind) in (COMMA_GROUP, POINT_GROUP)
        for text, _ in seen.examples
    ]
    return any("," in text and "." in text for text in every)


def _signs(census: Census, context: Context) -> tuple[str, str, list[Finding]] | None:
    """Return what an unsure comma and an unsure point are; None where nothing tells."""
    comma_decimal = census.count(COMMA)
    point_decimal = census.count(POINT)
    comma_group, point_group = census.count(COMMA_GROUP), census.count(POINT_GROUP)
    unsure = census.count(COMMA_UNSURE), census.count(POINT_UNSURE)
    native = census.name in context.native
    doubts = []
    if comma_decimal and point_decimal and not native:
        if any(unsure):
            return None
        value, line = census.example(POINT)
        holes = {"n": comma_decimal, "others": point_decimal, "value": value, "line": str(line)}
        doubts.append(Finding("reading.decimals_mixed", False, census.name, "warning", holes))
    for_comma = comma_decimal + point_group
    for_point = point_decimal + comma_group + native
    if not any(unsure):
        return "decimal", "decimal", doubts
    by_file = not for_comma and not for_point
    if by_file:
        for_comma, for_point = context.comma, context.point
    if bool(for_comma) == bool(for_point):
        return None
    if by_file:
        value, line = census.example(COMMA_UNSURE, POINT_UNSURE)
        holes = {"n": sum(unsure), "value": value, "line": str(line)}
        holes["decimal"] = "," if for_comma else "."
        doubts.append(Finding("reading.decimal_guess", False, census.name, "warning", holes))
    return ("decimal", "group", doubts) if for_comma else ("group", "decimal", doubts)


def _unsure(census: Census) -> Finding:
    value, line = census.example(COMMA_UNSURE, POINT_UNSURE)
    n = census.count(COMMA_UNSURE, POINT_UNSURE)
    holes = {"n": n, "value": value, "line": str(line)}
    return Finding("reading.ambiguous_number", False, census.name, "warning", holes)


def _told(census: Census, plan: Plan) -> list[Finding]:
    """Tell what was taken off the numbers: spaces between thousands, a sign."""
    found = []
    grouped = census.count(GROUP_SPACE, COMMA_GROUP, POINT_GROUP)
    grouped += census.count(COMMA_UNSURE) * (plan.comma == "group")
    grouped += census.count(POINT_UNSURE) * (plan.point == "group")
    if grouped:
        kinds = (GROUP_SPACE, COMMA_GROUP, POINT_GROUP, COMMA_UNSURE, POINT_UNSURE)
        value, _ = census.example(*kinds)
        holes: dict[str, object] = {"n": grouped, "value": value}
        found.append(Finding("reading.thousands", False, census.name, "note", holes))
    money = census.marked(CURRENCY)
    if money:
        value, _ = census.example(*PLAIN)
        holes = {"n": money, "value": value}
        found.append(Finding("reading.currency", False, census.name, "note", holes))
    if plan.type == "percent":
        value, _ = census.example(*PLAIN)
        holes = {"n": census.there, "value": value}
        found.append(Finding("reading.percent", False, census.name, "note", holes))
    return found


def _suspects(census: Census) -> list[Finding]:
    """Name the numbers that may be codes of missing answers; they stay numbers."""
    if not census.words:
        return []
    values = [(value(word), n) for word, n in census.words.items()]
    codes = missing.suspects((v, n) for v, n in values if v is not None)
    return [
        Finding("reading.number_code", False, census.name, "warning", {"n": n, "code": str(code)})
        for code, n in codes.items()
    ]


def value(text: str) -> float | None:
    """Return a plain number, or None.

    >>> value("12,5"), value("bleu")
    (12.5, None)
    """
    try:
        return float(text.replace(",", ".").replace("−", "-").replace(" ", ""))
    except ValueError:
        return None
