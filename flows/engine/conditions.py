"""Conditions `C` of the document: all, any, not, intent, a comparison, an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.engine.expressions_compile import Scope, compile_node
from flows.engine.expressions_errors import Budget, EvaluationError, LanguageError
from flows.engine.expressions_parser import parse_expression
from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.engine.expressions_tree import Name, names_in, walk
from flows.engine.expressions_values import (
    contains,
    equal,
    ordered,
    read_number,
    text_of,
    truth,
)

__all__ = ["OPERATORS", "Condition", "compile_condition"]

OPERATORS = ("==", "!=", ">", ">=", "<", "<=", "contains", "in", "matches", "set", "unset")
MAX_DEPTH = 16
MAX_PARTS = 200

Test = Callable[[Scope, Budget, str | None], bool]


class Condition:
    """A compiled condition; `names` are the variables and `intents` the intents it asks for."""

    __slots__ = ("_test", "intents", "names")

    def __init__(self, test: Test, names: frozenset[str], intents: frozenset[str]) -> None:
        self._test = test
        self.names = names
        self.intents = intents

    def holds(self, scope: Scope, budget: Budget, intent: str | None) -> bool:
        """Whether it is true now; `intent` is the best one of this turn, if any.

        Raises EvaluationError and BudgetExceeded.
        """
        return self._test(scope, budget, intent)


def compile_condition(condition: Mapping[str, Any]) -> Condition:
    """Reads a condition; raises LanguageError."""
    reading = _Reading()
    test = reading.compile(condition, 0)
    return Condition(test, frozenset(reading.names), frozenset(reading.intents))


class _Reading:
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.intents: set[str] = set()
        self._parts = 0

    def compile(self, condition: Any, depth: int) -> Test:
        self._parts += 1
        if depth > MAX_DEPTH or self._parts > MAX_PARTS:
            raise LanguageError("This condition has too many parts.")
        if not isinstance(condition, Mapping):
            raise LanguageError("A condition is an object.")
        if "all" in condition:
            return _all([self.compile(part, depth + 1) for part in _listed(condition, "all")])
        if "any" in condition:
            return _any([self.compile(part, depth + 1) for part in _listed(condition, "any")])
        if "not" in condition:
            return _not(self.compile(condition["not"], depth + 1))
        if "intent" in condition:
            self.intents.add(str(condition["intent"]))
            return _intent(str(condition["intent"]))
        if "expression" in condition:
            return self._expression(str(condition["expression"]))
        if "variable" in condition:
            return self._comparison(condition)
        raise LanguageError("A condition is one of all, any, not, intent, variable, expression.")

    def _expression(self, source: str) -> Test:
        tree = parse_expression(source)
        self.names |= names_in(tree)
        evaluate = compile_node(tree)

        def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
            return truth(evaluate(scope, budget))

        return test

    def _comparison(self, condition: Mapping[str, Any]) -> Test:
        operator = condition.get("op")
        if operator not in OPERATORS:
            raise LanguageError(f"{operator!r} is not a comparison.")
        value = condition.get("value")
        if operator == "matches":
            _pattern(value)
        # A variable may be written as a path: user.name
        tree = parse_expression(str(condition["variable"]))
        self.names |= {node.name for node in walk(tree) if isinstance(node, Name)}
        evaluate = compile_node(tree)
        compare = _COMPARISONS[operator]

        def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
            return compare(evaluate(scope, budget), value, budget)

        return test


def _listed(condition: Mapping[str, Any], key: str) -> list[Any]:
    parts = condition[key]
    if not isinstance(parts, list):
        raise LanguageError(f"{key!r} needs a list of conditions.")
    return parts


def _all(tests: list[Test]) -> Test:
    def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
        budget.spend()
        return all(part(scope, budget, intent) for part in tests)

    return test


def _any(tests: list[Test]) -> Test:
    def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
        budget.spend()
        return any(part(scope, budget, intent) for part in tests)

    return test


def _not(inner: Test) -> Test:
    def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
        return not inner(scope, budget, intent)

    return test


def _intent(name: str) -> Test:
    def test(scope: Scope, budget: Budget, intent: str | None) -> bool:
        budget.spend()
        return intent == name

    return test


def _pattern(value: Any) -> None:
    try:
        compile_pattern(value if isinstance(value, str) else "")
    except PatternError as error:
        raise LanguageError(str(error)) from error


def _alike(value: Any, other: Any) -> tuple[Any, Any]:
    """Both sides in one type where a form left a number as text: "5" beside 5."""
    if isinstance(value, str) and _is_number(other):
        return _as_number(value), other
    if _is_number(value) and isinstance(other, str):
        return value, _as_number(other)
    if isinstance(value, bool) and isinstance(other, str):
        return value, {"true": True, "false": False}.get(other.strip().lower(), other)
    return value, other


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_number(text: str) -> Any:
    number = read_number(text)
    return text if number is None else number


def _equal(value: Any, other: Any, budget: Budget) -> bool:
    return equal(*_alike(value, other), budget)


def _unequal(value: Any, other: Any, budget: Budget) -> bool:
    return not equal(*_alike(value, other), budget)


def _ordering(operator: str) -> Callable[[Any, Any, Budget], bool]:
    def compare(value: Any, other: Any, budget: Budget) -> bool:
        budget.spend()
        try:
            return ordered(operator, *_alike(value, other), budget)
        except EvaluationError:
            # "a few" is not more than 3: a visitor's words decide against, they are no error.
            return False

    return compare


def _contains(value: Any, other: Any, budget: Budget) -> bool:
    if isinstance(value, bool | int | float):
        return False
    return contains(value, other, budget)


def _in(value: Any, other: Any, budget: Budget) -> bool:
    if isinstance(other, list):
        return any(_equal(value, item, budget) for item in other)
    return _contains(other, value, budget)


def _matches(value: Any, other: Any, budget: Budget) -> bool:
    if value is None or isinstance(value, list | Mapping):
        return False
    text = text_of(value, "matches", budget)
    pattern = compile_pattern(str(other))
    budget.spend(pattern.cost(text))
    return pattern.found_in(text)


def _set(value: Any, other: Any, budget: Budget) -> bool:
    budget.spend()
    return value is not None and value != ""


def _unset(value: Any, other: Any, budget: Budget) -> bool:
    return not _set(value, other, budget)


_COMPARISONS: dict[str, Callable[[Any, Any, Budget], bool]] = {
    "==": _equal,
    "!=": _unequal,
    ">": _ordering(">"),
    ">=": _ordering(">="),
    "<": _ordering("<"),
    "<=": _ordering("<="),
    "contains": _contains,
    "in": _in,
    "matches": _matches,
    "set": _set,
    "unset": _unset,
}


def parts_of(condition: Any) -> Iterator[Mapping[str, Any]]:
    """A condition and all conditions inside of it, for validation and lint."""
    waiting = [condition]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            yield here
            for key in ("all", "any"):
                inner = here.get(key)
                waiting.extend(inner if isinstance(inner, list) else [])
            if "not" in here:
                waiting.append(here["not"])
