"""`workbench check DOSSIER`: everything the checks say, before anything is run."""

import argparse
import json
import sys
from collections.abc import Sequence

from workbench.base.dossier import open_dossier
from workbench.base.errors import RunError
from workbench.base.findings import Finding, blocking, worth_reading
from workbench.base.words import say
from workbench.commands.options import add_dossier

NAME = "check"
HELP = "help.check"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    add_dossier(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print the findings; 1 when one of them blocks."""
    if len(args.dossier) != 1:
        raise RunError("check.one_dossier")
    from workbench.capitalisation import dissemination  # heavy: help and errors come without it
    from workbench.report import review

    dossier = open_dossier(args.dossier[0])
    findings = [*review(dossier), *dissemination.review(dossier)]
    if args.json:
        content = {"dossier": dossier.name, "findings": [f.as_json() for f in findings]}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_told(findings, lang) + "\n")
    return 1 if blocking(findings) else 0


def _told(findings: Sequence[Finding], lang: str) -> str:
    wrong = worth_reading(findings)
    passed = sum(finding.passed is True for finding in findings)
    lines = [finding.told(lang) for finding in wrong]
    return "\n".join([*lines, say("check.summary", lang, n=passed, wrong=len(wrong))])
