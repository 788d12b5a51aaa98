"""Long days: a server killed in mid-vote loses nothing, from the phones to the proceedings."""

import csv
import io
import json

import pytest

from tests.launch.room.conftest import Server, dossier_in
from tests.launch.room.voters import PHONES, killed_in_mid_vote, vote
from tests.postgres import postgresql
from workbench.commands.main import main
from workbench.rooms.record import Agenda

pytestmark = [pytest.mark.slow, pytest.mark.full]
SAID = {
    "rating": {"score": 2, "evidence": "Bilan", "confidence": "documented"},
    "decision": {"what": "Former", "who": "La ligue", "when": "2027", "axis": "operational"},
    "words": "confiance",
    "text": "Une journée utile",
}
PLACES = 10


def votes_of(activity, round_, n):
    """What one phone says to an activity: at each of its first places, something of its own."""
    at = [(subject, item) for subject in [one.id for one in activity.subjects] or [""]
          for item in [one.id for one in activity.items] or [""]][:PLACES]  # fmt: skip
    options = [one.id for one in activity.options]
    value = SAID.get(activity.kind) or options[n % len(options)]
    value = {"several": [value], "matrix": {"option": value, "evidence": ""}}.get(
        activity.kind, value
    )
    return [
        {"activity": activity.id, "round_": round_, "subject": subject, "item": item,
         "value": value, "id": f"{activity.id.replace('_', '-')}-{n:02d}-{i:02d}"}
        for i, (subject, item) in enumerate(at)
    ]  # fmt: skip


def test_a_scripted_day_ends_with_every_acknowledged_vote_in_the_proceedings_once(example):
    dossier = example("fcsf", leave_out=("room/*",))
    agenda = dossier.read(Agenda)
    server, said = Server(dossier.folder, "--proxy"), {}
    try:
        server.start()
        phones = [server.phone() for _ in range(PHONES)]
        for activity in agenda.sequences:
            round_ = server.fresh(activity.id)
            votes = [votes_of(activity, round_, n) for n in range(PHONES)]
            said |= vote(server, phones, votes, killed=activity.id == "rating_1")
            assert server.lead("show")[1]["answered"] == PHONES
        assert server.lead("end")[0] == 200
    finally:
        server.stop()
    assert main(["day", "close", str(dossier.folder), "--lang", "fr"]) == 0
    rows = list(csv.DictReader(io.StringIO(dossier.path("room/answers.csv").read_text())))
    assert {row["id"]: json.loads(row["value"]) for row in rows} == said
    assert len(rows) == len(said)
    published = dossier.path("proceedings")
    assert published.is_dir()
    assert list(published.glob("**/*.csv"))


def test_a_killed_server_has_kept_every_vote_in_postgresql_too(tmp_path):
    with postgresql() as url:
        server = Server(dossier_in(tmp_path), "--store", url)
        try:
            server.start()
            killed_in_mid_vote(server, url)
        finally:
            server.stop()
