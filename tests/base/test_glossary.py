"""Hard words are found in a text, plurals and accents included, and told with easier ones."""

import graphlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.glossary import Glossary, glossary, in_order, pieces, plain
from workbench.base.words import LANGS, phrases

FILE = places.datasets() / Glossary.FILE
LONGEST = 50
"""Words that a meaning may have; a sentence of it has half of them at most."""


def marked(text, lang, skip=()):
    return {piece.text: piece.word for piece in pieces(text, lang, skip) if piece.word}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "Deux INDICATEURS, un impact.", {"INDICATEURS": "indicator", "impact": "impact"}),
        ("fr", "Des impacts sociaux", {"impacts sociaux": "impact"}),
        ("fr", "deux centres sociaux", {"centres sociaux": "social_centre"}),
        ("fr", "l’évaluation du RSA", {"évaluation": "evaluation", "RSA": "rsa"}),
        ("fr", "les parties\u00a0prenantes", {"parties\u00a0prenantes": "stakeholder"}),
        ("fr", unicodedata.normalize("NFD", "Une évaluation"), {"évaluation": "evaluation"}),
        ("fr", "le FSE+ paie", {"FSE+": "esf"}),
        ("en", "two hypotheses, baselines", {"baselines": "baseline"}),
        ("en", "its theories of change", {"theories of change": "theory_of_change"}),
        ("en", "a statement of harms", {"harms": "harm"}),
    ],
)
def test_a_word_is_found_in_its_forms(lang, text, found):
    assert marked(text, lang) == found


@pytest.mark.parametrize("text", ["", "rsa", "impacter", "reindicateur", "sous-indicateur"])
def test_what_only_looks_like_a_word_is_left_alone(text):
    assert marked(text, "fr") == {}


def test_a_word_is_marked_once_and_not_where_it_has_been_met():
    assert [p.word for p in pieces("Un biais, des biais.", "fr")].count("bias") == 1
    assert marked("Un biais.", "fr", {"bias"}) == {}


@given(st.text(max_size=80), st.sampled_from(LANGS))
def test_the_pieces_together_are_the_text(text, lang):
    together = "".join(piece.text for piece in pieces(text, lang))
    assert together == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_meanings_need_each_other(lang):
    needs = {
        word.id: {p.word for p in pieces(word.means.say(lang), lang, {word.id}) if p.word}
        for word in glossary().words
    }
    assert len(list(graphlib.TopologicalSorter(needs).static_order())) == len(needs)


@pytest.mark.parametrize("lang", LANGS)
def test_a_meaning_is_short_and_stands_in_its_own_language(lang):
    for word in glossary().words:
        means = word.means.say(lang)
        assert not means.endswith("]"), word.id
        assert len(means.split()) <= LONGEST, word.id
        sentences = means.replace("\u202f", "").replace("?", ".").split(". ")
        assert max(len(sentence.split()) for sentence in sentences) <= LONGEST / 2, word.id


def test_every_word_is_used_in_some_text_or_said_to_be_spare():
    used = {
        piece.word
        for lang in LANGS
        for texts in phrases(lang).values()
        for text in texts
        for piece in pieces(text, lang)
    }
    assert [w.id for w in glossary().words if w.id not in used and not w.spare] == []


def test_a_way_of_writing_belongs_to_one_word():
    for lang in LANGS:
        ways = [plain(way) for word in glossary().words for way in word.written(lang)]
        assert sorted(ways) == sorted(set(ways))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_is_in_the_order_of_the_alphabet(lang):
    terms = [plain(word.term.say(lang)) for word in in_order(lang)]
    assert terms == sorted(terms)
    assert len(terms) == len(glossary().words)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("id: impact\n", "id: evaluation\n"),
        ("    status: sourced", "    status: sure"),
        ("means:", "mean:"),
    ],
)
def test_a_bad_list_is_refused(good, bad, tmp_path):
    path = tmp_path / "glossary.yml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(RecordError):
        glossary(path)
