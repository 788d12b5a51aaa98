"""A simulated programme as the data step would hand it on: its instrument and its clean table."""

import numpy as np
import pandas as pd

from workbench.base.records import Text
from workbench.collection import Instrument
from workbench.collection.record import Derived, Option, Question
from workbench.data.simulate.items import items
from workbench.data.simulate.programme import Programme

WAVES = ("entry", "exit", "follow_up")
HOURS = (16.0, 5.5)
"""Shape and scale of the hours attended: about 88, most between 50 and 130."""
ITEMS = tuple(f"item_{number}" for number in range(1, 6))
SITUATIONS = ("solution", "none")


def instrument(programme: Programme, table: pd.DataFrame) -> Instrument:
    """Return the questions that would have given this table: three waves, a scale of five items."""
    low, high = programme.low, programme.high
    ends = {"low": low, "high": high}
    questions = [
        _asked("person", "text", WAVES, role="person"),
        _asked("club", "select_one", WAVES, role="cluster", options=_options(table["club"])),
        _asked("treated", "select_one", WAVES[:1], options=_options(["0", "1"])),
        _asked("sex", "select_one", WAVES[:1], options=_options("FMX")),
        _asked("qpv", "select_one", WAVES[:1], options=_options(["yes", "no"])),
        _asked("birth_date", "date", WAVES[:1]),
        _asked("entry_date", "date", WAVES[:1]),
        _asked("score", "integer" if programme.whole else "decimal", WAVES[:2], **ends),
        *(_asked(item, "integer", WAVES[:1], low=0, high=5) for item in ITEMS),
        _asked("exit_date", "date", WAVES[1:2]),
        _asked("hours", "integer", WAVES[1:2], low=0),
        _asked("situation", "select_one", WAVES[1:2], options=_options(SITUATIONS)),
        _asked("follow_up_date", "date", WAVES[2:]),
    ]
    exits = Derived(
        id="positive_exit", label=Text(any="positive_exit"), source="situation",
        among=SITUATIONS[:1],
    )  # fmt: skip
    return Instrument(
        format=1, id="simulated", title=Text(any="simulated"), waves=WAVES,
        questions=tuple(questions), derived=(exits,),
    )  # fmt: skip


def collected(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the clean table, a row a person, with the columns of `instrument`.

    Whoever was lost has no answer after entry, but the day of exit, which the charity knows.
    """
    gone = table["after"].isna()
    rng = np.random.default_rng([seed, 2])
    hours = pd.Series(np.rint(rng.gamma(*HOURS, len(table)))).mask(gone)
    success = table["success"].astype("Float64")
    named = {"before": "score__entry", "after": "score__exit", "success": "positive_exit"}
    return table.rename(columns=named).assign(
        treated=table["treated"].astype(str),
        hours=hours,
        situation=success.map({1.0: SITUATIONS[0], 0.0: SITUATIONS[1]}).astype(object),
        **items(table["before"], seed + 3),
    )


def waves(table: pd.DataFrame, questions: Instrument) -> list[pd.DataFrame]:
    """Return the clean table as it came back: one frame a wave, those who answered at it.

    Everybody is in the first one; in later ones, whoever has an answer there.
    """
    return [_wave(table, questions, wave) for wave in questions.waves]


def _wave(table: pd.DataFrame, questions: Instrument, wave: str) -> pd.DataFrame:
    same = [question.id for question in questions.questions if question.role != "answer"]
    own = [name for name in questions.columns() if name.endswith(f"__{wave}")]
    own += [q.id for q in questions.questions if q.role == "answer" and q.waves == (wave,)]
    frame = table[[*same, *own]]
    return frame if wave == questions.waves[0] else frame[frame[own].notna().any(axis=1)]


def _asked(id: str, type: str, waves: tuple[str, ...], **more: object) -> Question:
    return Question.model_validate(
        {"id": id, "label": Text(any=id), "type": type, "waves": waves, **more}
    )


def _options(codes: object) -> tuple[Option, ...]:
    ordered = sorted(dict.fromkeys(str(code) for code in pd.Series(list(codes))))  # type: ignore[call-overload]
    return tuple(Option(code=code, label=Text(any=code)) for code in ordered)
