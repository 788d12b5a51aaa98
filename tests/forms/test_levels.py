"""Page 08 on levels: each level folds, what is simulated says so, and codes of the ESF+ stand."""

import pytest

from workbench import forms
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.capitalisation.programme.levels import counted

LANGS = pytest.mark.parametrize("lang", ["fr", "en"])


@pytest.fixture(scope="module")
def pic():
    return Dossier(places.examples() / "pic", read_only=True)


@pytest.fixture(scope="module")
def told(pic):
    return counted(pic)


@LANGS
def test_a_registry_that_is_simulated_says_so(told, lang):
    assert "banner simulated" in forms.structure(told, lang).data


@LANGS
def test_every_level_can_be_unfolded(told, lang):
    assert forms.enrolment(told, lang).data.count("<details") == 4
    assert forms.outcomes(told, lang).data.count("<details") == 4 + 3 + 3


@LANGS
def test_only_what_is_told_of_clubs_has_limits(told, lang):
    assert forms.site_limits(told, lang).data.count("<svg") == 1


@LANGS
def test_the_codes_of_the_esf_stand_with_those_that_cannot_be_filled(pic, lang):
    shown = forms.esf(pic, lang).data
    assert "EECO01" in shown
    assert "EECO18" in shown.partition("<details")[2]
