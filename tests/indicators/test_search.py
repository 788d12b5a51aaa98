"""An indicator is found by words of either language, and by what a theory says."""

import shutil

import pytest

from workbench import indicators
from workbench.base import places
from workbench.base.dossier import open_dossier
from workbench.evaluation import Evaluation
from workbench.indicators.search import index, stem, stems
from workbench.theory import Theory


@pytest.fixture(scope="module")
def beliefs():
    return open_dossier("trajectoires").read(Theory)


def ids(found):
    return [one.indicator.id for one in found]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("IND-07", "IND-07"),
        ("ind-07", "IND-07"),
        ("EECR04", "EECR04"),
        ("solitude", "IND-31"),
        ("loneliness", "IND-31"),
        ("BIEN-ÊTRE", "IND-26"),
        ("bien etre", "IND-26"),
        ("freins levés", "IND-22"),
        ("barriers overcome", "IND-22"),
        ("femmes", "SOC-01"),
        ("women", "SOC-01"),
        ("empreinte carbone", "ENV-09"),
        ("self-esteem", "IND-29"),
        ("permis de conduire", "IND-39"),
        ("bénévol", "ECO-18"),
    ],
)
def test_the_first_answer_is_the_one_that_was_meant(question, id):
    assert ids(indicators.search(question))[0] == id


@pytest.mark.parametrize("question", ["", "   ", "le la de", "?!", "xyzzy", "<script>", "a" * 5000])
def test_a_question_without_telling_words_finds_nothing(question):
    assert indicators.search(question) == []


def test_accents_and_case_change_nothing():
    assert indicators.search("Mobilité") == indicators.search("MOBILITE") != []


def test_a_hit_says_which_words_it_answers():
    best = indicators.search("confiance et carbone")[0]
    assert best.words in {("confiance",), ("carbone",)}


def test_no_more_are_given_than_asked_for():
    assert len(indicators.search("emploi", most=2)) == 2


def test_a_word_in_the_name_weighs_more_than_in_the_caution():
    found = ids(indicators.search("carbone", most=200))
    assert found[0] == "ENV-09"
    assert found.index("ENV-09") < found.index("ENV-02")


def test_forms_of_a_word_share_a_stem():
    assert stem("emplois") == stem("emploi")
    assert stems("Les Sorties Positives") == stems("sortie positive")


def test_every_indicator_is_found_by_its_id():
    assert [id for id in indicators.catalogue() if ids(indicators.search(id))[0] != id] == []


def test_a_file_copied_into_a_catalogue_is_found_without_python(tmp_path):
    folder = tmp_path / "individual"
    folder.mkdir()
    template = (places.templates() / "indicator.yml").read_text(encoding="utf-8")
    mine = template.replace("id: IND-00", "id: IND-99").replace("venues", "trampolinistes", 1)
    (folder / "IND-99.yml").write_text(mine, encoding="utf-8")
    shutil.copy(places.datasets() / "indicators" / "individual" / "IND-07.yml", folder)
    known = index(indicators.catalogue(tmp_path))
    assert ids(indicators.search("trampoliniste", among=known)) == ["IND-99"]


@pytest.mark.parametrize(
    ("node", "id"),
    [
        ("entered", "IND-02"),
        ("positive_exit", "IND-07"),
        ("remobilised", "IND-22"),
        ("confidence", "IND-41"),
    ],
)
def test_a_theory_calls_for_the_indicator_of_its_node(beliefs, node, id):
    found = [one for one in indicators.suggest(beliefs) if one.node.id == node]
    assert id in ids(found)
    assert len(found) <= 3


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_suggestion_gives_its_reason_in_words_of_the_reader(beliefs, lang):
    rows = indicators.suggestions_table(indicators.suggest(beliefs), lang)
    assert rows
    assert all(row["reason"] and row["status"] for row in rows)


def test_people_of_the_same_level_make_an_indicator_weigh_more(beliefs):
    roles = {one.id: one.role for one in open_dossier("trajectoires").read(Evaluation).stakeholders}
    with_roles = {(s.node.id, s.indicator.id): s.score for s in indicators.suggest(beliefs, roles)}
    without = {(s.node.id, s.indicator.id): s.score for s in indicators.suggest(beliefs)}
    assert with_roles["entered", "IND-02"] > without["entered", "IND-02"]


def test_words_that_most_nodes_share_are_not_a_reason(beliefs):
    words = [one.reason.holes["words"].say("fr") for one in indicators.suggest(beliefs)]
    assert not [text for text in words if "jeunes" in text.split(", ")]
