"""A claim says for, against and what else; "contributed" needs four conditions and no figure."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import contribution
from workbench.analysis import contributed
from workbench.analysis.claims import HIGHEST, LEVELS, allowed, claim
from workbench.base.errors import RecordError
from workbench.base.findings import Finding
from workbench.base.words import LANGS
from workbench.contribution import Claims
from workbench.contribution.checks import RULES
from workbench.contribution.record import STEPS
from workbench.ledger import Ledger


def level(claims, theory, evaluation):
    (found,) = contribution.stand(claims, theory, evaluation)
    return found.level


def ids(findings):
    return {finding.id for finding in findings if finding.passed is False}


def test_a_claim_that_meets_the_four_conditions_contributed(claims, theory, evaluation):
    (found,) = contribution.stand(claims(), theory(), evaluation)
    assert (found.level, found.missing) == ("contributed", ())
    assert found.level in LEVELS
    assert ids(contribution.check(claims(), theory(), evaluation)) == {"claims.contradiction"}


def test_no_rival_assessed_no_contribution(claims, theory, evaluation, parts):
    changes = (
        {"assessed": False},
        {"how": None},
        {"verdict": "partly"},
        {"verdict": "open"},
        {"verdict": "upheld"},
        {"evidence": []},
        {"evidence": [{"text": "No source"}]},
        {"evidence": [{"text": "A source nobody knows", "source": "boook"}]},
    )
    for change in changes:
        spoiled = claims(rivals=[{**parts.rival, **change}])
        (found,) = contribution.stand(spoiled, theory(), evaluation)
        assert found.level == "described", change
        assert [one.id for one in found.missing] == ["claims.others_unassessed"]


def test_one_rival_upheld_takes_the_claim_down_whatever_the_others(
    claims, theory, evaluation, parts
):
    upheld = {**parts.rival, "id": "help", "verdict": "upheld"}
    assert level(claims(rivals=[parts.rival, upheld]), theory(), evaluation) == "described"


def test_without_the_theory_no_contribution(claims, theory, evaluation, parts):
    unreasoned = [{**one, "because": None} for one in parts.links]
    for weak in (theory(links=parts.links[:1]), theory(links=unreasoned)):
        (found,) = contribution.stand(claims(), weak, evaluation)
        assert "claims.theory_weak" in {one.id for one in found.missing}
    assert level(claims(links=[]), theory(), evaluation) == "described"


def test_a_rule_muted_in_the_theory_raises_no_claim(claims, theory, evaluation, parts):
    links = [parts.links[0], {**parts.links[1], "because": None}]
    mute = [{"rule": "theory.no_reason", "reason": "We are sure"}]
    assert level(claims(), theory(links=links, mute=mute), evaluation) == "described"


def test_a_muted_condition_is_shown_as_muted_and_raises_no_claim(claims, theory, evaluation, parts):
    content = claims(rivals=[{**parts.rival, "assessed": False}]).model_dump(by_alias=True)
    mute = [{"rule": "claims.others_unassessed", "reason": "Later"}]
    muted = Claims.model_validate({**content, "mute": mute})
    assert level(muted, theory(), evaluation) == "described"
    assert "claims.others_unassessed" not in ids(contribution.check(muted, theory(), evaluation))


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"implementation": {"state": "unknown"}}, "claims.not_carried_out"),
        ({"implementation": {"state": "as_planned"}}, "claims.not_carried_out"),
        ({"supporting": []}, "claims.change_unseen"),
        ({"supporting": [{"text": "Said", "source": "book"}]}, "claims.change_unseen"),
        (
            {"supporting": [
                {"text": "Weak", "source": "book", "shows": ["confident"], "strength": "weak"}
            ]},
            "claims.change_unseen",
        ),
        ({"supporting": [{"text": "Bare", "shows": ["confident"]}]}, "claims.change_unseen"),
    ],
)  # fmt: skip
def test_a_missing_condition_is_named(claims, theory, evaluation, changes, missing):
    (found,) = contribution.stand(claims(**changes), theory(), evaluation)
    assert found.level == "described"
    assert [one.id for one in found.missing] == [missing]


def test_a_claim_whose_text_was_not_read_says_nothing(claims, theory, evaluation):
    unread = claims(read=False)
    assert level(unread, theory(), evaluation) == "described"
    assert ids(contribution.check(unread, theory(), evaluation)) == {"claims.not_read"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"links": []}, "claims.no_link"),
        ({"supporting": []}, "claims.no_evidence"),
        ({"challenging": []}, "claims.only_supporting"),
        ({"rivals": []}, "claims.no_rival"),
        ({"rivals": [{"id": "x", "text": "Other"}]}, "claims.rival_open"),
        ({"rivals": [{"id": "x", "text": "Other", "assessed": True}]}, "claims.rival_unproven"),
        ({"rivals": []}, "claims.too_strong"),
        ({"steps": [1, 4]}, "claims.step_skipped"),
        ({"challenging": [{"text": "No source"}]}, "claims.evidence_without_source"),
        ({"challenging": [{"text": "Odd", "source": "bok"}]}, "claims.unknown_source"),
        (
            {"challenging": [{"text": "Odd", "source": "book", "shows": ["confidant"]}]},
            "claims.unknown_box",
        ),
    ],
)
def test_what_weakens_a_claim_is_found(claims, theory, evaluation, changes, rule):
    assert rule not in ids(contribution.check(claims(), theory(), evaluation))
    assert rule in ids(contribution.check(claims(**changes), theory(), evaluation))


@pytest.mark.parametrize(("end", "near"), [("confidant", "confident"), ("games", "play → games")])
def test_a_link_that_the_theory_does_not_have_blocks_with_the_nearest(
    claims, theory, parts, end, near
):
    odd = claims(links=[{"from": "play", "to": end}])
    found = [
        one
        for one in contribution.check(odd, theory(links=parts.links[1:]))
        if one.id == "claims.unknown_link"
    ]
    assert [(one.where, one.blocks) for one in found] == [("c", True)]
    assert str(found[0].holes["hint"].holes.get("near", near))
    if end == "confidant":
        assert found[0].holes["hint"].holes["near"] == near


def test_a_figure_that_the_ledger_does_not_have_is_found(claims, theory, evaluation, club):
    piece = {"text": "So many", "source": "book", "figure": "PEOPEL"}
    found = contribution.check(claims(challenging=[piece]), theory(), evaluation, club.read(Ledger))
    assert "claims.unknown_figure" in ids(found)


def test_a_target_shows_no_change(claims, theory, evaluation, parts):
    figure = {"id": "T", "label": "Half", "value": 0.5, "unit": "share", "source": "book"}
    made = claims(supporting=[{**parts.piece, "figure": "T"}])
    for kind, expected in (("result", "contributed"), ("target", "described")):
        ledger = Ledger.model_validate({"format": 1, "figures": [{**figure, "kind": kind}]})
        (found,) = contribution.stand(made, theory(), evaluation, ledger)
        assert found.level == expected
        rule = "claims.promise_as_result"
        doubted = rule in ids(contribution.check(made, theory(), evaluation, ledger))
        assert doubted == (kind == "target")


def test_two_claims_of_one_id_block(claims):
    one = claims()
    twice = Claims(format=1, claims=(*one.claims, *one.claims))
    assert "claims.id_twice" in ids(contribution.check(twice))


def test_every_rule_has_its_words_and_can_be_muted(claims, theory, evaluation):
    for rule in RULES:
        assert all(Finding(rule, None, "c").sentence(lang) for lang in LANGS)
    mute = [{"rule": "claims.contradiction", "reason": "Known"}]
    content = claims().model_dump(by_alias=True)
    muted = Claims.model_validate({**content, "mute": mute})
    assert ids(contribution.check(muted, theory(), evaluation)) == set()


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_follows_the_step(claims, theory, evaluation, parts, lang):
    (high,) = contribution.stand(claims(), theory(), evaluation)
    (low,) = contribution.stand(claims(rivals=[]), theory(), evaluation)
    word = {"fr": "vraisemblablement contribué", "en": "probably contributed"}[lang]
    assert word in contribution.sentence(high, lang)
    assert word not in contribution.sentence(low, lang)
    assert contribution.forbidden(high, lang) != contribution.forbidden(low, lang)


def test_an_open_rival_is_told_beside_the_contribution(claims, theory, evaluation, parts):
    other = {"id": "open", "text": "Other help"}
    (found,) = contribution.stand(claims(rivals=[parts.rival, other]), theory(), evaluation)
    (alone,) = contribution.stand(claims(), theory(), evaluation)
    assert found.level == "contributed"
    said, bare = (contribution.sentence(one, "en") for one in (found, alone))
    assert said.startswith(bare)
    assert len(said) > len(bare)
    assert "claims.too_strong" in ids(
        contribution.check(claims(rivals=[parts.rival, other]), theory(), evaluation)
    )


def test_no_figure_alone_says_contributed():
    for design in HIGHEST:
        for lot in (True, False):
            top = claim(design, carries=True, randomised=lot)
            assert top != "contributed"
            assert allowed(design, top, []) != "contributed"


def test_data_and_results_alone_contribute_nothing(example):
    assert contributed(example("nsw")) == []
    assert contributed(example("trajectoires")) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=st.sampled_from(["as_planned", "with_changes", "not_done", "unknown"]),
    verdict=st.sampled_from(["not_upheld", "partly", "upheld", "open"]),
    assessed=st.booleans(),
    strength=st.sampled_from(["weak", "medium", "strong"]),
    steps=st.sets(st.sampled_from(STEPS)),
)
def test_contributed_never_comes_without_a_rival_set_aside(
    claims, theory, evaluation, parts, state, verdict, assessed, strength, steps
):
    made = claims(
        implementation={"state": state, "evidence": [parts.piece]},
        supporting=[{**parts.piece, "strength": strength}],
        rivals=[{**parts.rival, "verdict": verdict, "assessed": assessed}],
        steps=sorted(steps),
    )
    held = state in ("as_planned", "with_changes") and strength != "weak"
    aside = assessed and verdict == "not_upheld"
    expected = "contributed" if held and aside else "described"
    assert level(made, theory(), evaluation) == expected


def test_tables_have_a_row_a_thing(claims, theory, evaluation):
    found = contribution.stand(claims(), theory(), evaluation)
    for lang in LANGS:
        assert len(contribution.table(found, lang)) == 1
        assert len(contribution.conditions_table(found, lang)) == 4
        assert len(contribution.evidence_table(claims(), lang)) == 2
        assert len(contribution.rivals_table(claims(), lang)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("verdict: not_upheld", "verdict: refuted"), ("rivals:", "rivales:"), ("format: 1", "x: 1")],
)
def test_a_fault_in_the_file_is_a_letter(example, spoil, old, new):
    dossier = spoil(example("sipa"), "claims.yml", (old, new))
    with pytest.raises(RecordError) as error:
        dossier.read(Claims)
    assert all("claims.yml" in error.value.say(lang) for lang in LANGS)


def test_a_year_and_a_day_are_kept_as_written(claims):
    piece = {"text": "Seen", "source": "book", "date": date(2019, 8, 31)}
    found = claims(supporting=[piece, {**piece, "date": 2019}]).claims[0].supporting
    assert [one.date for one in found] == ["2019-08-31", "2019"]
