"""Typed records and conditions on them, away from any database."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from flows.engine.problem import StepProblem
from flows.engine.tables import OPERATORS, find_table, in_order, row_holds, typed_row, typed_where

TABLE = {
    "name": "t",
    "columns": [
        {"name": "text", "type": "text", "required": True},
        {"name": "number", "type": "number"},
        {"name": "yes", "type": "boolean"},
        {"name": "list", "type": "list"},
        {"name": "any", "type": "any"},
    ],
}
NAMES = [one["name"] for one in TABLE["columns"]]
VALUES = some.none() | some.booleans() | some.integers(-5, 5) | some.floats(allow_nan=False) | some.text(max_size=3)
ANYTHING = VALUES | some.lists(VALUES, max_size=3) | some.dictionaries(some.text(max_size=2), VALUES, max_size=2)


@settings(max_examples=300, deadline=None)
@given(
    some.dictionaries(some.sampled_from(NAMES), ANYTHING),
    some.sampled_from(NAMES),
    some.sampled_from(OPERATORS),
    ANYTHING,
)
def test_no_value_breaks_a_condition(row: dict[str, Any], column: str, op: str, value: Any) -> None:
    """Whatever is stored and whatever is asked: true, false, or a problem with words."""
    try:
        where = typed_where(TABLE, [{"column": column, "op": op, "value": value}])
    except StepProblem as problem:
        assert problem.code in ("type", "table")
        return
    held = row_holds({"id": 1, **row}, where)
    assert isinstance(held, bool)
    if op in ("set", "unset"):
        other = "unset" if op == "set" else "set"
        assert held != row_holds({"id": 1, **row}, typed_where(TABLE, [{"column": column, "op": other}]))


@settings(max_examples=100, deadline=None)
@given(some.lists(some.fixed_dictionaries({"any": ANYTHING}), max_size=6), some.booleans())
def test_any_rows_can_be_put_in_order(rows: list[dict[str, Any]], descending: bool) -> None:
    ordered = in_order(rows, "any", descending=descending)
    assert len(ordered) == len(rows)
    filled = [one["any"] is not None for one in ordered]
    assert filled == sorted(filled, reverse=True), "those without a value come last"


def test_a_whole_row_needs_what_is_required_and_a_change_does_not() -> None:
    assert typed_row(TABLE, {"number": "2,5"}, whole=False) == {"number": 2.5}
    with pytest.raises(StepProblem, match="must not be empty"):
        typed_row(TABLE, {"number": "2"}, whole=True)
    with pytest.raises(StepProblem, match="must not be empty"):
        typed_row(TABLE, {"text": ""}, whole=False)
    assert typed_row(TABLE, {"text": "x", "number": "", "yes": "ja"}, ["de"], whole=True) == {
        "text": "x",
        "number": None,
        "yes": True,
    }


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(StepProblem, match="no table"):
        find_table({"tables": [TABLE]}, "other")
