"""Each fault is named with its file, its place, its rule and what to do; nothing is written."""

import hashlib
import json

import pytest
import yaml

from workbench import indicators
from workbench.base import places
from workbench.base.words import LANGS, known
from workbench.base.yaml_files import read_yaml
from workbench.indicators import scales

INSTRUMENT = "collection/instrument.yml"
HOURS = "    low: 0\n    high: 60\n"
FORMULA = "  - {{id: made, label: Made, type: calculate, waves: [exit], formula: '{}'}}\nderived:\n"
SEVERAL = (
    "  - {id: help, label: H, type: select_multiple, waves: [exit], options: "
    "[{code: food, label: F}, {code: Food, label: M}]}\nderived:\n"
)
BACK = "  - {from: confidence, to: sessions, because: And so on}\nrisks:\n"
NOWHERE = "  - {from: confidence, to: sessoins, because: And so on}\nrisks:\n"
TWIN = "  - {id: came, type: output, label: Others come}\nlinks:\n"

BAD = {
    "theory.cycle": ("theory.yml", "risks:\n", BACK, "sessions → came → confidence → sessions"),
    "theory.dangling": ("theory.yml", "risks:\n", NOWHERE, "confidence → sessoins"),
    "theory.id_twice": ("theory.yml", "links:\n", TWIN, "came"),
    "indicators.no_node": ("indicators.yml", "node: came", "node: cane", "IND-02"),
    "collection.unknown_reference": (INSTRUMENT, HOURS, "    must: . < ${hour}\n", "hours"),
    "collection.skip_unknown": (
        INSTRUMENT, HOURS, "    asked_if: {question: situatoin, among: [job]}\n", "hours",
    ),
    "collection.name_shape": (INSTRUMENT, "code: none,", "code: à la rue,", "situation"),
    "collection.divides_by_zero": (
        INSTRUMENT, "derived:\n", FORMULA.format("${hours} div 0"), "made",
    ),
    "collection.unknown_function": (
        INSTRUMENT, "derived:\n", FORMULA.format("rond(${hours})"), "made",
    ),
    "collection.code_twice": (INSTRUMENT, "derived:\n", SEVERAL, "help"),
}  # fmt: skip
"""The rule, the file, what is changed in it, and the place that is named."""


def bytes_of(dossier):
    files = sorted(path for path in dossier.folder.rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def findings(said, dossier):
    code, out, _ = said("check", dossier.folder, "--json")
    found = json.loads(out)["findings"]
    return code, [finding for finding in found if finding["passed"] is False]


@pytest.fixture
def nothing_written(said, club, tmp_path):
    """A caller: ask for the forms; nothing may come of it. Returns what is said instead."""

    def ask():
        before = bytes_of(club)
        code, out, err = said("forms", club.folder, "--out", tmp_path / "out")
        assert (code, out) == (1, "")
        assert not (tmp_path / "out").exists()
        assert not list(tmp_path.glob(".out*"))
        assert bytes_of(club) == before
        assert "Traceback" not in err
        return err

    return ask


@pytest.mark.parametrize("rule", BAD)
def test_a_fault_is_named_and_nothing_is_written(said, club, spoil, nothing_written, rule):
    file, old, new, where = BAD[rule]
    spoil(club, file, (old, new))
    code, wrong = findings(said, club)
    assert code == 1
    named = {(f["id"], f["file"], f["where"]) for f in wrong if f["severity"] == "blocker"}
    assert (rule, file, where) in named
    assert known(f"{rule}.todo")
    listed = said("check", club.folder)[1]
    assert f"{rule} · {file} · {where}" in listed
    told = nothing_written()
    assert f"{rule} · {file} · {where}" in told


def test_a_name_with_a_space_is_refused_with_its_line(said, club, spoil, nothing_written):
    spoil(club, INSTRUMENT, ("id: hours", "id: heures étudiées"))
    code, wrong = findings(said, club)
    assert code == 1
    one = next(f for f in wrong if f["file"] == INSTRUMENT)
    assert one["id"] == "record.faults"
    told = nothing_written()
    assert all("instrument.yml" in one[lang] for lang in LANGS)
    assert "instrument.yml" in told
    assert "questions" in told


def test_a_label_in_one_language_is_named_and_what_to_do_is_said(
    said, club, spoil, nothing_written
):
    spoil(club, INSTRUMENT, ("{fr: Heures de travail par semaine, en: Hours of work a week}",
                             "{fr: Heures de travail par semaine}"))  # fmt: skip
    _, wrong = findings(said, club)
    one = next(f for f in wrong if f["id"] == "collection.untranslated")
    assert (one["file"], one["where"], one["severity"]) == (INSTRUMENT, "hours", "warning")
    assert known("collection.untranslated.todo")
    assert "hours" in nothing_written()
    assert said("forms", club.folder, "--lang", "fr", "--out", club.folder.parent / "fr")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("title: {fr: Questionnaire du club, en: Questionnaire of the club}",
         "title: {en: Questionnaire of the club}", INSTRUMENT),
        ("hint: {fr: Jamais un nom., en: Never a name.}", "hint: {fr: Jamais un nom.}", "person"),
        ("label: {fr: Travaille, en: Works}", "label: {fr: Travaille}", "works"),
        ("label: {fr: Emploi, en: Job}", "label: {en: Job}", "situation"),
    ],
)  # fmt: skip
def test_every_text_of_a_form_is_looked_at_in_both_languages(said, club, spoil, old, new, where):
    spoil(club, INSTRUMENT, (old, new))
    named = {(f["id"], f["where"]) for f in findings(said, club)[1]}
    assert ("collection.untranslated", where) in named


@pytest.fixture
def own_catalogue(tmp_path, monkeypatch):
    """A catalogue that may be spoilt: what the dossier uses, and two scales."""
    whole, own = places.datasets(), tmp_path / "datasets"
    kept = ("IND-02.yml", "IND-41.yml", "RSES.yml", "WHO5.yml")
    for path in [*whole.glob("indicators/*/*.yml"), *whole.glob("scales/*.yml")]:
        if path.name in kept:
            (own / path.relative_to(whole)).parent.mkdir(parents=True, exist_ok=True)
            (own / path.relative_to(whole)).write_bytes(path.read_bytes())
    (own / "vocabulary").symlink_to(whole / "vocabulary")
    monkeypatch.setattr(places, "datasets", lambda: own)
    for read in (indicators.catalogue, scales):
        read.cache_clear()
    yield own
    for read in (indicators.catalogue, scales):
        read.cache_clear()


def spoilt(path, **values):
    content = {**read_yaml(path), **values}
    kept = {key: value for key, value in content.items() if value is not None}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")


def test_an_indicator_without_denominator_is_named_and_nothing_is_written(
    said, club, nothing_written, own_catalogue
):
    path = next(own_catalogue.glob("indicators/*/IND-41.yml"))
    spoilt(path, unit="percent", numerator={"any": "n"}, denominator=None)
    code, wrong = findings(said, club)
    assert code == 1
    found = [f for f in wrong if f["id"] == "indicators.no_denominator"]
    assert {f["file"] for f in found} >= {"indicators.yml"}
    assert all("IND-41.yml" in f[lang] for f in found for lang in LANGS)
    assert "IND-41.yml" in nothing_written()


def test_the_text_of_a_scale_without_licence_is_named_and_nothing_is_written(
    said, club, nothing_written, own_catalogue
):
    spoilt(own_catalogue / "scales" / "RSES.yml", text={"q1": "Words of somebody else"})
    spoilt(next(own_catalogue.glob("indicators/*/IND-41.yml")), scale="RSES")
    code, wrong = findings(said, club)
    assert code == 1
    found = [f for f in wrong if f["id"] == "scales.unlicensed_text"]
    assert found
    assert all("RSES.yml" in f[lang] for f in found for lang in LANGS)
    assert "RSES.yml" in nothing_written()
