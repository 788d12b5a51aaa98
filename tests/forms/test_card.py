"""A card is filled in by hand: an answer is kept, or refused with a letter; nothing is lost."""

import pytest

from tests.capitalisation.by_hand import card, dossier_of
from workbench.capitalisation.card import read_cards, read_of
from workbench.capitalisation.card.record import card_of
from workbench.capitalisation.grid import vocabulary
from workbench.forms.app.ask import asked
from workbench.forms.card import AFTER, HOW, WHO, WHY, card_form, prerequisites
from workbench.forms.live import watched

EVERY = (*WHO, *WHY, *HOW, *prerequisites(vocabulary()), *AFTER)


@pytest.fixture
def answering(tmp_path):
    """The questions of one card of two, and what is answered to the browser."""
    work = watched(dossier_of(tmp_path / "d", card("north"), card("south")))
    made = asked(work, card_of("north"), EVERY, "fr")
    said = []
    made.send = lambda content, buffers=None: said.append(content)

    def answer(id, value):
        shown = {question["id"]: question["value"] for question in made.questions}
        made._handle_custom_msg({"id": id, "value": value, "was": shown[id]}, [])
        return said[-1]["state"]

    answer.work, answer.said, answer.made = work, said, made
    return answer


@pytest.mark.parametrize(
    ("id", "typed", "field", "kept"),
    [
        ("card.ask.level", "city", "level", "city"),
        ("card.ask.level", "", "level", None),
        ("card.ask.start", "2018-09", "start", "2018-09"),
        ("card.ask.methods", "stories register stories", "methods", ("stories", "register")),
        ("card.ask.people_covered", " 1 200 ", "people_covered", 1200),
        ("card.ask.cost_hours", "12,5", "cost_hours", 12.5),
        ("card.ask.domains", "political", "domains_claimed", ("political",)),
        ("card.ask.share_level", "public", "share_level", "public"),
        ("card.ask.simulated", "yes", "simulated", True),
    ],
)  # fmt: skip
def test_an_answer_stands_in_the_card_and_in_no_other(answering, id, typed, field, kept):
    before = read_of(answering.work, "south")
    assert answering(id, typed) == "kept"
    assert getattr(read_of(answering.work, "north"), field) == kept
    assert read_of(answering.work, "south") == before


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("card.ask.start", "bientôt"),
        ("card.ask.people_covered", "12,5"),
        ("card.ask.people_covered", "beaucoup"),
        ("card.ask.cost_hours", "-3"),
        ("card.ask.contact", "nous@exemple.org"),
        ("card.ask.purpose", "a" * 2_001),
        ("card.ask.purpose", "a" * 10_001),
        ("card.ask.level", "everywhere"),
        ("card.ask.quote_by", "une bénévole"),
        ("card.ask.consent_date", "2026-01-10"),
    ],
)
def test_what_cannot_be_kept_is_answered_by_a_letter_and_the_card_stays(answering, id, typed):
    path = answering.work.path("cards/north.yml")
    before = path.read_bytes()
    assert answering(id, typed) == "refused"
    assert answering.said[-1]["letter"]
    assert path.read_bytes() == before


def test_html_in_a_quote_is_words_like_others(answering):
    assert answering("card.ask.quote", "<script>alert(1)</script>") == "kept"
    assert read_of(answering.work, "north").quote.text.fr == "<script>alert(1)</script>"


def test_other_words_of_a_quote_need_another_agreement(answering):
    for id, typed in (
        ("quote", "On nous a écoutés"),
        ("consent", "inside"),
        ("consent_date", "2026-01-10"),
        ("quote_by", "une bénévole"),
    ):
        assert answering(f"card.ask.{id}", typed) == "kept"
    quote = read_of(answering.work, "north").quote
    assert (quote.consent.level, quote.consent.date) == ("inside", "2026-01-10")
    answering("card.ask.quote", "On ne nous a pas écoutés")
    quote = read_of(answering.work, "north").quote
    assert (quote.consent, quote.by.fr) == (None, "une bénévole")


def test_rows_of_people_indicators_and_prerequisites_are_kept(answering):
    people = [{"key": "", "who": "Bénévoles", "steps": "question use"}]
    indicators = [
        {"key": "", "name": "ind-07", "domain": "", "state": "measured"},
        {"key": "", "name": "Sourires du mardi", "domain": "societal", "state": ""},
        {"key": "", "name": "", "domain": "", "state": ""},
    ]
    rows = [
        {"key": "used", "name": "x", "score": "2", "evidence": "un compte rendu", "confidence": ""},
        {"key": "purpose", "name": "x", "score": "na", "evidence": "", "confidence": "verified"},
    ]
    for id, typed in (("stakeholders", people), ("indicators", indicators)):
        assert answering(f"card.ask.{id}", typed) == "kept"
    assert answering("card.ask.prerequisites", rows) == "kept"
    kept = read_of(answering.work, "north")
    assert kept.stakeholders[0].steps == ("question", "use")
    assert [(one.id, one.domain, one.state) for one in kept.indicators] == [
        ("IND-07", "", "measured"),
        ("sourires_du_mardi", "societal", "planned"),
    ]
    assert {(one.prerequisite, one.score) for one in kept.prerequisites} == {
        ("used", 2),
        ("purpose", "na"),
    }
    bare = [{"key": "used", "name": "x", "score": "", "evidence": "mots", "confidence": ""}]
    assert answering("card.ask.prerequisites", bare) == "refused"


def test_every_answer_shown_comes_back_the_same(answering):
    full = card(
        "north", name="Nord", level="city", start="2018", methods=["stories"],
        stakeholders=[{"who": "x", "steps": ["data"]}], data_sources=["a", "b"],
        indicators=[{"id": "IND-07", "state": "verified"}, {"id": "own", "name": "y"}],
        prerequisites=[{"prerequisite": "used", "score": 1, "confidence": "verified"}],
        quote={"text": "z", "by": "w", "consent": {"level": "inside", "date": "2026-01-10"}},
    )  # fmt: skip
    for question in EVERY:
        shown = question.get(full, "fr")
        assert question.put(full, shown, "fr") == full, question.id


def test_a_card_is_begun_on_the_page_and_opened(tmp_path):
    work = watched(dossier_of(tmp_path / "my-pilot"))
    page = card_form(work, "fr")
    assert read_cards(work).ids == ()
    buttons = [one for one in every(page) if type(one).__name__ == "Btn"]
    buttons[-1].fire_event("click", None)
    assert read_cards(work).ids == ("my_pilot",)


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        if not isinstance(child, str):
            yield from every(child)
