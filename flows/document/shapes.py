"""Schema errors as problems with exact pointers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from flows.document.checker import Check, compile_check
from flows.document.pointers import pointer
from flows.document.problems import Problem

MAX_PROBLEMS = 100
"""Of one part; a file of another kind would otherwise be answered with its own length in complaints."""

_CODES = {
    "additionalProperties": "unknown-key",
    "required": "missing",
    "type": "type",
    "enum": "value",
    "const": "value",
}


class Shape:
    """A schema that bodies are held against: quickly first, with words where they do not fit."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._check: Check | None = compile_check(schema)
        self._validator = Draft202012Validator(schema)

    def fits(self, body: Any) -> bool:
        return self._check(body) if self._check is not None else self._validator.is_valid(body)

    def problems(self, body: Any, base: str = "") -> list[Problem]:
        """What does not fit, with pointers below `base`."""
        if self.fits(body):
            return []
        found: dict[tuple[str, str, str], Problem] = {}
        for error in self._validator.iter_errors(body):
            for problem in _problems_of(error, base):
                found.setdefault((problem.pointer, problem.code, problem.detail), problem)
                if len(found) >= MAX_PROBLEMS:
                    return list(found.values())
        return list(found.values())


def _problems_of(error: ValidationError, base: str) -> Iterator[Problem]:
    deepest = _deepest(error)
    where = base + pointer(*deepest.absolute_path)
    keyword = str(deepest.validator)
    if keyword == "additionalProperties" and isinstance(deepest.instance, dict):
        allowed = _known(deepest)
        for key in deepest.instance:
            if key not in allowed:
                yield Problem(where + pointer(key), "unknown-key", f"There is no key {key[:80]!r} here.")
        return
    yield Problem(where, _CODES.get(keyword, keyword), _worded(keyword, deepest))


def _known(error: ValidationError) -> frozenset[str]:
    schema = error.schema
    return frozenset(schema.get("properties", ())) if isinstance(schema, Mapping) else frozenset()


def _deepest(error: ValidationError) -> ValidationError:
    """Of alternatives, the error of the one that came furthest: that is the one that was meant."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "type"))
    return error


def _worded(keyword: str, error: ValidationError) -> str:
    argument: Any = error.validator_value
    if keyword == "required":
        missing = re.search(r"^'(.+)' is a required", error.message)
        return f"The key {missing.group(1)!r} is missing." if missing else "A key is missing."
    if keyword == "type":
        names = argument if isinstance(argument, str) else " or ".join(argument)
        return f"This must be of the type {names}."
    if keyword == "enum":
        return f"This must be one of {', '.join(map(str, argument))}."
    if keyword == "const":
        return f"This must be {argument!r}."
    if keyword == "pattern":
        return "This name or id has a character that it must not have."
    return error.message[:300]
