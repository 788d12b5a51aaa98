"""What page 06 shows of pilots: one line where there are none, all of it where there are."""

import pytest

from workbench import forms
from workbench.analysis.pooling import pilots, pool
from workbench.base.words import LANGS


@pytest.mark.parametrize("lang", LANGS)
def test_a_dossier_without_pilots_gets_one_line(lang):
    html = forms.pooled(None, lang).data
    assert html.count("<p") == 1
    assert "pilots.csv" in html


@pytest.mark.parametrize("lang", LANGS)
def test_pilots_are_shown_with_a_picture_a_table_and_doubts(lang):
    html = forms.pooled(pool(pilots([0.1, 0.3, 0.5], [0.01, 0.02, 0.01], ["<b>", "B", "C"])), lang)
    assert html.data.count("<svg") == 1
    assert html.data.count("<table") == 1
    assert 'data-id="pooling.few"' in html.data
    assert "<b>" not in html.data


def test_from_ten_pilots_on_the_funnel_is_drawn():
    effects = [0.1 * n for n in range(10)]
    html = forms.pooled(pool(pilots(effects, [0.01 + 0.01 * n for n in range(10)])), "fr").data
    assert html.count("<svg") == 2
