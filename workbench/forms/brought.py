"""A Word template or a picture, sent from the browser, looked at, and kept beside the report."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError, RecordError
from workbench.base.files import write_whole
from workbench.base.words import say
from workbench.base.work import FOLDER
from workbench.data.importing import draft
from workbench.forms.parts import answer, letter, tell
from workbench.forms.plain import Box
from workbench.forms.upload import upload
from workbench.press.picture import size
from workbench.press.word_template import filled
from workbench.report.added import LARGEST, TEMPLATE

PICTURES = (".png", ".jpg", ".jpeg")
"""How the name of a picture ends."""


def bring(
    work: Dossier, take: Callable[[Dossier, Path], str], after: Callable[[], None], lang: str
) -> w.VBox:
    """Return a field for one file; *take* looks at it and keeps it, *after* shows what changed.

    It waits in a place of its own, so that a file of answers that waits too is not disturbed.
    """
    room = Dossier(work.path(FOLDER, take.__name__), work.read_only)
    room.folder.parent.mkdir(exist_ok=True)
    reply = answer()

    def ready(path: Path) -> None:
        try:
            key = take(work, path)
        except LetterError as error:
            tell(reply, letter(error, lang))
        else:
            tell(reply, Markup("<p>{}</p>").format(say(key, lang, file=path.name)))
            after()
        finally:
            draft.drop(room)

    return Box([upload(room, lang, ready), reply])


def template_kept(work: Dossier, path: Path) -> str:
    """Keep a Word template that can be used; raise RecordError where it cannot."""
    filled(path, {})
    write_whole(work.to_write(TEMPLATE), path.read_bytes())
    return "reporting.template.kept"


def picture_kept(work: Dossier, path: Path) -> str:
    """Keep a picture under its own name; raise RecordError for what is none, or is too large."""
    data, place = path.read_bytes(), {"file": path.name, "place": "pictures"}
    if path.stat().st_size > LARGEST:
        raise RecordError("report.picture_too_large", name=path.name, **place)
    try:
        size(data)
    except OSError:
        raise RecordError("report.picture_unread", name=path.name, **place) from None
    if path.suffix.lower() not in PICTURES:
        raise RecordError("report.picture_unread", name=path.name, **place)
    write_whole(work.to_write("report", path.name), data)
    return "reporting.pictures.kept"


def template_dropped(work: Dossier) -> None:
    """Take the template of one's own away: the next report takes ours."""
    work.to_write(TEMPLATE).unlink(missing_ok=True)
