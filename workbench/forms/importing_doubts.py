"""The doubts about a file, each with its letter, and the step where it is settled."""

from collections.abc import Iterable

from markupsafe import Markup

from workbench.base.findings import SEVERITY_NAMES, Finding, gathered, worth_reading
from workbench.base.words import say
from workbench.collection.answers import wave_name

FILE, READ, COLUMNS, ANSWERS, END = 1, 2, 3, 4, 5
"""The steps of taking a file in."""

TODO: dict[str, tuple[int, str]] = {
    "importing.identifier": (COLUMNS, "upload.todo.identifier"),
    "importing.not_found": (COLUMNS, "upload.todo.not_found"),
    "importing.claimed": (COLUMNS, "upload.todo.claimed"),
    "importing.same_file": (FILE, "upload.todo.same_file"),
    "importing.wave_there": (COLUMNS, "upload.todo.wave_there"),
    "importing.wave_guessed": (COLUMNS, "upload.todo.wave_guessed"),
    "importing.repeated": (END, "upload.todo.repeated"),
    "importing.strangers": (END, "upload.todo.strangers"),
    "reading.sheet": (READ, "upload.todo.sheet"),
    "reading.number_code": (READ, "upload.todo.number_code"),
    "reading.day_month": (COLUMNS, "upload.todo.day_month"),
    "data.not_understood": (ANSWERS, "upload.todo.not_understood"),
}
"""Where a doubt is settled on the page, and how: the command says it otherwise."""

ABOUT_COLUMNS = ("importing.identifier", "upload.may_name", "importing.claimed")


def step_of(finding: Finding) -> int:
    """Return the step at which a doubt is settled."""
    if finding.id in TODO:
        return TODO[finding.id][0]
    if finding.id.startswith("reading."):
        return READ
    return COLUMNS if finding.id in ABOUT_COLUMNS else END


def sentence(finding: Finding, lang: str) -> str:
    """Say a doubt, and what to do about it on this page."""
    if finding.id not in TODO:
        return finding.sentence(lang)
    holes = {"where": finding.where, **finding.holes, "hint": ""}
    if finding.id == "importing.wave_guessed":
        holes["where"] = wave_name(finding.where, lang)
    wrong = say(finding.id, lang, **holes).strip()
    return f"{wrong} {say(TODO[finding.id][1], lang)}"


def listed(found: Iterable[Finding], lang: str) -> Markup:
    """Return the doubts as a list, the gravest first; nothing where there is none."""
    items = Markup("").join(
        Markup('<li class="{}" data-id="{}"><strong>{}</strong> {}</li>').format(
            one.severity, one.id, say(SEVERITY_NAMES[one.severity], lang), sentence(one, lang)
        )
        for one in gathered(worth_reading(found))
    )
    return Markup('<ul class="findings">{}</ul>').format(items) if items else Markup("")


def of_step(found: Iterable[Finding], step: int) -> list[Finding]:
    """Return the doubts that are settled at one step."""
    return [finding for finding in found if step_of(finding) == step]
