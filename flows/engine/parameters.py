"""What a flow takes and gives: declared inputs and outputs, and values brought into their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .problem import StepProblem
from .record import record
from .variables import Variable, coerce

TYPES = ("any", "text", "number", "boolean", "date", "list", "object")


@record(frozen=True, slots=True)
class Parameter:
    """One input or output of a flow. In a document it is a name, or an object with these keys."""

    name: str
    type: str = "any"
    required: bool = False
    default: Any = None

    @staticmethod
    def from_document(body: Any) -> Parameter:
        if isinstance(body, str):
            return Parameter(body)
        return Parameter(body["name"], body.get("type", "any"), bool(body.get("required", False)), body.get("default"))


def parameters_of(listed: Iterable[Any]) -> dict[str, Parameter]:
    """The declared inputs or outputs of a flow's body, by name."""
    return {one.name: one for one in map(Parameter.from_document, listed)}


def inputs_for(declared: Mapping[str, Parameter], given: Mapping[str, Any], languages: Iterable[str]) -> dict[str, Any]:
    """The values a flow begins with: what was given in the types it wants, and defaults for what was not.

    Raises StepProblem `input`. A name that the flow does not declare is passed on as it is.
    """
    values = {name: _fitting(declared.get(name), value, languages, "input") for name, value in given.items()}
    for name, one in declared.items():
        if values.get(name) is not None:
            continue
        if one.default is not None:
            values[name] = one.default
        elif one.required:
            raise StepProblem("input", f"The flow needs a value for its input {name!r}.")
    return values


def output_for(declared: Mapping[str, Parameter], name: str, value: Any, languages: Iterable[str]) -> Any:
    """A result in its declared type. Raises StepProblem `output`."""
    one = declared.get(name)
    if value is None and one is not None and one.default is not None:
        return one.default
    if value is None and one is not None and one.required:
        raise StepProblem("output", f"The flow gave no value for its output {name!r}.")
    return _fitting(one, value, languages, "output")


def _fitting(one: Parameter | None, value: Any, languages: Iterable[str], what: str) -> Any:
    if one is None or one.type == "any":
        return value
    try:
        return coerce(Variable(one.name, one.type), value, languages)
    except StepProblem as error:
        detail = f"The value for the {what} {one.name!r} is not of the type {one.type}."
        raise StepProblem(what, detail) from error
