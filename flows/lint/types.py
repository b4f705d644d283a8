"""Conditions and expressions whose types cannot fit, as far as declared types show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.engine.conditions import parts_of
from flows.engine.expressions import FUNCTIONS, LanguageError, compile_expression
from flows.engine.expressions_tree import (
    Call,
    Chain,
    Compare,
    Either,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    ObjectOf,
    walk,
)
from flows.engine.expressions_values import kind, read_number
from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.references import References

Types = Mapping[str, str]
_ORDER = frozenset({"<", "<=", ">", ">="})
_NEEDS_VALUE = frozenset({"==", "!=", "contains", "in", "matches"}) | _ORDER


def find(index: Index, references: References) -> Iterator[Finding]:
    declared = {name: str(body.get("type", "any")) for name, (body, _) in index.named("variables").items()}
    types = {name: "text" if of == "date" else of for name, of in declared.items() if of != "any"}
    for condition, place in references.conditions:
        for part in parts_of(condition):
            if "variable" in part:
                yield from _comparison(part, types, place)
    for source, place in references.expressions:
        try:
            tree = compile_expression(source).tree
        except LanguageError:
            continue
        for node in walk(tree):
            problem = _problem(node, types)
            if problem:
                yield Finding("warning", "type", place, problem)


def _comparison(part: Mapping[str, Any], types: Types, place: Place) -> Iterator[Finding]:
    operator, of = part.get("op"), types.get(str(part.get("variable")))
    if operator in _NEEDS_VALUE and part.get("value") in (None, ""):
        yield Finding("warning", "type", place, f"“{part['variable']}” is compared with nothing.")
        return
    value = part.get("value")
    wrong = (
        (operator in _ORDER and of in ("boolean", "list", "object"))
        or (operator in _ORDER and of == "number" and not _numeric(value))
        or (operator in ("==", "!=") and of == "number" and not _numeric(value))
        or (operator in ("==", "!=") and of == "boolean" and str(value).lower() not in ("true", "false"))
        or (operator in ("contains", "matches") and of in ("number", "boolean"))
    )
    if wrong:
        yield Finding("warning", "type", place, f"“{part['variable']}” is a {of}; “{operator} {value}” can never hold.")


def _numeric(value: Any) -> bool:
    if isinstance(value, str):
        return read_number(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _problem(node: Node, types: Types) -> str | None:
    match node:
        case Chain(first, rest):
            operands = [first, *(operand for _, operand in rest)]
            found = next(
                (of for of in (_type(operand, types) for operand in operands) if of not in (None, "number")), None
            )
            if found and any(operator != "+" for operator, _ in rest):
                return f"A {found} is calculated with like a number."
        case Compare(operator, left, right) if operator in _ORDER:
            sides = (_type(left, types), _type(right, types))
            if None not in sides and sides not in (("number", "number"), ("text", "text")):
                return f"A {sides[0]} is compared with a {sides[1]}."
        case Compare(operator, left, right) if operator in ("==", "!="):
            sides = (_type(left, types), _type(right, types))
            if None not in sides and "null" not in sides and sides[0] != sides[1]:
                return f"A {sides[0]} never equals a {sides[1]}."
    return None


def _type(node: Node, types: Types) -> str | None:
    """The type of a value where it can be seen, else None."""
    match node:
        case Literal(value):
            return kind(value)
        case Name(name):
            return types.get(name)
        case Not() | Compare():
            return "boolean"
        case Logic():
            return "boolean"
        case Negate():
            return "number"
        case ListOf():
            return "list"
        case ObjectOf():
            return "object"
        case Call(function):
            returns = FUNCTIONS[function].returns
            return None if returns == "any" else returns
        case Chain(_, rest) if any(operator != "+" for operator, _ in rest):
            return "number"
        case Either():
            return None
        case _:
            return None
