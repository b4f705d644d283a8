"""A fast yes or no for JSON Schemas, so that valid documents need not pass through jsonschema.

It knows the keywords our schemas use and answers exactly as jsonschema does (a test compares them); a schema with any
other keyword is left to jsonschema. Errors are always worded by jsonschema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from typing import Any

Check = Callable[[Any], bool]

_TYPES: dict[str, Check] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "integer": lambda v: (isinstance(v, int) and not isinstance(v, bool)) or (isinstance(v, float) and v.is_integer()),
}
_OBJECT = frozenset({"type", "required", "properties", "additionalProperties"})
_NOTES = frozenset(
    {
        "$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples", "format", "deprecated",
        "readOnly", "writeOnly", "then", "else",
    }
)  # fmt: skip


class Unknown(Exception):
    """The schema uses a keyword that this checker does not know."""


def compile_check(schema: Mapping[str, Any]) -> Check | None:
    """The checker of a schema, None where it holds something that only jsonschema knows."""
    try:
        return _Compiler(schema).compile(schema)
    except Unknown:
        return None


class _Compiler:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._named: dict[str, list[Check]] = {}

    def compile(self, schema: Any) -> Check:
        if schema is True or schema == {}:
            return lambda value: True
        if schema is False:
            return lambda value: False
        checks: list[Check] = []
        done = _NOTES
        if schema.get("type") == "object" and "patternProperties" not in schema:
            checks.append(self._object(schema))
            done = _NOTES | _OBJECT
        for keyword, argument in schema.items():
            if keyword in done or keyword.startswith("x-"):
                continue
            if keyword == "additionalProperties":
                checks.append(self._additional(argument, schema))
            elif keyword == "if":
                checks.append(self._if(schema))
            elif keyword in _KEYWORDS:
                checks.append(_KEYWORDS[keyword](argument))
            elif keyword in _NESTED:
                checks.append(_NESTED[keyword](self, argument))
            else:
                raise Unknown(keyword)
        return _every(checks)

    def ref(self, reference: str) -> Check:
        """A reference into this schema; compiled once, so that schemas may refer to themselves."""
        holder = self._named.get(reference)
        if holder is None:
            if not reference.startswith("#/"):
                raise Unknown(reference)
            target: Any = self._root
            for segment in reference[2:].split("/"):
                target = target[segment]
            holder = self._named[reference] = []
            holder.append(self.compile(target))
        filled = holder
        return lambda value: filled[0](value)

    def _object(self, schema: Mapping[str, Any]) -> Check:
        """Type, required, properties and additionalProperties in one pass over the keys."""
        compiled = {key: self.compile(inner) for key, inner in schema.get("properties", {}).items()}
        others = self.compile(schema.get("additionalProperties", True))
        needed = frozenset(schema.get("required", ()))

        def check(value: Any) -> bool:
            if not isinstance(value, dict) or not needed <= value.keys():
                return False
            for key, inner in value.items():  # noqa: SIM110 - twice as fast as all() here
                if not compiled.get(key, others)(inner):
                    return False
            return True

        return check

    def properties(self, argument: Mapping[str, Any]) -> Check:
        compiled = {key: self.compile(schema) for key, schema in argument.items()}

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            for key, inner in value.items():
                test = compiled.get(key)
                if test is not None and not test(inner):
                    return False
            return True

        return check

    def _additional(self, argument: Any, schema: Mapping[str, Any]) -> Check:
        if "patternProperties" in schema:
            raise Unknown("patternProperties")
        known = frozenset(schema.get("properties", ()))
        rest = self.compile(argument)
        if argument is False:
            return lambda value: not isinstance(value, dict) or known.issuperset(value)
        return lambda value: (
            not isinstance(value, dict) or all(rest(inner) for key, inner in value.items() if key not in known)
        )

    def items(self, argument: Any) -> Check:
        each = self.compile(argument)
        return lambda value: not isinstance(value, list) or _each(each, value)

    def names(self, argument: Any) -> Check:
        each = self.compile(argument)
        return lambda value: not isinstance(value, dict) or _each(each, value)

    def combine(self, argument: list[Any], accepts: Callable[[int, int], bool]) -> Check:
        parts = [self.compile(schema) for schema in argument]
        if accepts is _all_of:
            return _every(parts)
        return lambda value: accepts(sum(1 for part in parts if part(value)), len(parts))

    def negation(self, argument: Any) -> Check:
        inner = self.compile(argument)
        return lambda value: not inner(value)

    def _if(self, schema: Mapping[str, Any]) -> Check:
        test = self.compile(schema["if"])
        then = self.compile(schema.get("then", True))
        otherwise = self.compile(schema.get("else", True))
        return lambda value: then(value) if test(value) else otherwise(value)


def _every(checks: list[Check]) -> Check:
    """All of them, without a generator for the short lists that most are: this is the hot path."""
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        one, two = checks
        return lambda value: one(value) and two(value)

    def check(value: Any) -> bool:
        for each in checks:  # noqa: SIM110 - twice as fast as all() here
            if not each(value):
                return False
        return True

    return check


def _each(check: Check, values: Iterable[Any]) -> bool:
    for value in values:  # noqa: SIM110 - as above
        if not check(value):
            return False
    return True


def _type(argument: str | list[str]) -> Check:
    names = [argument] if isinstance(argument, str) else argument
    tests = [_TYPES[name] for name in names]
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _same(a: Any, b: Any) -> bool:
    """JSON equality of scalars: true is not 1."""
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def _enum(argument: list[Any]) -> Check:
    if any(isinstance(one, dict | list) for one in argument):
        raise Unknown("enum")
    if all(isinstance(one, str) for one in argument):
        words = frozenset(argument)
        return lambda value: isinstance(value, str) and value in words
    return lambda value: any(_same(value, one) for one in argument)


def _required(argument: list[str]) -> Check:
    if len(argument) == 1:
        only = argument[0]
        return lambda value: not isinstance(value, dict) or only in value
    needed = frozenset(argument)
    return lambda value: not isinstance(value, dict) or needed <= value.keys()


def _sized(kind: type[Sized], fits: Callable[[int, int], bool]) -> Callable[[int], Check]:
    return lambda limit: lambda value: not isinstance(value, kind) or fits(len(value), limit)


def _numeric(fits: Callable[[float, float], bool]) -> Callable[[float], Check]:
    number = _TYPES["number"]
    return lambda limit: lambda value: not number(value) or fits(value, limit)


def _pattern(argument: str) -> Check:
    compiled = re.compile(argument)
    return lambda value: not isinstance(value, str) or compiled.search(value) is not None


def _unique(argument: bool) -> Check:
    def check(value: Any) -> bool:
        if not isinstance(value, list):
            return True
        if any(isinstance(item, dict | list) for item in value):
            return all(one not in value[:index] for index, one in enumerate(value))
        return len({(item, isinstance(item, bool)) for item in value}) == len(value)

    return check if argument else lambda value: True


def _all_of(count: int, total: int) -> bool:
    return count == total


_KEYWORDS: dict[str, Callable[[Any], Check]] = {
    "type": _type,
    "enum": _enum,
    "const": lambda argument: _enum([argument]),
    "required": _required,
    "minLength": _sized(str, lambda size, limit: size >= limit),
    "maxLength": _sized(str, lambda size, limit: size <= limit),
    "minItems": _sized(list, lambda size, limit: size >= limit),
    "maxItems": _sized(list, lambda size, limit: size <= limit),
    "minProperties": _sized(dict, lambda size, limit: size >= limit),
    "maxProperties": _sized(dict, lambda size, limit: size <= limit),
    "minimum": _numeric(lambda value, limit: value >= limit),
    "maximum": _numeric(lambda value, limit: value <= limit),
    "exclusiveMinimum": _numeric(lambda value, limit: value > limit),
    "exclusiveMaximum": _numeric(lambda value, limit: value < limit),
    "pattern": _pattern,
    "uniqueItems": _unique,
}
_NESTED: dict[str, Callable[[_Compiler, Any], Check]] = {
    "$ref": _Compiler.ref,
    "properties": _Compiler.properties,
    "items": _Compiler.items,
    "propertyNames": _Compiler.names,
    "not": _Compiler.negation,
    "allOf": lambda compiler, argument: compiler.combine(argument, _all_of),
    "anyOf": lambda compiler, argument: compiler.combine(argument, lambda count, total: count > 0),
    "oneOf": lambda compiler, argument: compiler.combine(argument, lambda count, total: count == 1),
}
