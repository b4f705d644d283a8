"""A syntax tree to one closure. Every closure pays its operation before it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from flows.engine.expressions_errors import Budget
from flows.engine.expressions_functions import FUNCTIONS
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
    Path,
)
from flows.engine.expressions_values import (
    bounded,
    calculate,
    contains,
    equal,
    look_up,
    measure,
    number_of,
    ordered,
    truth,
)


class Scope(Protocol):
    """Where names are looked up: a mapping, or a turn that is running. None for what has no value."""

    def get(self, name: str, /) -> Any: ...


Evaluate = Callable[[Scope, Budget], Any]


def compile_node(node: Node) -> Evaluate:
    """The closure that evaluates a tree."""
    match node:
        case Literal(value):
            return _literal(value)
        case Name(name):
            return _name(name)
        case Path(base, keys):
            return _path(compile_node(base), keys)
        case Chain(first, ((operator, operand),)):
            return _operation(operator, compile_node(first), compile_node(operand))
        case Chain(first, rest):
            return _chain(compile_node(first), [(o, compile_node(n)) for o, n in rest])
        case Compare(operator, left, right):
            return _compare(operator, compile_node(left), compile_node(right))
        case Not(operand):
            return _not(compile_node(operand))
        case Negate(operand):
            return _negate(compile_node(operand))
        case Logic(operator, operands):
            return _logic(operator, [compile_node(operand) for operand in operands])
        case Either(test, then, otherwise):
            return _either(compile_node(test), compile_node(then), compile_node(otherwise))
        case Call(function, arguments):
            return _call(function, [compile_node(argument) for argument in arguments])
        case ListOf(items):
            return _list([compile_node(item) for item in items])
        case ObjectOf(pairs):
            return _object([(compile_node(key), compile_node(item)) for key, item in pairs])


def _literal(value: Any) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        if budget.operations < 1:
            budget.spend()
        budget.operations -= 1  # not by a call: there is no commoner operation than this one and the next
        return value

    return evaluate


def _name(name: str) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        if budget.operations < 1:
            budget.spend()
        budget.operations -= 1
        return scope.get(name)

    return evaluate


def _path(base: Evaluate, keys: tuple[Node, ...]) -> Evaluate:
    compiled = [compile_node(key) for key in keys]

    def evaluate(scope: Scope, budget: Budget) -> Any:
        value = base(scope, budget)
        for key in compiled:
            value = look_up(value, key(scope, budget))
        return value

    return evaluate


def _chain(first: Evaluate, rest: list[tuple[str, Evaluate]]) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        value = first(scope, budget)
        for operator, operand in rest:
            budget.spend()
            value = calculate(operator, value, operand(scope, budget), budget)
        return value

    return evaluate


def _operation(operator: str, left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        a = left(scope, budget)
        budget.spend()
        return calculate(operator, a, right(scope, budget), budget)

    return evaluate


def _compare(operator: str, left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> bool:
        a = left(scope, budget)
        b = right(scope, budget)
        if operator == "==":
            return equal(a, b, budget)
        if operator == "!=":
            return not equal(a, b, budget)
        if operator == "in":
            return contains(b, a, budget)
        if operator == "not in":
            return not contains(b, a, budget)
        budget.spend()
        return ordered(operator, a, b, budget)

    return evaluate


def _not(operand: Evaluate) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> bool:
        return not truth(operand(scope, budget))

    return evaluate


def _negate(operand: Evaluate) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        return bounded(-number_of(operand(scope, budget), "'-'"))

    return evaluate


def _logic(operator: str, operands: list[Evaluate]) -> Evaluate:
    decides = operator == "or"

    def evaluate(scope: Scope, budget: Budget) -> bool:
        for operand in operands:
            if truth(operand(scope, budget)) is decides:
                return decides
        return not decides

    return evaluate


def _either(test: Evaluate, then: Evaluate, otherwise: Evaluate) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> Any:
        chosen = then if truth(test(scope, budget)) else otherwise
        return chosen(scope, budget)

    return evaluate


def _call(name: str, arguments: list[Evaluate]) -> Evaluate:
    function = FUNCTIONS[name]
    apply = function.apply
    reads = function.reads

    def evaluate(scope: Scope, budget: Budget) -> Any:
        budget.spend()
        return apply(budget, *[argument(scope, budget) for argument in arguments])

    def evaluate_reading(scope: Scope, budget: Budget) -> Any:
        budget.spend()
        values = [argument(scope, budget) for argument in arguments]
        return apply(budget, *values, **{keyword: scope.get(key) for keyword, key in reads})

    return evaluate_reading if reads else evaluate


def _list(items: list[Evaluate]) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> list[Any]:
        value = [item(scope, budget) for item in items]
        # All of it, not one for the list: [x, x] of [x, x] of… would double for one operation each.
        measure(value, budget)
        return value

    return evaluate


def _object(pairs: list[tuple[Evaluate, Evaluate]]) -> Evaluate:
    def evaluate(scope: Scope, budget: Budget) -> dict[str, Any]:
        value = {key(scope, budget): item(scope, budget) for key, item in pairs}
        measure(value, budget)
        return value

    return evaluate
