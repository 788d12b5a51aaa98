"""A server killed in mid-vote: every vote that was acknowledged is there, exactly once."""

import pytest

from tests.launch.room.conftest import Server, dossier_in
from tests.launch.room.voters import killed_in_mid_vote
from tests.postgres import postgresql

pytestmark = [pytest.mark.slow, pytest.mark.full]


def test_a_killed_server_has_kept_every_vote_in_postgresql_too(tmp_path):
    with postgresql() as url:
        server = Server(dossier_in(tmp_path), "--store", url)
        try:
            server.start()
            killed_in_mid_vote(server, url)
        finally:
            server.stop()
