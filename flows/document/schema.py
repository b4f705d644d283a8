"""The JSON Schema (draft 2020-12) of a bot document, put together from the parts' schemas and the step catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document.parts import COLLECTIONS, FORMAT, VERSION
from flows.document.schema_flow import flow_definitions
from flows.document.schema_knowledge import KNOWLEDGE
from flows.document.schema_messages import MESSAGES
from flows.engine.step_type import StepType
from flows.steps import STEP_TYPES

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def definitions() -> Schema:
    """All named schemas (`$defs`); the config of a step is any object here."""
    return {**MESSAGES, **KNOWLEDGE, **flow_definitions()}


def part_schema(kind: str) -> Schema:
    """The schema of the body of one kind of part; the config of a step is any object here."""
    return {"$schema": DRAFT, "$ref": f"#/$defs/{kind}", "$defs": definitions()}


def bot_schema(step_types: Mapping[str, StepType] = STEP_TYPES) -> Schema:
    """The published schema, with the config of every step type."""
    defs = definitions()
    defs["step"] = {**defs["step"], "allOf": [_config_of(step_type) for step_type in step_types.values()]}
    # A type of a newer version may stand in a document as well: lint tells of it.
    known = {**defs["step"]["properties"]["type"], "title": "Step type", "examples": sorted(step_types)}
    defs["step"]["properties"] = {**defs["step"]["properties"], "type": known}
    return {"$schema": DRAFT, "title": "Bot", "$defs": defs, **document_shape()}


def document_shape() -> Schema:
    """The outermost object."""
    settings = KNOWLEDGE["settings_part"]["properties"]
    lists = {
        collection: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}
        for collection, (kind, _) in COLLECTIONS.items()
    }
    return {
        "type": "object",
        "required": ["format", "version", "name", "languages", "default_language"],
        "additionalProperties": False,
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, **settings, **lists},
    }


def _config_of(step_type: StepType) -> Schema:
    # An own $id keeps references inside of a step's schema inside of it.
    config = {"$id": f"urn:botbuilder:step:{step_type.type}", **step_type.schema}
    return {
        "if": {"properties": {"type": {"const": step_type.type}}},
        "then": {"properties": {"config": config}},
    }
