"""What page 06 shows of the evidence in words: who was asked, claims, stories, interviews."""

from collections.abc import Iterator, Mapping, Sequence

from IPython.display import HTML
from markupsafe import Markup

from workbench import contribution as words_of_people
from workbench.base.dossier import Dossier
from workbench.base.words import say
from workbench.contribution import Claims, Coverage, Funnel, Outcomes, Scaling, Stories
from workbench.contribution.coding import CODING
from workbench.evaluation import Evaluation
from workbench.forms.show import drawing, findings, folded, listed, may_and_may_not, table
from workbench.theory import Theory

Rows = Sequence[Mapping[str, object]]


def contribution(work: Dossier, lang: str) -> HTML:
    """Show what a dossier holds in words: nothing where it holds none.

    In order: who was asked, who passed each step, the claims with what they allow to be said, the
    change stories, the harvested outcomes, the coded interviews, the conditions for spreading. Only
    what somebody agreed to make public is shown: a page may be printed and sent.
    """
    parts = (_coverage, _funnel, _claims, _stories, _outcomes, _coding, _scaling)
    return HTML(Markup("").join(piece for part in parts for piece in part(work, lang)))


def _coverage(work: Dossier, lang: str) -> Iterator[Markup]:
    coverage = work.read_if_there(Coverage)
    if coverage:
        yield _head("coverage.title", lang)
        evaluation = work.read(Evaluation)
        yield _table(words_of_people.coverage.matrix(coverage, evaluation, lang), lang)
        yield from _asked_about(coverage, evaluation, work.read_if_there(Theory), lang)
        yield _own(findings(words_of_people.EVERY[Coverage.FILE](work), lang))


def _asked_about(
    coverage: Coverage, evaluation: Evaluation, theory: Theory | None, lang: str
) -> Iterator[Markup]:
    """Yield each expected change with who is asked about it, how and when."""
    mapped = words_of_people.hypotheses.table
    lines = mapped(coverage, evaluation, theory, lang) if theory else []
    if lines:
        yield _head("coverage.map", lang)
        yield _table(lines, lang)


def _scaling(work: Dossier, lang: str) -> Iterator[Markup]:
    scaling = work.read_if_there(Scaling)
    if scaling and scaling.conditions:
        yield _head("scaling.title", lang)
        theory = work.read_if_there(Theory)
        yield _table(words_of_people.scaling.table(scaling, theory, lang), lang)
        yield _own(findings(words_of_people.EVERY[Scaling.FILE](work), lang))


def _funnel(work: Dossier, lang: str) -> Iterator[Markup]:
    """Yield who passed each step, who was to be looked at apart, and what is counted over time."""
    told = words_of_people.funnel_told
    found = told.of(work, lang)
    if not found:
        return
    yield _head("funnel.title", lang)
    yield _own(drawing(told.picture(found, lang)))
    yield _table(told.table(found, lang), lang)
    yield from map(_told, told.says(found, lang))
    groups, lines = told.groups_table(work, lang), told.series_lines(work, lang)
    if groups:
        yield _head("funnel.groups", lang)
        yield _table(groups, lang)
    if lines:
        yield _head("funnel.series", lang)
        yield listed(lines)
    yield _own(findings(words_of_people.EVERY[Funnel.FILE](work), lang))


def _claims(work: Dossier, lang: str) -> Iterator[Markup]:
    claims = work.read_if_there(Claims)
    if not claims:
        return
    found = words_of_people.standings(work)
    yield _head("claims.title", lang)
    yield _table(words_of_people.table(found, lang), lang)
    yield _said(found, lang)
    for key, rows in (
        ("claims.fold.conditions", words_of_people.conditions_table(found, lang)),
        ("claims.fold.tests", words_of_people.tests_table(found, lang)),
        ("claims.fold.evidence", words_of_people.evidence_table(claims, lang)),
        ("claims.fold.rivals", words_of_people.rivals_table(claims, lang)),
    ):
        if rows:
            yield _own(folded(key, rows, lang))


def _stories(work: Dossier, lang: str) -> Iterator[Markup]:
    stories = work.read_if_there(Stories)
    if stories:
        shown = words_of_people.shown(stories)
        yield _head("stories.title", lang)
        if shown.stories:
            yield _table(words_of_people.stories.table(shown, lang), lang)
        yield _told(shown.say(lang))


def _outcomes(work: Dossier, lang: str) -> Iterator[Markup]:
    outcomes = work.read_if_there(Outcomes)
    if outcomes:
        yield _head("outcomes.title", lang)
        yield _told(words_of_people.outcomes.sentence(outcomes, lang))
        yield _table(words_of_people.outcomes.table(outcomes, lang), lang)


def _coding(work: Dossier, lang: str) -> Iterator[Markup]:
    segments = words_of_people.coding(work)
    if not segments:
        if work.has(CODING):
            yield _head("coding.title", lang)
            yield _told(say("coding.nobody", lang, file=CODING))
        return
    yield _head("coding.title", lang)
    rows = words_of_people.quotes_table(segments, lang)
    if rows:
        yield _table(rows, lang)
    yield _told(words_of_people.quotes(segments).say(lang))
    yield _told(words_of_people.agreement(segments).say(lang))
    by_code = words_of_people.agreement_table(segments, lang)
    if by_code:
        yield _table(by_code, lang)


def _said(found: Sequence[words_of_people.Standing], lang: str) -> Markup:
    """Return what the claims allow to be said, and what they forbid."""
    read = [one for one in found if one.claim.read]
    may = [words_of_people.sentence(one, lang) for one in read]
    may_not = [words_of_people.forbidden(one, lang) for one in read]
    if len(read) < len(found):
        may.append(say("claims.says.unread", lang, n=len(found) - len(read)))
    return may_and_may_not(may, may_not, lang)


def _head(key: str, lang: str) -> Markup:
    return Markup("<h3>{}</h3>").format(say(key, lang))


def _told(sentence: str) -> Markup:
    return Markup('<p class="told">{}</p>').format(sentence)


def _table(rows: Rows, lang: str) -> Markup:
    return _own(table(rows, lang))


def _own(shown: HTML) -> Markup:
    return Markup(shown.data)  # our own table escapes its text
