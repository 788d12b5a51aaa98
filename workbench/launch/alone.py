"""One function called in an ordinary process of its own, where nothing can be forked."""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from typing import Any, BinaryIO

from workbench.base.errors import RunError
from workbench.base.progress import Step, heard_by
from workbench.launch.warm.call import OverError, Way, named

try:
    import resource
except ImportError:  # a system that limits no process
    resource = None  # type: ignore[assignment]


def called_alone(way: Way, function: str, *given: object) -> Any:  # noqa: ANN401 - whatever the function returns
    """Call ``module:verb`` in a new process, the given *way*; return what it returns, or raise.

    It is slower by what the imports take. Raises OverError where it went over its time, RunError
    where it dies, also for want of memory.
    """
    env = dict(os.environ if way.env is None else way.env)
    command = [sys.executable, "-m", __name__, function]
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=env)
    over = threading.Event()

    def end() -> None:
        over.set()
        child.kill()

    with child:
        way.begun(child.kill)
        late = threading.Timer(way.limits.seconds or threading.TIMEOUT_MAX, end)
        late.daemon = True
        late.start()
        answered = _asked(child, way, given)
        late.cancel()
    if answered is None:
        raise (
            OverError("seconds", way.limits.seconds)
            if over.is_set()
            else RunError("run.kernel_died")
        )
    returned, raised = answered
    if raised is not None:
        raise raised
    return returned


def _asked(child: "subprocess.Popen[bytes]", way: Way, given: tuple[object, ...]) -> Any:  # noqa: ANN401 - the answer, or None
    """Ask the child, hear its steps, and return its answer; None where it gives none."""
    asks, says = child.stdin, child.stdout
    if asks is None or says is None:
        return None
    with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
        pickle.dump((given, way.limits.memory), asks)
        asks.flush()
        while isinstance(said := pickle.load(says), Step):  # our own child's
            way.hear(said)
        return said
    return None


def main(function: str, asked: BinaryIO, says: BinaryIO) -> None:
    """Do what `called_alone` asks: *asked* and *says* are the two ends that are left of it."""
    given, memory = pickle.load(asked)  # our own parent's
    if resource is not None and memory:
        resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))

    def tell(thing: object) -> None:
        says.write(pickle.dumps(thing))
        says.flush()

    returned, raised = None, None
    try:
        with heard_by(tell):
            returned = named(function)(*given)
    except Exception as error:  # whoever asked raises it
        raised = error
    tell((returned, raised))


if __name__ == "__main__":
    said = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    main(sys.argv[1], sys.stdin.buffer, said)
