"""Every quote has its place and its consent; agreement is the published one, with its doubt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from workbench import contribution
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.contribution.agreement import agreement, by_code, table
from workbench.contribution.coding import CODING, COLUMNS, Segment, coding, quotes, quotes_table
from workbench.contribution.coding_checks import check

N = None
CANONICAL = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
"""Four observers, twelve units (Krippendorff 2011, Computing alpha-reliability, section C)."""
THREE = (
    (N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3),
    (1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N),
    (N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4),
)
"""Three coders, fifteen units: the worked example of the encyclopedias."""


@pytest.mark.parametrize(
    ("ratings", "level", "published"),
    [
        (CANONICAL, "nominal", 0.743),
        (CANONICAL, "ordinal", 0.815),
        (CANONICAL, "interval", 0.849),
        (THREE, "nominal", 0.691),
        (THREE, "interval", 0.811),
    ],
)
def test_alpha_is_the_published_one(ratings, level, published):
    assert contribution.alpha(ratings, level) == pytest.approx(published, abs=5e-4)


def test_names_in_order_give_the_alpha_of_their_ranks():
    names = ["never", "seldom", "often", "mostly", "always"]
    named = [[None if v is None else names[v - 1] for v in row] for row in CANONICAL]
    found = contribution.alpha(named, "ordinal", names)
    assert found == pytest.approx(contribution.alpha(CANONICAL, "ordinal"))


CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40)


@given(CODES)
def test_kappa_is_the_one_of_statsmodels(pairs):
    first, second = zip(*pairs, strict=True)
    seen = [[sum(pair == (a, b) for pair in pairs) for b in "abc"] for a in "abc"]
    found = contribution.kappa(first, second)
    if found is not None:
        assert found == pytest.approx(cohens_kappa(np.array(seen), return_results=False))


@given(CODES)
def test_coders_who_agree_have_one_and_no_measure_goes_above(pairs):
    first, second = zip(*pairs, strict=True)
    same = contribution.alpha([first, first])
    assert same is None or same == pytest.approx(1)
    found = contribution.alpha([first, second])
    assert found is None or found <= 1
    assert contribution.percent([first, first]) == 1


@given(CODES, st.permutations("abc"))
def test_other_names_for_the_codes_change_nothing(pairs, names):
    ratings = list(zip(*pairs, strict=True))
    renamed = [[dict(zip("abc", names, strict=True))[code] for code in row] for row in ratings]
    old, new = (contribution.alpha(one) for one in (ratings, renamed))
    assert (old is None) == (new is None)
    assert old is None or old == pytest.approx(new)


def segments(*rows):
    """Rows of (segment, code, coder), with a place and a consent."""
    return tuple(
        Segment(id, "i1", "4 min", f"words {id}", code, coder, "public_anonymous", line)
        for line, (id, code, coder) in enumerate(rows, 2)
    )


def coded(ratings):
    rows = [
        (f"s{unit:02}", str(code), f"c{coder}")
        for coder, row in enumerate(ratings)
        for unit, code in enumerate(row)
        if code is not None
    ]
    return segments(*rows)


def ids(findings):
    return {(finding.id, finding.where) for finding in findings if finding.passed is False}


def test_the_agreement_of_a_file_is_that_of_its_codes():
    found = agreement(coded(CANONICAL), "interval")
    assert found.alpha == pytest.approx(0.849, abs=5e-4)
    assert (found.coders, found.n, found.kappa) == (4, 11, None)
    assert found.ci_low < found.alpha < found.ci_high <= 1
    assert agreement(coded(CANONICAL), "interval") == found


def test_few_passages_leave_a_wide_interval_and_are_told():
    few, many = coded(CANONICAL), coded([row * 4 for row in CANONICAL])
    narrow, wide = agreement(many), agreement(few)
    assert wide.ci_high - wide.ci_low > narrow.ci_high - narrow.ci_low
    assert ("coding.few_segments", CODING) in ids(check(few))
    assert ("coding.few_segments", CODING) not in ids(check(many))


def test_coders_who_do_not_agree_are_told():
    low = coded([("a", "b", "a", "b", "c", "a"), ("b", "a", "b", "a", "a", "c")])
    assert ("coding.low_agreement", CODING) in ids(check(low))


def test_one_coder_alone_has_no_agreement():
    alone = segments(("s1", "a", "x"), ("s2", "b", "x"))
    assert ("coding.one_coder", CODING) in ids(check(alone))
    assert (agreement(alone).alpha, agreement(alone).share) == (None, None)
    assert table(alone, "fr") == []
    assert all(agreement(alone).say(lang) for lang in LANGS)


def test_one_code_everywhere_has_a_share_and_no_alpha():
    same = segments(("s1", "a", "x"), ("s1", "a", "y"), ("s2", "a", "x"), ("s2", "a", "y"))
    found = agreement(same)
    assert (found.share, found.alpha, found.kappa) == (1, None, None)
    assert all(found.say(lang) for lang in LANGS)


def test_a_code_is_looked_at_alone_given_or_not():
    rows = segments(
        ("s1", "a", "x"), ("s1", "b", "x"), ("s1", "a", "y"), ("s2", "b", "x"), ("s2", "b", "y")
    )
    found = dict(by_code(rows))
    assert found["a"].share == 1
    assert found["b"].share == 0.5
    assert len(table(rows, "en")) == 3


@pytest.mark.parametrize(
    ("level", "order", "key"),
    [("ordinal", None, "coding.not_a_number"), ("ordinal", ["b"], "coding.not_in_order")],
)
def test_codes_without_order_are_refused(level, order, key):
    rows = segments(("s1", "a", "x"), ("s1", "b", "y"))
    with pytest.raises(DataError) as error:
        agreement(rows, level, order)
    assert error.value.key == key


@pytest.fixture
def file(club):
    """A builder: a coding file in a dossier, as a French spreadsheet saves it."""

    def write(*rows, columns=COLUMNS):
        lines = [";".join(row) for row in (columns, *rows)]
        club.path(CODING).write_text("\n".join(lines) + "\n", encoding="cp1252")
        return club

    return write


GOOD = ("s1", "i1", "12:30", "On me rappelle, c’est rare", "confiance", "a", "public_anonymous")


def with_consent(consent, **changes):
    named = dict(zip(COLUMNS, GOOD, strict=True))
    return tuple({**named, **changes, "consent": consent}.values())


def test_a_file_is_read_with_the_line_of_each_row(file):
    found = coding(file(GOOD, with_consent("inside", segment="s2", quote="Autre")))
    assert [(one.segment, one.line, one.code) for one in found] == [
        ("s1", 2, "confiance"),
        ("s2", 3, "confiance"),
    ]
    assert found[0].quote == GOOD[3]


def test_a_dossier_without_coding_has_no_segments(club):
    assert coding(club) == ()


def test_a_file_with_its_heads_alone_has_no_segments_yet(file):
    assert coding(file()) == ()


def test_a_column_that_is_missing_is_a_letter_with_the_nearest(file):
    columns = ["citation" if name == "quote" else name for name in COLUMNS]
    with pytest.raises(DataError) as error:
        coding(file(GOOD, columns=columns))
    assert error.value.key == "coding.no_column"


@pytest.mark.parametrize(
    ("consent", "rule"), [("", "coding.no_consent"), ("oui", "coding.unknown_consent")]
)
def test_a_quote_without_consent_is_refused(file, consent, rule):
    found = coding(file(GOOD, with_consent(consent, segment="s2", quote="Secret")))
    assert [one.id for one in check(found) if one.blocks and one.where == "s2"] == [rule]
    for audience in ("inside", "public"):
        kept = quotes(found, audience)
        assert ([one.segment for one in kept.segments], kept.refused) == (["s1"], 1)
        assert "Secret" not in str(quotes_table(found, "fr", audience))
    assert all(quotes(found).say(lang) for lang in LANGS)


def test_the_narrowest_consent_of_a_passage_holds(file):
    found = coding(file(GOOD, with_consent("inside", coder="b")))
    assert ("coding.two_texts", "s1") in ids(check(found))
    assert quotes(found, "public").refused == 1
    assert quotes(found, "inside").refused == 0


@pytest.mark.parametrize("gone", ["interview", "place"])
def test_a_quote_that_comes_from_nowhere_is_not_shown(file, gone):
    found = coding(file(GOOD, with_consent("inside", segment="s2", quote="X", **{gone: ""})))
    assert ("coding.no_place", "s2") in ids(check(found))
    assert "s2" not in {one.segment for one in quotes(found, "inside").segments}


def test_a_quote_that_names_somebody_is_found(file):
    found = coding(file(with_consent("inside", quote="Mme Martin me rappelle")))
    assert ("coding.names_somebody", "s1") in ids(check(found))
