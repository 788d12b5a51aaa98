"""The tables of a room: the same in SQLite, beside the dossier, and on a PostgreSQL server."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

META = MetaData()
COUNTED = BigInteger().with_variant(Integer, "sqlite")
"""A number that the store counts up; SQLite does so with its own whole numbers only."""

ROOMS = Table(
    "rooms",
    META,
    Column("code", String(64), primary_key=True),
    Column("agenda", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("secret", String(64), nullable=False),
    Column("at", Float, nullable=False),
)
"""Each opening of a list: the list as it was, where the room stands, what its keys are made of."""

PEOPLE = Table(
    "people",
    META,
    Column("room", ForeignKey("rooms.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("word", String(64), nullable=False),
    Column("group", Integer),
    Column("at", Float, nullable=False),
)
"""Each person is a number in the room; the word that their phone carries is kept hashed."""

ANSWERS = Table(
    "answers",
    META,
    Column("seq", COUNTED, primary_key=True, autoincrement=True),
    Column("room", ForeignKey("rooms.code"), nullable=False),
    Column("person", Integer, nullable=False),
    Column("id", String(64), nullable=False),
    Column("activity", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("group", Integer),
    Column("subject", String(60), nullable=False),
    Column("item", String(60), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Float, nullable=False),
    UniqueConstraint("room", "person", "id"),
)
"""Every answer, also those that a later one stands in the stead of; *value* is JSON."""

EVENTS = Table(
    "events",
    META,
    Column("seq", COUNTED, primary_key=True, autoincrement=True),
    Column("room", ForeignKey("rooms.code"), nullable=False),
    Column("verb", String(20), nullable=False),
    Column("given", Text, nullable=False),
    Column("at", Float, nullable=False),
)
"""What whoever leads has done, and when."""
