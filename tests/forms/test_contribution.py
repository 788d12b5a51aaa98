"""What page 06 shows of the evidence in words: only what is there, and only what may be shown."""

import pytest

from workbench import forms
from workbench.base.dossier import open_dossier
from workbench.base.words import LANGS, say
from workbench.contribution import Outcomes, Stories, standings
from workbench.contribution.coding import CODING, COLUMNS

STORY = "Secret words of a teller"


@pytest.fixture
def with_words(club):
    """A dossier with stories, outcomes and coded interviews; some may not be shown."""
    story = {
        "teller_role": "An educator", "date": "2024", "domain": "Individual", "before": "Before",
        "after": "After", "matters": "Matters",
    }  # fmt: skip
    rows = [
        {**story, "id": "open", "consent": {"level": "public_anonymous"}},
        {**story, "id": "closed", "after": STORY},
    ]
    club.write(Stories.model_validate({"format": 1, "stories": rows}))
    outcome = {
        "id": "o", "who_changed": "<b>A service</b>", "what": "W", "when": "2020", "where": "Here",
        "matters": "M", "contribution": "C",
    }  # fmt: skip
    club.write(Outcomes.model_validate({"format": 1, "outcomes": [outcome]}))
    lines = [
        ",".join(COLUMNS),
        "s1,i1,3 min,Said aloud,trust,a,public_anonymous",
        "s1,i1,3 min,Said aloud,trust,b,public_anonymous",
        f"s2,i1,5 min,{STORY},trust,a,inside",
    ]
    club.path(CODING).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return club


@pytest.mark.parametrize("lang", LANGS)
def test_a_dossier_without_words_shows_nothing(lang):
    assert forms.contribution(open_dossier("nsw"), lang).data == ""


@pytest.mark.parametrize("lang", LANGS)
def test_what_nobody_agreed_to_show_is_not_shown(with_words, lang):
    html = forms.contribution(with_words, lang).data
    assert STORY not in html
    assert "Said aloud" in html
    assert say("stories.left_out", lang, n=1) in html
    assert say("coding.refused", lang, n=1) in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_people_are_escaped(with_words, lang):
    html = forms.contribution(with_words, lang).data
    assert "<b>A service" not in html
    assert "&lt;b&gt;A service" in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_claims_of_sipa_are_shown_with_their_rivals(lang):
    dossier = open_dossier("sipa")
    html = forms.contribution(dossier, lang).data
    for standing in standings(dossier):
        text = standing.claim.text.say(lang)
        assert text.split("«")[0].split("‘")[0].strip() in html
    assert html.count("<details") == 4
    assert say("claims.title", lang) in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_blind_spot_of_reliance_is_shown(lang):
    html = forms.contribution(open_dossier("reliance"), lang).data
    assert say("coverage.seen.blind", lang) in html
