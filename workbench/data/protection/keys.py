"""A key drawn at random stands for each person; the list that links both is locked, and apart.

The list is encrypted (Fernet: AES-128 in CBC mode with an HMAC) with a key made from a passphrase
by scrypt (RFC 7914), whose salt and cost stand in the file. Without the passphrase nobody, the
workbench included, can open it.
"""

import json
import os
import re
import secrets
import tempfile
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.base import places
from workbench.base.dossier import MARK
from workbench.base.errors import RunError
from workbench.collection.record import KEY_PATTERN

FORMAT = 1
LETTERS, DIGITS = "CDFHJKMNPRTVWX", "34679"
"""No vowel, so no word; nothing that is taken for something else (O and 0, I and 1, S and 5...)."""
SHAPE = "LDL-DLD"
COST, BLOCK, LANES = 2**17, 8, 1
"""The cost of scrypt: about half a second and 128 MB for each guess."""
DEAREST = 2**18
SHORTEST = 12
"""Fewer signs than this make no passphrase."""
VARIABLE = "WORKBENCH_KEYS"


@dataclass(frozen=True)
class Store:
    """An open list: the key of each person, and what it takes to close it again."""

    path: Path
    keys: Mapping[str, str]
    seen: bytes

    def key(self, identity: str) -> str | None:
        """Return the key of a person, or None."""
        return self.keys.get(tidy(identity))

    def person(self, key: str) -> str | None:
        """Return the person behind a key, or None: to answer somebody who asks for their data."""
        return next((who for who, own in self.keys.items() if own == key), None)


def store_path(name: str) -> Path:
    """Return where the list of a dossier is kept: in your private folder, or WORKBENCH_KEYS."""
    chosen = os.environ.get(VARIABLE)
    return (Path(chosen) if chosen else Path.home() / ".workbench-keys") / f"{name}.keys"


def keys_for(
    values: Iterable[str],
    store: Path,
    passphrase: str,
    pattern: str | None = None,
) -> dict[str, str]:
    """Return the key of each person of *values*, with new keys for those who had none.

    People are told apart by their words, capital letters and spaces left aside. *pattern* is what
    the instrument says a key looks like. The list is written anew, whole or not at all. Raises
    RunError when the place is not private, the passphrase is wrong or too short, when keys of that
    pattern cannot be drawn, or when somebody else wrote to the list meanwhile.
    """
    opened = open_store(store, passphrase)
    found, taken = dict(opened.keys), set(opened.keys.values())
    people = {value: tidy(value) for value in values}
    for who in people.values():
        if who and who not in found:
            found[who] = new_key(taken, pattern or KEY_PATTERN)
            taken.add(found[who])
    if found != opened.keys:
        _write(opened, found, passphrase)
    return {value: found[who] for value, who in people.items() if who}


def open_store(store: Path, passphrase: str) -> Store:
    """Open a list of keys; one that does not exist yet is empty.

    Raises RunError when the passphrase is wrong, or the file is not such a list.
    """
    place = _private(store)
    if len(passphrase) < SHORTEST:
        raise RunError("protection.passphrase_short", least=SHORTEST)
    if not place.is_file():
        return Store(place, {}, b"")
    seen = place.read_bytes()
    return Store(place, _opened(place, seen, passphrase), seen)


def forget(keys: Iterable[str], store: Path, passphrase: str) -> int:
    """Take the people of these keys out of the list; return how many were in it.

    From then on nobody can say who they were. An empty list is removed.
    """
    opened, gone = open_store(store, passphrase), set(keys)
    left = {who: key for who, key in opened.keys.items() if key not in gone}
    removed = len(opened.keys) - len(left)
    if removed and not left:
        opened.path.unlink()
    elif removed:
        _write(opened, left, passphrase)
    return removed


def tidy(identity: str) -> str:
    r"""Return an identity as it is compared: capital letters and spaces left aside.

    >>> tidy(" DUPONT\u00a0 Marie ") == tidy("Dupont Marie")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", str(identity)).split()).casefold()


def new_key(taken: set[str], pattern: str) -> str:
    """Draw a key that nobody has; raise RunError where none fits the *pattern*, or none is left."""
    for _ in range(1000):
        key = "".join(_sign(place) for place in SHAPE)
        if not re.search(pattern, key):
            raise RunError("protection.key_pattern", pattern=pattern, drawn=key)
        if key not in taken:
            return key
    raise RunError("protection.keys_used_up")


def _sign(place: str) -> str:
    signs: dict[str, Callable[[], str]] = {
        "L": lambda: secrets.choice(LETTERS),
        "D": lambda: secrets.choice(DIGITS),
    }
    return signs[place]() if place in signs else place


def _private(store: Path) -> Path:
    """Return the place of a list; refuse one that travels with a dossier, a workspace or git."""
    place = store.expanduser().resolve()
    shared = (places.workspace(), places.datasets())
    for folder in place.parents:
        if (folder / MARK).is_file() or (folder / ".git").exists():
            raise RunError("protection.keys_not_apart", file=place.name, folder=folder)
    for folder in shared:
        if place.is_relative_to(folder.resolve()):
            raise RunError("protection.keys_not_apart", file=place.name, folder=folder)
    return place


def _opened(place: Path, content: bytes, passphrase: str) -> dict[str, str]:
    from cryptography.fernet import Fernet, InvalidToken  # heavy, once needed

    try:
        said = json.loads(content)
        found, cost = said["format"], int(said["cost"])
        salt, token = bytes.fromhex(said["salt"]), str(said["locked"])
    except (ValueError, KeyError, TypeError):
        raise RunError("protection.keys_damaged", file=place.name) from None
    if found != FORMAT:
        raise RunError("protection.keys_newer", file=place.name, found=str(found))
    if not 2 <= cost <= DEAREST or cost & (cost - 1):
        raise RunError("protection.keys_damaged", file=place.name)
    try:
        clear = Fernet(_lock(passphrase, salt, cost)).decrypt(token.encode())
    except InvalidToken:
        raise RunError("protection.passphrase_wrong", file=place.name) from None
    keys: dict[str, str] = json.loads(clear)
    return keys


def _write(opened: Store, keys: Mapping[str, str], passphrase: str) -> None:
    """Lock the list and put it in place in one move, readable by its owner only."""
    from cryptography.fernet import Fernet  # heavy, once needed

    salt = secrets.token_bytes(16)
    clear = json.dumps(dict(keys), ensure_ascii=False, sort_keys=True).encode()
    token = Fernet(_lock(passphrase, salt, COST)).encrypt(clear).decode()
    content = {"format": FORMAT, "kdf": "scrypt", "cost": COST, "salt": salt.hex(), "locked": token}
    path = opened.path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(content, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        if (path.read_bytes() if path.is_file() else b"") != opened.seen:
            raise RunError("protection.keys_changed", file=path.name)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _lock(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # heavy, once needed

    text = unicodedata.normalize("NFKC", passphrase).encode()
    return urlsafe_b64encode(Scrypt(salt, length=32, n=cost, r=BLOCK, p=LANES).derive(text))
