"""What `cards/<pilot>.yml` holds: one pilot on one card, filled in two weeks before the day."""

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field, create_model, field_validator, model_validator

from workbench.base.records import FileRecord, Record, Text
from workbench.contribution.consent import REACHED, Consent
from workbench.contribution.record import as_text

FOLDER = "cards"
"""Where cards stand in a dossier, one file a pilot."""
SLUG = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
LONGEST = 2_000
"""Letters that an answer of a card may have: more is no card."""
NA = "na"
"""Said of a prerequisite that does not apply here; not the same as absent (0)."""
Level = Literal[
    "neighbourhood", "city", "intercommunal", "departement", "departements", "region", "country"
]
Evidence = Literal["declared", "documented", "verified"]
Step = Literal["question", "indicators", "data", "interpretation", "use"]
Method = Literal[
    "theory", "register", "questionnaire", "scale", "comparison_group", "costs",
    "interviews", "stories", "observation", "workshops", "value_chain",
]  # fmt: skip
Shared = Literal["public", "network", "day"]
LEVELS = ("neighbourhood", "city", "intercommunal", "departement", "departements", "region",
          "country")  # fmt: skip
STEPS = ("question", "indicators", "data", "interpretation", "use")
EVIDENCE = ("declared", "documented", "verified")
MATURITY = ("idea", "first_steps", "running", "regular")
SHARED = ("day", "network", "public")
"""From the narrowest to the widest."""
FIGURES = ("register", "questionnaire", "scale", "comparison_group", "costs")
"""Methods that count; the others tell, but for the theory, which comes before both."""
WORDS = ("interviews", "stories", "observation", "workshops", "value_chain")


class Involved(Record):
    """One group of people, and the steps of the evaluation at which they take part."""

    who: Text
    steps: tuple[Step, ...] = ()


class Used(Record):
    """One indicator of a pilot: *planned*, *measured*, or *verified* by somebody else.

    *id* is that of the catalogue, or the pilot's own with its *name*. *domain* may be left out
    where the catalogue says it.
    """

    id: str = Field(min_length=1)
    name: Text | None = None
    domain: str = ""
    state: Literal["planned", "measured", "verified"] = "planned"


class Rated(Record):
    """How far a prerequisite is there, as the pilot says: 0 to 3, or ``na``; with its evidence."""

    prerequisite: str
    score: Literal[0, 1, 2, 3, "na"]
    evidence: Text | None = None
    confidence: Evidence = "declared"


class Quote(Record):
    """Words of somebody, who said them (a role, never a name), and what they agreed to."""

    text: Text
    by: Text | None = None
    consent: Consent | None = None


class Card(FileRecord):
    """A pilot: where, since when, why, with whom, by what means, and what it may share.

    *start* and *end* are years, months or days, as ISO writes them. *people_covered* are those that
    the evaluation reached, of *people_concerned*; a count of fewer than five is left out and stands
    in *masked*. *contact* is a role. *taxonomy* is the list that the domains belong to.
    """

    FILE: ClassVar[str] = f"{FOLDER}/card.yml"

    pilot_id: str
    name: Text | None = None
    territory: Text | None = None
    level: Level | None = None
    structure: Text | None = None
    start: str = ""
    end: str = ""
    maturity: Literal["idea", "first_steps", "running", "regular"] | None = None
    purpose: Text | None = None
    who_asked: Text | None = None
    stakeholders: tuple[Involved, ...] = ()
    methods: tuple[Method, ...] = ()
    taxonomy: str = "five_domains"
    domains_claimed: tuple[str, ...] = ()
    indicators: tuple[Used, ...] = ()
    prerequisites: tuple[Rated, ...] = ()
    data_sources: tuple[Text, ...] = ()
    people_covered: int | None = Field(default=None, ge=0)
    people_concerned: int | None = Field(default=None, ge=0)
    cost_hours: float | None = Field(default=None, ge=0)
    what_changed_after: Text | None = None
    difficulties: Text | None = None
    quote: Quote | None = None
    evidence_level: Evidence | None = None
    contact: Text | None = None
    share_level: Shared = "day"
    masked: tuple[str, ...] = ()
    simulated: bool = False

    _moments = field_validator("start", "end", mode="before")(as_text)

    @field_validator("pilot_id")
    @classmethod
    def _is_a_slug(cls, given: str) -> str:
        if not SLUG.match(given) or len(given) > 60:
            raise ValueError("card.id_shape")
        return given

    @field_validator("start", "end")
    @classmethod
    def _is_a_moment(cls, given: str) -> str:
        if given and not re.fullmatch(r"\d{4}(-\d{2}){0,2}", given):
            raise ValueError("card.moment_shape")
        return given

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.end and self.start and self.end < self.start[: len(self.end)]:
            raise ValueError("card.ends_before")
        covered, concerned = self.people_covered, self.people_concerned
        if covered is not None and concerned is not None and covered > concerned:
            raise ValueError("card.more_than_all")
        texts = [text for text in said(self) if len(text) > LONGEST]
        if texts:
            raise ValueError("card.too_long")
        if self.contact and any(REACHED.search(text) for text in said(self.contact)):
            raise ValueError("card.contact_reached")
        return self

    @property
    def called(self) -> Text:
        """What the pilot is called: its name, or its id."""
        return self.name or Text(any=self.pilot_id)


def said(thing: object) -> list[str]:
    """Return every text that people wrote in a record, in each of its languages."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, Record):
        return [text for _, value in thing for text in said(value)]
    return [text for one in thing for text in said(one)] if isinstance(thing, tuple) else []


def file_of(pilot: str) -> str:
    """Return where the card of a pilot stands in a dossier.

    >>> file_of("drome")
    'cards/drome.yml'
    """
    return f"{FOLDER}/{pilot}.yml"


@cache
def card_of(pilot: str) -> type[Card]:
    """Return the kind of record that is the card of one pilot: a dossier reads and writes it.

    >>> card_of("drome").FILE
    'cards/drome.yml'
    """
    kind = create_model(f"{KIND}{pilot}", __base__=Card, __module__=__name__)
    kind.FILE = file_of(pilot)
    return kind


KIND = "CardOf_"


if not TYPE_CHECKING:

    def __getattr__(name: str) -> type[Card]:
        """Give the kind of a card to whoever keeps a card by the name of its kind (pickle)."""
        if name.startswith(KIND) and SLUG.match(name.removeprefix(KIND)):
            return card_of(name.removeprefix(KIND))
        raise AttributeError(name)
