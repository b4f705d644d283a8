"""Everything a bot refers to by name, and where: variables, intents, entities, flows, nodes, content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flows.document.annotations import AnnotationError, read_annotated
from flows.document.configs import Spot, spots_of, values_at
from flows.document.languages import NOT_TEXT
from flows.document.pointers import escape
from flows.engine.conditions import parts_of
from flows.engine.expressions import LanguageError, compile_expression
from flows.engine.step_type import StepType
from flows.engine.templates import compile_template
from flows.lint.finding import Place
from flows.lint.index import Index

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """A name and the place that uses it."""

    name: str
    place: Place


@dataclass(slots=True)
class References:
    """All uses by kind, all messages and conditions. `writes` are variables that something sets."""

    reads: list[Use] = field(default_factory=list)
    writes: list[Use] = field(default_factory=list)
    intents: list[Use] = field(default_factory=list)
    entities: list[Use] = field(default_factory=list)
    flows: list[Use] = field(default_factory=list)
    content: list[Use] = field(default_factory=list)
    nodes: list[tuple[str, Use]] = field(default_factory=list)
    messages: list[tuple[Any, Place]] = field(default_factory=list)
    conditions: list[tuple[Any, Place]] = field(default_factory=list)
    expressions: list[tuple[str, Place]] = field(default_factory=list)


@lru_cache(maxsize=8192)
def names_of_template(source: str) -> frozenset[str]:
    """Variables that a template reads; none where it cannot be read (validation says so)."""
    try:
        return compile_template(source).names if "{" in source else NOTHING
    except LanguageError:
        return NOTHING


@lru_cache(maxsize=8192)
def names_of_expression(source: str) -> frozenset[str]:
    """Variables that an expression reads."""
    try:
        return compile_expression(source).names
    except LanguageError:
        return NOTHING


def collect(index: Index) -> References:
    """Walks the whole document once."""
    found = References()
    walker = _Walker(found)
    for flow, _, step in index.steps():
        if step.type is not None:
            walker.config(step.type, step.config, step.place.at("/config"), flow.id)
    for flow in index.flows.values():
        for number, trigger in enumerate(flow.body.get("triggers", ())):
            at = flow.place.at(f"/triggers/{number}")
            if "intent" in trigger:
                found.intents.append(Use(trigger["intent"], at.at("/intent")))
            walker.condition(trigger.get("when"), at.at("/when"))
        for name in flow.body.get("inputs", ()):
            found.writes.append(Use(name, flow.place.at("/inputs")))
        for name in flow.body.get("outputs", ()):
            found.reads.append(Use(name, flow.place.at("/outputs")))
    _knowledge(index, found, walker)
    _stories(index, found, walker)
    return found


class _Walker:
    def __init__(self, found: References) -> None:
        self._found = found
        self._spots: dict[str, tuple[Spot, ...]] = {}
        self._widgets = {
            "message": self.message,
            "condition": self.condition,
            "template": self.template,
            "text": self.template,
            "expression": self.expression,
            "value": self.value,
            "json": self.template,
            "options": self.template,
        }
        self._names = {
            "variable": found.writes,
            "intent": found.intents,
            "entity": found.entities,
        }

    def config(self, step_type: StepType, config: Mapping[str, Any], place: Place, flow: str) -> None:
        spots = self._spots.get(step_type.type)
        if spots is None:
            spots = self._spots[step_type.type] = spots_of(step_type.schema, inside=True)
        for path, widget in spots:
            for value, at in values_at(config, path):
                self._one(widget, value, place.at(at), config, flow)
        save = config.get("save") if step_type.type == "call_flow" else None
        for name in save if isinstance(save, Mapping) else ():
            self._found.writes.append(Use(name, place.at(f"/save/{escape(name)}")))

    def _one(self, widget: str, value: Any, at: Place, config: Mapping[str, Any], flow: str) -> None:
        if widget in self._widgets:
            self._widgets[widget](value, at)
        elif widget in self._names and isinstance(value, str) and value:
            self._names[widget].append(Use(value, at))
        elif widget == "intents" and isinstance(value, list):
            uses = (Use(name, at.at(f"/{n}")) for n, name in enumerate(value) if isinstance(name, str))
            self._found.intents.extend(uses)
        elif widget == "flow" and isinstance(value, str) and value:
            self._found.flows.append(Use(value, at))
        elif widget == "node" and isinstance(value, str) and value:
            self._found.nodes.append((str(config.get("flow") or flow), Use(value, at)))

    def message(self, message: Any, at: Place) -> None:
        self._found.messages.append((message, at))
        if isinstance(message, str):
            self.template(message, at)
        elif isinstance(message, dict):
            if isinstance(message.get("content"), str) and "type" not in message:
                self._found.content.append(Use(message["content"], at.at("/content")))
            for key, value in message.items():
                if key not in NOT_TEXT and (not isinstance(value, str) or "{" in value):
                    self.template(value, at.at(f"/{escape(key)}"))

    def template(self, source: Any, at: Place) -> None:
        """Every text inside of a value."""
        if isinstance(source, str):
            if "{" in source:
                self._found.reads.extend(Use(name, at) for name in names_of_template(source))
        elif isinstance(source, dict):
            for key, value in source.items():
                if key not in NOT_TEXT and (not isinstance(value, str) or "{" in value):
                    self.template(value, at.at(f"/{escape(str(key))}"))
        elif isinstance(source, list):
            for number, value in enumerate(source):
                self.template(value, at.at(f"/{number}"))

    def expression(self, source: Any, at: Place) -> None:
        if isinstance(source, str):
            self._found.expressions.append((source, at))
            self._found.reads.extend(Use(name, at) for name in names_of_expression(source))

    def value(self, value: Any, at: Place) -> None:
        if isinstance(value, str):
            self.template(value, at)
        elif isinstance(value, Mapping) and "expression" in value:
            self.expression(value["expression"], at.at("/expression"))

    def condition(self, condition: Any, at: Place) -> None:
        if not isinstance(condition, Mapping):
            return
        self._found.conditions.append((condition, at))
        for part in parts_of(condition):
            if isinstance(part.get("intent"), str):
                self._found.intents.append(Use(part["intent"], at))
            elif "expression" in part:
                self.expression(part["expression"], at)
            elif isinstance(part.get("variable"), str):
                names = names_of_expression(part["variable"]) if part["variable"] else NOTHING
                self._found.reads.extend(Use(name, at) for name in names)


def _knowledge(index: Index, found: References, walker: _Walker) -> None:
    for body, place in index.named("variables").values():
        if body.get("entity"):
            found.entities.append(Use(body["entity"], place.at("/entity")))
    for body, place in index.named("content", "id").values():
        walker.message(body.get("message"), place.at("/message"))
    for body, place in index.named("answers", "id").values():
        for language, messages in body.get("answers", {}).items():
            for number, message in enumerate(messages):
                walker.message(message, place.at(f"/answers/{escape(language)}/{number}"))
        then = body.get("then")
        if isinstance(then, Mapping):
            found.flows.append(Use(then["flow"], place.at("/then/flow")))
            if then.get("node"):
                found.nodes.append((then["flow"], Use(then["node"], place.at("/then/node"))))
    for body, place in index.named("intents").values():
        for language, examples in body.get("examples", {}).items():
            for number, example in enumerate(examples):
                at = f"/examples/{escape(language)}/{number}"
                found.entities.extend(Use(name, place.at(at)) for name in entities_in(example))


@lru_cache(maxsize=8192)
def entities_in(example: str) -> tuple[str, ...]:
    """Names of the entities marked in an example."""
    if "](" not in example:
        return ()
    try:
        return tuple(mark.entity for mark in read_annotated(example).marks)
    except AnnotationError:
        return ()


def _stories(index: Index, found: References, walker: _Walker) -> None:
    for body, place in index.named("stories").values():
        walker.condition(body.get("when"), place.at("/when"))
        for number, step in enumerate(body.get("steps", ())):
            for one, at in _alternatives(step, place.at(f"/steps/{number}")):
                if isinstance(one.get("user"), str):
                    found.intents.append(Use(one["user"], at))
                if isinstance(one.get("bot"), str):
                    found.content.append(Use(one["bot"], at))
                if isinstance(one.get("flow"), str):
                    found.flows.append(Use(one["flow"], at))
                found.writes.extend(Use(name, at) for name in one.get("set", ()))


def _alternatives(step: Mapping[str, Any], place: Place) -> Iterator[tuple[Mapping[str, Any], Place]]:
    if "or" in step:
        for number, one in enumerate(step["or"]):
            yield one, place.at(f"/or/{number}")
    else:
        yield step, place
