"""`workbench purge DOSSIER`: what is kept of people, until when, and taking it away."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from workbench.base.dossier import Dossier, open_dossier
from workbench.base.errors import RunError
from workbench.base.words import say
from workbench.commands.options import add_language

NAME = "purge"
HELP = "protection.help.purge"
PASSPHRASE = "WORKBENCH_PASSPHRASE"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    parser.add_argument("dossier", nargs="*", metavar="DOSSIER", help=say("help.dossier", lang))
    about = say("protection.help.before", lang)
    parser.add_argument("--before", type=_day, metavar="DATE", help=about)
    about = say("protection.help.accept_purge", lang)
    parser.add_argument("--accept", action="store_true", help=about)
    about = say("protection.help.keys", lang)
    parser.add_argument("--keys", type=Path, metavar="FILE", help=about)
    add_language(parser, lang)


def run(args: argparse.Namespace, lang: str) -> int:
    """List what would go; with --accept, take it away."""
    if len(args.dossier) != 1:
        raise RunError("protection.one_dossier")
    from workbench.data.protection import retention  # heavy, once needed

    dossier, today = open_dossier(args.dossier[0]), date.today()  # a day on paper
    kept = retention.retention(dossier)
    begun = retention.unfinished(dossier, kept)
    if begun is None and not kept.files:
        return _told(say("protection.nothing_kept", lang, name=dossier.name))
    goes = begun or kept
    due = begun is not None or kept.may_go(today, args.before)
    lines = [] if begun else [retention.check(kept, today).sentence(lang)]
    lines += [say("protection.file_leaves", lang, file=o.file, n=o.lines) for o in goes.files]
    if not due or not args.accept:
        key = "protection.would_go" if due else "protection.stays"
        return _told(*lines, say(key, lang, n=len(goes.files)))
    dossier.to_write(retention.LOG)  # an example is never purged
    names = _forget(dossier, args.keys, lang)
    retention.purge(dossier, goes, today)
    gone = say("protection.gone", lang, n=len(goes.files), log=retention.LOG)
    return _told(*lines, names, gone)


def _forget(dossier: Dossier, file: Path | None, lang: str) -> str:
    """Take the people out of the list of names, before the files say no longer who they were."""
    from workbench.data.protection import keys, retention

    store = file or keys.store_path(dossier.name)
    if not store.is_file():
        if file:
            raise RunError("protection.no_keys", file=file)
        return say("protection.no_names", lang)
    passphrase = os.environ.get(PASSPHRASE)
    if not passphrase:
        raise RunError("protection.passphrase_needed", file=store, variable=PASSPHRASE)
    removed = keys.forget(retention.keys_in(dossier), store, passphrase)
    return say("protection.names_gone", lang, n=removed, file=store)


def _told(*lines: str) -> int:
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RunError("protection.not_a_day", given=text) from None
