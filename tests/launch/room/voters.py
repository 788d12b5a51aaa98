"""Thirty phones that vote while their server is killed and started again."""

import http.client
import threading
from contextlib import ExitStack

from workbench.rooms.store import Store, standing

PHONES, VOTES = 30, 12


class Voter(threading.Thread):
    """A phone that votes, holds a line open, and sends again what was not acknowledged."""

    def __init__(self, server, n, round_, killed):
        super().__init__()
        self.server, self.n, self.round, self.killed = server, n, round_, killed
        self.phone = server.phone()
        self.acknowledged, self.again, self.fault = {}, 0, None

    def run(self):
        try:
            for i in range(VOTES):
                self.vote(f"vote-{self.n:02d}-{i:02d}", f"mot {self.n} {i}", i % 3 + 1)
        except BaseException as error:
            self.fault = error
            raise

    def vote(self, id, word, slot):
        while True:
            try:
                status, told = self.phone.answer("wall", self.round, word, id=id, slot=slot)
            except (OSError, http.client.HTTPException):
                self.again += 1
                assert self.killed.wait(120)  # until the server is there again
                continue
            assert (status, told) == (200, {"ok": True, "id": id})
            self.acknowledged[id] = word
            return


def killed_in_mid_vote(server, where):
    """Kill the server while everybody votes, start it again, and look at what is kept."""
    code, keys = server.code, server.keys
    round_, back = server.fresh("wall"), threading.Event()
    voters = [Voter(server, n, round_, back) for n in range(PHONES)]
    with ExitStack() as lines:
        for voter in voters:
            lines.enter_context(voter.phone.live())(lambda state: state["stage"] == "open")
        for voter in voters:
            voter.start()
        while sum(len(voter.acknowledged) for voter in voters) < PHONES * VOTES // 4:
            assert all(voter.fault is None for voter in voters)
        server.kill()
        before = {id for voter in voters for id in voter.acknowledged}
        assert PHONES * VOTES // 4 <= len(before) < PHONES * VOTES
    server.start()
    assert (server.code, server.keys) == (code, keys)
    back.set()
    for voter in voters:
        voter.join(120)
    assert sum(voter.again for voter in voters) >= 1
    said = {id: word for voter in voters for id, word in voter.acknowledged.items()}
    assert len(said) == PHONES * VOTES
    voter = voters[0]
    with voter.phone.live() as until:
        mine = until(lambda state: state["answered"] == PHONES)["mine"]
    assert sorted(one["slot"] for one in mine) == [1, 2, 3]
    voter.vote("vote-00-00", "mot 0 0", 1)
    kept = Store(where)
    answers = [one for one in kept.answers(code) if one.id.startswith("vote-")]
    kept.close()
    assert {one.id: one.value for one in answers} == said
    assert len(answers) == len(said)
    assert len(standing(answers)) == PHONES * 3
