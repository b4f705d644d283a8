"""The template half of the one small grammar: text with expressions in it.

    Hello {{ name | default: 'you' }}! {% if count > 1 %}{{ count }} parcels{% endif %}

A template is compiled once and rendered in one pass: what a value holds is text, whatever it
looks like. A missing variable renders as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.expressions_compile import Evaluate, Scope, compile_node
from flows.engine.expressions_errors import Budget, LanguageError, TypeMismatch, size_of
from flows.engine.expressions_tree import Literal, Name, Node, names_in
from flows.engine.expressions_values import kind, to_text, truth
from flows.engine.templates_parser import (
    Branches,
    Loop,
    Output,
    Piece,
    Secret,
    Text,
    parse_template,
)

__all__ = ["Reading", "Template", "compile_template", "read_template"]

Sink = list[Any]
Write = Callable[[Scope, Budget, Sink], None]


class _Inner:
    """The scope inside a loop: its own names first, then the outer ones."""

    __slots__ = ("_outer", "names")

    def __init__(self, outer: Scope) -> None:
        self._outer = outer
        self.names: dict[str, Any] = {}

    def get(self, name: str, /) -> Any:
        return self.names[name] if name in self.names else self._outer.get(name)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a template says, before anything of it is compiled: for lint, which runs nothing.

    `names` are the variables it reads, `secrets` the secrets it wants. A `plain` one only writes out
    variables: every value fits there.
    """

    pieces: tuple[Piece, ...]
    names: frozenset[str]
    secrets: frozenset[str]
    plain: bool


def read_template(source: str) -> Reading:
    """Reads a template; raises LanguageError with the offset of what is wrong."""
    pieces = parse_template(source)
    found = _Collected()
    found.collect(pieces, frozenset())
    return Reading(tuple(pieces), frozenset(found.names), frozenset(found.secrets), all(map(_is_plain, pieces)))


def _is_plain(piece: Piece) -> bool:
    return isinstance(piece, Text | Secret) or (
        isinstance(piece, Output) and isinstance(piece.expression, Name | Literal)
    )


class Template:
    """A compiled template.

    `names` are the variables it reads, `secrets` the secrets it wants. One that wants secrets
    renders only to segments.
    """

    __slots__ = ("_constant", "_fixed", "_parts", "_size", "names", "secrets", "source")

    def __init__(self, source: str, reading: Reading) -> None:
        self.source = source
        self._constant = _constant(reading.pieces)
        texts = [piece.text for piece in reading.pieces if isinstance(piece, Text)]
        self._fixed, self._size = len(texts), sum(map(size_of, texts))  # known before: paid for in one
        self._parts = [piece.text if isinstance(piece, Text) else _compile(piece) for piece in reading.pieces]
        self.names = reading.names
        self.secrets = reading.secrets

    def render(self, scope: Scope, budget: Budget) -> str:
        """The text; raises EvaluationError, BudgetExceeded, and LanguageError over a secret."""
        if self._constant is not None:
            budget.write(self._fixed, self._size)
            return self._constant
        if self.secrets:
            raise LanguageError("Secrets can only be used in an API call.", 0)
        budget.write(self._fixed, self._size)
        texts: Sink = []
        for part in self._parts:
            if isinstance(part, str):
                texts.append(part)
            else:
                part(scope, budget, texts)
        return "".join(texts)

    def _fill(self, scope: Scope, budget: Budget) -> Sink:
        budget.write(self._fixed, self._size)
        sink: Sink = []
        for part in self._parts:
            if isinstance(part, str):
                sink.append(part)
            else:
                part(scope, budget, sink)
        return sink

    def render_segments(self, scope: Scope, budget: Budget) -> list[dict[str, str]]:
        """`{"text": …}` and `{"secret": name}` in order; joined by who holds the secrets."""
        segments: list[dict[str, str]] = []
        texts: list[str] = []
        for part in [*self._fill(scope, budget), None]:
            if isinstance(part, str):
                texts.append(part)
                continue
            if texts:
                segments.append({"text": "".join(texts)})
                texts = []
            if part is not None:
                segments.append({"secret": part.name})
        return segments


def compile_template(source: str) -> Template:
    """Reads a template; raises LanguageError with the offset of what is wrong."""
    return Template(source, read_template(source))


class _Collected:
    """What a template reads, gathered over its blocks; loop names are its own."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.secrets: set[str] = set()

    def collect(self, pieces: Iterable[Piece], own: frozenset[str]) -> None:
        for piece in pieces:
            match piece:
                case Output(expression):
                    self._expression(expression, own)
                case Secret(name):
                    self.secrets.add(name)
                case Branches(branches):
                    for test, body in branches:
                        if test is not None:
                            self._expression(test, own)
                        self.collect(body, own)
                case Loop(name, items, body):
                    self._expression(items, own)
                    self.collect(body, own | {name, "loop"})
                case _:
                    pass

    def _expression(self, node: Node, own: frozenset[str]) -> None:
        self.names |= names_in(node) - own


def _constant(pieces: Sequence[Piece]) -> str | None:
    if all(isinstance(piece, Text) for piece in pieces):
        return "".join(piece.text for piece in pieces if isinstance(piece, Text))
    return None


def _compile(piece: Piece) -> Write:
    match piece:
        case Text(text):
            return _text(text)
        case Output(Name(name)):
            return _variable(name)
        case Output(expression):
            return _output(compile_node(expression))
        case Secret():
            return _secret(piece)
        case Branches(branches):
            return _branches(
                [(None if test is None else compile_node(test), [_compile(b) for b in body]) for test, body in branches]
            )
        case Loop(name, items, body):
            return _loop(name, compile_node(items), [_compile(b) for b in body])


def _text(text: str) -> Write:
    size = size_of(text)

    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        budget.write(1, size)
        sink.append(text)

    return write


def _variable(name: str) -> Write:
    """What most outputs are: it spends what `_output` of a name spends, in fewer calls."""

    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        value = scope.get(name)
        text = value if isinstance(value, str) else to_text(value, budget)
        budget.write(1, len(text) if text.isascii() else size_of(text))
        sink.append(text)

    return write


def _output(evaluate: Evaluate) -> Write:
    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        value = evaluate(scope, budget)
        text = value if isinstance(value, str) else to_text(value, budget)
        budget.produce(size_of(text))
        sink.append(text)

    return write


def _secret(secret: Secret) -> Write:
    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        budget.spend()
        sink.append(secret)

    return write


def _branches(branches: list[tuple[Evaluate | None, list[Write]]]) -> Write:
    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        for test, body in branches:
            if test is None or truth(test(scope, budget)):
                for inner in body:
                    inner(scope, budget, sink)
                return

    return write


def _loop(name: str, evaluate: Evaluate, body: list[Write]) -> Write:
    def write(scope: Scope, budget: Budget, sink: Sink) -> None:
        items = _items(evaluate(scope, budget))
        inner = _Inner(scope)
        last = len(items) - 1
        for index, item in enumerate(items):
            budget.spend()
            inner.names[name] = item
            inner.names["loop"] = {"index": index + 1, "first": index == 0, "last": index == last}
            for part in body:
                part(inner, budget, sink)

    return write


def _items(value: Any) -> list[Any] | tuple[Any, ...]:
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, Mapping):
        return list(value)
    raise TypeMismatch(f"A loop needs a list, not a {kind(value)}.")
