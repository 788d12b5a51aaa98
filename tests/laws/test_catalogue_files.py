"""Every file of the catalogue loads, is named by its id, and has its source and its licence."""

import pytest

from workbench.base import places
from workbench.base.errors import RecordError
from workbench.indicators import catalogue

SHELF = places.datasets() / "indicators"
FILES = sorted(SHELF.glob("*/*.yml"))
GOOD = FILES[0].read_text(encoding="utf-8")


def test_every_file_is_in_the_catalogue_under_its_name():
    found = catalogue(SHELF)
    assert list(found) == [path.stem for path in FILES]
    assert len(list(SHELF.rglob("*.*"))) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_definition_has_its_source_and_its_licence(path):
    indicator = catalogue(SHELF)[path.stem]
    assert (indicator.id, indicator.domain) == (path.stem, path.parent.name)
    assert indicator.source.strip()
    assert indicator.licence.strip()


BAD = {
    "another id than its file": (f"id: {FILES[0].stem}", "id: OTHER-99"),
    "another domain than its folder": (f"domain: {FILES[0].parent.name}", "domain: societal"),
    "an unknown key": ("id:", "colour: blue\nid:"),
    "no source": ("\nsource:", "\nsauce:"),
    "no licence": ("\nlicence:", "\nlicense:"),
    "a newer format": ("format: 1", "format: 99"),
    "no format": ("format: 1", ""),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_is_refused(fault, tmp_path):
    good, bad = BAD[fault]
    assert good in GOOD
    path = tmp_path / FILES[0].parent.name / FILES[0].name
    path.parent.mkdir()
    path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        catalogue(tmp_path)
    assert FILES[0].name in caught.value.say("en")
