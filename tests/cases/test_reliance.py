"""Reliance: a form for the people whom the evaluation forgot, and not one quote that is made up."""

import openpyxl
import pytest

from workbench import collection, forms
from workbench.base.words import say
from workbench.contribution import coding
from workbench.contribution.coding import CODING, COLUMNS
from workbench.report import review

LANGS = ("fr", "en")


def test_the_form_for_practitioners_can_be_filled_in(example, tmp_path):
    reliance = example("reliance")
    asked = collection.instrument_of(reliance)
    assert {one.who for one in asked.questions} == {"advisers"}
    for part in ("practice", "coordination", "role"):
        assert [one.id for one in asked.questions if one.id.startswith(part)]
    collection.export(reliance, "fr")
    sheet = openpyxl.load_workbook(reliance.path("collection/form.xlsx"))["survey"]
    names = {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert {one.id for one in asked.questions} <= {str(name).split("__")[0] for name in names}
    made = collection.take_along(reliance, tmp_path / "out", LANGS)
    assert made
    assert not [one.id for one in review(reliance) if one.blocks]


@pytest.mark.parametrize("lang", LANGS)
def test_no_quote_is_made_up(example, lang):
    reliance = example("reliance")
    assert reliance.path(CODING).read_text(encoding="utf-8").strip() == ",".join(COLUMNS)
    assert coding(reliance) == ()
    html = forms.contribution(reliance, lang).data
    assert say("coding.nobody", lang, file=CODING) in html
