"""The proceedings of a day: a synthesis, a page per pilot, boards to print, and open tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import write_whole
from workbench.base.templated import look, template
from workbench.base.words import hint, say
from workbench.capitalisation.day import tables
from workbench.capitalisation.day.boards import boards
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.parts import pilot_parts, synthesis_parts
from workbench.press.board import content, projected
from workbench.press.document import Section
from workbench.press.pdf import pdf

FOLDER = "proceedings"
DATA = "data"
SHELF = "day"


def write(dossier: Dossier, known: Known, lang: str) -> list[Path]:
    """Write the synthesis, the boards and the open tables in *lang*; return the files.

    `proceedings/<lang>/index.html`, `proceedings/<lang>/boards.pdf` (A3), `…/boards/<id>.svg` (a
    projector's size), and `proceedings/data/*.csv`, which is the same in both languages.
    """
    made = boards(known, lang)
    parts = synthesis_parts(known, made, lang)
    own: dict[str, str | bytes] = {
        "index.html": page(known, say("day.synthesis", lang), parts, lang),
        "boards.pdf": pdf(places.templates() / SHELF / "poster.typ", content(made, lang)),
        **{f"boards/{one.id}.svg": projected(one) for one in made},
    }  # fmt: skip
    data: Mapping[str, str] = {
        f"../{DATA}/{name}": text for name, text in tables.files(known).items()
    }
    return [_written(dossier, lang, name, piece) for name, piece in {**own, **data}.items()]


def write_pilots(dossier: Dossier, known: Known, pilot: str, lang: str) -> list[Path]:
    """Write the page of a pilot in *lang*, or of each pilot where none is named."""
    return [
        _written(dossier, lang, f"pilot_{one}.html", pilot_page(known, one, lang))
        for one in pilots(known, pilot)
    ]


def pilots(known: Known, pilot: str) -> tuple[str, ...]:
    """Return the pilots asked for: one, or all; raise RunError for one that is not there."""
    if pilot and pilot not in known.day.pilots:
        raise RunError("day.no_such_pilot", pilot=pilot, hint=hint(pilot, known.day.pilots))
    return (pilot,) if pilot else known.day.pilots


def pilot_page(known: Known, pilot: str, lang: str) -> str:
    """Return the page of one pilot: its card, how it was read, and what nobody could see."""
    made = [one for one in boards(known, lang) if one.id.startswith(f"pilot_{pilot}")]
    return page(known, known.name(pilot).say(lang), pilot_parts(known, pilot, made, lang), lang)


def page(known: Known, title: str, sections: Sequence[Section], lang: str) -> str:
    """Return one page of the proceedings, whole by itself."""
    day = known.day
    return template(SHELF, "proceedings.html.j2").render(
        lang=lang, title=title, kicker=f"{day.organisation.say(lang)} · {day.title.say(lang)}",
        banner=say("day.banner", lang) if day.simulated else "", sections=sections, look=look(),
        skip=say("day.skip", lang), contents=say("day.contents", lang),
        kind_of=lambda block: type(block).__name__.lower(),
    )  # fmt: skip


def _written(dossier: Dossier, lang: str, name: str, piece: str | bytes) -> Path:
    parts = [part for part in f"{FOLDER}/{lang}/{name}".split("/") if part]
    at = parts.index("..") if ".." in parts else None
    if at is not None:
        parts = [*parts[: at - 1], *parts[at + 1 :]]
    return write_whole(dossier.to_write(*parts), piece)


def written(paths: Sequence[Path], lang: str) -> str:
    """Say where the proceedings stand, and how many files they are."""
    return say("day.written", lang, n=len(paths), folder=FOLDER)
