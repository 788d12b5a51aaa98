"""One answer changes a few words of a file: only those are written, and all else stays as it was.

Reading a whole file with its comments and writing it again takes longer than a person who types
should wait. Here the places that change are found in the text, and only they are written anew.
What comes out is read again and compared: whoever calls does it the long way where it differs.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Write = Callable[[dict[str, Any]], str]
"""Returns keys and values as text, as a file of its own."""


class TooDifferentError(Exception):
    """The text cannot be changed at a few places."""


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any YAML value
    """Whether two values may be written alike: True is not 1, but 1 is 1.0."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    numbers = {type(one), type(other)} == {int, float}
    return (type(one) is type(other) or numbers) and bool(one == other)


@dataclass(frozen=True)
class Edit:
    """Some text for what stands between two places of the old one."""

    start: int
    end: int
    text: str


def changed_text(text: str, old: Any, new: Mapping[str, Any], tools: tuple[Any, Write]) -> str:  # noqa: ANN401 - any YAML value
    """Return *text*, which says *old*, so that it says *new*.

    *tools* are the loader that has read it and what writes a piece. Raises TooDifferentError.
    """
    loader, write = tools
    root = yaml.compose(text, Loader=loader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise TooDifferentError
    lines = _starts(text)
    edits = list(_edits(_Page(text, lines, write), root, old, new))
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@dataclass(frozen=True)
class _Page:
    text: str
    lines: list[int]
    write: Write

    def at(self, mark: yaml.Mark) -> int:
        """Return the place of a mark: those of the C parser tell lines and columns."""
        return (
            self.lines[mark.line] + mark.column if mark.line < len(self.lines) else len(self.text)
        )

    def end_of(self, node: Any) -> int:  # noqa: ANN401 - nodes of YAML
        """Return where the line after a node begins: what is said behind it belongs to it."""
        start, end = self.at(node.start_mark), self.at(_last(node).end_mark)
        return self.line_end(start + len(self.text[start:end].rstrip()))

    def line_end(self, place: int) -> int:
        """Return where the next line begins."""
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _edits(page: _Page, node: yaml.MappingNode, old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
    """Yield what changes below one mapping written in lines."""
    if node.flow_style or not node.value:
        raise TooDifferentError
    pairs = {key.value: (key, value) for key, value in node.value}
    if list(pairs) != [str(key) for key in old]:
        raise TooDifferentError
    for key, value in old.items():
        name, inside = pairs[str(key)]
        if key not in new:
            yield _without(page, name, inside)
        elif not same(value, new[key]):
            yield from _edited(page, (name, inside), value, new[key])
    more = {key: value for key, value in new.items() if key not in old}
    if more:
        yield _added(page, node, more)


def _edited(page: _Page, pair: tuple[Any, Any], old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
    name, node = pair
    if isinstance(node, yaml.MappingNode) and isinstance(new, Mapping) and new and old:
        if not node.flow_style:
            yield from _edits(page, node, old, new)
            return
        if list(old) == list(new) and all(isinstance(new[key], str) for key in new):
            yield from _in_one_line(page, node, old, new)
            return
    in_lines = isinstance(node, yaml.SequenceNode) and not node.flow_style
    if in_lines and isinstance(new, list) and old and new:
        yield from _items(page, node, old, new)
        return
    yield _rewritten(page, name, node, new)


def _in_one_line(page: _Page, node: Any, old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - nodes of YAML
    """Yield what changes of words that stand between braces."""
    for key, inside in node.value:
        if old[key.value] != new[key.value]:
            said = json.dumps(new[key.value], ensure_ascii=False)
            yield Edit(page.at(inside.start_mark), page.at(inside.end_mark), said)


def _items(page: _Page, node: yaml.SequenceNode, old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
    """Yield what changes of a list: its first and last items that stay are left as they are."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if not same(old[n], new[n])), shorter)
    tail = next((n for n in range(shorter - head) if not same(old[-1 - n], new[-1 - n])), None)
    tail = shorter - head if tail is None else tail
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    nodes = node.value[head : len(old) - tail]
    alike = all(isinstance(one, yaml.MappingNode) and not one.flow_style for one in nodes)
    if len(before) == len(after) and alike and all(isinstance(one, Mapping) for one in after):
        for place, inside in enumerate(nodes):
            was, will = before[place], after[place]
            try:
                yield from [] if same(was, will) else list(_edits(page, inside, was, will))
            except TooDifferentError:
                yield _exchanged(page, node, (head + place, 1), [will])
    else:
        yield _exchanged(page, node, (head, len(nodes)), after)


def _exchanged(page: _Page, node: yaml.SequenceNode, where: tuple[int, int], after: Any) -> Edit:  # noqa: ANN401 - any YAML value
    """Return some items in the place of those that stand from the first of *where* on."""
    first, count = where
    inside = node.value[first - 1] if first else None
    start = page.end_of(inside) if inside else page.lines[node.start_mark.line]
    if page.text[page.lines[node.start_mark.line] : page.at(node.start_mark)].strip():
        raise TooDifferentError  # a list whose first dash stands behind another
    end = page.end_of(node.value[first + count - 1]) if count else start
    lines = page.write({"items": after}).splitlines()[1:] if after else []
    column = " " * node.start_mark.column
    piece = "".join(f"{column}{line[2:]}\n" if line else "\n" for line in lines)
    return Edit(start, end, piece if page.text[start - 1 : start] in ("\n", "") else "\n" + piece)


def _rewritten(page: _Page, name: Any, node: Any, new: Any) -> Edit:  # noqa: ANN401 - nodes of YAML
    """Return one key with its value written anew; what is said behind it stays."""
    start, end = page.at(name.start_mark), page.at(_last(node).end_mark)
    if end <= start:
        raise TooDifferentError
    piece = _piece(page, {name.value: new}, name.start_mark.column).rstrip("\n")
    old = page.text[start:end]
    tail = old[len(old.rstrip()) :]
    return Edit(start, end, piece.lstrip(" ") + tail)


def _without(page: _Page, name: Any, node: Any) -> Edit:  # noqa: ANN401 - nodes of YAML
    start = page.lines[name.start_mark.line]
    if page.text[start : page.at(name.start_mark)].strip():
        raise TooDifferentError  # the first key of an item stands behind its dash
    return Edit(start, page.end_of(node), "")


def _added(page: _Page, node: yaml.MappingNode, more: dict[str, Any]) -> Edit:
    end = page.end_of(node)
    piece = _piece(page, more, node.value[0][0].start_mark.column)
    return Edit(end, end, piece if page.text[end - 1 : end] == "\n" else "\n" + piece)


def _piece(page: _Page, content: dict[str, Any], column: int) -> str:
    """Return keys and values as lines that begin at *column*."""
    lines = page.write(content).splitlines()
    return "".join(f"{' ' * column if line else ''}{line}\n" for line in lines)


def _last(node: Any) -> Any:  # noqa: ANN401 - nodes of YAML
    """Return the last word of a node: the end of a block itself lies behind its comments."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        node = node.value[-1]
        node = node[1] if isinstance(node, tuple) else node
    return node
