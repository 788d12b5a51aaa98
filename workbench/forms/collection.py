"""The forms of page 04: how precise the answer will be, what could be seen, what to take along."""

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.words import number, percent, say
from workbench.collection import (
    Design,
    Instrument,
    Plan,
    half_width,
    reach,
    told,
)
from workbench.evaluation import Evaluation
from workbench.forms.downloads import links
from workbench.forms.live import watch
from workbench.forms.parts import (
    answer,
    button,
    careful,
    field,
    form,
    number_typed,
    share_typed,
    tell,
    whole_typed,
)
from workbench.forms.show import table
from workbench.forms.work import Long, work_button
from workbench.indicators import Choices
from workbench.report import jobs
from workbench.report.jobs import outfit_files
from workbench.theory import Theory

OUTFIT = Long("outfit", jobs.outfit, go="forms.outfit_go", again="forms.outfit_again")
ASKED = (Instrument.FILE, Choices.FILE, Evaluation.FILE, Theory.FILE)
"""What people take along is made from these."""


def precision_form(people: int, clusters: int, icc: float, lang: str) -> v.Sheet:
    """Return a form that says how wide the interval round a share of one half will be."""
    everybody = field(say("forms.people", lang), str(people))
    sites = field(say("forms.sites", lang), str(clusters))
    alike = field(say("forms.icc", lang), number(icc, lang, 2))

    def tell() -> Markup:
        counts = whole_typed(everybody.v_model), whole_typed(sites.v_model)
        return Markup("<p>{}</p>").format(said(*counts, number_typed(alike.v_model), lang))

    reply = answer(tell())
    ready = button(say("forms.compute", lang), lambda: careful(tell, reply, lang))
    return form(say("forms.collection", lang), everybody, sites, alike, ready, reply)


def said(people: int, clusters: int, icc: float, lang: str) -> str:
    """Say how wide the interval will be; raise DataError for numbers that cannot be."""
    if people < 1 or clusters < 1 or people < clusters or not 0 <= icc <= 1:
        raise DataError("forms.precision_out_of_range")
    if clusters == 1:
        return say("collection.precision_one_site", lang)
    half = 100 * half_width(people, clusters, icc)
    return say("collection.precision", lang, n=people, sites=clusters, half=round(half, 1))


def sample_form(design: Design, before: float, lang: str) -> v.Sheet:
    """Return a form that says which rise two groups could show; each count is of one side.

    A blank number of sites means that people were not drawn by site.
    """
    sites = "" if design.clusters is None else str(design.clusters)
    fields = (
        field(say("forms.sites_a_side", lang), sites),
        field(say("forms.people_a_site", lang), number(design.people, lang)),
        field(say("forms.lost", lang), percent(design.lost, lang)),
        field(say("forms.icc", lang), number(design.icc, lang, 2)),
        field(say("forms.before", lang), percent(before, lang)),
    )

    def tell() -> Markup:
        typed, first = _designed([str(one.v_model or "") for one in fields])
        return _reached(typed, first, lang)

    reply = answer(tell())
    ready = button(say("forms.compute", lang), lambda: careful(tell, reply, lang))
    return form(say("forms.sample", lang), *fields, ready, reply)


def _designed(typed: list[str]) -> tuple[Design, float]:
    """Return the design typed, and the share without the work; raise DataError otherwise."""
    sites, people, lost, icc, before = typed
    clusters = whole_typed(sites) if sites.strip() else None
    design = Design(
        people=whole_typed(people),
        clusters=clusters,
        icc=number_typed(icc),
        lost=share_typed(lost),
    )
    return design, share_typed(before)


def _reached(design: Design, before: float, lang: str) -> Markup:
    """Return what could be seen, how many that is on both sides together, and with more sites."""
    lines = [told(design, before, lang), _both_sides(design, lang)]
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    rows = table(reach(design, before, lang), lang)
    return paragraphs + Markup(rows.data)  # our own table escapes its text


def _both_sides(design: Design, lang: str) -> str:
    start = round(2 * design.people * (design.clusters or 1))
    holes = {"start": start, "end": round(2 * design.a_side)}
    if design.clusters is None:
        return say("forms.sample_people", lang, **holes)
    return say("forms.sample_sites", lang, sites=2 * design.clusters, **holes)


def outfit_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a button that makes everything to take along, and offers it.

    It is made in both languages, or in the reader's alone while texts are missing in the other.
    The server makes it, and it stays to be saved; it says so where a question has changed since.
    """
    shown = [_stands(work)]
    reply = answer(_made(work, lang))

    def renew() -> None:
        if shown != [_stands(work)]:  # the files are large: they are sent when they are others
            shown[:] = [_stands(work)]
            tell(reply, _made(work, lang))

    watch(work, renew)
    return form(say("forms.outfit", lang), work_button(work, OUTFIT, renew, lang), reply)


def _made(work: Dossier, lang: str) -> Markup:
    """Return what was made last to take along, and whether it is older than the questions."""
    files = outfit_files(work)
    if not files:
        return Markup("")
    old, _ = _stands(work)
    note = Markup('<ul class="findings"><li class="note">{}</li></ul>')
    return (note.format(say("forms.outfit_old", lang)) if old else Markup("")) + links(files, lang)


def _stands(work: Dossier) -> tuple[bool, tuple[int, ...]]:
    """Return whether what was made last is older than the questions, and when each file was."""
    made = tuple(one.stat().st_mtime_ns for one in outfit_files(work))
    asked = [work.path(name).stat().st_mtime_ns for name in ASKED if work.has(name)]
    return bool(made) and max(asked, default=0) > min(made), made


def decided(plan: Plan, lang: str) -> str:
    """Say on which day the plan was decided, or that no day is written."""
    if plan.decided_on is None:
        return say("forms.plan_undated", lang)
    return say("forms.plan_decided", lang, day=plan.decided_on)
