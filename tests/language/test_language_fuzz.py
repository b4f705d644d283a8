"""Whatever an author writes, only the three promised errors come out, and quickly."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.expressions import (
    FUNCTIONS,
    Budget,
    BudgetExceeded,
    EvaluationError,
    LanguageError,
    compile_expression,
)
from flows.engine.templates import compile_template
from tests.language.fuzz import run
from tests.language.sources import expression, scope

WORDS = [
    *FUNCTIONS, "a", "b", "c.d", "items", "and", "or", "not", "in", "if", "else", "null", "true",
    "1", "0", "2.5", "9223372036854775807", "'x'", '"y"', "''", "(", ")", "[", "]", "{", "}", ",",
    ":", ".", "+", "-", "*", "/", "%", "**", "==", "<", ">=", "|", "secret", "'(a+'",
]  # fmt: skip
TAGS = ["{{", "}}", "{%", "%}", "if", "elif", "for", "x in", "endfor", "endif", "{#", "#}", "{{-"]

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
SEEDS = range(40)
SOURCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=40)
TEMPLATES = st.lists(st.sampled_from(WORDS + TAGS), max_size=30).map(" ".join) | st.text(max_size=60)
PROMISED = (LanguageError, EvaluationError, BudgetExceeded)


@settings(max_examples=400, deadline=None)
@given(SOURCES, VALUES, VALUES)
def test_expressions_raise_only_what_they_promise(source, a, b):
    with suppress(*PROMISED):
        compile_expression(source).evaluate({"a": a, "b": b, "items": [a, b]}, Budget())


@settings(max_examples=400, deadline=None)
@given(TEMPLATES, VALUES)
def test_templates_raise_only_what_they_promise(source, a):
    budget = Budget()
    with suppress(*PROMISED):
        text = compile_template(source).render({"a": a, "items": [a]}, budget)
        assert len(text) <= 64_000


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(VALUES, min_size=1, max_size=3))
def test_every_function_survives_every_value(name, values):
    scope = dict(zip("abc", values, strict=False))
    with suppress(*PROMISED):
        source = f"{name}({', '.join(list('abc')[: len(values)])})"
        compile_expression(source).evaluate(scope, Budget())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | TEMPLATES)
def test_a_value_comes_out_as_it_went_in(said):
    assert compile_template("<{{ said }}>").render({"said": said}, Budget()) == f"<{said}>"


@pytest.mark.parametrize("seed", SEEDS)
def test_random_sources_stay_within_their_fuel_and_bytes(seed):
    # The short form of tests/language/fuzz.py, which measures time as well.
    report = run(50, seed)
    assert report.failures == []
    assert report.largest.size <= 64_000


def test_every_operation_is_paid_for_before_it_is_done():
    dice = random.Random(5)
    for _ in range(300):
        source, values = expression(dice), scope(dice)
        with suppress(*PROMISED):
            compiled = compile_expression(source)
            spent = Budget()
            compiled.evaluate(values, spent)
            # With one operation less than it takes, it does not come to an end.
            with pytest.raises(BudgetExceeded):
                compiled.evaluate(values, Budget(operations=20_000 - spent.operations - 1))


def test_long_searches_cost_what_they_take():
    hay, needle = "a" * 29_000, "a" * 50 + "b" + "a" * 48
    budget = Budget()
    compile_expression("needle in hay").evaluate({"hay": hay, "needle": needle}, budget)
    assert 20_000 - budget.operations > 1_000
    with pytest.raises(BudgetExceeded):
        compile_expression("matches(hay, '[ab]*a[ab]{200}c')").evaluate({"hay": hay}, Budget())
