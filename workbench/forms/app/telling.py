"""What people are told before they answer, asked answer by answer, and as they read it."""

import re
from collections.abc import Callable
from typing import Any, Literal

from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.wording import own
from workbench.base.words import say
from workbench.collection import Instrument, instrument_of
from workbench.collection.notice import notice
from workbench.collection.record import Agreement, Notice
from workbench.evaluation import Evaluation
from workbench.forms.app.question import Question
from workbench.forms.evaluation import reworded
from workbench.forms.parts import whole_typed
from workbench.forms.show import fold

BASES = {
    "legitimate_interest": "asking.basis.legitimate_interest",
    "public_interest": "asking.basis.public_interest",
    "legal_obligation": "asking.basis.legal_obligation",
    "consent": "asking.basis.consent",
}
PLACES = {
    "form": "asking.kept.form",
    "paper": "asking.kept.paper",
    "elsewhere": "asking.kept.elsewhere",
}
OLDEST = 120
"""Nobody is older: an age above is a slip."""
LONGEST = 600
"""Months after which nobody keeps answers: fifty years."""
INSIDE = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)


def _of_notice(name: str, make: Callable[[Any, str, str], object]) -> tuple[Any, Any]:
    """Return how one thing of the notice is read and written; with nothing told there is none."""

    def get(record: Instrument, lang: str) -> str:
        value = getattr(record.notice, name, None)
        return value if isinstance(value, str) else own(value, lang)

    def put(record: Instrument, typed: str, lang: str) -> Instrument:
        before = record.notice or Notice()
        told = changed(before, **{name: make(getattr(before, name), typed, lang)})
        return changed(record, notice=None if told == Notice() else told)

    return get, put


def _months(record: Instrument, _: str) -> str:
    return str((record.notice or Notice()).kept_months)


def _with_months(record: Instrument, typed: str, _: str) -> Instrument:
    before = record.notice or Notice()
    months = whole_typed(typed) if typed.strip() else Notice().kept_months
    if not 1 <= months <= LONGEST:
        raise DataError("asking.months", most=LONGEST)
    told = changed(before, kept_months=months)
    return changed(record, notice=None if told == Notice() else told)


def _youngest(record: Instrument, _: str) -> str:
    return "" if record.youngest is None else str(record.youngest)


def _with_youngest(record: Instrument, typed: str, _: str) -> Instrument:
    age = whole_typed(typed) if typed.strip() else None
    if age is not None and age > OLDEST:
        raise DataError("asking.age", most=OLDEST)
    return changed(record, youngest=age)


def _agreed(about: Literal["minors", "six_months"]) -> tuple[Any, Any]:
    """Return how the place where an agreement is kept is read and written."""

    def get(record: Instrument, _: str) -> str:
        agreed = record.agreement(about)
        return agreed.kept if agreed else ""

    def put(record: Instrument, typed: str, _: str) -> Instrument:
        rest = tuple(one for one in record.agreements if one.about != about)
        new = (Agreement.model_validate({"about": about, "kept": typed}),) if typed else ()
        return changed(record, agreements=(*rest, *new))

    return get, put


TOLD = (
    Question(
        "asking.basis",
        "choice",
        *_of_notice("basis", lambda _, typed, __: typed or None),
        options=BASES,
    ),
    Question("asking.contact", "line", *_of_notice("contact", reworded)),
    Question("asking.months_kept", "number", _months, _with_months),
    Question("asking.shared", "text", *_of_notice("shared_with", reworded)),
    Question("asking.youngest", "number", _youngest, _with_youngest),
    Question("asking.minors", "choice", *_agreed("minors"), options=PLACES),
    Question("asking.later", "choice", *_agreed("six_months"), options=PLACES),
)
"""The questions about what people are told and agree to."""


def preview(work: Dossier, lang: str) -> Markup:
    """Return the notice as people will read it, folded; its headings stand below the step's."""
    page = notice(instrument_of(work), work.read(Evaluation), lang)
    found = INSIDE.search(page)
    inside = found[1] if found else ""
    for low in (3, 2, 1):
        inside = re.sub(rf"<(/?)h{low}>", rf"<\g<1>h{low + 2}>", inside)
    frame = Markup('<div class="preview">{}</div>').format(Markup(inside))  # our template escapes
    return fold(say("asking.preview", lang), frame)
