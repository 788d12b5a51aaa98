"""The report step: what may be said, what people add, the report made, looked at and saved."""

import re
from collections.abc import Iterator

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.words import LANGS, say
from workbench.base.work import seen
from workbench.forms.added import additions
from workbench.forms.app.parts import html, section
from workbench.forms.brought import bring, template_dropped, template_kept
from workbench.forms.downloads import links
from workbench.forms.live import live
from workbench.forms.may_say import may_say
from workbench.forms.parts import button
from workbench.forms.plain import Box
from workbench.forms.work import Long, work_button
from workbench.report import files, jobs
from workbench.report.added import TEMPLATE
from workbench.report.review import OF_THE_REPORT
from workbench.report.tell import REPORT, template

MAKE = Long("report", jobs.report, go="reporting.go", again="reporting.again")
COMPUTED = ("data/clean.csv", "data/import_report.csv", "results/*", *OF_THE_REPORT)
"""What work computes: a report does not grow old by it."""
SPOKEN = re.compile(r'<html[^>]*\blang="(\w\w)"')
HEAD = 1000
"""Signs of a page within which its language is said."""
ALREADY = {"fr": "reporting.is_french", "en": "reporting.is_english"}


def report_form(work: Dossier, lang: str) -> v.Sheet:
    """Return all that the report step shows, as one form."""
    return v.Sheet(class_="form", children=list(report_parts(work, lang)))


def report_parts(work: Dossier, lang: str) -> Iterator[w.Widget]:
    """Yield the parts of the step: what may be said, additions, template, the report itself."""
    says = live(work, lambda: may_say(work, lang), lang)
    yield section("reporting.says", lang, says)
    yield section("reporting.add", lang, additions(work, lang))
    yield section("reporting.template", lang, _template_form(work, lang))
    made = html(report_made(work, lang))

    def renew() -> None:
        made.value = str(report_made(work, lang))
        says.value = str(may_say(work, lang).data)

    yield section("reporting.make", lang, work_button(work, MAKE, renew, lang), made)


def report_made(work: Dossier, lang: str) -> Markup:
    """Show the report as it was made last: its files to save, and the page in a closed frame.

    It says so where the answers have changed since, or the report speaks another language.
    """
    path = work.path(REPORT)
    if not path.is_file():
        return Markup("")
    page = path.read_text(encoding="utf-8")
    notes = Markup("").join(
        Markup('<ul class="findings"><li class="note" data-id="{}">{}</li></ul>').format(
            key, say(key, lang)
        )
        for key in remarks(work, page, lang)
    )
    frame = Markup('<iframe class="report-frame" sandbox="" title="{}" srcdoc="{}"></iframe>')
    return Markup("{}<h3>{}</h3>{}<h3>{}</h3>{}").format(
        notes,
        say("reporting.files", lang),
        links([file for file in files(work) if file.parent == path.parent], lang),
        say("reporting.preview", lang),
        frame.format(say("report.report", lang), page),
    )


def remarks(work: Dossier, page: str, lang: str) -> list[str]:
    """Return what is to be known of a report before it is sent: phrases."""
    found = []
    if changed_since(work):
        found.append("reporting.changed")
    spoken = SPOKEN.search(page[:HEAD])
    if spoken and spoken[1] in ALREADY and spoken[1] != lang and lang in LANGS:
        found.append(ALREADY[spoken[1]])
    return found


def changed_since(work: Dossier) -> bool:
    """Whether something of the dossier has changed since its report was begun."""
    made, word = work.path(REPORT).stat().st_mtime, seen(work, MAKE.name)
    begun = word.since.timestamp() if word and word.state == "done" else made
    computed = {path for pattern in COMPUTED for path in work.folder.glob(pattern)}
    others = (path for path in work.folder.rglob("*") if path not in computed and path.is_file())
    own = (path for path in others if not _hidden(path.relative_to(work.folder).parts))
    return any(path.stat().st_mtime > min(begun, made) for path in own)


def _hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)


def _template_form(work: Dossier, lang: str) -> w.VBox:
    """Return which template is used, a field for another, and the way back to ours."""
    used, back = html(_template(work, lang)), Box()

    def show() -> None:
        used.value = str(_template(work, lang))
        own = work.path(TEMPLATE).is_file()
        back.children = [button(say("reporting.template.back", lang), drop, True)] if own else []

    def drop() -> None:
        template_dropped(work)
        show()

    show()
    return Box([used, bring(work, template_kept, show, lang), back])


def _template(work: Dossier, lang: str) -> Markup:
    """Say which Word template the report takes, and offer it to be changed in Word."""
    used = template(work)
    own = used.path != used.styles
    key = "reporting.template.own" if own else "reporting.template.ours"
    return Markup("<p>{}</p>{}").format(say(key, lang), links([used.path], lang))
