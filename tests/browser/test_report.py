"""The report in a browser: readable by all, on every screen, and asking nothing of anybody."""

import pytest

from tests.press import a_document
from workbench import report
from workbench.base.yaml_files import write_yaml

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("fr", "trajectoires"),
        ("en", "nsw"),
        pytest.param("en", "trajectoires", marks=pytest.mark.full),
        pytest.param("fr", "nsw", marks=pytest.mark.full),
    ],
)
def test_a_report_is_readable_by_all(readable, example, lang, name):
    readable(report.tell(example(name), lang), lang)


def test_stories_decisions_pictures_and_endless_cells_are_readable_too(readable, tab, example):
    dossier = example("trajectoires")
    dossier.path("report").mkdir()
    dossier.path("field.png").write_bytes(a_document.png(600, 300))
    photo = {"file": "field.png", "alt": "Le terrain"}
    decisions = [
        {"text": "x" * 10_000, "who": "Bureau"},
        {"text": "<script>document.title=1</script>"},
    ]
    write_yaml(
        dossier.path("report/added.yml"),
        {"format": 1, "decisions": decisions, "pictures": [photo]},
    )
    text = dict.fromkeys(("domain", "before", "after", "matters", "quote"), "Des mots")
    story = {**text, "id": "one", "teller_role": "jeune", "date": "2024-05"}
    agreed = {"consent": {"level": "public_anonymous", "date": "2024-06", "kept": "form"}}
    write_yaml(dossier.path("stories.yml"), {"format": 1, "stories": [{**story, **agreed}]})
    readable(report.tell(dossier, "fr"), "fr")
    assert tab.title() != "1"
