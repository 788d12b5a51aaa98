"""What is typed is understood and kept, or answered with a letter; it is never lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.collection.record import Option, Question
from workbench.data import roster
from workbench.data.roster.heard import LONGEST, Told, plain

OPTIONS = (Option(code="job", label="Emploi"), Option(code="none", label="Rien de tout cela"))
KINDS = ("select_one", "select_multiple", "integer", "decimal", "date", "text")


def question(kind, **more):
    options = OPTIONS if kind.startswith("select") else ()
    return Question(id="q", label="Q", type=kind, waves=("entry",), options=options, **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("decimal", "12,5", "12.5"),
        ("decimal", "12.5", "12.5"),
        ("decimal", "1 573,5", "1573.5"),
        ("integer", "19,0", "19"),
        ("date", "3/4/2026", "2026-04-03"),
        ("date", "3/4/26", "2026-04-03"),
        ("date", "03.04.2026", "2026-04-03"),
        ("date", "3 avril 2026", "2026-04-03"),
        ("date", "1er août 2026", "2026-08-01"),
        ("date", "1 February 2026", "2026-02-01"),
        ("select_one", "EMPLOI", "job"),
        ("select_multiple", "job", "job"),
        ("text", "  <b>gras</b>\n😀 ", "<b>gras</b> 😀"),
    ],
)
def test_what_people_write_is_understood(kind, typed, kept):
    heard = roster.hear(question(kind), typed)
    assert (heard.state, heard.kept) == ("understood", kept)


@pytest.mark.parametrize(
    ("kind", "typed", "letter"),
    [
        ("integer", "12,5", "roster.letter.whole"),
        ("integer", "dix-neuf", "roster.letter.number"),
        ("decimal", "61", "roster.letter.between"),
        ("date", "31/2/2026", "roster.letter.date"),
        ("date", "hier", "roster.letter.date"),
        ("date", "4 foo 2026", "roster.letter.date"),
        ("select_one", "CDI", "roster.letter.option"),
        ("select_multiple", "job none", "roster.letter.option"),
        ("text", "x" * (LONGEST + 1), "roster.letter.too_long"),
        ("text", "06 12 34 56 78", "roster.letter.identifier"),
        ("text", "a.b@example.org", "roster.letter.identifier"),
    ],
)
def test_what_is_not_understood_is_answered_with_a_letter(kind, typed, letter):
    low, high = (0, 60) if kind == "decimal" else (None, None)
    heard = roster.hear(question(kind, low=low, high=high), typed)
    assert (heard.state, heard.letter.key) == ("refused", letter)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("NSP", "unknown"), ("refus", "refused"), ("à compléter", "pending"), ("pending", "pending")],
)
def test_a_missing_answer_keeps_its_reason(typed, why):
    heard = roster.hear(question("integer"), typed)
    assert (heard.state, heard.why, heard.kept) == ("missing", why, why)
    assert heard.settled is (why != "pending")


def test_an_answer_on_offer_is_one_even_where_it_reads_unknown():
    offered = question("select_one")
    offered = offered.model_copy(update={"options": (Option(code="unknown", label="NSP"),)})
    assert roster.hear(offered, "NSP").state == "understood"


def test_a_shape_and_a_rule_of_the_form_hold_here_too():
    shaped = question("text", pattern="^[A-Z]{2}$")
    assert roster.hear(shaped, "ab").letter.key == "roster.letter.pattern"
    ruled = question("date", must=". >= ${entry_date}")
    assert roster.hear(ruled, "2/4/2026", {"entry_date": "2026-04-03"}).letter.key == (
        "roster.letter.must"
    )
    assert roster.hear(ruled, "4/4/2026", {"entry_date": "2026-04-03"}).state == "understood"
    assert roster.hear(ruled, "4/4/2026", {}).state == "understood"


@given(st.sampled_from(KINDS), st.text(max_size=60))
def test_anything_typed_is_kept_or_answered(kind, typed):
    heard = roster.hear(question(kind), typed)
    assert heard.typed == plain(typed)
    if heard.state == "understood":
        assert roster.hear(question(kind), heard.kept).value == heard.value
        assert all(Told(question(kind), heard).say(lang) for lang in ("fr", "en"))
    elif heard.state == "refused":
        assert heard.letter is not None
        assert all(heard.letter.say(lang) for lang in ("fr", "en"))
    else:
        assert heard.state == "missing" or not heard.kept


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_day_first_in_every_writing(day):
    ways = (f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%y}", f"{day:%d.%m.%Y}", f"{day}")
    assert {roster.hear(question("date"), way).value for way in ways} == {day}


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 4)))
def test_a_comma_and_a_point_say_the_same_number(value):
    texts = (f"{value:.4f}", f"{value:.4f}".replace(".", ","))
    kept = {roster.hear(question("decimal"), text).kept for text in texts}
    assert {float(one) for one in kept} == {value}
