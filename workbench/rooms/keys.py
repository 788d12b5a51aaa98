"""The words of a room: its keys, what phones carry, the number by which one comes back."""

import hashlib
import hmac
import secrets

LEAD, SCREEN = "lead", "screen"
ROLES = (LEAD, SCREEN)


def key(secret: str, role: str) -> str:
    """Return the key of a role: the same after a new start, and nobody guesses it."""
    return _made(secret, f"key {role}").hex()[:24]


def role(secret: str, given: str) -> str | None:
    """Return the role that a key opens, None where it opens none."""
    found = None
    for one in ROLES:
        if hmac.compare_digest(key(secret, one).encode(), given.encode()):
            found = one
    return found


def back(secret: str, number: int) -> str:
    """Return the short number by which a person comes back on another phone.

    >>> back("s", 12).split("-")[0]
    '12'
    """
    return f"{number}-{int.from_bytes(_made(secret, f'back {number}')[:8]) % 10_000:04d}"


def comes_back(secret: str, typed: str) -> int | None:
    """Return the number of the person who comes back, None where the short number is wrong."""
    plain = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())[:12]
    number = plain[:-4]
    if not number:
        return None
    own = back(secret, int(number))
    same = hmac.compare_digest(own.encode(), f"{int(number)}-{plain[-4:]}".encode())
    return int(number) if same else None


def word() -> str:
    """Return a new word for a phone to carry."""
    return secrets.token_urlsafe(24)


def hashed(word: str) -> str:
    """Return how such a word is kept."""
    return hashlib.sha256(word.encode()).hexdigest()


def _made(secret: str, what: str) -> bytes:
    return hmac.new(secret.encode(), what.encode(), hashlib.sha256).digest()
