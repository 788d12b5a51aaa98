"""A run that is ended at its nth touch of the disk, and then begun again; told as JSON.

Pages are made at once, from all that they may read. Each run is a process of its own, forked from
this one, so that many moments can be tried.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from workbench.base.compute import computing
from workbench.base.dossier import Dossier
from workbench.base.files import sha256, write_whole
from workbench.launch import manifest, runner
from workbench.launch.contents import before, page, pages
from workbench.launch.manifest import PageResult
from workbench.launch.programme import keys, together
from workbench.launch.programme.folder import Order

TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")


def do(step):
    """Make what a page makes, from the checksums of everything that it may read."""
    made = page(step.page)
    brought = manifest.checksums(step.folder, "*.yml", "received/*", "collection/*.yml")
    earlier = [manifest.left_by(step.folder, one) for one in before(made.id)]
    seen = json.dumps([keys.inputs(made, brought), earlier])
    for pattern in (f"pages/{made.id}.ipynb", *made.makes):
        write_whole(step.folder / pattern.replace("*", "clean.csv"), f"{made.id} {seen}")
    return PageResult(made.id, "done", 0.0, made=manifest.left_by(step.folder, made))


def run(dossiers, out):
    """Run the pages of the dossiers into *out*, two at a time."""
    together.do = do
    places = [(Dossier(Path(one)), out / Path(one).name) for one in dossiers]
    with computing(2) as executor:
        runner.run_all(places, Order("en", pages()), lambda *_: None, executor, 2)


def in_a_process(work, kill_at=None):
    """Do *work* in a fork of this process, ended at its nth touch; return how it ended."""
    pid = os.fork()
    if pid == 0:
        count = iter(range(1, sys.maxsize))

        def hook(event, _):
            if event in TOUCHES and next(count) == kill_at:
                signal.raise_signal(signal.SIGKILL)

        if kill_at:
            sys.addaudithook(hook)
        try:
            work()
        except BaseException as error:  # told to the test
            print(type(error).__name__, getattr(error, "key", error), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def left(out):
    """Return the checksum of every file of the run folders but their records, hidden ones too."""
    paths = sorted(path for path in out.rglob("*") if path.is_file())
    return {
        path.relative_to(out).as_posix(): sha256(path)
        for path in paths
        if path.name not in (manifest.FILE,) and not path.name.endswith(".lock")
    }


def main(shelf, first, last, step):
    """Try every *step*-th moment from *first* on, until a run is over before it is ended."""
    dossiers = sorted(str(path) for path in Path(shelf, "dossiers").iterdir())
    whole = Path(shelf, "whole")
    run(dossiers, Path(shelf, "first"))  # what is read once stays in memory
    in_a_process(lambda: run(dossiers, whole))
    wanted, told, deadline = left(whole), [], time.monotonic() + 100
    for moment in range(first, last, step):
        out = Path(shelf, f"ended-{moment}")
        if moment % 2:  # over an earlier run, of which a file has changed meanwhile
            in_a_process(lambda out=out: run(dossiers, out))
            plan = Path(dossiers[0], "plan.yml")
            before = plan.read_bytes()
            plan.write_bytes(before + b"# later\n")
            killed = in_a_process(lambda out=out: run(dossiers, out), moment)
            plan.write_bytes(before)
        else:
            killed = in_a_process(lambda out=out: run(dossiers, out), moment)
        again = in_a_process(lambda out=out: run(dossiers, out))
        found = left(out)
        differs = sorted(n for n in {**found, **wanted} if found.get(n) != wanted.get(n))
        told.append({"moment": moment, "killed": killed, "again": again, "differs": differs})
        if time.monotonic() > deadline:
            break
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
