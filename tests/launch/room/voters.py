"""Thirty phones that vote, each holding a line open, while their server is killed and restarted."""

import http.client
import threading
import time
from contextlib import ExitStack

from workbench.rooms.store import Store, standing

PHONES, VOTES = 30, 12


class Voter(threading.Thread):
    """A phone that sends its votes, and sends again what was not acknowledged."""

    def __init__(self, phone, votes, there_again):
        super().__init__()
        self.phone, self.votes, self.there_again = phone, votes, there_again
        self.acknowledged, self.again, self.fault = {}, 0, None

    def run(self):
        try:
            for vote in self.votes:
                self.send(**vote)
        except BaseException as error:
            self.fault = error
            raise

    def send(self, **vote):
        while True:
            try:
                status, told = self.phone.answer(**vote)
            except (OSError, http.client.HTTPException):
                self.again += 1
                assert self.there_again.wait(120)
                continue
            if status == 429:
                time.sleep(told["wait"])
                continue
            assert (status, told) == (200, {"ok": True, "id": vote["id"]}), told
            self.acknowledged[vote["id"]] = vote["value"]
            return


def vote(server, phones, votes, killed=False):
    """Let each phone send its votes, the server *killed* after a quarter; return the voters."""
    there_again, many = threading.Event(), sum(map(len, votes))
    voters = [Voter(*own, there_again) for own in zip(phones, votes, strict=True)]
    with ExitStack() as lines:
        for phone in phones:
            lines.enter_context(phone.live())(lambda state: state["stage"] == "open")
        for voter in voters:
            voter.start()
        while killed and sum(len(voter.acknowledged) for voter in voters) < many // 4:
            assert all(voter.fault is None for voter in voters)
        if killed:
            server.kill()
            assert many // 4 <= sum(len(voter.acknowledged) for voter in voters) < many
            server.start()
        there_again.set()
        for voter in voters:
            voter.join(120)
    said = {id: value for voter in voters for id, value in voter.acknowledged.items()}
    assert len(said) == many
    assert sum(voter.again for voter in voters) >= killed
    return said


def killed_in_mid_vote(server, where):
    """Kill the server while everybody votes, start it again, and look at what is kept."""
    code, keys = server.code, server.keys
    round_ = server.fresh("wall")
    phones = [server.phone() for _ in range(PHONES)]
    votes = [
        [{"activity": "wall", "round_": round_, "value": f"mot {n} {i}", "slot": i % 3 + 1,
          "id": f"vote-{n:02d}-{i:02d}"} for i in range(VOTES)]
        for n in range(PHONES)
    ]  # fmt: skip
    said = vote(server, phones, votes, killed=True)
    assert (server.code, server.keys) == (code, keys)
    with phones[0].live() as until:
        mine = until(lambda state: state["answered"] == PHONES)["mine"]
    assert sorted(one["slot"] for one in mine) == [1, 2, 3]
    assert phones[0].answer(**votes[0][0])[0] == 200
    kept = Store(where)
    answers = [one for one in kept.answers(code) if one.id.startswith("vote-")]
    kept.close()
    assert {one.id: one.value for one in answers} == said
    assert len(answers) == len(said)
    assert len(standing(answers)) == PHONES * 3
