"""The syntax tree of an expression: small, frozen, walked by the compiler and by lint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    value: Any
    offset: int


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Path:
    """`base.key[key]…`; a `.key` is a Literal text."""

    base: Node
    keys: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Arithmetic of one precedence, left to right: `first op operand op operand…`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Compare:
    operator: str
    left: Node
    right: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over two or more operands."""

    operator: str
    operands: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Either:
    """`then if test else otherwise`."""

    test: Node
    then: Node
    otherwise: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class ListOf:
    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class ObjectOf:
    items: tuple[tuple[Node, Node], ...]
    offset: int


Node = Literal | Name | Path | Chain | Compare | Not | Negate | Logic | Either | Call | ListOf | ObjectOf


def children(node: Node) -> tuple[Node, ...]:
    """The direct operands of a node, in source order."""
    match node:
        case Path(base, keys):
            return (base, *keys)
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Compare(_, left, right):
            return (left, right)
        case Not(operand) | Negate(operand):
            return (operand,)
        case Logic(_, operands):
            return operands
        case Either(test, then, otherwise):
            return (then, test, otherwise)
        case Call(_, arguments):
            return arguments
        case ListOf(items):
            return items
        case ObjectOf(pairs):
            return tuple(part for pair in pairs for part in pair)
        case _:
            return ()


def walk(node: Node) -> list[Node]:
    """The node and all below it, parents first."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(reversed(children(here)))
    return found


def names_in(node: Node) -> frozenset[str]:
    """Names of the variables an expression reads (roots of paths only)."""
    return frozenset(found.name for found in walk(node) if isinstance(found, Name))
