"""Keys drawn at random; the list that links them to people is locked, private and apart."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.base import places
from workbench.base.errors import RunError
from workbench.collection.record import KEY_PATTERN
from workbench.data.protection import keys
from workbench.data.protection.keys import forget, keys_for, open_store, store_path

PASSPHRASE = "nine green bicycles"
PEOPLE = ["Aya Traoré", "Léo N'Diaye", "Zoé Lefèvre-Muñoz"]


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(keys, "COST", 2**8)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "private" / "club.keys"


def refusal(call, *args, **named):
    with pytest.raises(RunError) as letter:
        call(*args, **named)
    assert letter.value.say("fr")
    return letter.value.key


def test_everybody_has_a_key_of_their_own_and_keeps_it(store):
    first = keys_for(PEOPLE[:2], store, PASSPHRASE)
    again = keys_for(PEOPLE, store, PASSPHRASE)
    assert len(set(again.values())) == 3
    assert {who: again[who] for who in first} == first
    assert all(re.fullmatch(KEY_PATTERN, key) for key in again.values())


def test_a_key_tells_nothing_and_is_not_misread(store):
    found = keys_for([f"person {n}" for n in range(300)], store, PASSPHRASE)
    assert len(set(found.values())) == 300
    assert not set("".join(found.values())) & set("AEIOUY01258BSGQZL")


def test_the_same_person_written_in_two_ways_has_one_key(store):
    found = keys_for(["Aya Traoré", " aya  TRAORÉ ", "Aya Traore\u0301"], store, PASSPHRASE)
    assert len(set(found.values())) == 1


def test_a_blank_is_nobody(store):
    assert keys_for(["", "  "], store, PASSPHRASE) == {}
    assert not store.exists()


def test_nothing_is_on_the_disk_in_clear(store, tmp_path):
    found = keys_for(PEOPLE, store, PASSPHRASE)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    parts = [part for who in PEOPLE for part in (who, *who.split(), who.casefold())]
    for word in (*parts, *found.values(), PASSPHRASE):
        assert word.encode() not in written
        assert json.dumps(word)[1:-1].encode() not in written


def test_only_its_owner_reads_it(store):
    keys_for(PEOPLE, store, PASSPHRASE)
    assert store.stat().st_mode & 0o777 == 0o600
    assert store.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in store.parent.iterdir()] == ["club.keys"]


def test_the_file_says_how_it_is_locked(store):
    keys_for(PEOPLE, store, PASSPHRASE)
    said = json.loads(store.read_bytes())
    assert (said["format"], said["kdf"], said["cost"]) == (1, "scrypt", 2**8)
    salt = said["salt"]
    keys_for(["somebody else"], store, PASSPHRASE)
    assert json.loads(store.read_bytes())["salt"] != salt


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(store):
    keys_for(PEOPLE, store, PASSPHRASE)
    before = store.read_bytes()
    assert refusal(keys_for, ["x"], store, "ten red bicycles") == "protection.passphrase_wrong"
    assert refusal(open_store, store, "short") == "protection.passphrase_short"
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "protection.keys_damaged"),
        (b"[]", "protection.keys_damaged"),
        (
            b'{"format": 1, "cost": 1099511627776, "salt": "", "locked": ""}',
            "protection.keys_damaged",
        ),
        (b'{"format": 2, "cost": 256, "salt": "", "locked": ""}', "protection.keys_newer"),
        (b'{"format": 1, "cost": 256, "salt": "00", "locked": "x"}', "protection.passphrase_wrong"),
    ],
)
def test_a_file_that_is_no_list_is_told(store, content, key):
    store.parent.mkdir()
    store.write_bytes(content)
    assert refusal(open_store, store, PASSPHRASE) == key


def test_it_is_never_written_where_it_would_travel(club, tmp_path):
    here = [
        club.path("club.keys"),
        club.path("data", "deep", "club.keys"),
        places.workspace() / "club.keys",
        places.examples() / "nsw" / "club.keys",
        club.folder / ".." / "club" / "club.keys",
    ]
    (tmp_path / "work" / ".git").mkdir(parents=True)
    here.append(tmp_path / "work" / "club.keys")
    (tmp_path / "link").symlink_to(club.folder)
    here.append(tmp_path / "link" / "club.keys")
    for path in here:
        assert refusal(keys_for, PEOPLE, path, PASSPHRASE) == "protection.keys_not_apart"
        assert not path.exists()


def test_the_usual_place_is_private(monkeypatch, tmp_path):
    monkeypatch.delenv("WORKBENCH_KEYS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store_path("club") == tmp_path / ".workbench-keys" / "club.keys"
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "safe"))
    assert store_path("club") == tmp_path / "safe" / "club.keys"


def test_a_pattern_that_the_keys_cannot_have_is_told(store):
    assert keys_for(["x"], store, PASSPHRASE, r"^[A-Z0-9]{3}-[A-Z0-9]{3}$")
    assert refusal(keys_for, ["y"], store, PASSPHRASE, "^[0-9]+$") == "protection.key_pattern"


def test_a_key_drawn_twice_is_drawn_again(store, monkeypatch):
    drawn = iter("CDFHJK" * 2 + "CCCCCC")
    monkeypatch.setattr(keys, "_sign", lambda place: "-" if place == "-" else next(drawn))
    found = keys_for(["a", "b"], store, PASSPHRASE)
    assert list(found.values()) == ["CDF-HJK", "CCC-CCC"]


def test_when_every_key_is_taken_it_is_told(store, monkeypatch):
    monkeypatch.setattr(keys, "_sign", lambda place: "-" if place == "-" else "C")
    assert refusal(keys_for, ["a", "b"], store, PASSPHRASE) == "protection.keys_used_up"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(store, monkeypatch):
    keys_for(PEOPLE[:1], store, PASSPHRASE)
    real = keys.new_key

    def slow(taken, pattern):
        monkeypatch.setattr(keys, "new_key", real)
        keys_for(PEOPLE[1:2], store, PASSPHRASE)
        return real(taken, pattern)

    monkeypatch.setattr(keys, "new_key", slow)
    assert refusal(keys_for, PEOPLE[2:], store, PASSPHRASE) == "protection.keys_changed"
    assert len(open_store(store, PASSPHRASE).keys) == 2
    assert [path.name for path in store.parent.iterdir()] == ["club.keys"]


def test_an_interrupted_writing_leaves_the_list_as_it_was(store, monkeypatch):
    keys_for(PEOPLE[:1], store, PASSPHRASE)
    before = store.read_bytes()

    def cut(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(keys.os, "fsync", cut)
    with pytest.raises(KeyboardInterrupt):
        keys_for(PEOPLE, store, PASSPHRASE)
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["club.keys"]


def test_people_are_found_and_forgotten(store):
    found = keys_for(PEOPLE, store, PASSPHRASE)
    opened = open_store(store, PASSPHRASE)
    assert opened.person(found["Aya Traoré"]) == "aya traoré"
    assert opened.key("AYA TRAORÉ") == found["Aya Traoré"]
    assert forget([found["Aya Traoré"], "ZZZ-ZZZ"], store, PASSPHRASE) == 1
    assert open_store(store, PASSPHRASE).person(found["Aya Traoré"]) is None
    assert forget(found.values(), store, PASSPHRASE) == 2
    assert not store.exists()


@given(st.lists(st.text(max_size=20), max_size=20))
@settings(max_examples=15)
def test_any_words_are_kept_as_they_are(tmp_path_factory, values):
    store = tmp_path_factory.mktemp("keys") / "x.keys"
    found = keys_for(values, store, PASSPHRASE)
    assert keys_for(values, store, PASSPHRASE) == found
    assert len(set(found.values())) == len({keys.tidy(who) for who in found})
