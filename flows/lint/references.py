"""Everything a bot refers to by name, and where: variables, intents, entities, flows, nodes, content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from flows.document.annotations import AnnotationError, read_annotated
from flows.document.configs import spots_of, values_at
from flows.document.languages import NOT_TEXT, parts_with_pointers
from flows.document.pointers import escape
from flows.document.readings import NOTHING, names_of_expression, names_of_template
from flows.engine.parameters import parameters_of
from flows.engine.step_type import StepType
from flows.lint.finding import Place
from flows.lint.index import Index

# What is noted of a value at a place: (value, place, the config it stands in, the flow of the step).
_Note = Callable[[Any, Place, Mapping[str, Any], str], None]
_Spot = tuple[tuple[str, ...], str, _Note]  # a path in the config, the pointer of its first key, what is noted there


class Use(NamedTuple):
    """A name and the place that uses it."""

    name: str
    place: Place


@dataclass(slots=True)
class References:
    """All uses by kind, all messages, conditions, expressions and templates.

    `writes` are variables that something sets; `assigned` are variables with the value that they are set to.
    """

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
    templates: list[tuple[str, Place]] = field(default_factory=list)
    assigned: list[tuple[str, Any, Place]] = field(default_factory=list)
    tables: list[Use] = field(default_factory=list)


def collect(index: Index) -> References:
    """Walks the whole document once."""
    found = References()
    walker = _Walker(found)
    for flow, _, step in index.steps:
        if step.type is not None:
            walker.config(step.type, step.config, step.place, flow.id)
    for flow in index.flows.values():
        for number, trigger in enumerate(flow.body.get("triggers", ())):
            at = flow.place.at(f"/triggers/{number}")
            if "intent" in trigger:
                found.intents.append(Use(trigger["intent"], at.at("/intent")))
            walker.condition(trigger.get("when"), at.at("/when"))
        for name in parameters_of(flow.body.get("inputs", ())):
            found.writes.append(Use(name, flow.place.at("/inputs")))
        for name in parameters_of(flow.body.get("outputs", ())):
            found.reads.append(Use(name, flow.place.at("/outputs")))
    _knowledge(index, found, walker)
    _stories(index, found, walker)
    walker.end()
    return found


class _Walker:
    def __init__(self, found: References) -> None:
        self._found = found
        self._spots: dict[str, dict[str, list[_Spot]]] = {}
        self._assigns: dict[str, tuple[str, str] | None] = {}
        self._widgets: dict[str, Callable[[Any, Place], None]] = {
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
            "table": found.tables,
        }

    def end(self) -> None:
        """It refers to itself in these, and everything it found would wait for Python's collector."""
        self._spots.clear()
        self._widgets.clear()

    def config(self, step_type: StepType, config: Mapping[str, Any], place: Place, flow: str) -> None:
        spots = self._spots.get(step_type.type)
        if spots is None:
            spots = self._spots[step_type.type] = self._by_key(step_type)
            self._assigns[step_type.type] = _assigned(step_type)
        for key, below in config.items():
            for path, pointer, note in spots.get(key, ()):
                if len(path) == 1:  # most are plain fields
                    note(below, place.at(pointer), config, flow)
                else:
                    for value, at in values_at(config, path):
                        note(value, place.at(f"/config{at}"), config, flow)
        assigns = self._assigns[step_type.type]
        if assigns is not None and isinstance(config.get(assigns[0]), str) and assigns[1] in config:
            at_value = place.at(f"/config/{assigns[1]}")
            self._found.assigned.append((config[assigns[0]], config[assigns[1]], at_value))
        save = config.get("save") if step_type.type == "call_flow" else None
        for name in save if isinstance(save, dict) else ():
            self._found.writes.append(Use(name, place.at(f"/config/save/{escape(name)}")))

    def _by_key(self, step_type: StepType) -> dict[str, list[_Spot]]:
        """The spots of a step type by the key of the config that they stand below."""
        found: dict[str, list[_Spot]] = {}
        for path, widget in spots_of(step_type.schema, inside=True):
            note = self._note_of(widget, reads=bool(path) and path[0] in step_type.reads)
            if path and note is not None:
                found.setdefault(path[0], []).append((path, f"/config/{escape(path[0])}", note))
        return found

    def _note_of(self, widget: str, *, reads: bool) -> _Note | None:
        """What is done with a value that this widget edits; None for what refers to nothing."""
        if widget == "variable" and reads:
            return self._named(self._found.reads)
        if widget in self._widgets:
            take = self._widgets[widget]
            return lambda value, at, config, flow: take(value, at)
        if widget in self._names:
            return self._named(self._names[widget])
        return {"intents": self._intents, "flow": self._named(self._found.flows), "node": self._node}.get(widget)

    def _named(self, uses: list[Use]) -> _Note:
        def note(value: Any, at: Place, config: Mapping[str, Any], flow: str) -> None:
            if isinstance(value, str) and value:
                uses.append(Use(value, at))

        return note

    def _intents(self, value: Any, at: Place, config: Mapping[str, Any], flow: str) -> None:
        for number, name in enumerate(value if isinstance(value, list) else ()):
            if isinstance(name, str):
                self._found.intents.append(Use(name, at.at(f"/{number}")))

    def _node(self, value: Any, at: Place, config: Mapping[str, Any], flow: str) -> None:
        if isinstance(value, str) and value:
            self._found.nodes.append((str(config.get("flow") or flow), Use(value, at)))

    def message(self, message: Any, at: Place) -> None:
        self._found.messages.append((message, at))
        if isinstance(message, str):
            self.template(message, at)
        elif isinstance(message, dict):
            self._content(message, at)
            items = message.get("items")
            for number, item in enumerate(items if isinstance(items, list) else ()):
                self._content(item, at.at(f"/items/{number}"))
            for key, value in message.items():
                if (not isinstance(value, str) or "{" in value) and key not in NOT_TEXT:
                    self.template(value, at, f"/{escape(key)}")

    def _content(self, message: Any, at: Place) -> None:
        if isinstance(message, dict) and isinstance(message.get("content"), str) and "type" not in message:
            self._found.content.append(Use(message["content"], at.at("/content")))

    def template(self, source: Any, place: Place, below: str = "") -> None:
        """Every text inside of a value, which stands at the pointer `below` of a place."""
        if isinstance(source, str):
            if "{" in source:
                at = place.at(below) if below else place
                self._found.templates.append((source, at))
                self._found.reads.extend([Use(name, at) for name in names_of_template(source)])
        elif isinstance(source, dict):
            for key, value in source.items():
                if (not isinstance(value, str) or "{" in value) and key not in NOT_TEXT:
                    self.template(value, place, f"{below}/{escape(str(key))}")
        elif isinstance(source, list):
            for number, value in enumerate(source):
                self.template(value, place, f"{below}/{number}")

    def expression(self, source: Any, at: Place) -> None:
        if isinstance(source, str):
            self._found.expressions.append((source, at))
            self._found.reads.extend([Use(name, at) for name in names_of_expression(source)])

    def value(self, value: Any, at: Place) -> None:
        if isinstance(value, str):
            self.template(value, at)
        elif isinstance(value, dict) and "expression" in value:
            self.expression(value["expression"], at.at("/expression"))

    def condition(self, condition: Any, at: Place) -> None:
        if not isinstance(condition, dict):
            return
        self._found.conditions.append((condition, at))
        for part, below in parts_with_pointers(condition, ""):
            if isinstance(part.get("intent"), str):
                self._found.intents.append(Use(part["intent"], at.at(f"{below}/intent")))
            elif "expression" in part:
                self.expression(part["expression"], at.at(f"{below}/expression"))
            elif isinstance(part.get("variable"), str):
                names = names_of_expression(part["variable"]) if part["variable"] else NOTHING
                self._found.reads.extend(Use(name, at.at(f"{below}/variable")) for name in names)


def _assigned(step_type: StepType) -> tuple[str, str] | None:
    """The keys of variable and value where a step type says (`x-assigns`) that it sets the one to the other."""
    for key, schema in step_type.schema.get("properties", {}).items():
        variable = schema.get("x-assigns") if isinstance(schema, dict) else None
        if isinstance(variable, str):
            return variable, key
    return None


def _knowledge(index: Index, found: References, walker: _Walker) -> None:
    if consent := index.document.get("settings", {}).get("learning", {}).get("consent"):
        found.reads.append(Use(consent, Place("/settings/learning/consent")))
    for body, place in index.named("variables").values():
        if body.get("entity"):
            found.entities.append(Use(body["entity"], place.at("/entity")))
    for body, place in index.named("content", "id").values():
        walker.message(body.get("message"), place.at("/message"))
        for number, message in enumerate(body.get("variations", ())):
            walker.message(message, place.at(f"/variations/{number}"))
        for number, variant in enumerate(body.get("variants", ())):
            walker.message(variant["message"], place.at(f"/variants/{number}/message"))
            walker.condition(variant.get("when"), place.at(f"/variants/{number}/when"))
    for body, place in index.named("answers", "id").values():
        for language, messages in body.get("answers", {}).items():
            for number, message in enumerate(messages):
                walker.message(message, place.at(f"/answers/{escape(language)}/{number}"))
        then = body.get("then")
        if isinstance(then, dict):
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
