"""Hard words are buttons that keep the text whole; one part of a page marks each of them once."""

import re

import pytest

from workbench.base.glossary import glossary
from workbench.base.words import LANGS
from workbench.evaluation import Evaluation
from workbench.forms.app.ask import asked
from workbench.forms.app.hard_words import WORDS, HardWords, Marks
from workbench.forms.app.parts import section
from workbench.forms.app.steps.project import WHAT
from workbench.forms.live import watched


def test_what_people_write_is_never_read_as_html():
    made = Marks("fr").html("<b>Indicateur</b> & co")
    assert "<b>" not in made
    assert re.sub(r"<[^>]+>", "", made) == "&lt;b&gt;Indicateur&lt;/b&gt; &amp; co"
    assert made.count('data-word="indicator"') == 1


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_told_in_the_language(lang):
    made = HardWords()
    made.speak(lang)
    assert set(made.words) == set(WORDS)
    assert len(made.entries) == len(glossary().words)


def test_a_section_marks_a_word_once_in_its_heading_or_in_its_questions(club, monkeypatch):
    said = {"x": "Un indicateur", "x.lead": "L’indicateur, et le biais."}
    monkeypatch.setattr("workbench.forms.app.parts.say", lambda key, lang: said[key])
    helps = "Un biais, un indicateur, une médiane."
    monkeypatch.setattr("workbench.forms.app.ask._if_there", lambda key, lang: helps)
    form = asked(watched(club), Evaluation, WHAT, "fr")
    box = section("x", "fr", form)

    def inside():
        cut = [*form.questions[0]["help"], *form.questions[0]["example"]]
        cut += [piece for column in form.questions[0]["columns"] for piece in column["help"]]
        return [word for _, word in cut if word]

    assert re.findall(r'data-word="(\w+)"', box.children[0].value) == ["indicator", "bias"]
    assert inside() == ["median"]
    form.renew("fr")
    assert inside() == ["median"]
