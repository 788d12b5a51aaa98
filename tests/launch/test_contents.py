"""The one list of pages."""

import pytest

from workbench.base import places
from workbench.base.errors import RecordError, RunError
from workbench.base.records import changed, read_record
from workbench.launch import contents
from workbench.launch.contents import (
    Contents,
    before,
    beside,
    every,
    guided,
    made_by_pages,
    maker_of,
    page,
    pages,
    pages_of,
    programme,
)


def test_there_are_seven_pages_in_order_each_in_both_languages():
    assert [one.id[:2] for one in pages()] == [f"0{number}" for number in range(1, 8)]
    for one in pages():
        assert one.notebook("fr").is_file()
        assert one.notebook("en").is_file()
        assert one.title.fr
        assert one.title.en


def test_an_unknown_page_is_refused_with_the_nearest_one():
    with pytest.raises(RunError) as caught:
        page("03_indicator")
    assert caught.value.key == "run.unknown_page"
    assert caught.value.holes["hint"].holes["near"] == "03_indicators"


def test_a_page_says_what_the_dossier_lacks(club):
    assert page("05_data").missing(club) == []
    club.path("received.yml").unlink()
    assert page("05_data").missing(club) == ["received.yml"]
    for path in club.folder.glob("received/*"):
        path.unlink()
    assert page("05_data").missing(club) == ["received.yml", "received/*"]


def test_what_a_page_needs_comes_from_an_earlier_page_or_from_people():
    seen = set()
    for one in pages():
        seen |= {*one.keeps, *one.makes}
        for need in one.needs:
            maker = maker_of(need)
            assert maker is None or need in seen or any(need.startswith(s[:-1]) for s in seen)
    assert maker_of("results/effects.csv").id == "06_analysis"
    assert maker_of("received/*") is None
    assert "report/report.docx" in made_by_pages()
    assert "report/template.docx" not in made_by_pages()


def test_the_page_of_a_programme_is_none_of_the_pages_of_each_dossier(example):
    assert [one.id for one in programme()] == ["08_programme"]
    assert page("08_programme") not in pages()
    assert pages_of(example("clubs")) == programme()
    assert pages_of(example("nsw")) == pages()
    assert maker_of("results/programme.csv").id == "08_programme"
    assert "results/programme.csv" in made_by_pages()
    for one in programme():
        assert one.missing(example("sipa")) == list(one.needs)[1:]
        assert one.notebook("fr").is_file()


def test_a_bad_list_of_pages_is_refused(tmp_path):
    path = tmp_path / "contents.yml"
    text = (places.notebooks() / "contents.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("minutes: 25", "minuts: 25", 1), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_record(Contents, path)
    keys = {phrase.key for phrase in caught.value.holes["faults"]}
    assert keys == {"record.unknown_key", "record.missing_key"}


def test_pages_are_numbered_by_their_place_in_an_evaluation():
    numbered = [page.number for page in every() if page not in guided()]
    assert sorted(set(numbered)) == list(range(1, 10))
    assert {page.number for page in beside()} == {8, 9}


def test_a_page_beside_is_there_where_its_files_are(club, monkeypatch):
    one = page("06_analysis")
    own = changed(one, id="08_beside", needs=("levels.yml", "data/clean.csv"), makes=())
    monkeypatch.setattr(contents, "beside", lambda: (own,))
    assert pages_of(club) == pages()
    club.path("levels.yml").write_text("format: 1", encoding="utf-8")
    assert pages_of(club) == (*pages(), own)
    assert own.missing(club) == ["data/clean.csv"]  # but a page makes it
    assert [one.id for one in before("08_beside")][-1] == "05_data"
