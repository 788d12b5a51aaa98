"""A verification that is ended at its nth touch of the disk, and then begun again; told as JSON.

Pages are made at once, as notebooks that hold nothing. Each verification is a process of its own.
"""

import json
import sys
from pathlib import Path

from tests.launch.programme.killed import in_a_process
from workbench.base.compute import computing
from workbench.base.dossier import Dossier
from workbench.base.files import write_whole
from workbench.launch import manifest, runner
from workbench.launch.contents import page, pages
from workbench.launch.manifest import PageResult
from workbench.launch.programme import together
from workbench.launch.programme.folder import Order
from workbench.launch.proof import certificate
from workbench.launch.proof.verify import verify


def do(step):
    """Leave an empty page, and its name in whatever it makes."""
    made = page(step.page)
    empty = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    write_whole(step.folder / f"pages/{made.id}.ipynb", empty)
    for pattern in made.makes:
        write_whole(step.folder / pattern.replace("*", "clean.csv"), made.id)
    return PageResult(made.id, "done", 0.0, made=manifest.left_by(step.folder, made))


def run(dossier, out):
    """Run the pages of a dossier."""
    with computing(1) as executor:
        runner.run_all([(Dossier(dossier), out)], Order("en", pages()), lambda *_: None, executor)


def proved(out):
    """Verify a run and write its certificate; fail where it is not the same."""
    verdict = verify(out, lambda *_: None)
    certificate.write(verdict, "en")
    assert verdict.same


def left(out):
    """Return the checksum of every file of the run, the hidden ones and the certificate too."""
    return manifest.checksums(out, "**/*")


def main(shelf, first, last, step):
    """Try every *step*-th moment from *first* on, until a verification is over before its end."""
    together.do = do
    out, told = Path(shelf, "out", "run"), []
    run(Path(shelf, "club"), out)
    alone = left(out)
    in_a_process(lambda: proved(out))
    whole = left(out)
    for moment in range(first, last, step):
        for name in set(whole) - set(alone):
            (out / name).unlink(missing_ok=True)
        killed = in_a_process(lambda: proved(out), moment)
        now = left(out)
        kept = {name: now.get(name) for name in alone} == alone
        certified = {name: now[name] for name in set(now) & (set(whole) - set(alone))}
        half = [name for name, sum_ in certified.items() if sum_ != whole[name]]
        again = in_a_process(lambda: proved(out))
        clean = left(out) == whole and [one.name for one in out.parent.iterdir()] == [out.name]
        told.append({
            "moment": moment, "killed": killed, "kept": kept, "half": half, "again": again,
            "clean": clean,
        })  # fmt: skip
        if killed == 0:
            break
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
