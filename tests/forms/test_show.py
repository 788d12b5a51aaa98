"""What a page shows of the checks: what is wrong in the open, what passed folded."""

from workbench import forms
from workbench.base.findings import Finding

GOOD = Finding("data.checksum", True, "received/a<b>.csv")
WRONG = Finding("data.checksum", False, "received/c.csv")


def test_what_passed_is_folded_with_its_sentence_and_escaped():
    html = forms.passed([GOOD, WRONG], "fr").data
    assert html.count("<li>") == 1
    assert html.startswith("<details")
    assert "a&lt;b&gt;.csv" in html
    assert "c.csv" not in html


def test_nothing_is_said_of_checks_where_none_passed():
    assert 'class="ok"' not in forms.findings([WRONG], "en").data
    assert 'class="ok"' in forms.findings([GOOD, WRONG], "en").data
