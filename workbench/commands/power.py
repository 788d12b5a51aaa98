"""`workbench power`: what a study could see, before it begins."""

import argparse
import json
import sys

from workbench.base import words
from workbench.base.errors import DataError, RunError
from workbench.base.words import LANGS, say
from workbench.commands.options import add_language

NAME = "power"
HELP = "help.power"
CHOICES = {
    "design": (("cluster", "individual"), "power.option.design"),
    "outcome": (("binary", "continuous"), "power.option.outcome"),
}
NUMBERS = {
    "clusters": "power.option.clusters",
    "size": "power.option.size",
    "icc": "power.option.icc",
    "cv": "power.option.cv",
    "baseline": "power.option.baseline",
    "effect": "power.option.effect",
    "level": "power.option.level",
    "power": "power.option.power",
}
COUNTS = {"simulate": "power.option.simulate", "seed": "power.option.seed"}
KEYS = ("power", "detectable_effect", "clusters", "size")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    for name, (allowed, key) in CHOICES.items():
        parser.add_argument(f"--{name}", metavar="|".join(allowed), help=say(key, lang))
    for name, key in NUMBERS.items():
        parser.add_argument(f"--{name}", type=float, metavar="X", help=say(key, lang))
    for name, key in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=say(key, lang))
    parser.add_argument("--json", action="store_true", help=say("power.option.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print what the study could see; 1 where there is no such study."""
    for name, (allowed, _) in CHOICES.items():
        _need_choice(name, getattr(args, name), allowed)
    if args.simulate is not None and args.seed is not None and args.seed < 0:
        raise RunError("power.seed")
    from workbench.analysis.power import as_json, as_text, power_of
    from workbench.analysis.study import Study

    names = ("clusters", "size", "icc", "cv", "baseline", "effect", "level")
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if args.power is not None:
        given["often"] = args.power
    try:
        study = Study(args.design, args.outcome, **given)
        answer = power_of(study, args.simulate, 1 if args.seed is None else args.seed)
    except DataError as error:
        if not args.json:
            raise
        said = {language: error.say(language) for language in LANGS}
        finding = {"id": error.key, "passed": False, **said}
        _write({**dict.fromkeys(KEYS), "findings": [finding]})
        return 1
    if args.json:
        _write(as_json(answer))
    else:
        sys.stdout.write(as_text(answer, lang) + "\n")
    return 0


def _write(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _need_choice(option: str, given: str | None, allowed: tuple[str, ...]) -> None:
    if given is None:
        raise RunError("power.asks", option=option, allowed=", ".join(allowed))
    if given not in allowed:
        raise RunError(
            "power.no_choice",
            option=option,
            given=given,
            hint=words.hint(given, allowed),
        )
