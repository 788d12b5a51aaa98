"""How far a dossier is, seen from outside: which steps hold something, what was last done."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from workbench.base import places, zipped
from workbench.base.dossier import MARK, Dossier
from workbench.base.errors import RecordError
from workbench.base.remembered import remembered
from workbench.base.words import say
from workbench.base.yaml_files import parsed
from workbench.launch import contents


@dataclass(frozen=True)
class Step:
    """A step of the guided app: its name, and the files that somebody's work there leaves."""

    id: str
    name: str
    page: str = ""
    more: tuple[str, ...] = ()

    def leaves(self) -> tuple[str, ...]:
        """Return the patterns of these files: those that its page keeps and makes, and *more*."""
        page = contents.page(self.page) if self.page else None
        return (*((*page.keeps, *page.makes) if page else ()), *self.more)


STEPS = (
    Step("project", "home.step.project", "01_evaluation"),
    Step("theory", "home.step.theory", "02_theory"),
    Step("indicators", "home.step.indicators", "03_indicators"),
    Step("collection", "home.step.collection", "04_collection"),
    Step("people", "home.step.people", more=("received/*",)),
    Step("data", "home.step.data", "05_data"),
    Step("analysis", "home.step.analysis", "06_analysis"),
    Step("report", "home.step.report", "07_report"),
)


@dataclass(frozen=True)
class Stands:
    """How far a dossier is: the steps that hold something, the next one, and the last work."""

    done: frozenset[str]
    after: Step | None
    last: Step | None
    when: datetime | None


def standing(dossier: Dossier) -> Stands:
    """Return how far a dossier is: a file that is still the template's is nobody's work."""
    times, own = dict[str, float](), set[str]()
    for name, path in _files(dossier.folder).items():
        with suppress(OSError):  # a page or some work is just putting another in its place
            times[name] = path.stat().st_mtime
            own |= set() if _as_given(name, path) else {name}
    done = frozenset(step.id for step in STEPS if any(_leaves(step, name) for name in own))
    times = {name: at for name, at in times.items() if name in own or not own}
    last = max(times, key=lambda name: times[name], default=None)
    return Stands(
        done=done,
        after=next((step for step in STEPS if step.id not in done), None),
        last=next((step for step in STEPS if last and _leaves(step, last)), None),
        when=datetime.fromtimestamp(times[last], UTC) if last else None,
    )


def _leaves(step: Step, name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in step.leaves())


def _as_given(name: str, path: Path) -> bool:
    """Whether a file is as `templates/dossier` has it; a title alone is no work on a step."""
    given = _given().get(name)
    if given is None:
        return False
    content = path.read_bytes()
    if content == given:
        return True
    if name != MARK:
        return False
    try:
        return _untitled(content) == _untitled(given)
    except (RecordError, UnicodeDecodeError):
        return False


@remembered
def _untitled(content: bytes) -> dict[str, object]:
    found = parsed(content.decode("utf-8"), Path(MARK))
    return {key: value for key, value in found.items() if key != "title"}


@cache
def _given() -> dict[str, bytes]:
    files = _files(places.templates() / "dossier")
    return {name: path.read_bytes() for name, path in files.items()}


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in zipped.content(folder)}


def moment(when: datetime, lang: str, now: datetime | None = None) -> str:
    """Return when something was, as people say it: today at an hour, or a day."""
    local, today = when.astimezone(), (now or datetime.now(UTC)).astimezone().date()
    hour = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return say("home.today", lang, hour=hour)
    if days == 1:
        return say("home.yesterday", lang, hour=hour)
    return say("home.day", lang, day=local.date())
