"""What the type checker says, and that it is right: what it lets pass never meets a value of the wrong kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.expressions import FUNCTIONS, Budget, BudgetExceeded, EvaluationError, compile_expression
from flows.engine.expressions_check import check_types
from flows.engine.expressions_errors import TypeMismatch
from flows.engine.expressions_types import ENGINE_VARIABLES, declared_type
from flows.engine.templates import compile_template, read_template
from flows.engine.templates_check import check_template_types

TYPES = {
    "age": declared_type("number"),
    "count": declared_type("number", always_set=True),
    "name": declared_type("text"),
    "paid": declared_type("boolean"),
    "guests": declared_type("list"),
    "order": declared_type("object"),
    "said": ENGINE_VARIABLES["said"][0],
}


def problems(source):
    return [
        (problem.certainty, problem.offset) for problem in check_types(compile_expression(source).tree, TYPES).problems
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("count + 1", []),
        ("count + age", [("empty", 8)]),
        ("name * 2", [("wrong", 0)]),
        ("paid + 1", [("wrong", 0)]),
        ("upper(guests)", [("wrong", 6)]),
        ("sum(['a', 'b'])", [("wrong", 4)]),
        ("age > 'x'", [("wrong", 4)]),
        ("age > 3 and name == 'x'", []),
        ("name == 5", [("pointless", 5)]),
        ("said.txt", [("pointless", 0)]),
        ("said.text == 'x'", []),
        ("name.first", [("pointless", 0)]),
        ("3 in ['a']", [("pointless", 2)]),
        ("undeclared + 1", [("maybe", 0)]),
        ("money(count)", [("wrong", 0)]),
        ("min(count, 'a')", [("maybe", 0)]),
    ],
)
def test_problems_have_a_place_and_say_how_sure_they_are(source, expected):
    assert problems(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "age != null and age + 1 > 2",
        "age + 1 if age else 0",
        "not age or age * 2 > 4",
        "age == null or age * 2 > 4",
        "age > 3 and age * 2 < 9",
        "default(age, 0) + 1",
        "type(undeclared) == 'number' and undeclared * 2 > 1",
        "is_date(undeclared) and year(undeclared) > 2000",
        "name and upper(name)",
    ],
)
def test_a_test_for_empty_counts_where_it_holds(source):
    assert problems(source) == []


def test_a_test_that_came_out_the_other_way_does_not_count():
    assert problems("age + 1 if not age else 0") == [("empty", 0)]
    assert problems("age or age + 1 > 2") == [("empty", 7)]


def test_templates_are_checked_through_their_blocks():
    def found(source):
        pieces = read_template(source).pieces
        return [problem.certainty for problem in check_template_types(pieces, TYPES)]

    assert found("{{ name | upper }}{{ guests }}") == []
    assert found("{{ age + 1 }}{% if age %}{{ age + 1 }}{% else %}x{% endif %}") == ["empty"]
    assert found("{% if age == null %}none{% else %}{{ age * 2 }}{% endif %}") == []
    assert found("{% for x in count %}{% endfor %}") == ["wrong"]
    assert found("{% for x in range(3) %}{{ x * 2 }}{{ loop.index + 1 }}{% endfor %}") == []
    assert found("{% for x in ['a'] %}{{ x * 2 }}{% endfor %}") == ["wrong"]
    assert found("{{ price | money: 'EUR' }}") == ["maybe"]


# -- soundness ------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-3, 3)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
VALUES = {
    "age": st.none() | NUMBERS,
    "count": NUMBERS,
    "name": st.none() | st.text(max_size=5) | st.sampled_from(["2026-01-31", "12"]),
    "paid": st.none() | st.booleans(),
    "guests": st.none() | st.lists(JSON, max_size=3),
    "order": st.none() | st.dictionaries(st.text(max_size=2), JSON, max_size=3),
    "said": st.none() | st.fixed_dictionaries({"text": st.text(max_size=3), "intent": st.none() | st.text(max_size=3),
        "confidence": st.none() | NUMBERS, "entities": st.dictionaries(st.text(max_size=2), JSON, max_size=2)}),
    "anything": JSON,
}  # fmt: skip
ATOMS = st.sampled_from([
    *VALUES, "said.text", "said.entities", "order.a", "guests[0]", "1", "0", "2.5", "'x'", "''", "null", "true", "[]",
    "[1, 2]", "['a', 'b']", "{'a': 1}.a", "'number'",
])  # fmt: skip
BINARY = ("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "in", "not in", "and", "or")

PAIRED = ("default", "min", "max", "contains", "count")
SINGLE = ("sort", "sum", "first", "min", "round", "upper", "-", "not ")


def calls(inner):
    def call(name):
        function = FUNCTIONS[name]
        count = st.integers(function.fewest, min(function.most, 4))
        arguments = count.flatmap(lambda n: st.lists(inner, min_size=n, max_size=n))
        return arguments.map(lambda given: f"{name}({', '.join(given)})")

    return st.sampled_from([name for name, function in FUNCTIONS.items() if function.check is None]).flatmap(call)


EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: (
        st.tuples(inner, st.sampled_from(BINARY), inner).map(lambda of: f"({of[0]} {of[1]} {of[2]})")
        | st.tuples(inner, inner, inner).map(lambda of: f"({of[0]} if {of[1]} else {of[2]})")
        | st.lists(inner, max_size=3).map(lambda of: f"[{', '.join(of)}]")
        | st.tuples(st.sampled_from(PAIRED), inner, inner).map(lambda of: f"{of[0]}({of[1]}, {of[2]})")
        | st.tuples(st.sampled_from(SINGLE), inner).map(lambda of: f"({of[0]}({of[1]}))")
        | calls(inner)
    ),
    max_leaves=6,
)  # fmt: skip


def kind_fits(value, type_):
    from flows.engine.expressions_values import kind

    if kind(value) not in type_.kinds:
        return False
    return not isinstance(value, list) or type_.item is None or all(kind_fits(item, type_.item) for item in value)


@settings(max_examples=1500, deadline=None)
@given(EXPRESSIONS, st.fixed_dictionaries(VALUES))
def test_what_type_checks_never_meets_a_value_of_the_wrong_kind(source, scope):
    expression = compile_expression(source)
    checked = check_types(expression.tree, TYPES)
    certainties = {problem.certainty for problem in checked.problems}
    try:
        value = expression.evaluate({**scope, "now": 0}, Budget())
    except TypeMismatch as error:
        assert certainties - {"pointless"}, f"{source}: {error}"
    except (EvaluationError, BudgetExceeded):
        pass
    else:
        if not certainties - {"pointless"}:
            assert kind_fits(value, checked.type), f"{source} gave {value!r}, not {checked.type}"


@settings(max_examples=500, deadline=None)
@given(EXPRESSIONS, st.fixed_dictionaries(VALUES))
def test_templates_that_type_check_never_meet_one_either(source, scope):
    template = f"{{% for x in {source} %}}{{{{ x }}}}{{% endfor %}}{{% if {source} %}}{{{{ {source} }}}}{{% endif %}}"
    checked = check_template_types(read_template(template).pieces, TYPES)
    if {problem.certainty for problem in checked} <= {"pointless"}:
        try:
            compile_template(template).render(scope, Budget())
        except TypeMismatch as error:
            raise AssertionError(f"{source}: {error}") from error
        except (EvaluationError, BudgetExceeded):
            pass
