"""A button for long work: the server does it, and the page may be left and found again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import traitlets

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError, RunError
from workbench.base.progress import Step, heard_by
from workbench.base.words import say
from workbench.base.work import Work, failed, plain, seen, take
from workbench.forms.script import Scripted

HERE = Path(__file__).parent
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Long:
    """Some long work: its *name* among the jobs of the server, and what does it.

    *go* and *again* are the phrases of its button, before it was ever done and afterwards.
    """

    name: str
    does: Callable[[Dossier, str], object]
    go: str
    again: str


class WorkButton(Scripted):
    """The button as the browser shows it.

    *told* is how the work stands, *seen* when the last that this page shows was done, and *pressed*
    counts how often the kernel was asked, because no server does it.
    """

    _esm = HERE / "work.js"
    _css = HERE / "work.css"
    name = traitlets.Unicode().tag(sync=True)
    dossier = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    seen = traitlets.Unicode().tag(sync=True)
    pressed = traitlets.Int(0).tag(sync=True)


def work_button(work: Dossier, long: Long, after: Callable[[], None], lang: str) -> WorkButton:
    """Return a button for *long* work on a dossier; *after* is called when it was done anew.

    The server of the pages does it, and says how far it is also when the page was closed meanwhile.
    Where there is none (JupyterLab), the kernel of this page does it.
    """
    stands = seen(work, long.name)
    button = WorkButton(
        name=long.name, dossier=work.name, words=_words(long, lang),
        told=plain(stands, lang), seen=_done_at(stands),
    )  # fmt: skip

    def tell(now: Work | None) -> None:
        button.told = {**plain(now, lang), "pressed": button.pressed}  # never the same as before

    def do(_: object) -> None:
        do_here(work, long, tell, lang)
        button.seen = _done_at(seen(work, long.name)) or button.seen

    button.observe(do, "pressed")
    button.observe(lambda _: after(), "seen")
    return button


def do_here(work: Dossier, long: Long, tell: Callable[[Work | None], None], lang: str) -> None:
    """Do *long* work in this process, and *tell* how far it is; whoever does it already goes on."""
    try:
        doing = take(work, long.name)
    except LetterError as error:  # an example is read, and never edited
        return tell(failed(long.name, error))
    if doing is None:
        return tell(seen(work, long.name))

    def hear(step: Step) -> None:
        tell(doing.comes_to(step))

    try:
        tell(doing.begins())
        with heard_by(hear):
            long.does(work, lang)
        tell(doing.done())
    except LetterError as error:
        tell(doing.fails(error))
    except Exception:  # a letter for the person, a trace for whoever helps
        log.exception("long work has failed")
        tell(doing.fails(RunError("work.unforeseen")))
    finally:
        doing.let_go()


def _done_at(work: Work | None) -> str:
    return work.at.isoformat() if work is not None and work.state == "done" else ""


def _words(long: Long, lang: str) -> dict[str, str]:
    return {
        "lang": lang,
        "go": say(long.go, lang),
        "again": say(long.again, lang),
        "begins": say("work.begins", lang),
        "label": say("work.label", lang),
        "leave": say("work.leave", lang),
        "stop": say("work.stop", lang),
        "stop_does": say("work.stop_does", lang),
        "lost": say("work.lost", lang),
    }
