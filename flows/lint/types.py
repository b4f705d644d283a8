"""Expressions, templates and conditions whose types do not fit, as the type checker of the language finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.document.languages import parts_with_pointers
from flows.document.readings import names_of_expression, reading_of, tree_of
from flows.engine.expressions_check import Checked, TypeProblem, check_types
from flows.engine.expressions_types import ENGINE_VARIABLES, Type, declared_type
from flows.engine.expressions_values import read_number
from flows.engine.problem import StepProblem
from flows.engine.templates_check import check_template_types
from flows.engine.variables import Variable, coerce
from flows.lint.finding import Finding, Fix, Place
from flows.lint.index import Index
from flows.lint.references import References
from flows.lint.repairs import operation

Types = Mapping[str, Type]
Declared = Mapping[str, str]
KnownTypes = tuple[tuple[str, Type], ...]
_ORDER = frozenset({"<", "<=", ">", ">="})
_NEEDS_VALUE = frozenset({"==", "!=", "contains", "in", "matches"}) | _ORDER
_INSTEAD = {"number": "0", "text": "''", "date": "''", "boolean": "false", "list": "[]", "object": "{}"}
_TAKES = {
    "text": {"text", "number", "boolean"},
    "number": {"number", "text", "object"},
    "boolean": {"boolean", "number", "text"},
    "date": {"text", "object"},
    "list": {"list"},
    "object": {"object"},
}
"""Kinds of values that a variable of a type can be set to; whether a text reads as a number is known only then."""


def find(index: Index, references: References) -> Iterator[Finding]:
    bodies = {name: body for name, (body, _) in index.named("variables").items()}
    declared = {name: str(body.get("type", "any")) for name, body in bodies.items()}
    types = {name: type_ for name, (type_, _) in ENGINE_VARIABLES.items()}
    for name, body in bodies.items():
        types[name] = declared_type(declared[name], always_set=body.get("default") is not None)
    for condition, place in references.conditions:
        for part, below in parts_with_pointers(condition, ""):
            if "variable" in part:
                yield from _comparison(part, declared, place.at(below))
    checking = _Checking(index, types, declared)
    for source, place in references.expressions:
        yield from checking.expression(source, place)
    for source, place in references.templates:
        yield from checking.template(source, place)
    variables = {name: Variable.from_document(body) for name, body in bodies.items() if declared[name] in _TAKES}
    for name, value, place in references.assigned:
        if name in variables:
            yield from _assignment(variables[name], value, types, place, index)
    for name, (body, place) in index.named("variables").items():
        if body.get("default") is not None and _misfit(Variable.from_document(body), body["default"], index):
            at = place.at("/default")
            message = f"The default of “{name}” is not a {declared[name]}."
            fix = Fix("Remove the default", (operation(index.document, "remove", at.pointer),))
            yield Finding("warning", "type", at, message, fix)


@lru_cache(maxsize=1 << 15)
def _of_expression(source: str, types: KnownTypes) -> tuple[Type, tuple[TypeProblem, ...]]:
    tree = tree_of(source)
    found = Checked() if tree is None else check_types(tree, dict(types))
    return found.type, tuple(one for one in found.problems if one.certainty != "maybe")


@lru_cache(maxsize=1 << 15)
def _of_template(source: str, types: KnownTypes) -> tuple[TypeProblem, ...]:
    reading = reading_of(source)
    found = [] if reading is None else check_template_types(reading.pieces, dict(types))
    return tuple(one for one in found if one.certainty != "maybe")


def _known(source: str, types: Types) -> KnownTypes:
    return _among(names_of_expression(source), types)


def _among(names: Iterable[str], types: Types) -> KnownTypes:
    return tuple((name, types[name]) for name in names if name in types)


class _Checking:
    """Checks sources against the variables of one bot. A source with the same types as before is known."""

    def __init__(self, index: Index, types: Types, declared: Declared) -> None:
        self._index = index
        self._types = types
        self._declared = declared

    def expression(self, source: str, place: Place) -> Iterator[Finding]:
        problems = _of_expression(source, _known(source, self._types))[1]
        return self._findings(source, place, problems)

    def template(self, source: str, place: Place) -> Iterator[Finding]:
        reading = reading_of(source)
        if reading is not None and not reading.plain:
            yield from self._findings(source, place, _of_template(source, _among(reading.names, self._types)))

    def _findings(self, source: str, place: Place, problems: tuple[TypeProblem, ...]) -> Iterator[Finding]:
        for problem in problems:
            if problem.certainty == "empty":
                fix = self._with_default(source, place, problem, problems)
                yield Finding("hint", "maybe-empty", place, f"{problem.message} Give it a default.", fix)
            else:
                severity = "error" if problem.certainty == "wrong" else "warning"
                yield Finding(severity, "type", place, problem.message)

    def _with_default(
        self, source: str, place: Place, problem: TypeProblem, problems: tuple[TypeProblem, ...]
    ) -> Fix | None:
        """Puts `default(name, …)` wherever the variable may be empty in this source."""
        name = problem.names[0] if problem.names else ""
        instead = _INSTEAD.get(self._declared.get(name, ""))
        offsets = sorted({one.offset for one in problems if one.message == problem.message}, reverse=True)
        if instead is None or not all(source.startswith(name, offset) for offset in offsets):
            return None
        for offset in offsets:
            source = f"{source[:offset]}default({name}, {instead}){source[offset + len(name) :]}"
        return Fix(
            f"Take {instead} where it is empty", (operation(self._index.document, "set", place.pointer, source),)
        )


def _comparison(part: Mapping[str, Any], declared: Declared, place: Place) -> Iterator[Finding]:
    operator, of = part.get("op"), declared.get(str(part.get("variable")))
    if operator in _NEEDS_VALUE and part.get("value") in (None, ""):
        yield Finding("warning", "type", place, f"“{part['variable']}” is compared with nothing.")
        return
    value = part.get("value")
    wrong = (
        (operator in _ORDER and of in ("boolean", "list", "object"))
        or (operator in _ORDER and of == "number" and not _numeric(value))
        or (operator in ("==", "!=") and of == "number" and not _numeric(value))
        or (operator in ("==", "!=") and of == "boolean" and str(value).lower() not in ("true", "false"))
        or (operator in ("contains", "matches") and of in ("number", "boolean"))
    )
    if wrong:
        yield Finding("warning", "type", place, f"“{part['variable']}” is a {of}; “{operator} {value}” can never hold.")


def _numeric(value: Any) -> bool:
    if isinstance(value, str):
        return read_number(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _assignment(variable: Variable, value: Any, types: Types, place: Place, index: Index) -> Iterator[Finding]:
    """A value that a variable can never take: the turn would end in the error flow."""
    if isinstance(value, dict) and "expression" in value:
        source = str(value["expression"])
        kinds = _of_expression(source, _known(source, types))[0].kinds - {"null"}
        wrong = bool(kinds) and not kinds & _TAKES[variable.type]
    elif isinstance(value, dict) and "add" in value:
        wrong = variable.type != "number"
    elif isinstance(value, dict):
        wrong = "literal" in value and _misfit(variable, value["literal"], index)
    else:
        wrong = isinstance(value, str) and "{" not in value and bool(value) and _misfit(variable, value, index)
    if wrong:
        yield Finding("error", "type", place, f"“{variable.name}” is a {variable.type}; this value can never be one.")


def _misfit(variable: Variable, value: Any, index: Index) -> bool:
    try:
        coerce(variable, value, index.languages)
    except StepProblem:
        return True
    return False
