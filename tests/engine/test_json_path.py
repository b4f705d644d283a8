"""Paths into JSON never raise on the data, and only PathError on what is no path."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from flows.engine.json_path import MOST_FOUND, PathError, compile_path, find_path

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JSON, some.text(alphabet="$.[]'\"*ab01-x ", max_size=20))
def test_any_text_is_a_path_or_an_error(value: Any, source: str) -> None:
    try:
        parts = compile_path(source)
    except PathError:
        return
    found = find_path(value, parts)
    assert None not in parts or isinstance(found, list)


@pytest.mark.parametrize("source", ["$..a", "$.a[?(@.b)]", "$.a[", "$.a]", "a b", "$.a[1:2]", "$.", "x" * 500])
def test_what_is_no_path(source: str) -> None:
    with pytest.raises(PathError):
        compile_path(source)


def test_the_whole_body() -> None:
    assert find_path({"a": 1}, compile_path("$")) == {"a": 1}


def test_a_wide_body_is_cut() -> None:
    wide = [[0] * 100] * 100
    assert len(find_path(wide, compile_path("$[*][*]"))) == MOST_FOUND
