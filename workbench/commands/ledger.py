"""`workbench ledger FILE|DOSSIER`: the note of a careful reader on published figures."""

import argparse
import json
import sys
from pathlib import Path

from workbench import ledger
from workbench.base import words
from workbench.base.dossier import known, open_dossier
from workbench.base.errors import LetterError, RecordError, RunError
from workbench.base.files import write_whole
from workbench.base.findings import blocking
from workbench.base.words import LANGS, say
from workbench.commands.options import add_language, language_of_pages
from workbench.ledger import Ledger

NAME = "ledger"
HELP = "ledger_note.help"
KEYS = ("ledger", "figures", "derived", "findings")
WRITERS = {".html": ledger.as_page, ".md": ledger.as_text, ".txt": ledger.as_text}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "ledger", nargs="*", metavar="FILE|DOSSIER", help=say("ledger_note.help_from", lang)
    )
    parser.add_argument("--out", metavar="FILE", help=say("ledger_note.help_out", lang))
    parser.add_argument("--json", action="store_true", help=say("help.json", lang))
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """Print or write the note; 1 when something in the file has to be mended first."""
    if len(args.ledger) != 1:
        raise RunError("ledger_note.one", known=", ".join(ledger.shelf()))
    path = _place(args.ledger[0])
    if args.json:
        return _as_json(path)
    out = Path(args.out) if args.out else None
    if out is not None and out.suffix not in WRITERS:
        raise RunError("ledger_note.wrong_kind", suffix=out.suffix)
    found = ledger.read(path)
    note = ledger.note(found, language_of_pages(args.lang) if out else lang)
    if out is None:
        sys.stdout.write(ledger.as_text(note) + "\n")
    else:
        write_whole(out, WRITERS[out.suffix](note))
        sys.stdout.write(say("ledger_note.written", lang, file=out) + "\n")
    return 1 if blocking(ledger.check(found)) else 0


def _place(name: str) -> Path:
    """Return the file that somebody means: a file, a folder, a dossier, or a case of the shelf."""
    given = Path(name)
    if given.is_file():
        return given
    if (given / Ledger.FILE).is_file():
        return given / Ledger.FILE
    if name in known() or given.is_dir():
        dossier = open_dossier(name)
        if not dossier.has(Ledger.FILE):
            raise RunError("ledger_note.no_figures", name=dossier.name)
        return dossier.path(Ledger.FILE)
    shelf = ledger.shelf()
    if name not in shelf:
        raise RunError("ledger_note.none", name=name, hint=words.hint(name, {*shelf, *known()}))
    return shelf[name]


def _as_json(path: Path) -> int:
    """Write the figures, what is derived and the findings; a file that is refused is a finding."""
    try:
        found = ledger.read(path)
    except RecordError as error:
        content, code = {**dict.fromkeys(KEYS), "findings": [_refused(error)]}, 1
    else:
        content, code = ledger.as_json(found), 1 if blocking(ledger.check(found)) else 0
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return code


def _refused(error: LetterError) -> dict[str, object]:
    said = {lang: error.say(lang) for lang in LANGS}
    return {"id": error.key, "passed": False, "severity": "blocker", **said}
