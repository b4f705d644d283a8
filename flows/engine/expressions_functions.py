"""The fixed list of functions, callable as `name(a, b)` and as filter `a | name: b`."""

from __future__ import annotations

from flows.engine.expressions_dates import DATES
from flows.engine.expressions_lists import LISTS
from flows.engine.expressions_numbers import NUMBERS
from flows.engine.expressions_signature import Function, Parameter
from flows.engine.expressions_texts import TEXTS

__all__ = ["FUNCTIONS", "Function", "Parameter"]

FUNCTIONS: dict[str, Function] = {**TEXTS, **NUMBERS, **LISTS, **DATES}
