"""Is this a bot document? If not, what is wrong, and where exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.document.annotations import AnnotationError, read_annotated
from flows.document.configs import checks_of
from flows.document.graph_checks import check_graph
from flows.document.languages import check_condition, check_message, check_pattern
from flows.document.parts import COLLECTIONS, SETTINGS, SETTINGS_KEYS
from flows.document.pointers import escape
from flows.document.problems import Problem
from flows.document.schema import document_shape, part_schema
from flows.document.shapes import Shape
from flows.document.strict_json import MAX_DEPTH, too_deep
from flows.engine.expressions import RESERVED
from flows.engine.step_type import StepType
from flows.engine.tables import ID
from flows.steps import STEP_TYPES

Found = Iterator[Problem]
MAX_PROBLEMS = 500


def validate(document: Any, step_types: Mapping[str, StepType] = STEP_TYPES) -> list[Problem]:
    """All problems of a document in the current version; an empty list means that it is one.

    What is only unfinished (an empty text, an output that leads nowhere, the name of an intent that does not exist
    yet) is for lint to find.
    """
    outside = _outside().problems(document)
    if not isinstance(document, Mapping):
        return outside
    found = list(outside)
    settings = {key: document[key] for key in SETTINGS_KEYS if key in document}
    if not outside:
        found.extend(validate_part(SETTINGS, settings, step_types))
    for collection, (kind, key) in COLLECTIONS.items():
        bodies = document.get(collection)
        seen: set[Any] = set()
        for index, body in enumerate(bodies if isinstance(bodies, list) else ()):
            at = f"/{collection}/{index}"
            found.extend(validate_part(kind, body, step_types, at))
            name = body.get(key) if isinstance(body, Mapping) else None
            if isinstance(name, str) and name in seen:
                found.append(Problem(f"{at}/{key}", "duplicate", f"There is already a {kind} {name!r}."))
            seen.add(name if isinstance(name, str) else None)
            if len(found) >= MAX_PROBLEMS:
                return found[:MAX_PROBLEMS]
    return found


def validate_part(
    kind: str, body: Any, step_types: Mapping[str, StepType] = STEP_TYPES, base: str = ""
) -> list[Problem]:
    """Problems of one part of a draft, with pointers below `base`. Parts are valid or not independently."""
    # A part stands two levels deep in its document, and the document must stay readable as strict JSON.
    if too_deep(body, MAX_DEPTH - 2):
        return [Problem(base, "depth", f"The document would have more than {MAX_DEPTH} levels.")]
    found = _shape(kind).problems(body, base)
    if found:
        return [*found, *_configs(body, step_types, base)] if kind == "flow" else found
    return list(_INSIDE[kind](body, step_types, base))


@lru_cache(maxsize=1)
def _outside() -> Shape:
    shape = document_shape()
    properties = {
        key: {"type": "array"} if key in COLLECTIONS else schema for key, schema in shape["properties"].items()
    }
    return Shape({**part_schema(SETTINGS), "$ref": "#/$defs/document", "$defs": {
        **part_schema(SETTINGS)["$defs"], "document": {**shape, "properties": properties}}})  # fmt: skip


@lru_cache(maxsize=16)
def _shape(kind: str) -> Shape:
    return Shape(part_schema("settings_part" if kind == SETTINGS else kind))


def _settings(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    if body["default_language"] not in body["languages"]:
        yield Problem(f"{base}/default_language", "language", "The default language is not one of the languages.")


def _variable(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    if body["name"] in RESERVED:
        yield Problem(f"{base}/name", "reserved", f"{body['name']!r} is a word of the expression language.")


def _entity(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    for index, pattern in enumerate(body.get("patterns", ())):
        yield from check_pattern(pattern, f"{base}/patterns/{index}")


def _intent(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    for language, examples in body.get("examples", {}).items():
        for index, example in enumerate(examples):
            try:
                read_annotated(example)
            except AnnotationError as error:
                at = f"{base}/examples/{escape(language)}/{index}"
                yield Problem(at, "annotation", f"{error} (at character {error.offset + 1})")


def _answer(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    for language, answers in body.get("answers", {}).items():
        for index, message in enumerate(answers):
            yield from check_message(message, f"{base}/answers/{escape(language)}/{index}")


def _content(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    yield from check_message(body["message"], f"{base}/message")
    for index, message in enumerate(body.get("variations", ())):
        yield from check_message(message, f"{base}/variations/{index}")
    for index, variant in enumerate(body.get("variants", ())):
        yield from check_message(variant["message"], f"{base}/variants/{index}/message")
        yield from check_condition(variant.get("when"), f"{base}/variants/{index}/when")


def _story(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    yield from check_condition(body.get("when"), f"{base}/when")


def _test(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    yield from ()


def _table(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    seen = {ID}
    for index, column in enumerate(body["columns"]):
        name, at = column["name"], f"{base}/columns/{index}/name"
        if name in seen:
            yield Problem(at, "duplicate", f"There is already a column {name!r}.")
        elif name in RESERVED:
            yield Problem(at, "reserved", f"{name!r} is a word of the expression language.")
        seen.add(name)


def _flow(body: Mapping[str, Any], step_types: Mapping[str, StepType], base: str) -> Found:
    yield from _configs(body, step_types, base)
    yield from check_graph(body, step_types, base)


def _configs(flow: Any, step_types: Mapping[str, StepType], base: str) -> Found:
    """Each step against the schema of its type; also where the flow around it has problems.

    A type that is not known here comes from a newer version: lint tells of it, and the document is kept as it is.
    """
    for n, node in enumerate(_objects(flow, "nodes")):
        for s, step in enumerate(_objects(node, "steps")):
            at = f"{base}/nodes/{n}/steps/{s}"
            step_type = step_types.get(str(step.get("type")))
            config = step.get("config", {})
            if step_type is not None and isinstance(config, dict):
                yield from checks_of(step_type).problems(config, f"{at}/config")


def _objects(parent: Any, key: str) -> list[Mapping[str, Any]]:
    """The elements of an array; where one is no object, an empty one keeps the indexes right."""
    elements = parent.get(key) if isinstance(parent, Mapping) else None
    if not isinstance(elements, list):
        return []
    return [element if isinstance(element, Mapping) else {} for element in elements]


_INSIDE = {
    SETTINGS: _settings,
    "variable": _variable,
    "entity": _entity,
    "intent": _intent,
    "answer": _answer,
    "content": _content,
    "story": _story,
    "test": _test,
    "table": _table,
    "flow": _flow,
}
