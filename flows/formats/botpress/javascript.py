"""Conditions of Botpress (JavaScript) to our expressions, as far as they mean the same. Nothing is ever run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.formats.botpress.names import Names

_TOKEN = re.compile(
    r"""
    (?P<space>\s++)
  | (?P<number>[0-9]++(?:\.[0-9]++)?+)
  | (?P<text>'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+"|`(?:[^`\\$]|\\.)*+`)
  | (?P<name>[$A-Z_a-z\u00aa-\uffff][$\w]*+)
  | (?P<operator>===|!==|\?\?|\?\.|&&|\|\||==|!=|<=|>=|[-+*/%<>()\[\].,!?:])
    """,
    re.VERBOSE,
)
_BINARY: dict[str, tuple[int, str]] = {
    "??": (1, "default"),
    "||": (1, "or"), "&&": (2, "and"), "===": (3, "=="), "!==": (3, "!="), "==": (3, "=="), "!=": (3, "!="),
    "<": (4, "<"), "<=": (4, "<="), ">": (4, ">"), ">=": (4, ">="), "+": (5, "+"), "-": (5, "-"), "*": (6, "*"),
    "/": (6, "/"), "%": (6, "%"),
}  # fmt: skip
_WORDS = {"true": "true", "false": "false", "null": "null", "undefined": "null"}
_CALLS = {"Number": "number", "parseInt": "number", "parseFloat": "number", "String": "text"}
_SEARCHES = {"includes": "contains", "startsWith": "starts_with", "endsWith": "ends_with"}
_CONVERSIONS = {"toLowerCase": "lower", "toUpperCase": "upper", "trim": "trim", "toString": "text"}
_TYPED = {"equals": "==", "smallerThan": "<", "biggerThan": ">", "contains": ""}
"""Comparisons of the trial version's variables."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r"}
MAX_DEPTH = 24


class Untranslatable(ValueError):
    """The source does something that has no safe equal in our language."""


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of our language: its source, how tightly it binds (9 = an operand), and what kind of thing it is.

    `kind` is number, boolean, text, other, or path; a path has its `segments`, resolved when it is used.
    """

    source: str
    binding: int = 9
    kind: str = "other"
    segments: tuple[str, ...] = ()


def translate(source: str, names: Names) -> str:
    """Our expression for a JavaScript one; raises Untranslatable."""
    return _Reader(source, names).read()


def quote(text: str) -> str:
    """A text literal of our language."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped.replace(chr(9), chr(92) + 't')}'"


class _Reader:
    def __init__(self, source: str, names: Names) -> None:
        self._names = names
        self._tokens = _tokens(source)
        self._at = 0
        self._depth = 0

    def read(self) -> str:
        term = self._expression()
        if self._at != len(self._tokens):
            raise Untranslatable("It goes on in a way that is not understood.")
        return self._used(term).source

    def _see(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, operator: str) -> bool:
        if self._see() == ("operator", operator):
            self._at += 1
            return True
        return False

    def _expect(self, operator: str) -> None:
        if not self._take(operator):
            raise Untranslatable(f"{operator!r} is missing.")

    def _expression(self) -> Term:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Untranslatable("It is nested too deeply.")
        test = self._binary(1)
        if self._take("?"):
            then = self._expression()
            self._expect(":")
            otherwise = self._expression()
            parts = [_bracketed(self._used(term), 1) for term in (then, test, otherwise)]
            test = Term(f"{parts[0]} if {parts[1]} else {parts[2]}", 0)
        self._depth -= 1
        return test

    def _binary(self, least: int) -> Term:
        left = self._unary()
        while True:
            kind, operator = self._see()
            found = _BINARY.get(operator) if kind == "operator" else None
            if found is None or found[0] < least:
                return left
            self._at += 1
            right = self._binary(found[0] + 1)
            left = _joined(operator, self._used(left), self._used(right))

    def _unary(self) -> Term:
        if self._take("!"):
            operand = self._used(self._unary())
            return Term(f"not {_bracketed(operand, 3)}", 2, "boolean")
        if self._take("-"):
            operand = self._used(self._unary())
            return Term(f"-{_bracketed(operand, 7)}", 7, "number")
        return self._postfix(self._operand())

    def _operand(self) -> Term:
        kind, text = self._see()
        self._at += 1
        if kind == "number":
            return Term(text, kind="number")
        if kind == "text":
            return Term(quote(_unescaped(text[1:-1])), kind="text")
        if kind == "name":
            if text in _WORDS:
                return Term(_WORDS[text], kind="boolean" if text in ("true", "false") else "other")
            if self._see() == ("operator", "("):
                return self._function(text)
            return Term("", kind="path", segments=(text,))
        if (kind, text) == ("operator", "["):
            self._at -= 1
            return Term(f"[{', '.join(self._arguments('[', ']'))}]")
        if (kind, text) == ("operator", "("):
            inner = self._used(self._expression())
            self._expect(")")
            return Term(f"({inner.source})", 9, inner.kind)
        raise Untranslatable("A value is missing.")

    def _function(self, name: str) -> Term:
        if name not in _CALLS:
            raise Untranslatable(f"The function {name} has no equal here.")
        arguments = self._arguments()
        if not arguments:
            raise Untranslatable(f"{name} needs a value.")
        if name == "parseInt" and arguments[1:] not in ([], ["10"]):
            raise Untranslatable("Only decimal numbers are read.")
        return Term(f"{_CALLS[name]}({arguments[0]})", kind="number" if _CALLS[name] == "number" else "text")

    def _arguments(self, opening: str = "(", closing: str = ")") -> list[str]:
        self._expect(opening)
        arguments: list[str] = []
        while not self._take(closing):
            if arguments:
                self._expect(",")
            arguments.append(self._used(self._expression()).source)
        return arguments

    def _postfix(self, term: Term) -> Term:
        while True:
            if self._take(".") or self._take("?."):
                kind, name = self._see()
                if kind != "name":
                    raise Untranslatable("A name must follow the dot.")
                self._at += 1
                if self._see() == ("operator", "("):
                    term = self._method(term, name)
                elif name == "length":
                    term = Term(f"length({self._used(term).source})", kind="number")
                else:
                    term = self._member(term, name, f".{name}")
            elif self._take("["):
                term = self._index(term)
            else:
                return term

    def _index(self, term: Term) -> Term:
        kind, text = self._see()
        inner = self._expression()
        self._expect("]")
        if kind == "text" and inner.kind == "text":
            return self._member(term, _unescaped(text[1:-1]), f"[{inner.source}]")
        return Term(f"{_bracketed(self._used(term), 8)}[{self._used(inner).source}]")

    def _member(self, term: Term, name: str, source: str) -> Term:
        if term.kind == "path":
            return Term("", kind="path", segments=(*term.segments, name))
        return Term(f"{_bracketed(term, 8)}{source}")

    def _method(self, term: Term, name: str) -> Term:
        if name in _TYPED or name == "parse":
            return self._typed(term, name)
        searches = name in _SEARCHES
        if not searches and name not in _CONVERSIONS:
            raise Untranslatable(f"The method {name} has no equal here.")
        arguments = self._arguments()
        if len(arguments) != searches:
            raise Untranslatable(f"{name} with {len(arguments)} values has no equal here.")
        values = ", ".join([self._used(term).source, *arguments])
        if searches:
            return Term(f"{_SEARCHES[name]}({values})", kind="boolean")
        return Term(f"{_CONVERSIONS[name]}({values})", kind="text")

    def _typed(self, term: Term, name: str) -> Term:
        """`$age.biggerThan($other.value)`, `$status.equals($status.parse('200'))`."""
        if term.kind != "path" or len(term.segments) != 1 or not term.segments[0].startswith("$"):
            raise Untranslatable(f"The method {name} has no equal here.")
        arguments = self._arguments()
        if len(arguments) != 1:
            raise Untranslatable(f"{name} compares with one value.")
        if name == "parse":
            return Term(f"({arguments[0]})")
        own = self._used(term).source
        if name == "contains":
            return Term(f"contains({own}, {arguments[0]})", kind="boolean")
        if name == "equals":
            return Term(f"text({own}) == text({arguments[0]})", 3, "boolean")
        return Term(f"number({own}) {_TYPED[name]} number({arguments[0]})", 3, "boolean")

    def _used(self, term: Term) -> Term:
        """A term that can stand in our source: paths become the names of variables."""
        if term.kind != "path":
            return term
        found = self._names.path(term.segments)
        if found is None:
            raise Untranslatable(f"{'.'.join(term.segments)} does not exist here.")
        return Term(found)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _CONTROL.get(found[1], found[1]), text)


def _tokens(source: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or len(tokens) > 500:
            raise Untranslatable(f"{source[at : at + 10]!r} is not understood.")
        if found.lastgroup != "space":
            tokens.append((found.lastgroup or "", found.group()))
        at = found.end()
    if not tokens:
        raise Untranslatable("It is empty.")
    return tokens


def _bracketed(term: Term, least: int) -> str:
    return term.source if term.binding >= least else f"({term.source})"


def _joined(operator: str, left: Term, right: Term) -> Term:
    """Texts, numbers and booleans are compared as JavaScript would: it converts, our language does not."""
    binding, ours = _BINARY[operator]
    if ours in ("==", "!=", "<", "<=", ">", ">="):
        left, right = _alike(left, right), _alike(right, left)
        # Ours are not chained: both sides must bind tighter.
        return Term(f"{_bracketed(left, 5)} {ours} {_bracketed(right, 5)}", min(binding, 3), "boolean")
    if ours == "default":
        return Term(f"default({left.source}, {right.source})")
    kind = "boolean" if ours in ("and", "or") else "other"
    return Term(f"{_bracketed(left, binding)} {ours} {_bracketed(right, binding + 1)}", binding, kind)


def _alike(term: Term, other: Term) -> Term:
    if term.kind == "boolean" and term.source in ("true", "false") and other.kind == "other":
        return Term(f"'{term.source}'", kind="text")
    if term.kind != "other" or term.source == "null":
        return term
    if other.kind == "boolean" and other.source in ("true", "false"):
        return Term(f"text({term.source})", kind="text")
    if other.kind == "number":
        return Term(f"number({term.source})", kind="number")
    return term
