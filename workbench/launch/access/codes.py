"""Words that open doors: drawn so that nobody guesses them, kept so that nobody reads them."""

import hashlib
import hmac
import re
import secrets

LETTERS = "ACDEFGHJKMNPQRTVWXY34679"
"""What a code is drawn from: no two of these look alike when a code is read aloud or off a wall."""

DRAWN, SHORTEST, LONGEST = 8, 6, 64
"""Letters of a code that is drawn; the fewest and the most of one that somebody chose."""

_CHOSEN = re.compile(rf"[0-9A-Z]{{{SHORTEST},{LONGEST}}}")
_COST = {"n": 2**14, "r": 8, "p": 1}
"""What one try costs whoever would try them all (RFC 7914, interactive use)."""


def drawn() -> str:
    """Return a new join code, in two halves."""
    text = "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return f"{text[: DRAWN // 2]}-{text[DRAWN // 2 :]}"


def plain(typed: str) -> str:
    """Return a code as it is compared: however it was typed.

    >>> plain(" acde-fghj ")
    'ACDEFGHJ'
    """
    return re.sub(r"[\s\-–—]", "", typed[: 4 * LONGEST]).upper()


def good(code: str) -> bool:
    """Whether a code that somebody chose is long enough, and can be typed on every keyboard.

    >>> good("summer-school"), good("1234")
    (True, False)
    """
    return _CHOSEN.fullmatch(plain(code)) is not None


def word() -> str:
    """Return the secret word of a link or a cookie: too long to guess, so it is hashed once."""
    return secrets.token_urlsafe(24)


def hashed(word: str) -> str:
    """Return how a secret word is kept."""
    return hashlib.sha256(word.encode()).hexdigest()


def locked(code: str) -> str:
    """Return how a short code is kept: salted, and slow to try."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_slowly(code, salt).hex()}"


def opens(code: str, kept: str) -> bool:
    """Whether *code* is the one that is kept."""
    salt, _, rest = kept.partition(":")
    return hmac.compare_digest(_slowly(code, bytes.fromhex(salt)).hex(), rest)


def _slowly(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(plain(code).encode(), salt=salt, maxmem=2**26, dklen=32, **_COST)
