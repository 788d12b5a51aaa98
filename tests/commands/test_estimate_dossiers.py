"""`workbench estimate` on the files of the worked dossiers says what page 06 says."""

import json

import pytest

from workbench import analysis
from workbench.analysis import ladder
from workbench.analysis.asked import NAMES
from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.words import LANGS
from workbench.collection import Analysis, Plan
from workbench.data import CLEAN
from workbench.data.load import load

FILES = {
    "nsw": ("received/nsw.csv", CLEAN),
    "trajectoires": ("received/entree.csv", "received/sortie.csv", CLEAN),
}
FIGURES = (
    "estimate", "std_error", "df", "ci_low", "ci_high", "p_value", "wild_p_value", "n",
    "n_clusters", "n_left_out",
)  # fmt: skip
TOLD_ELSEWHERE = ("masked.effect", "families.remains")
"""What page 06 says of a dossier, and not of one table: who is masked, and what else was tried."""
NOT_ASKED = ("id", "label", "indicator", "family", "randomised", "covariates", "seed")
OPTIONS = {field: option.replace("_", "-") for option, field in NAMES.items()}


def planned():
    for name, files in FILES.items():
        dossier = Dossier(places.examples() / name, read_only=True)
        for one in dossier.read(Plan).analyses:
            yield from (pytest.param(name, one.id, file, id=f"{one.id}-{file}") for file in files)


@pytest.fixture(scope="module")
def page_06():
    """What page 06 makes of each worked dossier: the effects, and the doubts, by analysis."""
    found = {}
    for name in FILES:
        dossier = Dossier(places.examples() / name, read_only=True)
        table, asked = load(dossier), dossier.read(Plan).analyses
        doubts = analysis.doubts(dossier)
        for one in asked:
            about = {f.id for f in doubts if f.where == one.id and f.passed is False}
            found[name, one.id] = (analysis.estimate(one, table), about - {*TOLD_ELSEWHERE})
    return found


def line_of(one, lang):
    """The command line that an analysis of a plan is, its name said in *lang*."""
    words = ["--label", one.label.say(lang)]
    for field, value in one:
        if field not in NOT_ASKED and value not in (None, ()):
            words += [f"--{OPTIONS.get(field, field)}", str(value)]
    words += ["--randomised"] if one.randomised else []
    return words + (["--covariates", ",".join(one.covariates)] if one.covariates else [])


@pytest.mark.parametrize(("name", "id", "file"), list(planned()))
def test_a_line_says_what_the_page_says(name, id, file, page_06, said):
    folder = places.examples() / name
    one = next(a for a in Dossier(folder, read_only=True).read(Plan).analyses if a.id == id)
    effect, doubts = page_06[name, id]
    for lang in LANGS if file == CLEAN else LANGS[:1]:
        code, out, err = said("estimate", folder / file, *line_of(one, lang), "--json")
        content = json.loads(out)
        assert (code, err) == (0, "")
        for figure in FIGURES:
            wanted = getattr(effect, figure)
            near = wanted if wanted is None else pytest.approx(wanted, rel=1e-8)
            assert content[figure] == near
        assert content["claim"]["step"] == effect.claim
        assert content["claim"][lang] == ladder.sentence(effect, lang)
        assert content["may_not_say"][lang] == ladder.forbidden(effect, lang)
        assert {f["id"] for f in content["findings"] if f["passed"] is False} == doubts
        read_as = "estimate.of_dossier" in {note["id"] for note in content["notes"]}
        assert read_as is (file != CLEAN)


def test_every_part_of_a_plan_has_its_option(said):
    fields = set(Analysis.model_fields) - {"id", "indicator", "family"}
    wanted = {OPTIONS.get(field, field) for field in fields}
    help_text = said("estimate", "--help")[1]
    assert {option for option in wanted if f"--{option}" not in help_text} == set()


def test_what_a_dossier_masks_is_still_told_to_whoever_holds_the_table(example, said):
    dossier = example("trajectoires")
    table = load(dossier)
    others = table.index[table["remobilised"] == 1][3:]
    table.loc[others, "remobilised"] = 0
    table.loc[others, "exit_situation"] = "no_solution"
    table.to_csv(dossier.path(CLEAN), index=False)
    page = {effect.id: effect for effect in analysis.results(dossier)}
    assert page["remobilised_people"].masked
    one = next(a for a in dossier.read(Plan).analyses if a.id == "remobilised_people")
    code, out, _ = said("estimate", dossier.path(CLEAN), *line_of(one, "fr"), "--json")
    assert code == 0
    assert json.loads(out)["detail"]["count"] == 3


def test_a_received_file_with_another_name_is_read_alone(example, said):
    dossier = example("nsw")
    copy = dossier.path("received/copy.csv")
    copy.write_bytes(dossier.path("received/nsw.csv").read_bytes())
    asked = ("--design", "comparison", "--outcome", "re78", "--treatment", "treat")
    code, out, _ = said("estimate", copy, *asked, "--json")
    assert code == 0
    assert "estimate.of_dossier" not in {note["id"] for note in json.loads(out)["notes"]}
