"""Run as a program: imports that are killed, each in its own copy of a dossier.

Arguments: the dossier, the file, a folder for the copies, and how: `steps`, where the k-th copy's
import kills itself at its k-th touch of the disk, or `times SEED COUNT`, where each is killed from
outside at a drawn moment. Prints how many copies there are.
"""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.data.importing import Request, accept, propose

TOUCHES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.listdir"}


def child(dossier, proposal, at):
    """Import in a child process, which kills itself at its *at*-th touch of the disk."""
    process = os.fork()
    if process:
        return process
    touched = 0

    def count(event, _):
        nonlocal touched
        if event in TOUCHES:
            touched += 1
            if touched == at:
                os.kill(os.getpid(), signal.SIGKILL)

    if at:
        sys.addaudithook(count)
    try:
        accept(dossier, proposal)
    finally:
        os._exit(1 if sys.exc_info()[0] else 0)


def made(origin, out, number):
    """Return a fresh copy of the dossier."""
    return Dossier(shutil.copytree(origin, out / str(number) / "club"))


def every_step(origin, file, out):
    """Kill at the first touch of the disk, at the second, and so on until one import ends."""
    number, ended = 0, signal.SIGKILL
    proposal = propose(Dossier(origin), Request(file, wave="exit"))
    while ended == signal.SIGKILL:
        number += 1
        dossier = made(origin, out, number)
        ended = os.waitpid(child(dossier, proposal, number), 0)[1]
    assert ended == 0, "an import ended by itself, and badly"
    return number


def some_times(origin, file, out, seed, count):
    """Kill at moments drawn between the start of an import and a little after its usual end."""
    drawn = random.Random(seed)
    proposal = propose(Dossier(origin), Request(file, wave="exit"))
    dossier = made(origin, out, 0)
    start = time.monotonic()
    os.waitpid(child(dossier, proposal, 0), 0)
    usual = time.monotonic() - start
    for number in range(1, count + 1):
        dossier = made(origin, out, number)
        process = child(dossier, proposal, 0)
        time.sleep(drawn.uniform(0, 1.1 * usual))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return count + 1


if __name__ == "__main__":
    places = [Path(name) for name in sys.argv[1:4]]
    if sys.argv[4] == "steps":
        print(every_step(*places))
    else:
        print(some_times(*places, int(sys.argv[5]), int(sys.argv[6])))
