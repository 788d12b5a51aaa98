"""What is wrong in a ledger is answered by a letter or a finding with its place, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import ledger
from workbench.base.errors import RecordError
from workbench.base.findings import blocking
from workbench.base.words import LANGS
from workbench.ledger import Ledger
from workbench.ledger.lists import missing
from workbench.ledger.record import Listing

GOOD = """format: 1
figures:
  - id: WHOLE
    label: Whole
    value: 50
    unit: euros
    kind: announced
    source: Page
  - id: PART
    label: Part
    value: 40
    unit: euros
    kind: announced
    source: Page
    parents: [WHOLE]
"""


@pytest.fixture
def file(tmp_path):
    """A builder: a ledger in which words were exchanged."""

    def written(*changes, more=""):
        text = GOOD
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "ledger.yml"
        path.write_text(text + more, encoding="utf-8")
        return path

    return written


def test_the_good_file_is_good(file):
    assert [one.passed for one in ledger.check(ledger.read(file()))] == [True]


REFUSED = {
    "markup where a number belongs": ("value: 50", "value: <b>50</b>"),
    "a script where a number belongs": ("value: 50", "value: '<script>alert(1)</script>'"),
    "a number in words": ("value: 50", "value: '50'"),
    "a yes where a number belongs": ("value: 50", "value: true"),
    "not a number": ("value: 50", "value: .nan"),
    "no end": ("value: 50", "value: .inf"),
    "a number too large for a machine": ("value: 50", "value: 1e+400"),
    "a whole number too large for a machine": ("value: 50", "value: 1" + "0" * 400),
    "a slip of the keyboard": ("value: 50", "value: 50000000000000000"),
    "an unknown unit": ("unit: euros", "unit: euro"),
    "an unknown kind": ("kind: announced", "kind: anounced"),
    "an unknown bound": ("unit: euros", "unit: euros\n    bound: over"),
    "an unknown key": ("unit: euros", "units: euros"),
    "markup in a name": ("id: WHOLE", "id: <b>W</b>"),
    "a hole in a name": ("id: WHOLE", "id: 'W{0.__class__}'"),
    "a change of direction in a name": ("id: WHOLE", 'id: "WH\\u202eOLE"'),
    "a name of an accent": ("id: WHOLE", "id: ENTIÈRE"),
    "no name": ("id: WHOLE", "id: ''"),
    "a share above one": ("unit: euros", "unit: share"),
    "less than nobody": ("value: 50\n    unit: euros", "value: -50\n    unit: persons"),
    "nothing published": ("value: 50", "question: Why?"),
    "a range that goes down": ("value: 50", "value: 50\n    upper: 40"),
    "a range that is a bound": ("value: 50", "value: 50\n    upper: 60\n    bound: more_than"),
    "a period that goes back": (
        "value: 50",
        "value: 50\n    period: {start: 2020-02-01, end: 2020-01-01}",
    ),
    "a day that no calendar has": ("value: 50", "value: 50\n    period: {start: 2020-02-31}"),
    "a figure that is a list": ("value: 50", "value: [50]"),
    "an older writing that is no answer": ("value: 50", "value: 50\n    above: perhaps"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_the_file_is_refused_for(file, fault):
    path = file(REFUSED[fault])
    with pytest.raises(RecordError) as letter:
        ledger.read(path)
    assert letter.value.key == "record.faults"
    for lang in LANGS:
        assert "ledger.yml" in letter.value.say(lang)
        assert "figures.1" in letter.value.say(lang)


def test_the_nearest_unit_is_named(file):
    with pytest.raises(RecordError) as letter:
        ledger.read(file(REFUSED["an unknown unit"]))
    (fault,) = letter.value.holes["faults"]
    assert fault.holes["hint"].holes == {"near": "euros"}


RELATIONS = {
    "a sum without a result": "{id: r, by: sum, factors: [PART, WHOLE]}",
    "a share of one figure": "{id: r, by: share, result: PART, factors: [WHOLE]}",
    "one writing": "{id: r, by: same, factors: [PART]}",
    "an unknown sort": "{id: r, by: power, result: PART, factors: [WHOLE]}",
}


@pytest.mark.parametrize("fault", RELATIONS)
def test_a_relation_is_refused_for(file, fault):
    with pytest.raises(RecordError) as letter:
        ledger.read(file(more=f"relations:\n  - {RELATIONS[fault]}\n"))
    assert "relations.1" in letter.value.say("fr")


CIRCLE = ("kind: announced", "kind: announced\n    parents: [PART]")
PERSONS = ("value: 40\n    unit: euros", "value: 40\n    unit: persons")
ALONE = ("    parents: [WHOLE]\n", "")
FOUND = {
    "a part of itself": ([CIRCLE], "", "ledger.circle", "WHOLE", "blocker"),
    "a part larger than its whole": ([("value: 40", "value: 60")], "", "ledger.nested", "PART",
                                     "note"),
    "a part of another unit": ([PERSONS],
                               "", "ledger.nested_unit", "PART", "warning"),
    "a whole that nobody knows": ([("[WHOLE]", "[WHOEL]")], "", "ledger.unknown_figure", "PART",
                                  "blocker"),
    "a name that stands twice": ([("id: PART", "id: WHOLE"), ALONE], "",
                                 "ledger.twice", "WHOLE", "blocker"),
    "a sum of a part and its whole": (
        [], "derived:\n  - {id: ALL, label: All, by: sum, of: [PART, WHOLE]}\n",
        "ledger.added_twice", "ALL", "blocker"),
    "a number made of itself": (
        [], "derived:\n  - {id: ALL, label: All, by: sum, of: [PART, ALL]}\n",
        "ledger.rests_on_itself", "ALL", "blocker"),
    "a list that forgets": (
        [], "lists:\n  - {id: ten, label: Ten, source: Page, numbers: [1, 2, 4]}\n",
        "ledger.list_missing", "ten", "note"),
    "a list that repeats": (
        [], "lists:\n  - {id: two, label: Two, source: Page, numbers: [1, 1]}\n",
        "ledger.list_repeats", "two", "note"),
    "euros over people without a warning": (
        [PERSONS, ALONE],
        "derived:\n  - {id: HEAD, label: Head, by: ratio, of: [WHOLE, PART], unit: euros}\n",
        "ledger.misleads", "HEAD", "warning"),
    "a division by nothing": (
        [("value: 40", "value: 0")],
        "derived:\n  - {id: RATE, label: Rate, by: ratio, of: [WHOLE, PART]}\n",
        "ledger.over_zero", "RATE", "blocker"),
    "units that do not meet": (
        [PERSONS, ALONE],
        "relations:\n  - {id: r, by: at_most, result: PART, factors: [WHOLE]}\n",
        "ledger.units", "r", "blocker"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FOUND)
def test_a_finding_names(file, fault):
    changes, more, id, where, severity = FOUND[fault]
    found = ledger.read(file(*changes, more=more))
    findings = [f for f in ledger.check(found) if f.passed is False]
    assert (id, where, severity) in {(f.id, f.where, f.severity) for f in findings}
    assert all(f.sentence(lang) for f in findings for lang in LANGS)
    for lang in LANGS:
        note = ledger.note(found, lang)
        assert note.section("faults" if severity != "note" else "contradicts") or id in {
            "ledger.list_missing"
        }
        assert where in ledger.as_text(note)


def test_nothing_is_computed_from_a_ledger_that_is_wrong(file):
    changes, more, *_ = FOUND["a number made of itself"]
    found = ledger.read(file(*changes, more=more))
    assert blocking(ledger.check(found))
    assert ledger.note(found, "fr").section("computed") is None
    assert ledger.as_json(found)["derived"] == []
    with pytest.raises(RecordError) as letter:
        ledger.cite(found, "ALL", "fr")
    assert letter.value.key == "ledger.rests_on_itself"


NASTY = "<script>alert(1)</script> \u202e \x1b[31m ☂ " + "x" * 10_000


def test_what_people_wrote_is_text_and_obeyed_by_nobody(file):
    found = ledger.read(file())
    figures = [{**dict(figure), "label": NASTY, "question": NASTY} for figure in found.figures]
    note = ledger.note(Ledger(format=1, title=NASTY, figures=figures), "fr")
    page, text = ledger.as_page(note), ledger.as_text(note)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page + text
    assert "\u202e" not in page + text
    assert "☂" in text


@given(st.lists(st.integers(-5, 30), max_size=20))
def test_what_is_missing_from_a_list_is_what_is_not_on_it(numbers):
    listing = Listing(id="l", label="L", source="Page", numbers=tuple(numbers))
    gone = missing(Ledger(format=1, figures=()), listing)
    assert sorted({*gone, *(n for n in numbers if n > 0)}) == list(range(1, max([0, *numbers]) + 1))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_a_circle_of_parts_is_found_wherever_it_is(arrows):
    parents = {n: {b for a, b in arrows if a == n} for n in range(10)}
    figures = [
        {"id": f"F{n}", "label": "F", "value": 1, "kind": "budget", "source": "Page",
         "parents": [f"F{one}" for one in parents[n]]}
        for n in range(10)
    ]  # fmt: skip
    reached = {n: set(parents[n]) for n in parents}
    for _ in parents:
        reached = {n: set.union(some, *(reached[m] for m in some)) for n, some in reached.items()}
    findings = ledger.check(Ledger.model_validate({"format": 1, "figures": figures}))
    found = {f.where for f in findings if f.id == "ledger.circle"}
    assert found == {f"F{n}" for n, some in reached.items() if n in some}


def chained(n, by, of):
    """A ledger with a chain of *n* derived numbers, each made of the one before."""
    figures = [
        {"id": "A", "label": "A", "value": 1e15, "kind": "budget", "source": "Page"},
        {"id": "B", "label": "B", "value": 3, "kind": "budget", "source": "Page"},
    ]
    derived = [
        {"id": f"D{i}", "label": "D", "by": by, "of": of(f"D{i - 1}" if i else "A")}
        for i in range(n)
    ]
    return Ledger.model_validate({"format": 1, "figures": figures, "derived": derived})


def test_a_long_chain_of_computed_numbers_is_followed():
    found = chained(3000, "difference", lambda before: [before, "B"])
    assert ledger.cite(found, "D2999", "en").number == "999,999,999,991,000"


@pytest.mark.parametrize("by", ["product", "sum"])
def test_a_number_that_doubles_at_each_step_is_stopped(by):
    found = chained(200, by, lambda before: [before, before])
    with pytest.raises(RecordError) as letter:
        ledger.cite(found, "D199", "fr")
    assert letter.value.key == "ledger.too_large"
    assert blocking(ledger.check(found))


def test_a_relation_with_an_absurd_product_is_still_told():
    figures = [
        {"id": f"F{i}", "label": "F", "value": 1e15, "kind": "budget", "source": "Page"}
        for i in range(400)
    ]
    relation = {"id": "all", "result": "F0", "factors": [one["id"] for one in figures]}
    found = Ledger.model_validate({"format": 1, "figures": figures, "relations": [relation]})
    assert all(finding.sentence(lang) for finding in ledger.check(found) for lang in LANGS)


def test_a_number_of_thousands_of_digits_is_a_letter(file):
    with pytest.raises(RecordError):
        ledger.read(file(("value: 50", "value: 1" + "0" * 9000)))


def test_another_reading_that_would_divide_by_nothing_is_none():
    made = {"kind": "budget", "source": "Page"}
    values = {"NONE": 0, "SOME": 4, "WRONG": 7, "SHARE": 2}
    figures = [{"id": id, "label": id, "value": value, **made} for id, value in values.items()]
    found = Ledger.model_validate(
        {
            "format": 1,
            "figures": figures,
            "derived": [{"id": "RATE", "label": "R", "by": "ratio", "of": ["SOME", "WRONG"]}],
            "relations": [
                {"id": "product", "result": "WRONG", "factors": ["NONE", "SOME"]},
                {"id": "share", "result": "SHARE", "factors": ["SOME", "WRONG"], "by": "ratio"},
            ],
        }
    )
    assert ledger.cite(found, "WRONG", "en").other == "0"
    assert ledger.cite(found, "RATE", "en").other == ""
    assert ledger.note(found, "fr").section("contradicts")
    assert ledger.as_json(found)["derived"][0]["other"] is None


def test_lists_within_lists_are_refused_with_their_place(tmp_path):
    bomb = [f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10) if i else 'x'}]" for i in range(12)]
    path = tmp_path / "ledger.yml"
    for text in (f"figures: {'[' * 3000}{']' * 3000}", "\n".join([*bomb, "figures: *x11"])):
        path.write_text(f"format: 1\n{text}\n", encoding="utf-8")
        with pytest.raises(RecordError) as letter:
            ledger.read(path)
        assert "figures.1" in letter.value.say("en")
