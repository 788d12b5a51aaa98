"""Change stories: who tells (a role, never a name), what changed, and how far it may go."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import write_table
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import say
from workbench.contribution.consent import LEVEL_NAMES, Audience, Consent, may_read
from workbench.contribution.record import as_text

CHANGE_NAMES = {
    "better": "stories.change.better",
    "worse": "stories.change.worse",
    "mixed": "stories.change.mixed",
    "none": "stories.change.none",
}
COLUMNS = ("story", "teller", "date", "area", "change", "before", "after", "matters", "chosen")
"""The columns of a table of stories that leaves the dossier."""


class Choice(Record):
    """The collective choice of a story: which roles chose it, at which level, and why."""

    selected_by: tuple[Text, ...] = Field(min_length=1)
    level: Text
    reason: Text | None = None


class Verified(Record):
    """Who went back to see whether a story holds, and how."""

    by: Text
    how: Text
    date: str = ""

    _written = field_validator("date", mode="before")(as_text)


class Story(Record):
    """One story of change, kept as Davies and Dart do (The MSC Technique, 2005).

    *teller_role* is what the person is here, never a name. *matters* is why it counts for the
    teller, *contribution* what the action had to do with it in the teller's words.
    """

    id: str = Field(min_length=1)
    teller_role: Text
    date: str
    domain: Text
    before: Text
    after: Text
    matters: Text
    contribution: Text | None = None
    quote: Text | None = None
    change: Literal["better", "worse", "mixed", "none"] = "better"
    consent: Consent | None = None
    choice: Choice | None = None
    verified: Verified | None = None

    _written = field_validator("date", mode="before")(as_text)

    @property
    def level(self) -> str | None:
        """How far the story may go; None where nobody asked."""
        return self.consent.level if self.consent else None


class Stories(FileRecord):
    """The stories of an evaluation."""

    FILE: ClassVar[str] = "stories.yml"

    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Shown:
    """The stories that an audience may read, and how many were left out for want of consent."""

    stories: tuple[Story, ...]
    left_out: int
    audience: Audience

    def say(self, lang: str, /) -> str:
        """Say how many stories are shown and how many are not."""
        kept = say("stories.shown", lang, n=len(self.stories))
        if not self.left_out:
            return kept
        return f"{kept} {say('stories.left_out', lang, n=self.left_out)}"


def shown(stories: Stories, audience: Audience = "public") -> Shown:
    """Return the stories whose tellers agreed that *audience* reads them, and count the others."""
    may = tuple(story for story in stories.stories if may_read(story.level, audience))
    return Shown(may, len(stories.stories) - len(may), audience)


def table(found: Shown, lang: str) -> list[dict[str, str]]:
    """Return one row per story shown.

    Columns: ``story``, ``teller``, ``date``, ``area``, ``change``, ``before``, ``after``,
    ``matters``, ``chosen`` (by whom and why) and ``consent``.
    """
    return [
        {**_row(story, lang), "consent": say(LEVEL_NAMES[str(story.level)], lang)}
        for story in found.stories
    ]


def export(dossier: Dossier, out: Path, lang: str, audience: Audience = "public") -> Shown:
    """Write a CSV file of the stories that *audience* may read; return what was left out.

    The columns are ``story`` to ``chosen``. Raises RunError when the place is taken.
    """
    if out.exists():
        raise RunError("protection.share_exists", out=out)
    found = shown(dossier.read(Stories), audience)
    write_table(out, [_row(story, lang) for story in found.stories], COLUMNS)
    return found


def _row(story: Story, lang: str) -> dict[str, str]:
    return {
        "story": story.id,
        "teller": story.teller_role.say(lang),
        "date": story.date,
        "area": story.domain.say(lang),
        "change": say(CHANGE_NAMES[story.change], lang),
        "before": story.before.say(lang),
        "after": story.after.say(lang),
        "matters": story.matters.say(lang),
        "chosen": _chosen(story.choice, lang),
    }


def _chosen(choice: Choice | None, lang: str) -> str:
    if choice is None:
        return "–"
    by = " · ".join(who.say(lang) for who in choice.selected_by)
    reason = choice.reason.say(lang) if choice.reason else "–"
    level = choice.level.say(lang)
    return say("stories.chosen", lang, by=by, level=level, reason=reason)
