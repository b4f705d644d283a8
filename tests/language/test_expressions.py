"""What authors may write in an expression, and what it gives."""

import contextlib

import pytest

from flows.engine.expressions import (
    Budget,
    BudgetExceeded,
    EvaluationError,
    LanguageError,
    compile_expression,
)

SCOPE = {
    "count": 4,
    "size": "large",
    "guests": ["Ann", "Bo"],
    "order": {"lines": [{"price": 7.5}, {"price": 2}]},
    "now": 1_700_000_000,
    "empty": "",
}


def value_of(source, **more):
    return compile_expression(source).evaluate({**SCOPE, **more}, Budget())


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 / 4", 2.5),
        ("10 / 5", 2),
        ("-2 ** 2", -4),
        ("2 ** 10", 1024),
        ("7 % 3", 1),
        ("count > 3 and size == 'large'", True),
        ("count > 9 or not (size == 'small')", True),
        ("'Bo' in guests and 'Cy' not in guests", True),
        ("'arg' in size", True),
        ("order.lines[0].price + order.lines[-1].price", 9.5),
        ("order['lines'][1]['price']", 2),
        ("'big' if count > 3 else 'small'", "big"),
        ("'a' + 1 + null + true", "a1true"),
        ("[1, 2] + [3]", [1, 2, 3]),
        ("{'a': 1, b: [true]}", {"a": 1, "b": [True]}),
        ("1 == true", False),
        ("1 == 1.0", True),
        ("[1, {'a': 2}] == [1, {'a': 2}]", True),
        ("'\\u00e9\\n'", "é\n"),
        ("9223372036854775807 + 1", 9.223372036854775807e18),
    ],
)
def test_operators_give_typed_values(source, value):
    assert value_of(source) == value
    assert type(value_of(source)) is type(value)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("length(size) + length(guests) + length(null)", 7),
        ("upper(lower('AbC'))", "ABC"),
        ("trim('  a ')", "a"),
        ("round(2.675, 2)", 2.68),
        ("round(-2.5)", -3),
        ("floor(2.7) + ceil(2.1) + abs(-1)", 6),
        ("min(3, 1, 2) + max([4, 9])", 10),
        ("sum([1, 2, 3.5])", 6.5),
        ("first(guests) + last(guests)", "AnnBo"),
        ("join(guests, ' & ')", "Ann & Bo"),
        ("split('a,b', ',')", ["a", "b"]),
        ("slice('abcdef', 1, 3)", "bcd"),
        ("contains(guests, 'Bo')", True),
        ("starts_with(size, 'la') and ends_with(size, 'ge')", True),
        ("replace('a.b.c', '.', '+')", "a+b+c"),
        ("number(' 12 ') + number('3.5')", 15.5),
        ("number('a dozen')", None),
        ("number('inf')", None),
        ("text(3.0)", "3"),
        ("json(order.lines)", '[{"price":7.5},{"price":2}]'),
        ("default(empty, 'nothing')", "nothing"),
        ("range(1, 4)", [1, 2, 3]),
        ("without(guests, ['Bo']) + without(null, [1])", ["Ann"]),
        ("matches(size, '^l.*e$')", True),
        ("format_date(now, 'YYYY-MM-DD HH:mm')", "2023-11-14 22:13"),
        ("format_date('2024-02-28', 'D.M.YY')", "28.2.24"),
        ("format_time('17:05', 'h:mm A')", "5:05 PM"),
        ("add_days('2024-02-28', 2)", "2024-03-01"),
        ("days_between('2024-02-28', '2024-03-01')", 2),
        ("weekday('2024-02-29')", 4),
    ],
)
def test_functions(source, value):
    assert value_of(source) == value


def test_filters_belong_to_templates():
    with pytest.raises(LanguageError):
        compile_expression("a | upper")


def test_dates_are_told_in_the_visitors_zone():
    assert value_of("format_time(now)", timezone="Europe/Paris") == "23:13"
    with pytest.raises(EvaluationError):
        value_of("format_time(now)", timezone="Nowhere/../../etc")


def test_a_variable_that_is_not_there_is_null():
    assert value_of("nobody") is None
    assert value_of("nobody.name[3].x") is None
    assert value_of("nobody > 3 or nobody < 3") is False
    assert value_of("'a' in nobody") is False


def test_python_objects_have_no_attributes_here():
    for source in ("size.upper", "guests.append", "order.__class__", "count.real", "order.items"):
        assert value_of(source) is None
    with pytest.raises(LanguageError):
        compile_expression("().__class__")


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("a &&  b", 2),
        ("a = 1", 2),
        ("'open", 0),
        ("1 +", 3),
        ("(1", 2),
        ("1 < 2 < 3", 2),
        ("nope(1)", 0),
        ("lower()", 0),
        ("secret.key", 0),
        ("matches(a, '(')", 0),
        ("matches(a, b)", 0),
        ("99999999999999999999", 0),
        ("a ; b", 2),
    ],
)
def test_what_cannot_be_read_says_where(source, offset):
    with pytest.raises(LanguageError) as caught:
        compile_expression(source)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    "source",
    ["count / 0", "count % 0", "size * 2", "count < size", "null + 1", "sum(size)", "-size",
     "1e308 * 10", "(-8) ** 0.5", "add_days('soon', 1)", "format_date(1e30)", "range(5000)"],
)  # fmt: skip
def test_values_that_do_not_fit_are_an_evaluation_error(source):
    with pytest.raises(EvaluationError):
        value_of(source)


@pytest.mark.parametrize(
    "source",
    [
        "9 ** 9999999",
        "9 ** 9 ** 9",
        "(" * 5000,
        "not " * 5000 + "1",
        "-" * 5000 + "1",
        "[" * 5000,
        "a" + ".b" * 3000,
        "a" + "[0]" * 3000,
        "1" + "+1" * 3000,
        "x if y else " * 600 + "z",
    ],
)
def test_odd_sources_end_quickly_and_without_a_crash(source):
    with contextlib.suppress(LanguageError, EvaluationError, BudgetExceeded):
        value_of(source)


def test_growth_stops_at_the_budget_before_it_happens():
    long = "x" * 30_000
    for source in (
        "replace(s, 'x', 'xxxxxxxxxxxxxxxx')",
        "s + s + s",
        "join([s, s, s])",
        "split(s, 'x')",
        "json([s, s, s])",
        "upper(s) + upper(s) + upper(s)",
    ):
        budget = Budget(operations=2_000, output=64_000)
        with pytest.raises(BudgetExceeded):
            compile_expression(source).evaluate({"s": long}, budget)


def test_values_cannot_double_for_one_operation_each():
    budget, value = Budget(), "x"
    doubling = compile_expression("[v, v]")
    with pytest.raises(BudgetExceeded):
        for _ in range(64):
            value = doubling.evaluate({"v": value}, budget)
    budget, value = Budget(), ["x"]
    doubling = compile_expression("v + v")
    with pytest.raises(BudgetExceeded):
        for _ in range(64):
            value = doubling.evaluate({"v": value}, budget)


def test_a_list_of_one_long_text_is_not_written_out_beyond_the_budget():
    many = ["x" * 30_000] * 1_000
    with pytest.raises(BudgetExceeded):
        compile_expression("split(v, ',')").evaluate({"v": many[0] * 3}, Budget())
    with pytest.raises(BudgetExceeded):
        compile_expression("json(v)").evaluate({"v": many}, Budget())


def test_a_budget_is_shared_by_all_that_uses_it():
    budget = Budget(operations=9)
    adding = compile_expression("a + 1 + 1")
    adding.evaluate({"a": 1}, budget)
    with pytest.raises(BudgetExceeded):
        adding.evaluate({"a": 1}, budget)


def test_an_expression_tells_which_variables_it_reads():
    assert compile_expression("a.b[c] + lower(d) if e else 'f'").names == {"a", "c", "d", "e"}
