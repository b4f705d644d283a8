"""Source text to tokens. One regular expression, linear in the length of the source."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from flows.engine.expressions_errors import LanguageError

MAX_SOURCE = 8_000
"""Characters of one expression; more is a sign of code that belongs into a code step."""

MAX_TOKENS = 2_000
"""Words and signs of one expression, or of all tags of a template: so many are read within a few milliseconds."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s++)
  | (?P<number>[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)
  | (?P<text>'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")
  | (?P<name>[^\W\d]\w*+)
  | (?P<operator>===|!==|\*\*|==|!=|<=|>=|&&|\|\||[-+*/%<>()\[\]{},.:|!=])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_FOREIGN = {
    "&&": "and",
    "||": "or",
    "!": "not",
    "===": "==",
    "!==": "!=",
    "=": "==",
}


class Token(NamedTuple):
    """`kind` is number, text, name, operator or end; `value` is decoded for number and text."""

    kind: str
    value: Any
    offset: int


def tokenize(source: str, base: int = 0) -> list[Token]:
    """All tokens of `source`, closed by an `end` token. Offsets start at `base`."""
    if len(source) > MAX_SOURCE:
        raise LanguageError(f"An expression may have at most {MAX_SOURCE} characters.", base)
    tokens: list[Token] = []
    position = 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:
            raise _unreadable(source, position, base)
        kind = found.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, _value(kind, found.group(), base + position), base + position))
        if len(tokens) > MAX_TOKENS:
            raise LanguageError(f"An expression may have at most {MAX_TOKENS} words and signs.", base + position)
        position = found.end()
    tokens.append(Token("end", "", base + len(source)))
    return tokens


def _unreadable(source: str, position: int, base: int) -> LanguageError:
    if source[position] in "'\"":
        return LanguageError("This text has no closing quote.", base + position)
    return LanguageError(f"{source[position]!r} means nothing here.", base + position)


def _value(kind: str, text: str, offset: int) -> object:
    if kind == "number":
        return _number(text, offset)
    if kind == "text":
        return _ESCAPE.sub(lambda found: _unescape(found, offset), text[1:-1])
    if kind == "operator" and text in _FOREIGN:
        raise LanguageError(f"Write {_FOREIGN[text]!r} instead of {text!r}.", offset)
    return text


def _number(text: str, offset: int) -> int | float:
    if text.isdigit():
        # Checked by length first: int() of a very long numeral is slow.
        if len(text) <= 19 and int(text) < 2**63:
            return int(text)
        raise LanguageError("This whole number does not fit 64 bits.", offset)
    value = float(text)
    if value == float("inf"):
        raise LanguageError("This number is too large.", offset)
    return value


def _unescape(found: re.Match[str], offset: int) -> str:
    code = found.group(1)
    if len(code) == 5:
        point = int(code[1:], 16)
        if point == 0 or 0xD800 <= point <= 0xDFFF:
            raise LanguageError(f"\\{code} is not a character.", offset)
        return chr(point)
    return _ESCAPES.get(code, code)
