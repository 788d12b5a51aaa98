"""The network of partners before and after: who works with whom, who is new, who left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.base.words import number, say, shown
from workbench.capitalisation.dissemination.rows import rows_of

FILE = "network.csv"
COLUMNS = ("wave", "one", "other")
BEFORE, AFTER = "before", "after"
WAVES = {BEFORE: "dissemination.wave.before", AFTER: "dissemination.wave.after"}
MOST = 60
"""More members than this are not drawn: nobody could read the names."""


@dataclass(frozen=True)
class Tie:
    """Two members who work together at one wave; *other* is empty for a member without a tie."""

    wave: str
    one: str
    other: str
    line: int


@dataclass(frozen=True)
class Net:
    """The network of one wave.

    *degrees* says with how many others each member works. *density* is the share of possible ties
    that exist, 2m / n(n - 1) (Wasserman and Faust 1994, chapter 4); None with one member.
    """

    members: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]
    degrees: dict[str, int]
    density: float | None
    parts: int

    @property
    def isolated(self) -> tuple[str, ...]:
        """The members who work with nobody."""
        return tuple(name for name in self.members if not self.degrees[name])


@dataclass(frozen=True)
class Networks:
    """Both waves; who is new and who left. Both are told once both waves are there."""

    before: Net
    after: Net

    @property
    def new(self) -> tuple[str, ...]:
        """The members of the second wave who were not there before."""
        return tuple(name for name in self.after.members if name not in self.before.members)

    @property
    def left(self) -> tuple[str, ...]:
        """The members of the first wave who are there no more."""
        return tuple(name for name in self.before.members if name not in self.after.members)

    @property
    def both(self) -> bool:
        """Whether both waves have been told."""
        return bool(self.before.members and self.after.members)


def ties(dossier: Dossier) -> tuple[Tie, ...]:
    """Return the ties of a dossier; nothing where it has none. Raises DataError."""
    return tuple(
        Tie(row["wave"].lower(), row["one"], row["other"], line)
        for line, row in rows_of(dossier, FILE, COLUMNS)
    )


def networks(found: Sequence[Tie]) -> Networks:
    """Return both networks; a tie with oneself, or of an unknown wave, is left out.

    >>> both = networks([Tie("before", "a", "b", 1), Tie("after", "a", "b", 2),
    ...                  Tie("after", "a", "c", 3)])
    >>> both.before.density, round(both.after.density, 2), both.new
    (1.0, 0.67, ('c',))
    """
    return Networks(_net(found, BEFORE), _net(found, AFTER))


def _net(found: Sequence[Tie], wave: str) -> Net:
    import networkx as nx  # heavy: loaded when a network is drawn

    graph = nx.Graph()
    for tie in found:
        if tie.wave == wave and tie.one:
            graph.add_node(tie.one)
            if tie.other and tie.other != tie.one:
                graph.add_edge(tie.one, tie.other)
    members = tuple(sorted(graph.nodes))
    return Net(
        members=members,
        ties=tuple(sorted((min(a, b), max(a, b)) for a, b in graph.edges)),
        degrees={name: int(graph.degree[name]) for name in members},
        density=float(nx.density(graph)) if len(members) > 1 else None,
        parts=int(nx.number_connected_components(graph)),
    )


def check(found: Sequence[Tie]) -> list[Finding]:
    """Return the findings: waves that exist, ties with another, each once, both waves told."""
    return [*_rows(found), *_waves(found)]


def _rows(found: Sequence[Tie]) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for tie in found:
        where = str(tie.line)
        holes = {"name": tie.wave, "hint": words.hint(tie.wave, WAVES)}
        yield Finding("dissemination.unknown_wave", tie.wave in WAVES, where, holes=holes)
        apart = tie.one != tie.other and bool(tie.one)
        yield Finding("dissemination.tie_with_itself", apart, where, "warning")
        key = (tie.wave, *sorted((tie.one, tie.other)))
        if key in seen:
            yield Finding("dissemination.same_tie", False, where, "note")
        seen.add(key)


def _waves(found: Sequence[Tie]) -> Iterator[Finding]:
    if found:
        for wave, key in WAVES.items():
            there = any(tie.wave == wave for tie in found)
            holes = {"wave": words.Phrase(key)}
            yield Finding("dissemination.wave_missing", there, wave, "warning", holes)


def table(both: Networks, lang: str) -> list[dict[str, str]]:
    """Return one row a count: members, ties, density, parts, isolated; before and after."""
    rows: tuple[tuple[str, Callable[[Net], str]], ...] = (
        ("dissemination.net.members", lambda net: shown(len(net.members), lang)),
        ("dissemination.net.ties", lambda net: _ties(net, lang)),
        ("dissemination.net.density", lambda net: number(net.density, lang, 2)),
        ("dissemination.net.parts", lambda net: shown(net.parts, lang)),
        ("dissemination.net.isolated", lambda net: _listed(net.isolated)),
    )
    return [
        {
            say("dissemination.head.measure", lang): say(key, lang),
            say("dissemination.wave.before", lang): told(both.before),
            say("dissemination.wave.after", lang): told(both.after),
        }
        for key, told in rows
    ]


def _ties(net: Net, lang: str) -> str:
    possible = len(net.members) * (len(net.members) - 1) // 2
    return say("dissemination.of", lang, part=len(net.ties), whole=possible)


def _listed(names: Sequence[str]) -> str:
    return " · ".join(names) or "–"


def members_table(both: Networks, lang: str) -> list[dict[str, str]]:
    """Return one row a member, in the order of the names: ties before and after, and its state."""
    names = sorted({*both.before.members, *both.after.members})
    return [
        {
            say("dissemination.head.member", lang): name,
            say("dissemination.wave.before", lang): _degree(both.before, name, lang),
            say("dissemination.wave.after", lang): _degree(both.after, name, lang),
            say("dissemination.head.state", lang): say(_state(both, name), lang),
        }
        for name in names
    ]


def _degree(net: Net, name: str, lang: str) -> str:
    return shown(net.degrees[name], lang) if name in net.degrees else "–"


def _state(both: Networks, name: str) -> str:
    if not both.both:
        return "dissemination.member.one_wave"
    if name in both.new:
        return "dissemination.member.new"
    return "dissemination.member.left" if name in both.left else "dissemination.member.stays"


def sentence(both: Networks, lang: str) -> str:
    """Say what the two networks are, and that a small network allows no inference."""
    if not both.both:
        return say("dissemination.net.one_wave", lang)
    holes = {"n": len(both.new), "left": len(both.left)}
    moved = say("dissemination.net.moved", lang, **holes)
    return f"{moved} {say('dissemination.net.no_inference', lang)}"
