"""The note says what was checked, what holds, what contradicts, and what stays open."""

from html.parser import HTMLParser

import pytest

from workbench import ledger
from workbench.base import places
from workbench.base.words import LANGS
from workbench.ledger import Ledger
from workbench.ledger.note import sorted_out

CASES = sorted(ledger.shelf())


@pytest.fixture(params=CASES)
def case(request):
    return ledger.read(ledger.shelf()[request.param])


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_stands_in_the_note_once(case, lang):
    note = ledger.note(case, lang)
    for part, findings in sorted_out(ledger.check(case)).items():
        section = note.section(part)
        lines = section.lines if section else ()
        assert len(set(lines)) == len(lines)
        for finding in findings:
            assert any(finding.sentence(lang).startswith(line) for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_and_every_source_stands_in_the_note(case, lang):
    text = ledger.as_text(ledger.note(case, lang))
    for figure in case.figures:
        assert figure.id in text
        assert ledger.cite(case, figure.id, lang).number in text
    for derived in case.derived:
        assert ledger.cite(case, derived.id, lang, warned=True).number in text
        if derived.warning is not None:
            computed = ledger.note(case, lang).section("computed").lines
            assert any(line.endswith(derived.warning.say(lang)) for line in computed)
    assert all(source.title.say(lang) in text for source in case.sources)


def test_both_languages_have_the_same_parts(case):
    shapes = [
        [(part.key, len(part.lines), len(part.todo)) for part in ledger.note(case, lang).sections]
        for lang in LANGS
    ]
    assert shapes[0] == shapes[1]


def test_a_contradiction_never_stands_under_what_holds():
    found = ledger.read(ledger.shelf()["anpss"])
    sorts = sorted_out(ledger.check(found))
    contradicted = {(one.id, one.where) for one in sorts["contradicts"]}
    assert contradicted == {
        ("ledger.product", "people_per_year"),
        ("ledger.same", "rhythm"),
        ("ledger.rests_on", "TRA-04"),
    }
    assert all(one.passed for one in sorts["holds"])


def test_the_interval_comes_with_its_reading():
    found = ledger.read(ledger.shelf()["sipa"])
    outcome = found.entry("SIPA-OUTCOME")
    line = next(
        line for line in ledger.note(found, "en").section("computed").lines if outcome.id in line
    )
    assert "42.2%" in line
    assert "50.6%" in line
    assert outcome.interval.say("en") in line


class Parts(HTMLParser):
    """What a page is made of: how often each tag opens, and what its language is."""

    def __init__(self):
        super().__init__()
        self.tags, self.lang = [], None

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.lang = self.lang or dict(attrs).get("lang")


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_a_title_a_language_and_a_row_for_each_figure(case, lang):
    parts = Parts()
    parts.feed(ledger.as_page(ledger.note(case, lang)))
    assert parts.lang == lang
    assert parts.tags.count("h1") == 1
    assert parts.tags.count("tr") == 1 + len(case.figures)


def test_an_empty_ledger_has_a_note_too():
    note = ledger.note(Ledger(format=1, figures=()), "fr")
    assert note.sections == ()
    assert ledger.as_page(note)


def test_the_ledger_to_copy_is_read_and_holds():
    found = ledger.read(places.templates() / "ledger.yml")
    sorts = sorted_out(ledger.check(found))
    assert not sorts["faults"]
    assert not sorts["contradicts"]
    assert {one.id for one in sorts["open"]} == {"ledger.open_question", "ledger.remark"}
    assert ledger.cite(found, "JOBS", "fr").number == "37,5\u00a0%"
