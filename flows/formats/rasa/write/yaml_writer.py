"""YAML that a reader of version 1.1 and one of 1.2 take for the same: whatever could be more than a word is quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z_]([A-Za-z0-9_./+-]|( (?=[A-Za-z0-9_./+-])))*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"})
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class Block(str):
    """A text of lines that is written as they are, with a bar before it; only for texts that begin with a dash."""


def write_yaml(value: Mapping[str, Any]) -> bytes:
    """A map as a file; keys in their order, an empty line before each key of a list."""
    parts: list[str] = []
    for key, one in value.items():
        if parts and isinstance(one, list | dict):
            parts.append("")
        parts += _entry(_scalar(key), one, "")
    return ("\n".join(parts) + "\n").encode()


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    """`key: value`, over as many lines as it takes."""
    if isinstance(value, Block):
        yield f"{indent}{key}: |"
        for line in value.splitlines():
            yield f"{indent}  {line}"
    elif isinstance(value, Mapping) and value:
        yield f"{indent}{key}:"
        for inner, one in value.items():
            yield from _entry(_scalar(inner), one, f"{indent}  ")
    elif isinstance(value, list) and value:
        yield f"{indent}{key}:"
        yield from _items(value, indent)
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _items(values: list[Any], indent: str) -> Iterator[str]:
    for one in values:
        if isinstance(one, Mapping) and one:
            lines = [line for key, inner in one.items() for line in _entry(_scalar(key), inner, f"{indent}  ")]
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]
        elif isinstance(one, list) and one:
            yield f"{indent}-"
            yield from _items(one, f"{indent}  ")
        else:
            yield f"{indent}- {_scalar(one)}"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        if len(value) < 200 and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
            return value
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
    return json.dumps(value, ensure_ascii=False)
