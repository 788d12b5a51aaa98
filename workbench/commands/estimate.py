"""`workbench estimate FILE`: one estimate from one table, with what it allows to be said."""

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base import words
from workbench.base.compute import computing
from workbench.base.errors import DataError, LetterError, RecordError, RunError
from workbench.base.words import say
from workbench.commands.options import add_language

if TYPE_CHECKING:
    import pandas as pd

    from workbench.analysis import Effect
    from workbench.base.dossier import Dossier
    from workbench.base.findings import Finding
    from workbench.collection import Analysis

NAME = "estimate"
HELP = "help.estimate"
DESIGNS = (
    "progress", "before_after", "comparison", "difference_in_differences", "staggered", "matching",
    "weighting", "discontinuity", "interrupted_series", "time_to_event", "synthetic_control",
    "instrument",
)  # fmt: skip
TEXTS = {
    "outcome": "estimate.option.outcome",
    "treatment": "estimate.option.treatment",
    "time": "estimate.option.time",
    "unit": "estimate.option.unit",
    "cluster": "estimate.option.cluster",
    "covariates": "estimate.option.covariates",
    "method": "estimate.option.method",
    "first": "estimate.option.first",
    "weights": "estimate.option.weights",
    "running": "estimate.option.running",
    "pre": "estimate.option.pre",
    "instrument": "estimate.option.instrument",
    "event": "estimate.option.event",
    "strata": "lot.option.strata",
    "label": "estimate.option.label",
}
NUMBERS = {
    "cutoff": "estimate.option.cutoff",
    "target": "estimate.option.target",
    "level": "estimate.option.level",
}
CHOICES = {
    "estimand": (("att", "ate"), "estimate.option.estimand"),
    "measure": (("difference", "risk_difference", "risk_ratio"), "estimate.option.measure"),
    "counted_in": (("share", "points", "dollars"), "estimate.option.counted_in"),
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", metavar="FILE", help=say("estimate.option.file", lang))
    parser.add_argument("--design", metavar="NAME", help=say("estimate.option.design", lang))
    for name, key in TEXTS.items():
        parser.add_argument(f"--{name}", metavar=name[0].upper(), help=say(key, lang))
    for name, key in NUMBERS.items():
        parser.add_argument(f"--{name}", type=float, metavar="X", help=say(key, lang))
    for name, (allowed, key) in CHOICES.items():
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, metavar="|".join(allowed), help=say(key, lang))
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help=say("estimate.option.seed", lang)
    )
    about = say("cluster.option.scheduler", lang)
    parser.add_argument("--scheduler", metavar="ADDRESS", help=about)
    for name, key in (
        ("randomised", "estimate.option.randomised"),
        ("json", "estimate.option.json"),
    ):
        parser.add_argument(f"--{name}", action="store_true", help=say(key, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print the estimate; 1 when the data cannot carry it."""
    if len(args.file) != 1 or not args.design or not args.outcome:
        raise RunError("estimate.asks")
    _need_choice("design", args.design, DESIGNS)
    for name, (allowed, _) in CHOICES.items():
        if getattr(args, name) is not None:
            _need_choice(name.replace("_", "-"), getattr(args, name), allowed)
    from workbench.analysis import told  # heavy: help and errors come without it

    try:
        effect, findings = _answer(args)
    except (DataError, RecordError) as error:
        if not args.json:
            raise
        return _refused(args, error)
    if args.json:
        _write(told.as_json(effect, findings))
    else:
        sys.stdout.write(told.as_text(effect, findings, lang) + "\n")
    return 0


def _answer(args: argparse.Namespace) -> "tuple[Effect, list[Finding]]":
    from workbench.analysis import examined
    from workbench.analysis.asked import received
    from workbench.collection import instrument_of

    given = {name: getattr(args, name) for name in (*TEXTS, *CHOICES, "cutoff", "target", "seed")}
    given["randomised"] = args.randomised
    analysis, table = _opened(args.file[0], args.scheduler, args.design, given)
    dossier = received(Path(args.file[0]))
    instrument = None if dossier is None else instrument_of(dossier)
    level = 0.95 if args.level is None else args.level
    effect, findings = examined(analysis, table, level, instrument)
    return _as_read(effect, dossier, table.attrs.get("read_as")), findings


def _opened(
    where: str, cluster: str | None, design: str, given: dict[str, object]
) -> "tuple[Analysis, pd.DataFrame]":
    """Return the analysis and its table: of one file, or of the parts of a table, added up."""
    from workbench.analysis import asked, partitioned
    from workbench.data.reading.parts import ENDS, in_parts

    if cluster is None and not in_parts(where):
        return asked.opened(Path(where), design, **given)
    if not in_parts(where) and not where.lower().endswith(ENDS):
        raise RunError("cluster.only_parquet", where=where)
    seen = [Path(where)] if Path(where).exists() else []
    with computing(os.cpu_count() or 1, cluster, seen=seen) as executor:
        return partitioned.opened(where, executor, design, **given)


def _as_read(
    effect: "Effect", dossier: "Dossier | None", guessed: dict[str, str] | None
) -> "Effect":
    """Say of a file how it was read: as a dossier that has received it does, or by guesses."""
    if dossier is not None:
        notes = (*effect.notes, "estimate.of_dossier")
        return replace(effect, notes=notes, holes={**effect.holes, "dossier": dossier.name})
    if guessed:
        notes = (*effect.notes, "reading.told.text")
        return replace(effect, notes=notes, holes={**effect.holes, **guessed})
    return effect


def _refused(args: argparse.Namespace, error: LetterError) -> int:
    """Print the same keys, empty, and the finding that says why; 1."""
    from workbench.analysis import told

    _write(told.refused(args.design, args.measure or "difference", error))
    return 1


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _need_choice(option: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise RunError(
            "estimate.no_choice",
            option=option,
            given=given,
            allowed=", ".join(allowed),
            hint=words.hint(given, allowed),
        )
