"""Step 3: at what the changes will be seen, and what was promised."""

import re
from collections.abc import Iterable, Mapping, Sequence

import ipywidgets as w

from workbench import indicators
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.evaluation import Evaluation
from workbench.forms import show
from workbench.forms.app.answers import own
from workbench.forms.app.ask import asked
from workbench.forms.app.offers import offered
from workbench.forms.app.parts import section
from workbench.forms.app.question import Question
from workbench.forms.app.steps.step import Missing, Step
from workbench.forms.evaluation import reworded
from workbench.forms.live import live
from workbench.forms.parts import number_typed, share_typed, whole_typed
from workbench.forms.search import MEASURABLE
from workbench.indicators import Choice, Choices, Counts, Target, get
from workbench.indicators.table import RHYTHM_NAMES, baseline_text, target_text
from workbench.theory import Theory

NOTHING = ("", "–", "-")
COUNTS = re.compile(r"\s*(\d+)\s*(?:/|sur|of|out of)\s*(\d+)\s*")


def _rows(record: Choices, lang: str) -> list[dict[str, str]]:
    return [
        {
            "key": _key(choice),
            "name": f"{get(choice.indicator).name.say(lang)} ({choice.indicator})",
            "target": _typed(target_text(choice, lang)),
            "baseline": _baseline(choice, lang),
            "rhythm": choice.rhythm,
            "owner": own(choice.owner, lang),
        }
        for choice in record.choices
    ]


def _key(choice: Choice) -> str:
    """Return what names a choice: one indicator may serve two boxes."""
    return f"{choice.indicator} {choice.node}"


def _typed(text: str) -> str:
    return "" if text in NOTHING else text


def _baseline(choice: Choice, lang: str) -> str:
    counts = choice.baseline_counts
    return f"{counts.count}/{counts.n}" if counts else _typed(baseline_text(choice, lang))


def _with_rows(record: Choices, typed: Sequence[Mapping[str, str]], lang: str) -> Choices:
    """Return the choices as the rows say; one without a row is taken away."""
    before = {_key(choice): choice for choice in record.choices}
    made = [_filled(before[row["key"]], row, lang) for row in typed if row["key"] in before]
    return changed(record, choices=tuple(made))


def _filled(old: Choice, row: Mapping[str, str], lang: str) -> Choice:
    percent = get(old.indicator).unit == "percent"
    return changed(
        old,
        target=_target(old, row["target"], percent),
        rhythm=row["rhythm"] or old.rhythm,
        owner=reworded(old.owner, row["owner"], lang),
        **_first(old, row["baseline"], percent, lang),
    )


def _target(old: Choice, typed: str, percent: bool) -> Target | None:
    if typed.replace("%", "").strip() in NOTHING:
        return None
    value = share_typed(typed) if percent else number_typed(typed)
    figure = old.target.figure if old.target and old.target.value == value else None
    return Target(value=value, figure=figure)


def _first(old: Choice, typed: str, percent: bool, lang: str) -> dict[str, object]:
    """Return where things stood at first: a percentage is typed as two counts, 12/40."""
    if typed == _baseline(old, lang):
        return {}
    if typed.strip() in NOTHING:
        return {"baseline": None, "baseline_counts": None}
    if not percent:
        return {"baseline": number_typed(typed)}
    found = COUNTS.fullmatch(typed)
    if not found:
        raise DataError("app.two_counts", typed=typed[:40])
    count, among = whole_typed(found[1]), whole_typed(found[2])
    if not 0 < among >= count:
        raise DataError("forms.counts_out_of_range")
    counts = Counts(count=count, n=among)
    return {"baseline": counts.share, "baseline_counts": counts}


CHOSEN = (
    Question(
        "guide.indicators.choices", "rows", _rows, _with_rows,
        columns=(
            Question("guide.indicators.choices.name", "shown"),
            Question("guide.indicators.choices.target", "line"),
            Question("guide.indicators.choices.baseline", "line"),
            Question("guide.indicators.choices.rhythm", "choice", options=RHYTHM_NAMES),
            Question("guide.indicators.choices.owner", "line"),
        ),
    ),
)  # fmt: skip


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    yield section("guide.indicators.offers", lang, offered(work, lang))
    yield section("guide.indicators.chosen", lang, asked(work, Choices, CHOSEN, lang))
    doubts = live(
        work,
        lambda: show.findings(indicators.check(work.read(Choices), work.read(Theory)), lang),
        lang,
    )
    yield section("guide.checks", lang, doubts)


def missing(work: Dossier) -> Sequence[Missing]:
    """Return what is needed first: something in the theory that can be measured."""
    beliefs = work.read_if_there(Theory)
    if beliefs is None or not list(beliefs.of_type(*MEASURABLE)):
        return (Missing("guide.indicators.no_outcome", "theory"),)
    return ()


STEP = Step(
    "indicators",
    "guide.indicators",
    rests_on=(Evaluation.FILE, Theory.FILE),
    leaves=(Choices.FILE,),
    parts=parts,
    missing=missing,
)
