"""A story goes as far as its teller agreed, is chosen together, and never names anybody."""

import csv

import pytest

from workbench import contribution
from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.contribution import Stories
from workbench.contribution.consent import LEVELS
from workbench.contribution.story_checks import check

STORY = {
    "id": "s",
    "teller_role": "An educator",
    "date": "2024-05",
    "domain": "Individual",
    "before": "Nobody came",
    "after": "Some come",
    "matters": "They talk",
    "change": "mixed",
    "consent": {"level": "public_anonymous", "date": "2024-05-02", "kept": "paper"},
    "choice": {"selected_by": ["Team", "Young people"], "level": "Club", "reason": "It surprises"},
    "verified": {"by": "A partner", "how": "Asked again"},
}


def stories(*changes):
    rows = [{**STORY, "id": f"s{i}", **change} for i, change in enumerate(changes)]
    return Stories.model_validate({"format": 1, "stories": rows})


def ids(findings):
    return {(finding.id, finding.where) for finding in findings if finding.passed is False}


def levels(*names):
    return stories(*({"consent": {"level": name} if name else None} for name in names))


def test_five_stories_that_are_agreed_chosen_and_verified_have_no_doubt():
    assert ids(check(stories(*[{}] * 5))) == set()


def test_a_story_without_consent_blocks_and_is_shown_nowhere():
    one = levels(None)
    (found,) = [f for f in check(one) if f.id == "stories.no_consent"]
    assert found.blocks
    for audience in ("inside", "public"):
        assert contribution.shown(one, audience).stories == ()
        assert contribution.shown(one, audience).left_out == 1


@pytest.mark.parametrize(
    ("audience", "kept"),
    [("inside", {"inside", "public_anonymous", "public_named"}),
     ("public", {"public_anonymous", "public_named"})],
)  # fmt: skip
def test_each_audience_reads_what_was_agreed_and_the_rest_is_counted(audience, kept):
    found = contribution.shown(levels(None, *LEVELS), audience)
    assert {story.level for story in found.stories} == kept
    assert found.left_out == 5 - len(kept)
    assert all(found.say(lang) for lang in LANGS)


def test_what_leaves_the_dossier_holds_only_what_may(club, tmp_path):
    club.write(levels(None, *LEVELS))
    out = tmp_path / "stories.csv"
    found = contribution.export(club, out, "en")
    with out.open(encoding="utf-8") as rows:
        assert [row["story"] for row in csv.DictReader(rows)] == ["s3", "s4"]
    assert found.left_out == 3
    with pytest.raises(RunError):
        contribution.export(club, out, "en")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"consent": {"level": "public_anonymous"}}, "stories.consent_unkept"),
        ({"after": "Mme Martin came back"}, "stories.names_somebody"),
        ({"quote": "Call me on 06 12 34 56 78"}, "stories.names_somebody"),
        ({"contribution": "write to me@club.fr"}, "stories.names_somebody"),
        ({"choice": {**STORY["choice"], "selected_by": ["Me"]}}, "stories.chosen_alone"),
        ({"choice": {**STORY["choice"], "reason": None}}, "stories.chosen_without_reason"),
        ({"verified": None}, "stories.not_verified"),
    ],
)
def test_what_weakens_a_story_is_found(change, rule):
    assert (rule, "s0") in ids(check(stories(change)))
    assert (rule, "s0") not in ids(check(stories({})))


def test_few_stories_and_only_good_news_are_found():
    found = {id for id, _ in ids(check(stories({"change": "better"})))}
    assert {"stories.too_few", "stories.only_good_news"} <= found


def test_two_stories_of_one_id_block():
    assert ("stories.id_twice", "x") in ids(check(stories({"id": "x"}, {"id": "x"})))


def test_a_selection_needs_somebody_who_selected(club):
    from workbench.base.errors import RecordError

    text = "format: 1\nstories:\n  - {id: a, teller_role: b, date: 2024, domain: c, before: d,"
    text += " after: e, matters: f, choice: {selected_by: [], level: g}}\n"
    club.path("stories.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError):
        club.read(Stories)
