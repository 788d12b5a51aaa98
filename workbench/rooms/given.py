"""An answer as it is kept: who gave it is a number in the room, never a name or a machine."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Given:
    """One answer of one person: where, when (seconds since 1970), and what; None: taken back.

    *per_group* says for whom it speaks: the person, or their group.
    """

    activity: str
    round: int
    person: int
    group: int | None
    subject: str
    item: str
    slot: int
    value: Any
    at: float
    id: str
    per_group: bool = False

    @property
    def who(self) -> tuple[str, int]:
        """For whom the answer speaks."""
        if self.per_group and self.group is not None:
            return ("group", self.group)
        return ("person", self.person)

    @property
    def place(self) -> tuple[str, str, int]:
        """Where it stands: a later answer there, for the same one, stands in its stead."""
        return (self.subject, self.item, self.slot)
