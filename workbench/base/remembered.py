"""What was computed once from the same content is not computed again in the same process."""

import pickle
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST = 64
"""How many answers a function keeps: those asked for last."""
LARGE = 1_000_000
"""Cells of a table from which comparing costs more than it spares."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Return *function*, which answers at once where it was asked with the same content before.

    For functions of their arguments alone. What is compared is content, not names or files: a
    table of which one cell has changed is another table; one of more than LARGE cells is never
    kept. Each caller is given an answer of its own,
    so that nobody can change another's. What is raised is not kept.

    >>> asked = []
    >>> double = remembered(lambda n: asked.append(n) or [2 * n])
    >>> double(4).append(9), double(4), asked
    (None, [8], [4])
    """
    kept: OrderedDict[bytes, bytes] = OrderedDict()

    @wraps(function)
    def answered(*args: P.args, **named: P.kwargs) -> R:
        if any(getattr(one, "size", 0) > LARGE for one in (*args, *named.values())):
            return function(*args, **named)
        key = blake2b(pickle.dumps((args, named)), digest_size=16).digest()
        if key in kept:
            kept.move_to_end(key)
        else:
            kept[key] = pickle.dumps(function(*args, **named))
            while len(kept) > MOST:
                kept.popitem(last=False)
        answer: R = pickle.loads(kept[key])  # our own, from this process
        return answer

    return answered
