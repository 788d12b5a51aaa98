"""The shapes that the empty dossier explains are the ones that are read."""

import re

import pytest

from workbench import contribution
from workbench.base import places
from workbench.contribution import Claims, Coverage, Outcomes, Stories
from workbench.contribution.coding import CODING, coding

README = places.templates() / "dossier" / "README.md"
SHAPES = dict(
    re.findall(r"`([a-z.]+)`\n\n```\w+\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
)


@pytest.mark.parametrize("kind", [Claims, Coverage, Outcomes, Stories])
def test_the_shape_of_a_file_is_one_that_is_read(club, kind):
    club.path(kind.FILE).write_text(SHAPES[kind.FILE], encoding="utf-8")
    assert club.read(kind).format == 1


def test_the_shape_of_the_coded_interviews_is_one_that_is_read(club):
    club.path(CODING).write_text(SHAPES[CODING], encoding="utf-8")
    found = coding(club)
    assert len(found) == 2
    assert contribution.quotes(found, "inside").refused == 0
    assert contribution.agreement(found).share == 0
