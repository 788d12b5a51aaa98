"""Everything the checks say about a dossier, as far as it has been filled."""

import pytest

from workbench import data
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.findings import blocking
from workbench.report import review


def test_a_whole_dossier_blocks_nothing(club):
    data.clean(club)
    assert not blocking(review(club))


def test_the_empty_dossier_has_nothing_to_look_at(wrong):
    assert not wrong(review(Dossier(places.templates() / "dossier")))


@pytest.mark.parametrize(
    ("file", "old", "new", "id", "where"),
    [
        ("evaluation.yml", "title:", "titel:", "record.faults", "evaluation.yml"),
        ("ledger.yml", "unit: persons", "unit: person", "record.faults", "ledger.yml"),
        ("theory.yml", "nodes:\n", "nodes:\nnodes:\n", "yaml.unreadable", "theory.yml"),
        ("indicators.yml", "node: came", "node: cane", "indicators.no_node", "IND-02"),
        (
            "collection/instrument.yml",
            "among: [job]",
            "among: [jbo]",
            "collection.unknown_code",
            "positive_exit",
        ),
        ("received.yml", "exit.csv", "exits.csv", "reading.no_file_near", "received.yml"),
        ("received/exit.csv", "hours", "hour", "data.no_column", "received.yml"),
        ("plan.yml", "outcome: positive_exit", "outcome: exits", "plan.unknown_column",
         "positive_exits"),
    ],
)  # fmt: skip
def test_a_fault_in_any_file_blocks_and_the_other_files_are_still_looked_at(
    club, spoil, wrong, file, old, new, id, where
):
    spoil(club, file, (old, new))
    findings = review(club)
    assert (id, where) in {(f.id, f.where) for f in blocking(findings)}
    assert ("ledger.open_question", "PER_SITE") in wrong(findings) or file == "ledger.yml"
    assert all(finding.sentence("fr") for finding in findings)


def test_the_order_is_that_of_an_evaluation(club):
    subjects = [finding.id.split(".")[0] for finding in review(club)]
    order = list(dict.fromkeys(subjects))
    assert order == [
        "evaluation",
        "ledger",
        "theory",
        "indicators",
        "collection",
        "plan",
        "data",
        "quality",
        "exposure",
        "importing",
        "protection",
    ]


def test_a_clean_table_that_is_damaged_blocks(club, wrong):
    club.path("data").mkdir()
    club.path("data/clean.csv").write_bytes(b"")
    assert ("data.clean_unreadable", "data/clean.csv") in wrong(blocking(review(club)))


def test_what_is_asked_for_nothing_is_told_and_does_not_depend_on_the_day(club, wrong):
    told = {pair for pair in wrong(review(club)) if pair[0].startswith("protection.")}
    assert told == {
        ("protection.column_without_purpose", "hours"),
        ("protection.column_without_purpose", "works"),
    }


WORDS = {
    "claims.yml": ("claims: []\n", "claims:\n  - {id: a, text: b, links: [{from: x, to: y}]}\n"),
    "stories.yml": (
        "stories: []\n",
        "stories:\n  - {id: a, teller_role: b, date: 2024, domain: c, before: d, after: e,"
        " matters: f}\n",
    ),
    "coverage.yml": ("instruments: []\nrows: []\n", "instruments: []\nrows: [{stakeholder: x}]\n"),
    "outcomes.yml": ("outcomes: []\n", "outcomes: [x]\n"),
}
"""What a file of evidence in words holds when nothing blocks, and when something does."""


@pytest.mark.parametrize("file", WORDS)
def test_evidence_in_words_is_looked_at_where_it_is(club, file):
    good, bad = (f"format: 1\n{text}" for text in WORDS[file])
    club.path(file).write_text(good, encoding="utf-8")
    assert not [found for found in blocking(review(club)) if found.file == file]
    club.path(file).write_text(bad, encoding="utf-8")
    assert [found for found in blocking(review(club)) if found.file == file]


def test_a_quote_without_consent_blocks_the_dossier(club):
    head = "segment,interview,place,quote,code,coder,consent\n"
    row = "s1,i1,3 min,What I said,trust,a,"
    for consent, blocks in (("inside", False), ("", True), ("yes", True)):
        club.path("coding.csv").write_text(f"{head}{row}{consent}\n", encoding="utf-8")
        assert bool([f for f in blocking(review(club)) if f.file == "coding.csv"]) == blocks


def test_a_coding_file_that_is_no_table_is_a_finding(club):
    club.path("coding.csv").write_bytes(b"")
    assert [f for f in blocking(review(club)) if f.file == "coding.csv"]


def test_a_file_changed_since_is_looked_at_again(example):
    dossier = example("nsw")
    before = review(dossier)
    assert review(dossier) == before
    path = dossier.path("theory.yml")
    path.write_text("format: 1\n", encoding="utf-8")
    assert review(dossier) != before
