"""Checks of step configs, taken from the schemas of the step types: their shape, and the language in their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.document.languages import (
    Checker,
    check_condition,
    check_expression,
    check_message,
    check_options,
    check_pattern,
    check_template,
    check_value,
)
from flows.document.pointers import escape
from flows.document.problems import Problem
from flows.document.schema_messages import MESSAGES
from flows.document.shapes import Shape
from flows.engine.step_type import StepType

ANY = "*"
Spot = tuple[tuple[str, ...], str]


@lru_cache(maxsize=8)
def contract_shapes() -> dict[str, Shape]:
    """Shapes of the fields whose form the document itself fixes, by widget."""
    return {
        "message": Shape({"$ref": "#/$defs/message", "$defs": MESSAGES}),
        "condition": Shape({"$ref": "#/$defs/condition", "$defs": MESSAGES}),
        "options": Shape({"type": "array", "items": {"$ref": "#/$defs/option"}, "$defs": MESSAGES}),
    }


def _secret_template(value: Any, at: str) -> Iterator[Problem]:
    return check_template(value, at, secrets=True)


def _rules(value: Any, at: str) -> Iterator[Problem]:
    yield from check_options(value, at)
    for index, rule in enumerate(value if isinstance(value, list) else ()):
        if isinstance(rule, Mapping) and "when" in rule:
            yield from _condition(rule["when"], f"{at}/{index}/when")


def _slots(value: Any, at: str) -> Iterator[Problem]:
    for index, slot in enumerate(value if isinstance(value, list) else ()):
        for key, checker in _SLOT.items():
            if isinstance(slot, Mapping) and key in slot:
                yield from checker(slot[key], f"{at}/{index}/{key}")


def _message(value: Any, at: str) -> Iterator[Problem]:
    problems = contract_shapes()["message"].problems(value, at)
    yield from problems or check_message(value, at)


def _condition(value: Any, at: str) -> Iterator[Problem]:
    problems = contract_shapes()["condition"].problems(value, at)
    yield from problems or check_condition(value, at)


def _options(value: Any, at: str) -> Iterator[Problem]:
    problems = contract_shapes()["options"].problems(value, at)
    yield from problems or check_message(value, at)
    yield from check_options(value, at)


_SLOT: dict[str, Checker] = {"ask": _message, "valid": _condition, "when": _condition, "retry_message": _message}
_WIDGETS: dict[str, Checker] = {
    "message": _message,
    "condition": _condition,
    "options": _options,
    "rules": _rules,
    "slots": _slots,
    "template": check_template,
    "text": check_template,
    "expression": check_expression,
    "value": check_value,
    "pattern": check_pattern,
}
_SECRET_WIDGETS: dict[str, Checker] = {
    "template": _secret_template,
    "text": _secret_template,
    "headers": _secret_template,
}


class ConfigChecks:
    """Everything that can be said about a config of one step type without its surroundings."""

    def __init__(self, step_type: StepType) -> None:
        self.step_type = step_type
        self._shape = Shape(step_type.schema)
        self.spots = spots_of(step_type.schema)
        takes_secrets = step_type.type == "call_api"
        widgets = {**_WIDGETS, **_SECRET_WIDGETS} if takes_secrets else _WIDGETS
        self._checks = [(path, widgets[widget]) for path, widget in self.spots if widget in widgets]

    def problems(self, config: Any, base: str) -> list[Problem]:
        """Problems with pointers below `base`."""
        found = self._shape.problems(config, base)
        for path, checker in self._checks:
            for value, at in values_at(config, path):
                found.extend(checker(value, f"{base}{at}"))
        return list(dict.fromkeys(found))


def spots_of(schema: Mapping[str, Any], *, inside: bool = False) -> tuple[Spot, ...]:
    """Where in a config which widget edits: (("slots", "*", "ask"), "message")…

    Fields of the contract's own shapes (messages, rules, slots…) are left out unless `inside`.
    """
    found: list[Spot] = []
    waiting: list[tuple[Any, tuple[str, ...], int]] = [(schema, (), 0)]
    while waiting:
        here, path, depth = waiting.pop(0)
        if not isinstance(here, Mapping) or depth > 12:
            continue
        widget = here.get("x-widget")
        if isinstance(widget, str):
            found.append((path, widget))
            if widget in ("message", "condition", "options", "rules", "slots") and not inside:
                continue
        waiting.extend((inner, (*path, key), depth + 1) for key, inner in here.get("properties", {}).items())
        for key in ("items", "additionalProperties"):
            waiting.append((here.get(key), (*path, ANY), depth + 1))
        for key in ("anyOf", "oneOf", "allOf"):
            waiting.extend((inner, path, depth + 1) for inner in here.get(key, ()))
        reference = here.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/$defs/"):
            waiting.append((schema.get("$defs", {}).get(reference[8:]), path, depth + 1))
    return tuple(dict.fromkeys(found))


def values_at(config: Any, path: tuple[str, ...]) -> list[tuple[Any, str]]:
    """The values at a path with `*` in it, each with its pointer."""
    if len(path) == 1 and path[0] != ANY:  # most are plain fields
        return [(config[path[0]], f"/{escape(path[0])}")] if isinstance(config, dict) and path[0] in config else []
    if path and path[0] != ANY and path[0] not in config:
        return []
    found: list[tuple[Any, str]] = [(config, "")]
    if len(path) == 3 and path[1] == ANY and path[2] != ANY and isinstance(config[path[0]], list):
        at, key = f"/{escape(path[0])}", path[2]  # a field of each of a list: nearly all others
        below = f"/{escape(key)}"
        listed = enumerate(config[path[0]])
        return [(one[key], f"{at}/{index}{below}") for index, one in listed if isinstance(one, dict) and key in one]
    for segment in path:
        found = [inner for value, at in found for inner in _inside(value, at, segment)]
    return found


def _inside(value: Any, at: str, segment: str) -> list[tuple[Any, str]]:
    if isinstance(value, dict):
        keys = list(value) if segment == ANY else [segment]
        return [(value[key], f"{at}/{escape(key)}") for key in keys if key in value]
    if isinstance(value, list) and segment == ANY:
        return [(item, f"{at}/{index}") for index, item in enumerate(value)]
    return []


_CHECKS: dict[int, ConfigChecks] = {}


def checks_of(step_type: StepType) -> ConfigChecks:
    """The checks of a step type, made once; step types live as long as the process."""
    found = _CHECKS.get(id(step_type))
    if found is None or found.step_type is not step_type:
        found = _CHECKS[id(step_type)] = ConfigChecks(step_type)
    return found
