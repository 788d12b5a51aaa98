"""A browser keeps a script for good, and never shows one of yesterday."""

import os

from workbench.launch import assets
from workbench.launch.assets import Shelf


def test_the_address_changes_with_any_file(tmp_path):
    file = tmp_path / "deep" / "one.js"
    file.parent.mkdir()
    file.write_text("1")
    before = Shelf({"static": [str(tmp_path)]}).address
    assets.stamp.cache_clear()
    assert Shelf({"static": [str(tmp_path)]}).address == before
    file.write_text("2")
    os.utime(file, (1, 1))
    assets.stamp.cache_clear()
    assert Shelf({"static": [str(tmp_path)]}).address != before


def test_pages_are_told_where_their_files_stand(tmp_path):
    shelf = Shelf({"static": [str(tmp_path)]})
    told = shelf.told({"fullStaticUrl": "/voila/static", "theme": "light"})
    assert told["fullStaticUrl"] == f"{shelf.address}/static"
    assert told["theme"] == "light"


def test_a_page_names_the_scripts_that_it_asked_for_before_and_no_more_than_so_many(monkeypatch):
    monkeypatch.setattr(assets, "EARLY", 2)
    asked = assets.Asked()
    assert asked.by("app") == []
    for script in ("/kept/a.js", "/kept/b.js", "/kept/a.js", "/kept/c.js"):
        asked.note("app", script)
    asked.note("06_analysis", "/kept/d.js")
    assert asked.by("app") == ["/kept/a.js", "/kept/b.js"]
    assert asked.by("06_analysis") == ["/kept/d.js"]
