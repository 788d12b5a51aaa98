"""What `ledger.yml` holds: published figures, what should hold between them, what is left open."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from workbench.base.records import FileRecord, Record, Text

LARGEST = 1e15
"""Above this, a published figure is a slip of the keyboard."""
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz" "ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # fmt: skip
NAME_LETTERS = LETTERS | frozenset("0123456789_-")

Unit = Literal[
    "persons", "share", "structures", "years", "months", "age", "dollars", "euros", "count", "date"
]  # fmt: skip
Kind = Literal[
    "design", "input", "target", "request", "announced", "budget", "output", "result", "intention",
    "schedule", "metadata",
]  # fmt: skip
Bound = Literal["exact", "more_than", "at_least", "less_than", "at_most", "about"]
By = Literal[
    "product", "sum", "difference", "share", "change", "ratio", "same", "parts", "length", "at_most"
]
Combined = Literal["product", "sum", "difference", "share", "change", "ratio"]
Per = Literal["day", "week", "month", "quarter", "year"]


def _name(text: str) -> str:
    if not text or text[0] not in LETTERS or not NAME_LETTERS.issuperset(text) or len(text) > 40:
        raise ValueError("ledger.id_shape")
    return text


Id = Annotated[str, AfterValidator(_name)]
Number = Annotated[float, Field(strict=True, ge=-LARGEST, le=LARGEST)]


class Period(Record):
    """When a figure holds. *inferred* says why, where the source does not give it in full."""

    start: date | None = None
    end: date | None = None
    written: Text | None = None
    inferred: Text | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("ledger.period_backwards")
        return self


class Source(Record):
    """A document where figures were read: *dated* by its author, *seen* by the reader."""

    id: Id
    title: Text
    licence: str
    dated: date | None = None
    seen: date | None = None


class Figure(Record):
    """One published figure. *question* says what the source leaves open about it.

    *value* is a share between 0 and 1 where the unit is ``share``. *bound* says how the source
    means it: more than 800 is no count of 800. *upper* is the other end of a range. *written*
    keeps the words of the source where they are not the number itself, or says what stands in its
    place. *per* is the time of a rate. *parents* are the wholes that it is a part of;
    *nesting* says whether the source states that. A *change* is measured from a figure, *base*.
    """

    id: Id
    label: Text
    value: Number | None = None
    unit: Unit = "count"
    kind: Kind
    source: str
    upper: Number | None = None
    bound: Bound = "exact"
    written: Text | None = None
    per: Per | None = None
    period: Period | None = None
    perimeter: Text | None = None
    parents: tuple[Id, ...] = ()
    nesting: Literal["stated", "unclear"] = "stated"
    change: bool = False
    base: Id | None = None
    question: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _older_writing(cls, content: Any) -> Any:  # noqa: ANN401 - any YAML value
        """Read ``above: true``, an older writing of ``bound: more_than``."""
        if isinstance(content, dict) and isinstance(content.get("above"), bool):
            bound = {"bound": "more_than"} if content["above"] else {}
            return bound | {key: value for key, value in content.items() if key != "above"}
        return content

    @model_validator(mode="after")
    def _is_a_figure(self) -> Self:
        if self.value is None and self.written is None and self.period is None:
            raise ValueError("ledger.nothing_published")
        if self.upper is not None and (self.value is None or self.upper < self.value):
            raise ValueError("ledger.range_backwards")
        if self.upper is not None and self.bound not in ("exact", "about"):
            raise ValueError("ledger.range_and_bound")
        ends = [end for end in (self.value, self.upper) if end is not None]
        if self.unit == "share" and not self.change and any(not 0 <= end <= 1 for end in ends):
            raise ValueError("ledger.share_out_of_range")
        if self.unit not in ("share", "euros", "dollars") and any(end < 0 for end in ends):
            raise ValueError("ledger.less_than_none")
        return self

    @property
    def above(self) -> bool:
        """Whether the source only says that it is more than *value*."""
        return self.bound == "more_than"


class Derived(Record):
    """A number that we compute from published ones; the sources do not publish it.

    *of* are figures or other derived numbers: their product, sum or difference; ``share`` and
    ``ratio``: the first over the second; ``change``: from the first to the second, over the first.
    *digits* are the decimals shown, of a percentage where it is one; *signed* shows the plus of
    what has grown. *warning* says why it could
    mislead: it is then computed only for who asks for the warning too. *interval* adds Wilson's,
    and says under which reading it has a sense.
    """

    id: Id
    label: Text
    by: Combined
    of: tuple[Id, ...] = Field(min_length=2)
    unit: Unit = "count"
    per: Per | None = None
    digits: int = Field(default=1, ge=0, le=4)
    signed: bool = False
    warning: Text | None = None
    interval: Text | None = None
    question: Text | None = None


class Relation(Record):
    """What should hold: *result* is what the *factors* give together (*by*).

    ``same``: several writings of one thing. ``parts``: the factors are parts of the result, or of
    everybody where there is none. ``length``: the months or years from start to end of a period.
    ``at_most``: the result does not go beyond the factor.
    """

    id: Id
    result: Id | None = None
    factors: tuple[Id, ...] = ()
    by: By = "product"
    reason: Text | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needs_result = self.by not in ("same", "parts")
        least = {"length": 0, "at_most": 1, "same": 2}.get(self.by, 1)
        exactly = {"share": 2, "change": 2, "ratio": 2, "at_most": 1}.get(self.by)
        wrong = exactly is not None and len(self.factors) != exactly
        if (needs_result and self.result is None) or len(self.factors) < least or wrong:
            raise ValueError("ledger.relation_incomplete")
        return self


class Listing(Record):
    """What a source lists: by *numbers*, by *names*, or by how many it names (*named*).

    *figure* is how many it says there are. *levels* are the kinds of things on the list, where
    they are of more than one. *against* is another list of the same thing.
    """

    id: Id
    label: Text
    source: str
    figure: Id | None = None
    numbers: tuple[int, ...] = ()
    names: tuple[Text, ...] = ()
    named: int | None = Field(default=None, ge=0)
    levels: tuple[Text, ...] = ()
    against: Id | None = None


class Apart(Record):
    """Amounts that may never be added together, and why."""

    id: Id
    figures: tuple[Id, ...] = Field(min_length=2)
    reason: Text


class Remark(Record):
    """Something else that a careful reader sees in a source; it is flagged, never mended."""

    id: Id
    text: Text
    source: str


class Ledger(FileRecord):
    """The published figures of a programme. A contradiction is kept and flagged, never mended."""

    FILE: ClassVar[str] = "ledger.yml"

    title: Text | None = None
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...]
    derived: tuple[Derived, ...] = ()
    relations: tuple[Relation, ...] = ()
    lists: tuple[Listing, ...] = ()
    apart: tuple[Apart, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def figure(self, id: str) -> Figure | None:
        """Return the figure of that id, or None."""
        return next((figure for figure in self.figures if figure.id == id), None)

    def entry(self, id: str) -> Figure | Derived | None:
        """Return the figure, or the derived number, of that id; or None."""
        computed = next((derived for derived in self.derived if derived.id == id), None)
        return self.figure(id) or computed

    def ids(self) -> list[str]:
        """Return what may be cited: the figures, then what is derived from them."""
        return [*(figure.id for figure in self.figures), *(one.id for one in self.derived)]

    def source(self, named: str) -> Text:
        """Return the title of a source that stands in the list, or the words given instead."""
        titles = {source.id: source.title for source in self.sources}
        return titles.get(named, Text(any=named))
