"""Widgets of one page share what they can: each message and each style costs the browser time."""

import pytest

from workbench.forms import script
from workbench.forms.app.ask import Questions
from workbench.forms.app.offers import Offers
from workbench.forms.plain import Box, Live


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setattr(script, "_styled", None)


def test_widgets_share_one_layout_and_one_style_unless_they_are_given_their_own():
    one, other, box = Live(value="a"), Live(value="b"), Box()
    assert one.layout is other.layout is box.layout
    assert one.style is other.style
    one.layout = {"display": "none"}
    assert other.layout.display is None


@pytest.mark.usefixtures("page")
def test_the_first_widget_of_a_kind_brings_its_style_where_that_is_enough():
    assert Questions()._css == Questions()._css != ""
    script.style_once()
    first, second, other = Questions(), Questions(), Offers()
    assert (bool(first._css), second._css, bool(other._css)) == (True, "", True)


def test_what_stands_in_a_page_that_ran_is_the_same_each_time():
    assert repr(Questions()) == repr(Questions()) == "<Questions>"
