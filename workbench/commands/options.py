"""Options that several commands share."""

import argparse

from workbench.base import words
from workbench.base.errors import RunError
from workbench.base.words import LANGS, say

FRENCH_FIRST = "fr"
"""The language of pages and reports when nobody says, and the machine is not English."""


def add_language(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add ``--lang``."""
    parser.add_argument("--lang", type=language, metavar="fr|en", help=say("help.lang", lang))


def add_dossier(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the dossier that is asked about, ``--json`` and ``--lang``."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def language(text: str) -> str:
    """Return a language that the workbench speaks; raise RunError otherwise."""
    if text not in LANGS:
        raise RunError("help.unknown_language", given=text, allowed=", ".join(LANGS))
    return text


def language_of_pages(chosen: str | None) -> str:
    """Return the language of pages and reports: the one asked for, this machine's, or French."""
    return chosen or words.language_here(default=FRENCH_FIRST)
