"""A funnel as tables, as sentences and as a picture: the counts beside every share."""

from collections.abc import Iterator, Sequence

from workbench.base.dossier import Dossier
from workbench.base.words import apart, date_text, number, percent, say
from workbench.contribution.funnel import Funnel, Passed, Series, passed
from workbench.contribution.visits import Visits, visits
from workbench.data.protection.rules import small
from workbench.ledger import Ledger, cite
from workbench.press.steps import Bar, Said, steps

Rows = list[dict[str, str]]


def of(dossier: Dossier, lang: str) -> list[Passed]:
    """Return the steps of a dossier's funnel; nothing where it has none."""
    funnel = dossier.read_if_there(Funnel)
    return passed(funnel, dossier.read_if_there(Ledger), lang) if funnel else []


def table(found: Sequence[Passed], lang: str) -> Rows:
    """Return one row per step.

    Columns: ``step``, ``counted``, ``out_of`` (its denominator), ``share_passed``, ``to_know``. A
    number that nobody gives is "unknown", and the last column says what to ask.
    """
    return [
        {
            "step": one.step.label.say(lang),
            "counted": _count(one, lang),
            "out_of": _of(one, lang),
            "share_passed": _share(one, lang),
            "to_know": _asks(one, lang),
        }
        for one in found
    ]


def groups_table(dossier: Dossier, lang: str) -> Rows:
    """Return one row per group to be looked at apart, ``apart`` and ``because``, a column a step.

    Counts of very few people are not shown; what nobody counted is "unknown".
    """
    funnel = dossier.read_if_there(Funnel)
    if funnel is None:
        return []
    unknown = say("funnel.unknown", lang)
    return [
        {
            "apart": group.label.say(lang),
            "because": group.because.say(lang) if group.because else "–",
            **{
                step.label.say(lang): _masked(group.counts[step.id], lang)
                if step.id in group.counts
                else unknown
                for step in funnel.steps
            },
        }
        for group in funnel.groups
    ]


def series_lines(dossier: Dossier, lang: str) -> list[str]:
    """Return what may be said of what is counted over time: sentences."""
    ledger = dossier.read_if_there(Ledger)
    return [line for one in visits(dossier) for line in _series(one, ledger, lang)]


def says(found: Sequence[Passed], lang: str) -> list[str]:
    """Return the sentences that the funnel allows: a share with its counts, and how to read it."""
    return [line for one in found if one.share is not None for line in _says(one, lang)]


def picture(found: Sequence[Passed], lang: str) -> str:
    """Return the steps as SVG bars, one below the other; an unknown number is an empty outline."""
    bars = [Bar(one.step.label.say(lang), one.count, _beside(one, lang)) for one in found]
    told = ". ".join(f"{bar.name}: {bar.text}" for bar in bars)
    title = say("funnel.title", lang)
    known, unknown = say("funnel.drawn_known", lang), say("funnel.unknown", lang)
    return steps(bars, Said(title, told, known, unknown))


def _count(one: Passed, lang: str) -> str:
    if one.count is not None:
        return number(one.count, lang)
    return one.written or say("funnel.unknown", lang)


def _of(one: Passed, lang: str) -> str:
    if one.before is None:
        return "–"
    if one.whole is None:
        return say("funnel.of_unknown", lang, step=one.before.label)
    return say("funnel.of_known", lang, n=one.whole, step=one.before.label)


def _share(one: Passed, lang: str) -> str:
    if one.before is None:
        return "–"
    return percent(one.share, lang, 1) if one.share is not None else say("funnel.unknown", lang)


def _asks(one: Passed, lang: str) -> str:
    """Say what to ask where nobody gives the number; the rest stands in sentences below."""
    asks = one.step.asks if one.count is None else None
    return asks.say(lang) if asks is not None else "–"


def _beside(one: Passed, lang: str) -> str:
    if one.share is None:
        return _count(one, lang)
    assert one.before is not None
    holes = {"n": one.count, "whole": one.whole, "of": one.before.label}
    return say("funnel.beside", lang, share=percent(one.share, lang, 1), **holes)


def _says(one: Passed, lang: str) -> Iterator[str]:
    assert one.before is not None
    holes = {"count": one.count, "n": one.whole, "step": one.step.label, "of": one.before.label}
    yield say("funnel.says", lang, share=percent(one.share, lang, 1), **holes)
    if one.interval is not None:
        yield _reading(one, lang)
    if one.step.mixes:
        yield say("funnel.mixes", lang, named=_mixed(one, lang))


def _reading(one: Passed, lang: str) -> str:
    assert one.interval is not None
    assert one.step.reading is not None
    low, high = (percent(end, lang, 1) for end in one.interval)
    return say("funnel.interval", lang, low=low, high=high, reading=one.step.reading)


def _mixed(one: Passed, lang: str) -> str:
    return apart([text.say(lang) for text in one.step.mixes], lang)


def _masked(count: int, lang: str) -> str:
    return say("analysis.masked", lang) if small(count) else number(count, lang)


def _series(one: Visits, ledger: Ledger | None, lang: str) -> Iterator[str]:
    series = one.series
    if ledger is not None and ledger.entry(series.change) is not None:
        told = cite(ledger, series.change, lang, warned=True).sourced
        yield say("visits.published", lang, series=series.label, change=told)
    yield _base(series, one, lang)
    if one.change is not None:
        before, after = one.before_and_after
        change = percent(one.change, lang, 1)
        yield say("visits.computed", lang, change=change, before=before, after=after)
    yield say("visits.may_break" if one.may_break else "visits.no_break", lang)
    if series.asks is not None:
        yield series.asks.say(lang)


def _base(series: Series, one: Visits, lang: str) -> str:
    base = series.base
    if base is None:
        return say("visits.base_is_months" if one.months else "visits.no_base", lang)
    days = {"start": date_text(base.start, lang), "end": date_text(base.end, lang)}
    return say("visits.base", lang, n=base.count, counted=base.counted, **days)
