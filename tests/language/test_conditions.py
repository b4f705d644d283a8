"""Conditions as the document writes them."""

import pytest

from flows.engine.conditions import compile_condition
from flows.engine.expressions import Budget, BudgetExceeded, LanguageError


def holds(condition, intent=None, **scope):
    return compile_condition(condition).holds(scope, Budget(), intent)


def compared(op, value, variable):
    return holds({"variable": "v", "op": op, "value": value}, v=variable)


@pytest.mark.parametrize(
    ("variable", "op", "value", "expected"),
    [
        ("large", "==", "large", True),
        ("large", "!=", "large", False),
        (5, ">", 3, True),
        ("5", ">", 3, True),
        (5, "==", "5", True),
        ("a few", ">", 3, False),
        (None, "<", 3, False),
        (3, "<=", 3, True),
        (True, "==", "true", True),
        (["a", "b"], "contains", "b", True),
        ("hello", "contains", "ell", True),
        (None, "contains", "x", False),
        ("b", "in", ["a", "b"], True),
        (2, "in", ["1", "2"], True),
        ("AC-845", "matches", "^[A-Z]{2}-\\d+$", True),
        (None, "matches", ".*", False),
        ("", "set", None, False),
        (0, "set", None, True),
        (None, "unset", None, True),
    ],
)
def test_operators(variable, op, value, expected):
    assert compared(op, value, variable) is expected


def test_parts_combine():
    adult = {"variable": "age", "op": ">=", "value": 18}
    asks = {"intent": "order"}
    assert holds({"all": [adult, asks]}, intent="order", age=20)
    assert not holds({"all": [adult, asks]}, intent="greet", age=20)
    assert holds({"any": [adult, asks]}, intent="order")
    assert holds({"not": asks})
    assert holds({"expression": "age > 3 and name == 'Ann'"}, age=4, name="Ann")
    assert holds({"all": []}) and not holds({"any": []})


def test_a_variable_may_be_a_path():
    assert holds({"variable": "reply.body.ok", "op": "==", "value": True},
                 reply={"body": {"ok": True}})  # fmt: skip


@pytest.mark.parametrize(
    "condition",
    [
        {},
        [],
        {"all": "x"},
        {"variable": "a", "op": "~", "value": 1},
        {"variable": "a", "op": "matches", "value": "(a"},
        {"variable": "a", "op": "matches", "value": "(?=a)"},
        {"expression": "a =="},
        {"expression": "secret.key == 'a'"},
    ],
)
def test_what_cannot_be_read_is_refused(condition):
    with pytest.raises(LanguageError):
        compile_condition(condition)


def test_nesting_is_bounded():
    deep = {"intent": "a"}
    for _ in range(100):
        deep = {"not": deep}
    with pytest.raises(LanguageError):
        compile_condition(deep)


def test_an_evil_pattern_on_a_long_text_is_paid_for_and_linear():
    evil = {"variable": "v", "op": "matches", "value": "(a+)+$"}
    assert not compile_condition(evil).holds({"v": "a" * 10_000 + "!"}, Budget(), None)
    with pytest.raises(BudgetExceeded):
        compile_condition(evil).holds({"v": "a" * 200_000 + "!"}, Budget(), None)


def test_a_condition_tells_what_it_reads():
    condition = compile_condition({"any": [{"variable": "a", "op": "set"}, {"expression": "b.c > 1"},
                                           {"not": {"intent": "stop"}}]})  # fmt: skip
    assert condition.names == {"a", "b"}
    assert condition.intents == {"stop"}
