"""The claims ladder: never above what the design allows, with the effect's own numbers."""

import re

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import answer, estimate, ladder
from workbench.analysis.designs import ALL
from workbench.base.words import FOLDER, LANGS, say
from workbench.collection import Analysis

HIGHEST = {
    "progress": "described",
    "before_after": "evolved",
    "comparison": "associated",
    "difference_in_differences": "associated",
}
"""The strongest claim of a design without a lot; "caused" needs one."""
CLAIMS = {
    "fr": r"prouv|démontr|significati|grâce à|a permis|a causé|impact|cause[rd]?\b",
    "en": r"prove|proof|demonstrat|significan|thanks to|caused|impact|because of",
}
UNLOTTED = ("effect.progress", "effect.before_after", "effect.compared")
TARGETS = (
    (0.125, "effect.above_target"),
    (0.995, "effect.below_target"),
    (0.5, "effect.compatible_with_target"),
)
VERDICTS = tuple(verdict for _, verdict in TARGETS)


def numbers_in(text, lang):
    """Read the numbers back, as a person does."""
    plain = text.replace("\u202f", "").replace("\u00a0", "").replace("−", "-")
    plain = plain.replace(",", ".") if lang == "fr" else re.sub(r"(?<=\d),(?=\d{3})", "", plain)
    return [float(number) for number in re.findall(r"[-+]?\d+(?:\.\d+)?", plain.replace("$", ""))]


@pytest.mark.parametrize("design", HIGHEST)
def test_without_a_lot_the_claim_stays_at_or_below_its_design(design, plan, drawn):
    effect = estimate(plan(design, randomised=False), drawn())
    assert effect.claim == HIGHEST[design]


@pytest.mark.parametrize("design", ["progress", "before_after"])
def test_a_lot_without_a_comparison_changes_nothing(design, plan, drawn):
    assert estimate(plan(design, randomised=True), drawn()).claim == HIGHEST[design]


def test_only_a_lot_allows_to_say_caused(plan, drawn):
    effect = estimate(plan("comparison", randomised=True), drawn())
    assert effect.claim == "caused"
    assert "drawn by lot" in ladder.sentence(effect, "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ladder.LEVELS)
def test_every_level_speaks_each_language(level, lang):
    assert say(ladder.NAMES[level], lang)
    assert say(ladder.MAY_NOT[level], lang)


def test_a_sentence_of_its_own_belongs_to_a_design():
    assert set(ladder.SENTENCES) <= set(ALL)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("design", HIGHEST)
@pytest.mark.parametrize("unit", ["share", "points", "dollars"])
def test_the_sentence_holds_the_numbers_of_the_effect(design, unit, lang, plan, drawn):
    effect = estimate(plan(design, unit=unit, target=None), drawn())
    digits = {"share": 1, "points": 2, "dollars": 0}[effect.unit]
    scale = 100 if effect.unit == "share" else 1
    said = numbers_in(ladder.sentence(effect, lang), lang)
    for value in (effect.estimate, effect.ci_low, effect.ci_high):
        assert any(abs(number - scale * value) <= 0.5001 * 10**-digits for number in said)
    assert effect.n in said
    assert 100 * effect.level in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("target", "verdict"), TARGETS)
def test_the_verdict_on_a_target_follows_from_the_interval(target, verdict, lang, plan, drawn):
    table = drawn(sites=20, people=20)
    table["yes"] = np.arange(len(table)) % 2
    effect = estimate(plan("progress", target=target), table)
    sentence = ladder.sentence(effect, lang)
    assert say(verdict, lang, target="@").split("@")[0] in sentence
    assert 100 * target in numbers_in(sentence, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_without_an_interval_the_sentence_says_so(lang, plan, drawn):
    effect = estimate(plan("comparison", cluster="site", randomised=True), drawn(sites=6))
    assert say("effect.no_interval", lang) in ladder.sentence(effect, lang)
    assert ladder.forbidden(effect, lang) == say("ladder.described.may_not", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_no_phrase_is_called_significant(lang):
    for path in sorted((FOLDER / lang).glob("*.po")):
        assert not re.search(r"significa(nt|tif)", path.read_text(encoding="utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", UNLOTTED + VERDICTS)
def test_a_design_without_a_lot_never_sounds_like_a_proof(key, lang):
    text = (FOLDER / lang / "analysis.po").read_text(encoding="utf-8")
    sentence = re.search(rf'msgid "{re.escape(key)}"\n(?:msgid_plural .*\n)?msgstr.*"(.*)"', text)
    assert sentence
    assert not re.search(CLAIMS[lang], sentence.group(1), re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGS)
def test_shares_that_a_curve_gives_are_not_told_as_seen(lang):
    draw = np.random.default_rng(2)
    arm, x = np.arange(200) % 2, draw.standard_normal(200)
    yes = (x + 0.5 * arm + draw.standard_normal(200) > 0).astype(int)
    table = pd.DataFrame({"arm": arm, "x": x, "yes": yes})
    asked = {"id": "a", "design": "comparison", "outcome": "yes", "treatment": "arm", "label": "A"}
    asked |= {"unit": "share", "measure": "risk_difference"}
    plain = estimate(Analysis.model_validate(asked), table)
    alike = estimate(Analysis.model_validate({**asked, "covariates": ("x",)}), table)
    said = [re.sub(r"[-+−\d.,]+", "", ladder.sentence(one, lang)) for one in (plain, alike)]
    assert said[0] != said[1]
    assert plain.detail["mean_treated"] == pytest.approx(yes[arm == 1].mean())
    assert alike.detail["mean_treated"] != pytest.approx(yes[arm == 1].mean())


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_that_moved_is_not_told_as_a_mean(lang):
    asked = {"id": "a", "design": "before_after", "outcome": "y", "before": "x", "label": "A"}
    table = pd.DataFrame({"x": [0, 0, 1, 0, 1, 0] * 4, "y": [1, 0, 1, 1, 1, 0] * 4})
    said = [
        ladder.sentence(estimate(Analysis.model_validate({**asked, "unit": unit}), table), lang)
        for unit in ("share", "points")
    ]
    plain = [re.sub(r"[^a-zé ]|points", "", one) for one in said]
    assert plain[0].split() != plain[1].split()


def test_a_share_of_a_group_stands_beside_its_counts(plan, drawn):
    table = drawn(sites=40)
    effect = answer(plan("comparison", outcome="yes", unit="share", covariates=()), table)[0]
    for arm, name in ((1, "treated"), (0, "control")):
        group = table[table["treated"] == arm]
        assert effect.detail[f"n_{name}"] == len(group)
        for lang in LANGS:
            share = say("effect.share_of", lang, share="§", count=group["yes"].sum(), n=len(group))
            assert share.partition("§")[2] in ladder.sentence(effect, lang)


def test_an_adjusted_difference_says_that_the_means_are_not(plan, drawn):
    for covariates, said in ((("before",), True), ((), False)):
        effect = answer(plan("comparison", covariates=covariates), drawn(sites=40))[0]
        assert (say("effect.raw_means", "en") in ladder.sentence(effect, "en")) is said


def test_weighted_groups_have_no_counts_to_show(plan, drawn):
    table = drawn(sites=40).assign(w=2.0)
    weighted = plan("comparison", outcome="yes", unit="share", covariates=(), weights="w")
    assert "n_treated" not in answer(weighted, table)[0].detail


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_that_moved_stands_beside_its_counts(lang, plan):
    table = pd.DataFrame({"before": [0, 1] * 8 + [0] * 4, "after": [1] * 10 + [0, 1] * 5})
    asked = plan("before_after", outcome="after", before="before", unit="share", cluster=None)
    effect = estimate(asked, table)
    said = numbers_in(ladder.sentence(effect, lang), lang)
    assert {8, 15, 20} <= set(said)


@pytest.mark.parametrize("measure", ["risk_ratio", "risk_difference"])
def test_a_ratio_is_told_as_a_ratio_and_no_difference(measure, plan, monkeypatch):
    draw = np.random.default_rng(3)
    table = pd.DataFrame({"treated": [0, 1] * 60, "y": draw.integers(0, 2, 120)})
    asked = plan(
        "comparison", outcome="y", treatment="treated", unit="share", measure=measure,
        covariates=(), cluster=None,
    )  # fmt: skip
    used = []
    monkeypatch.setattr(ladder, "say", lambda key, *_, **__: used.append(key) or key)
    ladder.sentence(estimate(asked, table), "en")
    assert any(key.startswith("effect.ratio") for key in used) == (measure == "risk_ratio")
