"""A day from its first vote to its proceedings: thirty phones, a server killed in mid-vote."""

import csv
import http.client
import threading

import pytest

from tests.launch.room.conftest import Server
from workbench.base import places
from workbench.base.dossier import Dossier, copy
from workbench.capitalisation import day
from workbench.capitalisation.day.simulate import Pool, simulate
from workbench.capitalisation.day.votes import FILE
from workbench.commands import main

pytestmark = [pytest.mark.slow, pytest.mark.full]
PHONES = 30
KILLED_IN = "rating_1"


class Participant(threading.Thread):
    """A phone that says what a simulated person says, in one activity, until it is acknowledged."""

    def __init__(self, phone, answers, round_, back):
        super().__init__()
        self.phone, self.answers, self.round, self.back = phone, answers, round_, back
        self.acknowledged, self.fault = [], None

    def run(self):
        try:
            for one in self.answers:
                self.say(one)
        except BaseException as error:
            self.fault = error
            raise

    def say(self, one):
        place = {"subject": one.subject, "item": one.item, "slot": one.slot, "id": one.id}
        while True:
            try:
                status, told = self.phone.answer(one.activity, self.round, one.value, **place)
            except (OSError, http.client.HTTPException):
                assert self.back.wait(120)
                continue
            if status == 429:
                threading.Event().wait(told.get("wait", 1))
                continue
            assert status == 200, told
            self.acknowledged.append(one.id)
            return


def answered(server, phones, told, activity, killed):
    """Have everybody answer one activity; kill the server in the midst of it where asked."""
    round_, back = server.fresh(activity), threading.Event()
    voters = [
        Participant(phone, [one for one in told if one.person == n], round_, back)
        for n, phone in enumerate(phones, 1)
    ]
    for voter in voters:
        voter.start()
    if killed:
        while sum(len(voter.acknowledged) for voter in voters) < len(told) // 3:
            assert all(voter.fault is None for voter in voters)
        server.kill()
        server.start()
    back.set()
    for voter in voters:
        voter.join(300)
    assert all(voter.fault is None for voter in voters)
    return [id for voter in voters for id in voter.acknowledged]


def test_every_acknowledged_vote_of_a_day_is_in_its_proceedings_once(tmp_path):
    fcsf = Dossier(places.examples() / "fcsf", read_only=True)
    dossier = copy(fcsf, tmp_path / "fcsf", leave_out=(FILE,))
    known = day.known(dossier)
    drawn = [vote.given for vote in simulate(known.day, known.agenda, fcsf.read(Pool), seed=9)]
    server = Server(dossier.folder)
    said = []
    try:
        server.start()
        phones = [server.phone() for _ in range(PHONES)]
        for part in known.day.sequences:
            told = [one for one in drawn if (one.activity, one.round) == (part.id, 1)]
            said += answered(server, phones, told, part.id, part.id == KILLED_IN)
        assert server.lead("end")[0] == 200
    finally:
        server.stop()
    assert main(["day", "close", str(dossier.folder), "--lang", "fr"]) == 0
    with dossier.path("proceedings/data/votes.csv").open(encoding="utf-8", newline="") as file:
        kept = [row["id"] for row in csv.DictReader(file)]
    assert sorted(kept) == sorted(said)
    assert len(set(kept)) == len(kept)
