"""The list of mechanisms is data: it loads, speaks both languages, and says where it comes from."""

import pytest

from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.words import LANGS
from workbench.theory.mechanisms import Mechanisms, mechanisms, offered, rival

WANTED = {"alibi", "rhythm", "trusted_referent", "belonging", "mastery", "rules", "role_model",
          "brokerage", "destigmatisation"}  # fmt: skip
RIVALS = {"motivated_first", "business_cycle", "parallel_support", "ageing", "regression"}


def test_the_mechanisms_of_the_field_are_there():
    assert {mechanism.id for mechanism in mechanisms().mechanisms} >= WANTED
    assert {rival.id for rival in mechanisms().rivals} >= RIVALS


def test_each_speaks_both_languages_and_has_a_source():
    listed = mechanisms()
    texts = [text for m in listed.mechanisms for text in (m.label, m.because)]
    texts += [text for r in listed.rivals for text in (r.label, r.text, r.answer)]
    assert all(getattr(text, lang) for text in texts for lang in LANGS)
    assert all(one.source.strip() for one in (*listed.mechanisms, *listed.rivals))


def test_what_is_offered_fits_both_ends():
    assert "brokerage" in {m.id for m in offered("activity", "outcome")}
    assert offered("impact", "need") == ()


def test_a_rival_of_the_list_is_ready_for_a_theory():
    assert rival("ageing").answer is not None
    assert rival("aging") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("    status:", "    state:"), ("format: 1", "format: 9"), ("from: [need", "from: [ned"),
     ("id: alibi", "id: Un alibi")],
)  # fmt: skip
def test_a_bad_file_is_refused(tmp_path, old, new):
    text = (places.datasets() / Mechanisms.FILE).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mechanisms.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        mechanisms(path)
    assert path.name in caught.value.say("fr")
