"""YAML as people write it: `no` is a word, a key stands once, and comments survive a rewrite."""

import contextlib
import io
import re
from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from workbench.base.errors import RecordError
from workbench.base.files import write_whole
from workbench.base.yaml_changes import TooDifferentError, changed_text, same

# Any, because PyYAML's C loader has no types.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PLAIN_WORDS = (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]*\.[0-9]+(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("float", r"^[-+]?[0-9]+[eE][-+][0-9]+$", "-+0123456789"),
)


DEEPEST = 100
"""How often things may stand in one another in a file that somebody brings."""


class _Loader(_Parser):  # type: ignore[misc]  # PyYAML's C loader has no types
    """Reads YAML 1.2 words: only true and false are answers, and 1:30 is not ninety."""

    yaml_implicit_resolvers = {  # PyYAML's own way
        first: [rule for rule in rules if rule[0].endswith((":null", ":timestamp"))]
        for first, rules in _Parser.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse a key that stands twice, where YAML would keep the last one in silence."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue  # no text can be a key: the parser refuses it, with its line
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=key.value, problem_mark=key.start_mark)
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return made


def _day(loader: Any, node: yaml.ScalarNode) -> object:  # noqa: ANN401 - PyYAML's own
    """Read a date; a day that no calendar has stays text, so that its key says what is wrong."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


def _whole(loader: Any, node: yaml.ScalarNode) -> object:  # noqa: ANN401 - PyYAML's own
    """Read a whole number; one of thousands of digits stays text, for the same reason."""
    try:
        return loader.construct_yaml_int(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_constructor("tag:yaml.org,2002:int", _whole)
for _tag, _pattern, _first in _PLAIN_WORDS:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def read_text(path: Path) -> str:
    """Read a UTF-8 file, or say that it is not there or not text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RecordError("file.missing", file=path.name, folder=path.parent.absolute()) from None
    except (UnicodeDecodeError, OSError):
        raise RecordError("file.not_text", file=path.name) from None


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds keys and values; raise RecordError with the line otherwise."""
    return parsed(read_text(path), path)


def parsed(text: str, path: Path) -> dict[str, Any]:
    """Return the keys and values in the *text* of a file; raise RecordError as `read_yaml` does."""
    try:
        content = yaml.load(text, Loader=_Loader)  # a safe loader, see above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = str(mark.line + 1) if mark else "?"
        raise RecordError("yaml.unreadable", file=path.name, line=line, why=error.problem) from None
    except yaml.YAMLError:
        raise RecordError("file.not_text", file=path.name) from None
    if not isinstance(content, dict):
        raise RecordError("yaml.not_keys", file=path.name)
    return content


def deep(path: Path, most: int = DEEPEST) -> bool:
    """Whether things stand in one another more than *most* times in a YAML file.

    Such a file would end the process that reads it. One that is no YAML is not deep.
    """
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(path.read_bytes(), Loader=_Parser):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > most:
                return True
    return False


def line_of(path: Path, place: Sequence[str | int]) -> int | None:
    """Return the line on which the value at *place* stands, for the letter that speaks of it."""
    node = yaml.compose(read_text(path), Loader=_Loader)
    line: int | None = None
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def write_yaml(path: Path, content: Mapping[str, Any]) -> Path:
    """Write keys and values; where the file is there already, its comments stay."""
    old = read_text(path) if path.exists() else None
    return write_whole(path, yaml_text(content, old))


def yaml_text(content: Mapping[str, Any], old: str | None = None) -> str:
    """Return keys and values as the text of a file; the comments of its *old* text stay."""
    if old is None:
        return _dumped(content)
    with contextlib.suppress(TooDifferentError, yaml.YAMLError, RecordError):
        said = _last[old] if old in _last else parsed(old, Path())
        text = changed_text(old, said, content, (_Loader, _dumped))
        if text == old and same(said, content):
            return old
        if same(read := parsed(text, Path()), content):
            _last.clear()
            _last[text] = read
            return text
    return _dumped(_merged(_yaml_file().load(old), content))


_last: dict[str, dict[str, Any]] = {}
"""What the text written last says: it is most often the next one to be changed."""


def _yaml_file() -> Any:  # noqa: ANN401 - ruamel's own
    from ruamel.yaml import YAML  # heavy: loaded when it is used

    yaml_file = YAML()
    yaml_file.width = 100
    yaml_file.indent(mapping=2, sequence=4, offset=2)
    return yaml_file


def _dumped(content: Any) -> str:  # noqa: ANN401 - any YAML value
    out = io.StringIO()
    _yaml_file().dump(content, out)
    return out.getvalue()


def _merged(old: Any, new: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Put *new* into *old* where they have the same shape, so that comments keep their place."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        for key in [key for key in old if key not in new]:
            del old[key]
        for key, value in new.items():
            old[key] = _merged(old.get(key), value)
        return old
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, value in enumerate(new):
            old[index] = _merged(old[index], value)
        return old
    if isinstance(new, float):
        return new  # a number that was read keeps its old writing, which may have lost a digit
    return old if old == new and old is not None else new
