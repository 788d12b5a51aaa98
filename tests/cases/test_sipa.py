"""SIPA: what was named and not counted, two budgets, claims that could fall, two lessons."""

import pytest

from workbench import forms, theory
from workbench.capitalisation.programme import events
from workbench.capitalisation.programme.events.record import Meetings
from workbench.contribution import Claims, funnel_told
from workbench.ledger import Ledger, cite
from workbench.press.document import Table
from workbench.report.compose import compose
from workbench.report.known import known
from workbench.theory import Theory

LANGS = ("fr", "en")


@pytest.fixture(params=LANGS)
def lang(request):
    return request.param


@pytest.fixture
def rows(example, lang):
    """A reader: the rows of the first tables of a section of the report."""
    document = compose(known(example("sipa"), lang))

    def read(section):
        part = next(one for one in document.sections if one.id == section)
        return [row for block in part.blocks if isinstance(block, Table) for row in block.rows]

    return read


def test_the_report_shows_who_was_named_and_not_counted(example, rows, lang):
    groups = funnel_told.groups_table(example("sipa"), lang)
    shown = {row[0] for row in rows("funnel")}
    assert len(groups) == 3
    assert {row["apart"] for row in groups} <= shown


def test_the_report_shows_posts_and_both_budgets(rows):
    figures = {"SIPA-01", "SIPA-02", "SIPA-03", "SIPA-04", "SIPA-08A", "SIPA-08D"}
    assert figures <= {row[0] for row in rows("published")}


def test_each_claim_that_was_read_says_what_would_make_it_fall(example):
    claims = example("sipa").read(Claims).claims
    assert all((one.test is not None) == one.read for one in claims)
    assert sum(not one.read for one in claims) == 3


def test_the_two_lessons_of_sipa_are_on_the_pages(example, lang):
    beliefs = example("sipa").read(Theory)
    lesson = next(risk for risk in beliefs.risks if risk.id == "late_telling")
    assert lesson.text.say(lang) in {row["risk"] for row in theory.risks_table(beliefs, lang)}
    assert "sociolog" in lesson.text.say(lang)


def test_the_log_of_events_keeps_its_bound_and_its_missing_definitions(example, lang):
    sipa = example("sipa")
    told, ledger = sipa.read(Meetings), sipa.read(Ledger)
    assert {one.figure for one in told.counted} == {"SIPA-07A", "SIPA-07B", "SIPA-07C"}
    shown = [" ".join(row.values()) for row in events.definitions_table(told, ledger, lang)]
    for one, line in zip(told.counted, shown, strict=True):
        assert one.means.say(lang) in line
        assert cite(ledger, one.figure, lang).number in line
    assert ledger.entry("SIPA-07B").bound == "more_than"
    assert forms.meetings(sipa, lang).data
