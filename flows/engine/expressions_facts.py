"""What is known about variables where a test has come out one way: `name and upper(name)` reads a name that is set."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.expressions_tree import Call, Compare, Literal, Logic, Name, Node, Not
from flows.engine.expressions_types import ANY, KINDS, TEXT, Type, of

SET = ANY.without_null()
_ORDER = frozenset({"<", "<=", ">", ">="})


def facts(test: Node, *, holds: bool) -> Mapping[str, Type]:
    """Types of the variables that a test tells something about, where it holds or where it does not."""
    match test:
        case Not(operand):
            return facts(operand, holds=not holds)
        case Name(name) if holds:
            return {name: SET}
        case Logic(operator, operands) if (operator == "and") is holds:
            known: dict[str, Type] = {}
            for operand in operands:
                for name, type_ in facts(operand, holds=holds).items():
                    known[name] = Type(known.get(name, ANY).kinds & type_.kinds)
            return known
        case Call("is_date", (Name(name),)) if holds:
            return {name: TEXT}
        case Compare(operator, left, right):
            return _compared(operator, left, right, holds=holds)
        case _:
            return {}


def _compared(operator: str, left: Node, right: Node, *, holds: bool) -> Mapping[str, Type]:
    if operator in _ORDER and holds:
        # Beside null nothing is larger or smaller.
        return {side.name: SET for side in (left, right) if isinstance(side, Name)}
    if operator == ("in" if holds else "not in"):
        return {right.name: SET} if isinstance(right, Name) else {}
    if operator not in ("==", "!="):
        return {}
    equal = (operator == "==") is holds
    for one, other in ((left, right), (right, left)):
        match one, other:
            case Name(name), Literal(None) if not equal:
                return {name: SET}
            case Name(name), Literal(value) if equal and value is not None:
                return {name: SET}
            case Call("type", (Name(name),)), Literal(str(kind)) if equal and kind in KINDS:
                return {name: of(kind)}
    return {}
