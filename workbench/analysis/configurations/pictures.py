"""The picture of configurations: cases against a diagonal, or the grid of what was seen."""

from workbench.analysis.configurations.record import Answer, Row, Solution
from workbench.analysis.configurations.told import in_order
from workbench.analysis.configurations.truth import CLOSE, text
from workbench.base.words import Share, join, number, say
from workbench.press import grid as grids
from workbench.press.xy import Case, xy
from workbench.press.xy import Said as Axes

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def picture(found: Answer, lang: str) -> str:
    """Return as SVG the picture that suits the cases.

    Where memberships lie between 0 and 1 and a formula was found: the XY plot of sufficiency, in
    which a case on the diagonal or above is as much in the outcome as in the formula (Schneider
    and Wagemann 2012, chapter 3). Else the grid of the combinations that were seen.
    """
    solution = found.conservative
    if solution is None or not _fuzzy(found, solution):
        return _grid(found, lang)
    return _xy(found, solution, lang)


def kind(x: float, y: float) -> str:
    """Return what a case does to the claim that being in a formula is enough for the outcome.

    >>> kind(0.3, 0.4), kind(0.9, 0.7), kind(0.8, 0.2)
    ('for', 'degree', 'against')
    """
    if y >= x - CLOSE:
        return "for"
    return "against" if x > 0.5 > y else "degree"


def _fuzzy(found: Answer, solution: Solution) -> bool:
    return any(0 < value < 1 for value in (*solution.members, *found.members))


def _xy(found: Answer, solution: Solution, lang: str) -> str:
    cases = [
        Case(name, x, y, kind(x, y))
        for name, x, y in zip(found.cases, solution.members, found.members, strict=True)
    ]
    outcome = found.asked.outcome
    below = [case.name for case in cases if case.kind != "for"]
    holes = {
        "formula": solution.text,
        "consistency": Share(solution.consistency),
        "coverage": Share(solution.coverage),
        "above": len(cases) - len(below),
        "cases": len(cases),
    }
    told = [say("figures.xy.about", lang, **holes)]
    if below:
        told.append(say("figures.xy.below", lang, named=join(below, lang)))
    said = Axes(
        say("figures.xy.title", lang, outcome=outcome),
        " ".join(told),
        say("figures.xy.across", lang, formula=solution.text),
        say("figures.xy.up", lang, outcome=outcome),
        [(value, number(value, lang)) for value in QUARTERS],
        {
            "for": say("figures.xy.for", lang),
            "degree": say("figures.xy.degree", lang),
            "against": say("figures.xy.against", lang),
        },
    )
    return xy(cases, said)


def _grid(found: Answer, lang: str) -> str:
    outcome, names = found.asked.outcome, found.asked.conditions
    rows = in_order(found.rows)
    told = [_told(row, names, lang) for row in rows]
    said = grids.Said(
        say("figures.grid.title", lang, outcome=outcome),
        say("figures.grid.about", lang, n=len(rows), told=" · ".join(told)),
        names,
        (
            say("figures.grid.having", lang, outcome=outcome),
            say("figures.grid.lacking", lang, outcome=outcome),
            say("qca.heads.consistency", lang),
        ),
        (
            say("figures.grid.there", lang),
            say("figures.grid.absent", lang),
            say("figures.grid.leads", lang),
            say("figures.grid.leads_not", lang),
        ),
    )
    return grids.grid([_combination(row, lang) for row in rows], said)


def _combination(row: Row, lang: str) -> grids.Combination:
    lacking = [case for case in row.cases if case not in row.with_outcome]
    both = (", ".join(row.with_outcome) or "–", ", ".join(lacking) or "–")
    return grids.Combination(row.marks, *both, row.outcome, number(row.consistency, lang, 2))


def _told(row: Row, names: tuple[str, ...], lang: str) -> str:
    agree = say("qca.agree", lang, part=len(row.with_outcome), whole=len(row.cases))
    holes = {"combination": text(row.marks, names), "agree": agree, "cases": ", ".join(row.cases)}
    return say("qca.row", lang, **holes)
