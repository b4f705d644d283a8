"""YAML 1.2 from outside: plain values only, everything counted, and nothing ambiguous or unstorable gets in.

Rasa reads YAML 1.2, where `yes`, `no`, `on` and `off` are texts. The parser's events are put together here, so that
depth, size and copies are counted before they cost anything and no tag can make an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import yaml

MAX_DEPTH = 64
MAX_VALUES = 500_000
MAX_ALIASES = 1_000
MAX_FILE = 10 * 1024 * 1024
_LARGEST = 2**63 - 1
_MERGE = "<<"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,20}|0x[0-9a-fA-F]{1,16}|0o[0-7]{1,22}")
_LONG_INTEGER = re.compile(r"[-+]?[0-9]{21,}|0x[0-9a-fA-F]{17,}|0o[0-7]{23,}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", f"{_CORE}str"})
_TAGS = _TEXT_TAGS | {f"{_CORE}{name}" for name in ("map", "seq", "int", "float", "bool", "null")}


class YamlError(ValueError):
    """`code` is one of encoding, syntax, depth, size, alias, tag, duplicate-key, number, character, key."""

    def __init__(self, code: str, detail: str, line: int | None = None) -> None:
        super().__init__(detail if line is None else f"Line {line}: {detail}")
        self.code = code
        self.detail = detail if line is None else f"Line {line}: {detail}"
        self.line = line


def load_yaml(data: bytes) -> Any:
    """The value of the first document of a YAML file, as JSON can hold it. Raises YamlError.

    A file without content is None. Times and dates stay texts; further documents in the same file are refused.
    """
    if len(data) > MAX_FILE:
        raise YamlError("size", f"The file is larger than {MAX_FILE // 1024 // 1024} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError("encoding", f"Byte {error.start} is not UTF-8.") from error
    try:
        return _Builder(cast("Iterator[Any]", yaml.parse(text, Loader=_LOADER))).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else None
        raise YamlError("syntax", str(error.problem or "This is not YAML."), line) from error
    except yaml.YAMLError as error:
        raise YamlError("syntax", "This is not YAML.") from error
    except (ValueError, RecursionError, OverflowError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError("syntax", "This is not YAML.") from error


class _Builder:
    """Puts events together. `_sizes` says how many values hang on an anchor, so that copies are paid for."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        self._values = 0
        self._aliases = 0

    def document(self) -> Any:
        value: Any = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError("syntax", "The file holds more than one document.", _line(event))
                value, _, _ = self._node(next(self._events), 1)
        return value

    def _node(self, event: Any, depth: int) -> tuple[Any, int, int]:
        """A value, how many values it is made of, and how many levels it has."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._values += 1
        if self._values > MAX_VALUES:
            raise YamlError("size", f"The file holds more than {MAX_VALUES} values.", _line(event))
        if depth > MAX_DEPTH:
            raise YamlError("depth", f"The file has more than {MAX_DEPTH} levels.", _line(event))
        if event.tag is not None and event.tag not in _TAGS:
            raise YamlError("tag", f"The tag {event.tag[:60]!r} is not plain data.", _line(event))
        built: tuple[Any, int, int]
        if isinstance(event, yaml.SequenceStartEvent):
            built = self._sequence(depth)
        elif isinstance(event, yaml.MappingStartEvent):
            built = self._mapping(depth)
        else:
            built = (_scalar(event), 1, 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = built
        return built

    def _alias(self, event: Any, depth: int) -> tuple[Any, int, int]:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise YamlError("alias", f"The file repeats parts of itself more than {MAX_ALIASES} times.", _line(event))
        if event.anchor not in self._anchors:
            raise YamlError("alias", "A part contains itself, or repeats one that is not there.", _line(event))
        value, size, levels = self._anchors[event.anchor]
        self._values += size
        if self._values > MAX_VALUES:
            raise YamlError("alias", "The file repeats parts of itself until it is far too large.", _line(event))
        if depth + levels - 1 > MAX_DEPTH:
            raise YamlError("depth", f"The file has more than {MAX_DEPTH} levels.", _line(event))
        return value, size, levels

    def _sequence(self, depth: int) -> tuple[list[Any], int, int]:
        values: list[Any] = []
        total, deepest = 1, 0
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, size, levels = self._node(event, depth + 1)
            values.append(value)
            total, deepest = total + size, max(deepest, levels)
        return values, total, deepest + 1

    def _mapping(self, depth: int) -> tuple[dict[str, Any], int, int]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        total, deepest = 1, 0
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, depth)
            value, size, levels = self._node(next(self._events), depth + 1)
            total, deepest = total + size + 1, max(deepest, levels)
            if key == _MERGE and not event.style:
                for one in value if isinstance(value, list) else [value]:
                    if not isinstance(one, dict):
                        raise YamlError("syntax", "Only maps can be merged.", _line(event))
                    merged = {**one, **merged}
                continue
            if key in own:
                raise YamlError("duplicate-key", f"The key {key[:80]!r} stands here twice.", _line(event))
            own[key] = value
        return {**merged, **own}, total, deepest + 1

    def _key(self, event: Any, depth: int) -> str:
        key, _, _ = self._node(event, depth + 1)
        if isinstance(key, str):
            return key
        if isinstance(key, list | dict):
            raise YamlError("key", "A key must be a plain text.", _line(event))
        # Names such as 2021, true or null are names.
        return str(event.value) if hasattr(event, "value") else str(key)


def _scalar(event: Any) -> Any:
    text: str = event.value
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else "\0" in text:
        raise YamlError("character", "There is a character in it that no text can hold.", _line(event))
    if event.tag in _TEXT_TAGS or (event.style and event.tag is None):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        base = 16 if text.startswith("0x") else 8 if text.startswith("0o") else 10
        number = int(text[2:] if base != 10 else text, base)
        if not -_LARGEST - 1 <= number <= _LARGEST:
            raise YamlError("number", "There is a number of more than 64 bits.", _line(event))
        return number
    if _LONG_INTEGER.fullmatch(text) or _NO_NUMBER.fullmatch(text):
        raise YamlError("number", f"{text[:30]!r} is no number that can be kept.", _line(event))
    if _DECIMAL.fullmatch(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise YamlError("number", f"{text[:30]!r} is no number that can be kept.", _line(event))
        return value
    return text


def _line(event: Any) -> int | None:
    mark = event.start_mark
    return None if mark is None else int(mark.line) + 1
