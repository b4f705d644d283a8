"""The catalogue is complete and says to the editor what it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import flows.steps
from flows.engine.step_type import StepType
from flows.steps import STEP_TYPES, catalogue

CONTRACT = {
    "say": ({}, ["next"]),
    "listen": ({"timeout": 5}, ["next", "timeout"]),
    "ask": ({}, ["next", "failed"]),
    "choice": ({"options": [{"id": "a"}, {"id": "b"}]}, ["a", "b", "else"]),
    "form": ({"retries": 2}, ["next", "cancelled", "failed"]),
    "set": ({}, ["next"]),
    "branch": ({"rules": [{"id": "r1"}]}, ["r1", "else"]),
    "call_flow": ({}, ["next"]),
    "jump": ({}, []),
    "return": ({}, []),
    "end": ({}, []),
    "wait": ({}, ["next", "interrupted"]),
    "call_api": ({"timeout": 5}, ["next", "failed"]),
    "code": ({}, ["next", "failed"]),
    "handoff": ({}, ["resolved", "unavailable", "timeout"]),
}
WIDGETS = {
    *("message", "text", "template", "variable", "flow", "node", "intent", "intents", "entity", "options"),
    *("condition", "expression", "value", "seconds", "headers", "code", "slots", "rules", "json", "table", "column"),
}
CATEGORIES = {"say", "ask", "logic", "data", "ai", "channel", "human"}
TYPES = list(STEP_TYPES.values())


def test_every_file_of_the_folder_is_in_the_list() -> None:
    folder = Path(flows.steps.__file__).parent
    files = {path.stem.rstrip("_") for path in folder.glob("*.py") if path.stem != "__init__"}
    assert files == set(STEP_TYPES)


def test_the_base_steps_have_the_outputs_of_the_contract() -> None:
    assert {name: list(STEP_TYPES[name].outputs(config)) for name, (config, _) in CONTRACT.items()} == {
        name: outputs for name, (_, outputs) in CONTRACT.items()
    }


def test_a_timeout_output_exists_only_where_a_timeout_is_set() -> None:
    assert "timeout" not in STEP_TYPES["listen"].outputs({})
    assert "failed" not in STEP_TYPES["form"].outputs({"slots": []})


def test_the_catalogue_is_json() -> None:
    assert json.loads(json.dumps(catalogue()))[0]["type"] == "say"


@pytest.mark.parametrize("type", TYPES, ids=lambda type: type.type)
def test_what_the_editor_shows(type: StepType) -> None:
    jsonschema.Draft202012Validator.check_schema(type.schema)
    assert type.help and "." in type.help
    assert type.category in CATEGORIES
    assert type.icon and type.title
    assert type.examples, "an example is help and test"
    assert type.schema["additionalProperties"] is False


@pytest.mark.parametrize("type", TYPES, ids=lambda type: type.type)
def test_every_field_has_a_title_and_a_known_widget(type: StepType) -> None:
    for name, field in fields(type.schema):
        assert field.get("title"), f"{type.type}: {name} has no title"
        assert field.get("x-widget", "text") in WIDGETS


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in schema.get("properties", {}).items():
        yield name, field
        yield from fields(field)
        yield from fields(field.get("items", {}))
