"""Page 08 shows averages with what they do not say, and clubs beside what chance leaves them."""

from dataclasses import replace

import pytest

from tests.analysis.pilots.by_hand import A_DIFFERENCE, NOTHING, effect, gathered, rate
from workbench import forms
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.report import programme

LANGS = pytest.mark.parametrize("lang", ["fr", "en"])


@pytest.fixture
def worked():
    return programme.compare(programme.read(Dossier(places.examples() / "clubs")))


@LANGS
def test_each_group_has_its_picture_what_may_be_said_and_what_may_not(lang, worked):
    shown = forms.averages(worked, lang).data
    assert shown.count("<svg") == 3
    assert shown.count('class="says"') == shown.count('class="says-not"') == 3
    assert shown.count("<table") == 1  # a table shown twice breaks the landmarks of the page


@LANGS
def test_only_rates_have_clubs(lang, worked):
    assert forms.club_limits(worked, lang).data.count("<svg") == 2


@LANGS
def test_a_programme_without_anything_comparable_says_so(lang):
    alone = programme.compare(gathered(rate("lille", 10, 40)))
    assert "<svg" not in forms.averages(alone, lang).data
    assert "<svg" not in forms.club_limits(alone, lang).data


@LANGS
def test_a_group_without_an_average_says_why(lang):
    pilots = gathered(rate("lille", 10, 40), replace(rate("lyon", 10, 40), **NOTHING))
    shown = forms.averages(programme.compare(pilots), lang).data
    assert "<svg" not in shown
    assert "pilot" in shown


@LANGS
def test_what_people_wrote_is_escaped(lang):
    names = ("<script>1</script>", "<script>2</script>")
    pilots = gathered(*(rate(name, 10 + len(name), 60) for name in names), *(
        effect(name, **A_DIFFERENCE, key="ECO-1") for name in names
    ))  # fmt: skip
    compared = programme.compare(pilots)
    parts = (
        forms.averages(compared, lang),
        forms.club_limits(compared, lang),
        forms.table(programme.side_by_side(compared, lang), lang),
        forms.table(programme.pilots_table(pilots, lang), lang),
        forms.findings(programme.doubts(compared), lang),
    )
    assert not [part for part in parts if "<script>" in part.data]
