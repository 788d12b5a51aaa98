"""Whether stories were agreed to, chosen together, verified, and not only the good ones."""

from collections.abc import Iterator

from workbench.base.findings import Finding
from workbench.contribution.consent import may_read, tells_who
from workbench.contribution.stories import Stories, Story

FEW, ENOUGH = 5, 8
"""How many stories a small action collects: fewer say little, more are seldom chosen well."""


def check(stories: Stories) -> list[Finding]:
    """Return the findings about the stories: each one, then all together."""
    found = [*ids_are_unique(stories)]
    for story in stories.stories:
        for rule in EVERY:
            found += rule(story)
    return [*found, *enough_are_told(stories), *not_only_good_news(stories)]


def ids_are_unique(stories: Stories) -> Iterator[Finding]:
    """Two stories never share an id."""
    ids = [story.id for story in stories.stories]
    for twice in sorted({id for id in ids if ids.count(id) > 1}):
        yield Finding("stories.id_twice", False, twice)


def teller_agreed(story: Story) -> Iterator[Finding]:
    """Whoever told the story said how far it may go; until then it stays out of everything."""
    yield Finding("stories.no_consent", story.consent is not None, story.id)


def consent_is_kept(story: Story) -> Iterator[Finding]:
    """A yes to the public has a day, and a place where it is kept."""
    if story.consent and may_read(story.level, "public"):
        passed = bool(story.consent.date and story.consent.kept)
        yield Finding("stories.consent_unkept", passed, story.id, "warning")


def nobody_is_named(story: Story) -> Iterator[Finding]:
    """A story names a role, never a person, and no way to reach one."""
    texts = (story.teller_role, story.before, story.after, story.matters)
    passed = not tells_who(*texts, story.contribution, story.quote)
    yield Finding("stories.names_somebody", passed, story.id, "warning")


def chosen_together(story: Story) -> Iterator[Finding]:
    """A story that was selected was chosen by several roles, and they said why."""
    if story.choice:
        passed = len(story.choice.selected_by) > 1
        yield Finding("stories.chosen_alone", passed, story.id, "warning")
        said = story.choice.reason is not None
        yield Finding("stories.chosen_without_reason", said, story.id, "warning")


def public_ones_are_verified(story: Story) -> Iterator[Finding]:
    """A story that is told outside was verified by somebody."""
    if story.choice and may_read(story.level, "public"):
        passed = story.verified is not None
        yield Finding("stories.not_verified", passed, story.id, "warning")


def enough_are_told(stories: Stories) -> Iterator[Finding]:
    """One good story is not evidence: five at least are told."""
    holes = {"n": len(stories.stories), "few": FEW, "enough": ENOUGH}
    passed = len(stories.stories) >= FEW
    yield Finding("stories.too_few", passed, Stories.FILE, "note", holes)


def not_only_good_news(stories: Stories) -> Iterator[Finding]:
    """Somebody was asked about what got worse, or did not change."""
    if stories.stories:
        passed = any(story.change != "better" for story in stories.stories)
        yield Finding("stories.only_good_news", passed, Stories.FILE, "warning")


EVERY = (
    teller_agreed, consent_is_kept, nobody_is_named, chosen_together, public_ones_are_verified,
)  # fmt: skip
